import type { WarningLog } from "../errors.ts";
import type { Cell, Row } from "../tree/table.ts";
import type { Range } from "./model.ts";
import type { SheetWindow } from "./sheet-window.ts";

// exceljs compares each merge with all before it: 16,000 take more than a second.
const mergeLimit = 16_000;

/** Rows that stand together on a sheet, the first of them at row `top` there; `endRow` is not among them. */
export interface Band {
  readonly firstRow: number;
  readonly endRow: number;
  readonly top: number;
}

/** The header rows, and those of the body that the window shows. */
export function bandsOf(headerRowCount: number, { firstRow, endRow }: SheetWindow): Band[] {
  return [
    { firstRow: 0, endRow: headerRowCount, top: 0 },
    { firstRow, endRow, top: headerRowCount },
  ];
}

/** What of the cell is in the band and the window, as a range of the sheet; a header cell that reaches down among the data is not shown there. */
export function shownRange(cell: Cell, band: Band, window: SheetWindow): Range | undefined {
  if (cell.row < band.top) return undefined;
  const shift = band.top - band.firstRow;
  return {
    firstRow: Math.max(cell.row, band.firstRow) + shift,
    firstColumn: Math.max(cell.column, window.firstColumn) - window.firstColumn,
    lastRow: Math.min(cell.row + cell.rowSpan, band.endRow) - 1 + shift,
    lastColumn: Math.min(cell.column + cell.columnSpan, window.endColumn) - 1 - window.firstColumn,
  };
}

/** The merged cells of a sheet, header first, at most 16,000; cells beyond stay single, with a warning. */
export function sheetMerges(
  rows: readonly Row[],
  headerRowCount: number,
  window: SheetWindow,
  { log, pointer }: { readonly log: WarningLog; readonly pointer: string },
): Range[] {
  const merges: Range[] = [];
  let count = 0;
  for (const band of bandsOf(headerRowCount, window)) {
    for (let index = band.firstRow; index < band.endRow; index++) {
      const { cells } = rows[index] as Row;
      for (let column = window.firstColumn; column < window.endColumn; column++) {
        const cell = cells[column];
        if (cell === undefined || (cell.rowSpan === 1 && cell.columnSpan === 1)) continue;
        const range = shownRange(cell, band, window);
        if (range?.firstRow !== index - band.firstRow + band.top || range.firstColumn !== column - window.firstColumn) continue;
        if (range.lastColumn === range.firstColumn && range.lastRow === range.firstRow) continue;
        if (++count <= mergeLimit) merges.push(range);
      }
    }
  }
  if (count > mergeLimit)
    log.add("table-span-clipped", `${count - mergeLimit} of ${count} merged cells of a sheet are single ones`, pointer);
  return merges;
}
