import type { WarningLog } from "../errors.ts";
import { assertDepth, keptDepth } from "./depth.ts";
import { excerpt } from "./excerpt.ts";
import { joinPointer } from "./pointer.ts";

/** The fields of a record that no reader knows, as sent, each with a warning; undefined where there are none. Null counts as absent. */
export function unreadFields(
  record: Record<string, unknown>,
  known: ReadonlySet<string>,
  pointer: string,
  log: WarningLog,
): Record<string, unknown> | undefined {
  const unread = Object.keys(record).filter((field) => !known.has(field) && record[field] !== null && record[field] !== undefined);
  if (unread.length === 0) return undefined;
  for (const field of unread) {
    assertDepth(record[field], keptDepth, joinPointer(pointer, field));
    log.add("field-unknown", `The field "${excerpt(field)}" is unknown: it is kept in the raw value`, joinPointer(pointer, field));
  }
  // Object.fromEntries defines properties, so a field called __proto__ is one like any other.
  return Object.fromEntries(unread.map((field) => [field, record[field]]));
}
