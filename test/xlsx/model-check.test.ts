import { expect, test } from "vitest";
import type { CellModel, SheetModel } from "../../src/xlsx/model.ts";
import { checkModel } from "../../src/xlsx/model-check.ts";
import { writeXlsx } from "../../src/xlsx/write.ts";

const text = (value: string): CellModel => ({ type: "text", text: value, style: "body" });
const number = (value: number, format = "General"): CellModel => ({ type: "number", number: value, format, style: "body" });
const link = (to: { sheet: string } | { url: string }, shown = "up"): CellModel => ({ type: "link", text: shown, style: "link", ...to });
const empty: CellModel = { type: "empty", style: "body" };
const merge = { firstRow: 0, firstColumn: 0, lastRow: 0, lastColumn: 1 };
const note = { row: 0, column: 0, text: "look" };
const first = [text("a"), empty];
const sheet: SheetModel = {
  name: "One",
  columns: [{ width: 8 }, { width: 8 }],
  frozen: { rows: 1, columns: 0 },
  merges: [merge],
  rows: [first, [empty, empty]],
  notes: [],
  printTitleRows: 1,
};
const check = (...sheets: SheetModel[]): unknown => checkModel({ sheets, created: "1980-01-01", warnings: [] });
const withCell = (cell: CellModel): SheetModel => ({ ...sheet, rows: [first, [cell, empty]] });

test("checkModel() accepts what a spreadsheet can open, and counts it", () => {
  expect(check(sheet, { ...sheet, name: "Two" })).toEqual({ rowCounts: [2, 2], cellCount: 8 });
  for (const to of [
    { sheet: "One" },
    { url: "https://host.example/a?b=c#page=2" },
    { url: "mailto:a@b.example" },
    { url: "a%20b.pdf#page=2" },
  ])
    expect(() => check(withCell(link(to)))).not.toThrow();
  expect(() => check({ ...withCell(number(45_000, 'd "of" mmmm\\, yyyy;@')), notes: [note] })).not.toThrow();
});

test.each<[string, SheetModel[]]>([
  ["no sheet", []],
  ["a name that is not legal", [{ ...sheet, name: "a/b" }]],
  ["a name of 32 units", [{ ...sheet, name: "a".repeat(32) }]],
  ["the same name in another case", [sheet, { ...sheet, name: "ONE" }]],
  ["a number that is none", [withCell(number(Number.NaN))]],
  ["an empty format", [withCell(number(1, ""))]],
  ["a format of 256 characters", [withCell(number(1, "0".repeat(256)))]],
  ["a format with half a quote", [withCell(number(1, '0" kr'))]],
  ["a format of five sections", [withCell(number(1, "0;0;0;0;0"))]],
  ["201 formats", [{ ...sheet, rows: [first, ...Array.from({ length: 201 }, (_, at) => [number(1, `0"${at}"`), empty])] }]],
  ["a link to nowhere", [withCell(link({ sheet: "one" }))]],
  ["a link to a script", [withCell(link({ url: "javascript:alert(1)" }))]],
  ["a link to a file of the machine", [withCell(link({ url: "file:///etc/passwd" }))]],
  ["a link with white space", [withCell(link({ url: "a b.pdf" }))]],
  ["a link of 2,080 characters", [withCell(link({ url: `https://host.example/${"a".repeat(2_059)}` }))]],
  ["a link that shows nothing", [withCell(link({ sheet: "One" }, ""))]],
  ["a link text that some readers trim", [withCell(link({ sheet: "One" }, " up"))]],
  ["a link text that some readers do not decode", [withCell(link({ sheet: "One" }, "_x0041_"))]],
  ["65,531 links", [{ ...sheet, rows: [first, ...Array.from({ length: 65_531 }, () => [link({ sheet: "One" }), empty])] }]],
  ["a text too long", [withCell(text("a".repeat(32_768)))]],
  ["a text of half a code point", [withCell(text("\ud800"))]],
  ["a text of nothing", [withCell(text(""))]],
  ["a short row", [{ ...sheet, rows: [[empty, empty], [empty]] }]],
  ["a column of no width", [{ ...sheet, columns: [{ width: 8 }, { width: 0 }] }]],
  ["a column eight groups deep", [{ ...sheet, columns: [{ width: 8 }, { width: 8, outlineLevel: 8 }] }]],
  ["more frozen rows than rows", [{ ...sheet, frozen: { rows: 3, columns: 0 } }]],
  ["more printed rows than rows", [{ ...sheet, printTitleRows: 3 }]],
  ["a merge outside", [{ ...sheet, merges: [{ ...merge, lastColumn: 2 }] }]],
  ["a merge below", [{ ...sheet, merges: [{ firstRow: 1, firstColumn: 0, lastRow: 2, lastColumn: 0 }] }]],
  ["a merge turned round", [{ ...sheet, merges: [{ ...merge, firstRow: 1 }] }]],
  ["a filter outside", [{ ...sheet, filter: { ...merge, lastRow: 2 } }]],
  ["merges that overlap", [{ ...sheet, merges: [merge, { ...merge, firstColumn: 1, lastRow: 1 }] }]],
  [
    "a merge that hides a text",
    [{ ...sheet, merges: [{ firstRow: 0, firstColumn: 0, lastRow: 1, lastColumn: 1 }], rows: [first, [empty, text("b")]] }],
  ],
  ["a note of 1,001 characters", [{ ...sheet, notes: [{ ...note, text: "a".repeat(1_001) }] }]],
  ["a note on a body cell", [{ ...sheet, notes: [{ ...note, row: 1 }] }]],
  ["two notes on a cell", [{ ...sheet, notes: [note, note] }]],
])("checkModel() refuses %s", (_, sheets) => {
  expect(() => check(...sheets)).toThrow(RangeError);
});

test("W14: writeXlsx() writes nothing of a model that fails on the way, or whose rows are gone the second time", async () => {
  const broken = { ...sheet, rows: { [Symbol.iterator]: () => rows() } };
  await expect(writeXlsx({ sheets: [broken], created: "1980-01-01", warnings: [] })).rejects.toThrow("source went away");
  const once = { ...sheet, rows: sheetRowsOnce() };
  await expect(writeXlsx({ sheets: [once], created: "1980-01-01", warnings: [] })).rejects.toThrow(RangeError);
});

function* rows(): Generator<readonly CellModel[]> {
  yield first;
  throw new Error("source went away");
}

/** A generator can be gone through only once. */
function* sheetRowsOnce(): Generator<readonly CellModel[]> {
  yield* sheet.rows;
}
