import type { ResolvedField } from "../extract/citations.ts";
import { fieldRecords } from "../extract/records.ts";
import { assertOptions } from "../options.ts";
import type { Table } from "../tree/types.ts";
import type { WorkbookModel } from "./model.ts";
import { recordsWorkbook } from "./records-workbook.ts";
import { type TableWorkbookOptions, type UrlOptions, workbookModel } from "./table-workbook.ts";
import { fieldRules } from "./workbook-options.ts";
import { writeXlsx } from "./write.ts";

export type { CellModel, ColumnModel, Note, Range, SheetModel, StyleName, WorkbookModel, WorkbookOptions } from "./model.ts";
export type { RecordsOptions } from "./records-workbook.ts";
export type { TableWorkbookOptions, UrlOptions } from "./table-workbook.ts";
export { recordsWorkbook, workbookModel, writeXlsx };

/**
 * The bytes of an XLSX file with an `Index`, one sheet a table, `Sources`, `Concerns` and `About`; no cell is a formula, and equal tables give equal bytes.
 *
 * Numbers, percents, amounts and dates are such cells, in the format of their text. Each row ends in its page number, its part and its
 * pointer. What a sheet cannot hold is cut: `workbookModel`, of which this is the file, says where.
 *
 * @throws {RangeError} when an option is unknown or has a value it does not take
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
export async function toXlsx(tables: readonly Table[], options: TableWorkbookOptions = {}): Promise<Uint8Array> {
  return writeXlsx(workbookModel(tables, options));
}

export interface FieldsXlsxOptions extends UrlOptions {
  /** Fields with a lower confidence, 0 to 1, are filled. Service confidence is not calibrated. @default 0.7 */
  readonly below?: number;
}

/** The bytes of an XLSX file with one row a field: value, confidence, page, quote and box; rows of low confidence are filled. */
export async function fieldsToXlsx(fields: readonly ResolvedField[], options: FieldsXlsxOptions = {}): Promise<Uint8Array> {
  return writeXlsx(fieldsWorkbook(fields, options));
}

/** The same as data. @throws {RangeError} when an option is unknown or has a value it does not take */
export function fieldsWorkbook(fields: readonly ResolvedField[], options: FieldsXlsxOptions = {}): WorkbookModel {
  assertOptions(options, fieldRules);
  const { below = 0.7, keepUrls = false } = options;
  const isLow = (row: number): boolean => (fields[row]?.confidence ?? 1) < below;
  return recordsWorkbook("Fields", fieldRecords(fields, { keepUrls }), { isLow });
}
