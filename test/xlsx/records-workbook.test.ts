import { expect, test } from "vitest";
import type { CellModel, SheetModel } from "../../src/xlsx/model.ts";
import { recordsWorkbook } from "../../src/xlsx/records-workbook.ts";

const rowsOf = (sheet: SheetModel | undefined): (readonly CellModel[])[] => [...(sheet?.rows ?? [])];

const records = {
  header: ["field", "value", "sure"],
  rows: [
    ["total", 12.5, true],
    ["id", "00123", false],
    ["note", null, null],
  ],
};

test("recordsWorkbook() keeps the types of the values under a header that is frozen and filtered", () => {
  const [sheet] = recordsWorkbook("Fields", records).sheets;
  expect(sheet).toMatchObject({
    name: "Fields",
    frozen: { rows: 1 },
    printTitleRows: 1,
    filter: { firstRow: 0, firstColumn: 0, lastRow: 3, lastColumn: 2 },
  });
  expect(
    rowsOf(sheet)
      .slice(1)
      .map((row) => row.map((cell) => cell.type)),
  ).toEqual([
    ["text", "number", "boolean"],
    ["text", "text", "boolean"],
    ["text", "empty", "empty"],
  ]);
});

test("recordsWorkbook() marks the rows to check, also on the next sheet", () => {
  const { sheets } = recordsWorkbook("Fields", records, { isLow: (row) => row === 2, rowsPerSheet: 3 });
  expect(sheets.map((sheet) => sheet.name)).toEqual(["Fields", "Fields (2)"]);
  expect(sheets.map((sheet) => rowsOf(sheet).map((row) => row[0]?.style))).toEqual([
    ["header", "body", "body"],
    ["header", "low"],
  ]);
});

test("recordsWorkbook() loses no cell of a ragged row and no number that is none", () => {
  const { sheets } = recordsWorkbook("", { header: ["a"], rows: [["b", Number.NaN, 12_345_678_901_234_567_890n.toString()]] });
  expect(sheets[0]?.name).toBe("Sheet");
  expect(rowsOf(sheets[0]).map((row) => row.map((cell) => (cell.type === "text" ? cell.text : cell.type)))).toEqual([
    ["a", "empty", "empty"],
    ["b", "NaN", "12345678901234567890"],
  ]);
});

test("recordsWorkbook() makes a sheet of nothing", () => {
  expect(recordsWorkbook("Fields", { header: [], rows: [] }).sheets).toHaveLength(1);
});
