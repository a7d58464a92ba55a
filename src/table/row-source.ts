import { joinPointer } from "../payload/pointer.ts";
import type { Row, RowSource } from "../tree/table.ts";

/** Where the row stands in the payload: its entry in the `rows` of its item, else the item. */
export function rowPointer({ source: { pointer, rowIndex } }: Pick<Row, "source">): string {
  return rowIndex === null ? pointer : joinPointer(pointer, "rows", rowIndex);
}

/** The page of the row, or `2..4` for one of these pages, as `2-4` would be read as a date; undefined where none is known. */
export function rowPage({ pageNumbers }: Pick<RowSource, "pageNumbers">): number | string | undefined {
  let [first, last] = [Infinity, -Infinity];
  for (const number of pageNumbers) [first, last] = [Math.min(first, number), Math.max(last, number)];
  if (first > last) return undefined;
  return first === last ? first : `${first}..${last}`;
}
