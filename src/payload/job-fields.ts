import type { WarningLog } from "../errors.ts";
import { isRecord } from "./kind.ts";
import { joinPointer } from "./pointer.ts";
import { unreadFields } from "./unread.ts";

/** The field under its newer name, else its older one; a warning where both are there and differ. */
export function agreed<Newer extends string, Older extends string>(
  record: { readonly [Name in Newer | Older]?: string | null | undefined } | undefined,
  newer: Newer,
  older: Older,
  pointer: string,
  log: WarningLog,
): string | undefined {
  const [value, other] = [record?.[newer], record?.[older]];
  if (typeof value === "string" && typeof other === "string" && value !== other) {
    log.add("field-conflict", `The fields ${newer} and ${older} mean the same, but differ: ${newer} is read`, joinPointer(pointer, older));
  }
  return value ?? other ?? undefined;
}

/** What of a record is not read: the fields that are only kept, and unknown ones, each with a warning; undefined where there are none. */
export function leftover(
  record: unknown,
  read: readonly string[],
  kept: readonly string[],
  pointer: string,
  log: WarningLog,
): Record<string, unknown> | undefined {
  if (!isRecord(record)) return undefined;
  const known = kept.filter((name) => Object.hasOwn(record, name) && record[name] !== null);
  const unread = unreadFields(record, new Set([...read, ...kept]), pointer, log);
  if (known.length === 0) return unread;
  return { ...Object.fromEntries(known.map((name) => [name, record[name]])), ...unread };
}

/** What is not read of a record and of its parts, each part under its own name; undefined where there is nothing. */
export function nested(
  own: Record<string, unknown> | undefined,
  parts: Readonly<Record<string, Record<string, unknown> | undefined>>,
): Record<string, unknown> | undefined {
  const found = Object.entries(parts).filter(([, part]) => part !== undefined);
  return found.length === 0 ? own : { ...own, ...Object.fromEntries(found) };
}
