import { columnWidths } from "./column-width.ts";
import type { CellModel, Range, SheetModel } from "./model.ts";
import { rowHeights } from "./row-height.ts";

/** A sheet before it is known which names are free. */
export type UnnamedSheet = Omit<SheetModel, "name">;

/** The sheet of these rows, measured; its last header row filters unless cells below it are merged. */
export function layOut(
  rows: readonly (readonly CellModel[])[],
  columnCount: number,
  headerRowCount: number,
  merges: readonly Range[] = [],
): UnnamedSheet {
  const widths = columnWidths(rows, columnCount, headerRowCount, merges);
  const sheet = { widths, heights: rowHeights(rows, widths, merges), headerRowCount, merges, rows };
  // A filter would hide all rows of a merged cell but its first.
  if (columnCount === 0 || merges.some((range) => range.lastRow >= headerRowCount)) return sheet;
  const filter = { firstRow: headerRowCount - 1, firstColumn: 0, lastRow: rows.length - 1, lastColumn: columnCount - 1 };
  return { ...sheet, filter };
}
