import { joinPointer } from "../payload/pointer.ts";
import type { Row } from "../tree/table.ts";

/** Where the row stands in the payload: its entry in the `rows` of its item, else the item. */
export function rowPointer({ source: { pointer, rowIndex } }: Pick<Row, "source">): string {
  return rowIndex === null ? pointer : joinPointer(pointer, "rows", rowIndex);
}
