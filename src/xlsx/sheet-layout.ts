import { widthMeter } from "./column-width.ts";
import type { CellModel, Note, Range, SheetModel } from "./model.ts";

/** A sheet before it is known which names are free. */
export type UnnamedSheet = Omit<SheetModel, "name">;

/** What a sheet is laid out from. */
export interface SheetDraft {
  readonly rows: Iterable<readonly CellModel[]>;
  readonly columnCount: number;
  readonly headerRowCount: number;
  readonly merges?: readonly Range[];
  readonly notes?: readonly Note[];
}

/** The sheet of these rows, gone through once to measure it; its last header row filters unless cells below it are merged. */
export function layOut({ rows, columnCount, headerRowCount, merges = [], notes = [] }: SheetDraft): UnnamedSheet {
  const meter = widthMeter(columnCount, headerRowCount, merges);
  let rowCount = 0;
  for (const row of rows) meter.add(row, rowCount++);
  const columns = meter.widths().map((width) => ({ width }));
  const frozen = { rows: headerRowCount, columns: 0 };
  const sheet = { columns, frozen, merges, rows, notes, printTitleRows: headerRowCount };
  // A filter would hide all rows of a merged cell but its first.
  if (columnCount === 0 || merges.some((range) => range.lastRow >= headerRowCount)) return sheet;
  const filter = { firstRow: headerRowCount - 1, firstColumn: 0, lastRow: rowCount - 1, lastColumn: columnCount - 1 };
  return { ...sheet, filter };
}

/** Rows that are made anew each time they are gone through. */
export function lazyRows(make: () => Iterator<readonly CellModel[]>): Iterable<readonly CellModel[]> {
  return { [Symbol.iterator]: make };
}
