import type { Table } from "../../src/tree/types.ts";
import type { CellModel, WorkbookModel } from "../../src/xlsx/to-xlsx.ts";
import { tableOf } from "./tables.ts";

export const rowsOf = (model: WorkbookModel, name: string): (readonly CellModel[])[] => {
  return [...(model.sheets.find((sheet) => sheet.name === name)?.rows ?? [])];
};
export const value = (cell: CellModel | undefined): unknown => {
  if (cell === undefined || cell.type === "empty") return null;
  return cell.type === "number" ? cell.number : cell.type === "boolean" ? cell.boolean : cell.text;
};
export const valuesOf = (model: WorkbookModel, name: string): unknown[][] => rowsOf(model, name).map((row) => row.map(value));
export const column = (model: WorkbookModel, name: string, at: number): (CellModel | undefined)[] =>
  rowsOf(model, name).map((row) => row[at]);
export const numbers = (...texts: string[]): Table => tableOf(1, [["a"], ...texts.map((text) => [text])]);
