import type { CellModel, Range } from "./model.ts";
import { longestWidth, shownText } from "./text-width.ts";

const narrowest = 8;
const widest = 60;
const widestHeaderWord = 24;
// Room for the border and for the arrow of a filter.
const margin = 2;

/** One width a column, in characters: most texts fit, all numbers do; cells merged over several columns have no say. */
export function columnWidths(
  rows: readonly (readonly CellModel[])[],
  columnCount: number,
  headerRowCount: number,
  merges: readonly Range[],
): number[] {
  const merged = new Set(
    merges.filter((range) => range.lastColumn > range.firstColumn).map((range) => slot(range.firstRow, range.firstColumn)),
  );
  return Array.from({ length: columnCount }, (_, column) => {
    const counts: number[] = new Array(widest + 1).fill(0);
    let least = narrowest;
    for (const [index, row] of rows.entries()) {
      const text = shownText(row[column]);
      if (text === undefined || (merged.size > 0 && merged.has(slot(index, column)))) continue;
      const length = longestWidth(text.split("\n"), widest);
      if (index >= headerRowCount) counts[length] = (counts[length] ?? 0) + 1;
      if (index < headerRowCount) least = Math.max(least, longestWidth(text.split(/\s+/), widestHeaderWord) + margin);
      else if (row[column]?.type === "number") least = Math.max(least, length + margin);
    }
    return Math.min(Math.max(percentile(counts, 0.9) + margin, least), widest);
  });
}

function slot(row: number, column: number): string {
  return `${row}:${column}`;
}

/** The smallest index that this share of all counts is not beyond. */
function percentile(counts: readonly number[], share: number): number {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [length, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return length;
  }
  return 0;
}
