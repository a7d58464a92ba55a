import type { CellModel, Range } from "./model.ts";
import { longestWidth, shownText } from "./text-width.ts";

// Excel's highest row, 409 points, holds 27 lines of 15.
const highest = 27;

/** Lines of text in each row, 1 to 27, once its texts are wrapped: readers of a file do not all work it out themselves. */
export function rowHeights(rows: readonly (readonly CellModel[])[], widths: readonly number[], merges: readonly Range[]): number[] {
  const ranges = new Map(merges.map((range) => [`${range.firstRow}:${range.firstColumn}`, range]));
  return rows.map((row, index) => {
    let height = 1;
    for (const [column, cell] of row.entries()) {
      const text = cell.style === "provenance" || cell.type === "link" ? undefined : shownText(cell);
      const range = ranges.size === 0 ? undefined : ranges.get(`${index}:${column}`);
      const room = widths.slice(column, (range?.lastColumn ?? column) + 1).reduce((sum, width) => sum + width, 0);
      if (text === undefined || (text.length * 2 <= room && !text.includes("\n"))) continue;
      const lines = text.split("\n").reduce((sum, line) => sum + Math.max(Math.ceil(longestWidth([line], highest * room) / room), 1), 0);
      height = Math.max(height, Math.ceil(lines / (range === undefined ? 1 : range.lastRow - range.firstRow + 1)));
    }
    return Math.min(height, highest);
  });
}
