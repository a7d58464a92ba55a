import { withoutLinkQueries } from "../../payload/links.ts";
import type { Table } from "../../tree/types.ts";
import type { Log } from "./place.ts";

/** Repeats what the service itself doubts, word for word; it doubts many good tables. */
export function concernWarnings({ concerns, pointer }: Table, log: Log): void {
  for (const { type, details } of concerns) log.add("table-service-concern", withoutLinkQueries(`${type}: ${details}`), pointer);
}
