import type { WarningLog } from "../errors.ts";
import type { Cell, Row, RowSource } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { isCellNumber, textCell } from "./guard.ts";
import type { CellModel, Range } from "./model.ts";
import { layOut, type UnnamedSheet } from "./sheet-layout.ts";
import { columnLimit, type SheetWindow, sheetWindows } from "./sheet-window.ts";

const provenanceColumns: readonly string[] = ["_page_number", "_pointer"];
// exceljs compares each merge with all before it: 16,000 take more than a second.
const mergeLimit = 16_000;

/** The sheets of a table, one unless it has more rows or columns than a sheet. */
export function tableSheets(table: Table, rowsPerSheet: number, log: WarningLog): UnnamedSheet[] {
  const rows = withHeader(table);
  const headerRowCount = Math.min(Math.max(table.grid.headerRowCount, 1), rows.length);
  const size = { rowCount: rows.length, headerRowCount, columnCount: table.grid.columnCount };
  const limits = { rows: rowsPerSheet, columns: columnLimit - provenanceColumns.length };
  return sheetWindows(size, limits).map((window) => tableSheet(table, rows, headerRowCount, window, log));
}

/** The column names make the header where the table has none. */
function withHeader(table: Table): readonly Row[] {
  const { headerRowCount, rows, columns } = table.grid;
  if (headerRowCount > 0 && rows.length > 0) return rows;
  const shifted = rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, row: cell.row + 1 })) }));
  const pointer = table.pointer;
  const cells = columns.map(({ name }, column): Cell => {
    return { row: 0, column, rowSpan: 1, columnSpan: 1, raw: name, text: name, isHeader: true, pointer, regions: [] };
  });
  return [{ cells, role: "header", source: { pointer, rowIndex: null, pageNumbers: [], regions: [] } }, ...shifted];
}

/** Rows that stand together on a sheet, the first of them at row `top` there; `endRow` is not among them. */
interface Band {
  readonly firstRow: number;
  readonly endRow: number;
  readonly top: number;
}

function tableSheet(table: Table, rows: readonly Row[], headerRowCount: number, window: SheetWindow, log: WarningLog): UnnamedSheet {
  const merges: Range[] = [];
  const toCells = (row: Row, index: number, band: Band): CellModel[] => {
    const isHeader = index < headerRowCount;
    const cells: CellModel[] = [];
    for (let column = window.firstColumn; column < window.endColumn; column++) {
      const cell = row.cells[column];
      const range = cell === undefined ? undefined : shownRange(cell, band, window);
      if (cell === undefined || range?.firstRow !== index - band.firstRow + band.top || range.firstColumn !== column - window.firstColumn) {
        cells.push({ type: "empty", style: isHeader ? "header" : "body" });
        continue;
      }
      const isWide = range.lastColumn > range.firstColumn;
      if (isWide || range.lastRow > range.firstRow) merges.push(range);
      cells.push(isHeader ? textCell(cell.text, isWide ? "headerSpan" : "header", cell.pointer, log) : bodyCell(cell, log));
    }
    return [...cells, ...(isHeader ? provenanceHeader(index === headerRowCount - 1) : provenance(row.source, log))];
  };
  const bands: Band[] = [
    { firstRow: 0, endRow: headerRowCount, top: 0 },
    { firstRow: window.firstRow, endRow: window.endRow, top: headerRowCount },
  ];
  const shown = bands.flatMap((band) => {
    return rows.slice(band.firstRow, band.endRow).map((row, index) => toCells(row, index + band.firstRow, band));
  });
  if (merges.length > mergeLimit) {
    log.add(
      "table-span-clipped",
      `${merges.length - mergeLimit} of ${merges.length} merged cells of a sheet are single ones`,
      table.pointer,
    );
  }
  return layOut(shown, window.endColumn - window.firstColumn + provenanceColumns.length, headerRowCount, merges.slice(0, mergeLimit));
}

/** What of the cell is in the band and the window, as a range of the sheet; a header cell that reaches down among the data is not shown there. */
function shownRange(cell: Cell, band: Band, window: SheetWindow): Range | undefined {
  if (cell.row < band.top) return undefined;
  const shift = band.top - band.firstRow;
  return {
    firstRow: Math.max(cell.row, band.firstRow) + shift,
    firstColumn: Math.max(cell.column, window.firstColumn) - window.firstColumn,
    lastRow: Math.min(cell.row + cell.rowSpan, band.endRow) - 1 + shift,
    lastColumn: Math.min(cell.column + cell.columnSpan, window.endColumn) - 1 - window.firstColumn,
  };
}

function bodyCell(cell: Cell, log: WarningLog): CellModel {
  // 7 that is printed as "007" is no number.
  const isNumber = typeof cell.raw === "number" && isCellNumber(cell.raw) && !/^[-+]?0\d/.test(cell.text);
  return isNumber ? { type: "number", number: cell.raw + 0, style: "body" } : textCell(cell.text, "body", cell.pointer, log);
}

function provenanceHeader(isLast: boolean): CellModel[] {
  return provenanceColumns.map((text) => {
    return isLast ? { type: "text", text, style: "provenanceHeader" } : { type: "empty", style: "provenanceHeader" };
  });
}

function provenance({ pointer, rowIndex, pageNumbers }: RowSource, log: WarningLog): CellModel[] {
  const place = rowIndex === null ? pointer : `${pointer}/rows/${rowIndex}`;
  return [pageCell(pageNumbers), textCell(place, "provenance", pointer, log)];
}

/** `2..4` for a row known to stand on one of these pages. */
function pageCell(pageNumbers: readonly number[]): CellModel {
  let [first, last] = [Infinity, -Infinity];
  for (const number of pageNumbers) [first, last] = [Math.min(first, number), Math.max(last, number)];
  if (first > last) return { type: "empty", style: "provenance" };
  return first === last
    ? { type: "number", number: first, style: "provenance" }
    : { type: "text", text: `${first}..${last}`, style: "provenance" };
}
