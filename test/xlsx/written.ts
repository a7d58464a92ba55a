import { expect } from "vitest";
import type { CellModel, WorkbookModel } from "../../src/xlsx/model.ts";
import { layOut } from "../../src/xlsx/sheet-layout.ts";
import { writeXlsx } from "../../src/xlsx/write.ts";
import { expected, readBack, trimmed } from "./read-back.ts";
import { secondReader } from "./second-reader.ts";
import { expectValid } from "./validator.ts";

/** The bytes of the model, which two readers see as the model and the validator passes; a property asks for the last of only some. */
export async function written(model: WorkbookModel, isValidated = true): Promise<Uint8Array> {
  const bytes = await writeXlsx(model);
  const wanted = trimmed(expected(model));
  // exceljs drops the backslashes of the formats it reads.
  const unescaped = wanted.map((sheet) => ({ ...sheet, formats: sheet.formats.map((format) => format.replace(/\\(.)/g, "$1")) }));
  expect(trimmed(await readBack(bytes))).toEqual(unescaped);
  expect(trimmed(await secondReader(bytes))).toEqual(wanted);
  if (isValidated) await expectValid(bytes);
  return bytes;
}

/** The same workbook with a sheet of so many empty cells that it is streamed. */
export function streamed(model: WorkbookModel): WorkbookModel {
  const blank: CellModel = { type: "empty", style: "body" };
  const rows = new Array<readonly CellModel[]>(501).fill(new Array<CellModel>(100).fill(blank));
  return { ...model, sheets: [...model.sheets, { ...layOut({ rows, columnCount: 100, headerRowCount: 1 }), name: "Bulk" }] };
}
