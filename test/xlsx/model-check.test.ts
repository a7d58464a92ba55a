import { expect, test } from "vitest";
import type { CellModel, SheetModel } from "../../src/xlsx/model.ts";
import { checkModel } from "../../src/xlsx/model-check.ts";

const text = (value: string): CellModel => ({ type: "text", text: value, style: "body" });
const empty: CellModel = { type: "empty", style: "body" };
const merge = { firstRow: 0, firstColumn: 0, lastRow: 0, lastColumn: 1 };
const sheet: SheetModel = {
  name: "One",
  widths: [8, 8],
  heights: [1, 1],
  headerRowCount: 1,
  merges: [merge],
  rows: [
    [text("a"), empty],
    [empty, empty],
  ],
};
const check = (...sheets: SheetModel[]): void => checkModel({ sheets, created: "1980-01-01", warnings: [] });
const withCell = (cell: CellModel): SheetModel => ({ ...sheet, rows: [sheet.rows[0] ?? [], [cell, empty]] });

test("checkModel() accepts what a spreadsheet can open", () => {
  expect(() => check(sheet, { ...sheet, name: "Two" })).not.toThrow();
  expect(() => check(withCell({ type: "link", text: "up", sheet: "One", style: "link" }))).not.toThrow();
});

test.each([
  ["no sheet", []],
  ["a name that is not legal", [{ ...sheet, name: "a/b" }]],
  ["a name of 32 units", [{ ...sheet, name: "a".repeat(32) }]],
  ["the same name in another case", [sheet, { ...sheet, name: "ONE" }]],
  ["a number that is none", [withCell({ type: "number", number: Number.NaN, style: "body" })]],
  ["a link to nowhere", [withCell({ type: "link", text: "up", sheet: "one", style: "link" })]],
  ["a text too long", [withCell(text("a".repeat(32_768)))]],
  ["a text of half a code point", [withCell(text("\ud800"))]],
  ["a short row", [{ ...sheet, rows: [[empty, empty], [empty]] }]],
  ["a height too few", [{ ...sheet, heights: [1] }]],
  ["more header rows than rows", [{ ...sheet, headerRowCount: 3 }]],
  ["a merge outside", [{ ...sheet, merges: [{ ...merge, lastColumn: 2 }] }]],
  ["a merge turned round", [{ ...sheet, merges: [{ ...merge, firstRow: 1 }] }]],
  ["merges that overlap", [{ ...sheet, merges: [merge, { ...merge, firstColumn: 1, lastRow: 1 }] }]],
  [
    "a merge that hides a text",
    [{ ...sheet, merges: [{ firstRow: 0, firstColumn: 0, lastRow: 1, lastColumn: 1 }], rows: [sheet.rows[0] ?? [], [empty, text("b")]] }],
  ],
])("checkModel() refuses %s", (_, sheets) => {
  expect(() => check(...sheets)).toThrow(RangeError);
});
