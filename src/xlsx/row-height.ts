import type { CellModel, Range, SheetModel } from "./model.ts";
import { longestLine } from "./text-width.ts";

// Excel's highest row, 409 points, holds 27 lines of 15.
const highest = 27;

/** Tells the lines of text in a row, 1 to 27, once its texts are wrapped: readers of a file do not all work it out themselves. */
export function rowHeights({
  columns,
  merges,
}: Pick<SheetModel, "columns" | "merges">): (row: readonly CellModel[], index: number) => number {
  const ranges = new Map(merges.map((range) => [range.firstRow * columns.length + range.firstColumn, range]));
  const room = (first: number, last: number): number => {
    let sum = 0;
    for (let column = first; column <= last; column++) sum += columns[column]?.width ?? 0;
    return sum;
  };
  return (row, index) => {
    let height = 1;
    for (let column = 0; column < row.length; column++) {
      const cell = row[column] as CellModel;
      if (cell.type !== "text" || cell.style === "provenance") continue;
      const { text } = cell;
      // A range is looked for only where one line is not sure to do.
      if (text.length * 2 <= (columns[column]?.width ?? 0) && !text.includes("\n")) continue;
      const range = ranges.get(index * columns.length + column);
      height = Math.max(height, linesOf(text, room(column, range?.lastColumn ?? column), range));
    }
    return Math.min(height, highest);
  };
}

function linesOf(text: string, room: number, range: Range | undefined): number {
  const rows = range === undefined ? 1 : range.lastRow - range.firstRow + 1;
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(Math.ceil(longestLine(line, highest * room) / room), 1);
  return Math.ceil(lines / rows);
}
