import type { CellModel, Range } from "./model.ts";
import { longestWidth, shownWidth } from "./text-width.ts";

const narrowest = 8;
const widest = 60;
const widestHeaderWord = 24;
// Room for the border and for the arrow of a filter.
const margin = 2;

/** Measures the columns of a sheet while its rows go by, so that no row is held. */
export interface WidthMeter {
  readonly add: (row: readonly CellModel[], index: number) => void;
  /** One width a column, in characters: nine texts of ten fit, all numbers do; cells merged over several columns have no say. */
  readonly widths: () => number[];
}

export function widthMeter(columnCount: number, headerRowCount: number, merges: readonly Range[]): WidthMeter {
  const merged = new Set<number>();
  for (const range of merges) if (range.lastColumn > range.firstColumn) merged.add(range.firstRow * columnCount + range.firstColumn);
  const counts = Array.from({ length: columnCount }, () => new Uint32Array(widest + 1));
  const least: number[] = new Array(columnCount).fill(narrowest);
  const addHeader = (cell: CellModel, column: number): void => {
    if (cell.type !== "text") return;
    least[column] = Math.max(least[column] as number, longestWidth(cell.text.split(/\s+/), widestHeaderWord) + margin);
  };
  return {
    add: (row, index) => {
      for (let column = 0; column < columnCount; column++) {
        const cell = row[column] as CellModel;
        if (cell.type === "empty" || (merged.size > 0 && merged.has(index * columnCount + column))) continue;
        if (index < headerRowCount) {
          addHeader(cell, column);
          continue;
        }
        const width = shownWidth(cell, widest) ?? 0;
        (counts[column] as Uint32Array)[width] = ((counts[column] as Uint32Array)[width] as number) + 1;
        if (cell.type === "number" && width + margin > (least[column] as number)) least[column] = width + margin;
      }
    },
    widths: () => counts.map((some, column) => Math.min(Math.max(percentile(some, 0.9) + margin, least[column] as number), widest)),
  };
}

/** The smallest index that this share of all counts is not beyond. */
function percentile(counts: Uint32Array, share: number): number {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [length, count] of counts.entries()) {
    seen += count;
    if (seen >= wanted) return length;
  }
  return 0;
}
