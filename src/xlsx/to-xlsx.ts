import type { Table } from "../tree/types.ts";
import type { WorkbookOptions } from "./model.ts";
import { workbookModel } from "./table-workbook.ts";
import { writeXlsx } from "./write.ts";

export type { CellModel, Range, Records, SheetModel, StyleName, WorkbookModel, WorkbookOptions } from "./model.ts";
export { type RecordsOptions, recordsWorkbook } from "./records-workbook.ts";
export { workbookModel, writeXlsx };

/**
 * The bytes of an XLSX file with an `Index` and one sheet a table; no cell is a formula, and equal tables give equal bytes.
 *
 * Each row ends in its page number and its pointer. A text longer than a cell is cut: `workbookModel`, of which this is the file, says which.
 *
 * @throws {RangeError} when an option is out of range
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { toXlsx } from "postparse/xlsx";
 *
 * const bytes = await toXlsx([]);
 * assert.deepEqual([...bytes.subarray(0, 2)], [0x50, 0x4b]);
 * ```
 */
export async function toXlsx(tables: readonly Table[], options: WorkbookOptions = {}): Promise<Uint8Array> {
  return writeXlsx(workbookModel(tables, options));
}
