import { WarningLog } from "../errors.ts";
import type { Records } from "../extract/records.ts";
import { assertOptions } from "../options.ts";
import { isCellNumber, textCell } from "./guard.ts";
import type { CellModel, StyleName, WorkbookModel, WorkbookOptions } from "./model.ts";
import { general } from "./number-format.ts";
import { layOut, lazyRows } from "./sheet-layout.ts";
import { sheetNames } from "./sheet-name.ts";
import { columnLimit, rowLimit, type SheetWindow, sheetWindows } from "./sheet-window.ts";
import { recordRules } from "./workbook-options.ts";

export interface RecordsOptions extends WorkbookOptions {
  /**
   * Whether row number so-and-so, 0-based without the header, is one to check: its cells are filled.
   * @default no row is
   */
  readonly isLow?: (row: number) => boolean;
}

/**
 * One sheet of records, header frozen and filtered; values keep the types they have, null is an empty cell.
 *
 * @throws {RangeError} when an option is unknown or has a value it does not take
 */
export function recordsWorkbook(name: string, records: Records, options: RecordsOptions = {}): WorkbookModel {
  assertOptions(options, recordRules);
  const { created = "1980-01-01", rowsPerSheet = rowLimit, isLow = () => false } = options;
  const log = new WarningLog();
  const columnCount = records.rows.reduce((most, row) => Math.max(most, row.length), records.header.length);
  const size = { rowCount: records.rows.length + 1, headerRowCount: 1, columnCount };
  const windows = sheetWindows(size, { rows: rowsPerSheet, columns: columnLimit });
  const names = sheetNames(windows.map(() => name));
  const sheets = windows.map((window, index) => {
    const made = (to: WarningLog) => lazyRows(() => sheetRows(records, window, isLow, to));
    const sheet = layOut({ rows: made(log), columnCount: window.endColumn - window.firstColumn, headerRowCount: 1 });
    // Later rounds find the same cuts again.
    return { name: names[index] ?? "", ...sheet, rows: made(new WarningLog()) };
  });
  return { sheets, created, warnings: log.list() };
}

function* sheetRows(records: Records, window: SheetWindow, isLow: (row: number) => boolean, log: WarningLog): Generator<CellModel[]> {
  const { firstRow, endRow, firstColumn, endColumn } = window;
  const columns = Array.from({ length: endColumn - firstColumn }, (_, column) => column + firstColumn);
  yield columns.map((column) => textCell(records.header[column] ?? "", "header", "", log));
  for (let index = firstRow - 1; index < endRow - 1; index++) {
    const row = records.rows[index] ?? [];
    const style = isLow(index) ? "low" : "body";
    yield columns.map((column) => valueCell(row[column] ?? null, style, log));
  }
}

function valueCell(value: string | number | boolean | null, style: StyleName, log: WarningLog): CellModel {
  if (value === null) return { type: "empty", style };
  if (typeof value === "boolean") return { type: "boolean", boolean: value, style };
  if (typeof value === "number" && isCellNumber(value)) return { type: "number", number: value + 0, format: general, style };
  return textCell(String(value), style, "", log);
}
