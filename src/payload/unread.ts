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
  const unread = Object.entries(record).filter(([field, value]) => !known.has(field) && value !== null && value !== undefined);
  for (const [field, value] of unread) {
    assertDepth(value, keptDepth, joinPointer(pointer, field));
    log.add("field-unknown", `The field "${excerpt(field)}" is unknown: it is kept in the raw value`, joinPointer(pointer, field));
  }
  // Object.fromEntries defines properties, so a field called __proto__ is one like any other.
  return unread.length === 0 ? undefined : Object.fromEntries(unread);
}
