import { expect, test } from "vitest";
import type { CellModel, SheetModel, WorkbookModel } from "../../src/xlsx/model.ts";
import { rowHeights } from "../../src/xlsx/row-height.ts";
import { workbookModel } from "../../src/xlsx/table-workbook.ts";
import { tableOf } from "./tables.ts";

const measures = tableOf(
  2,
  [
    ["Region", "2024", "<"],
    ["^", "Revenue", "Profit"],
    ["Europe", 12.5, "$ (7)"],
    ["Asia", 9, ""],
  ],
  { title: "Measures", pages: [6, 7, 8, 10], origin: "service", pointer: "/items/pages/5/items/2" },
);

const rowsOf = (sheet: SheetModel | undefined): (readonly CellModel[])[] => [...(sheet?.rows ?? [])];

/** The sheets of the tables. */
const tableSheetsOf = ({ sheets }: WorkbookModel): readonly SheetModel[] => sheets.slice(1, -3);

function shown(sheet: SheetModel | undefined): (string | number | boolean)[][] | undefined {
  return rowsOf(sheet).map((row) =>
    row.map((cell) =>
      cell.type === "number" ? cell.number : cell.type === "boolean" ? cell.boolean : cell.type === "empty" ? "" : cell.text,
    ),
  );
}

test("workbookModel() lists each table with its link, place, origin and counts", () => {
  const [index] = workbookModel([measures]).sheets;
  const [header, row] = shown(index) ?? [];
  expect(Object.fromEntries((header ?? []).map((name, column) => [name, row?.[column]]))).toEqual({
    Sheet: "T1 Measures",
    Title: "Measures",
    Pages: "6–8, 10",
    Rows: 2,
    Columns: 3,
    "Header rows": 2,
    Stitched: "service",
    Concerns: 0,
    "Lowest confidence": "",
    "Typed cells": 3,
    "Text cells": 2,
    Pointer: "/items/pages/5/items/2",
  });
  expect(rowsOf(index)[1]?.[0]).toMatchObject({ type: "link", sheet: "T1 Measures" });
});

test("workbookModel() keeps spans, types and the place of each row", () => {
  const sheet = workbookModel([measures]).sheets[1];
  expect(shown(sheet)).toEqual([
    ["Region", "2024", "", "", "", ""],
    ["", "Revenue", "Profit", "_page_number", "_part", "_pointer"],
    ["Europe", 12.5, -7, "6..10", 1, "/items/pages/5/items/2/rows/2"],
    ["Asia", 9, "", "6..10", 1, "/items/pages/5/items/2/rows/3"],
  ]);
  expect(sheet?.merges).toEqual([
    { firstRow: 0, firstColumn: 0, lastRow: 1, lastColumn: 0 },
    { firstRow: 0, firstColumn: 1, lastRow: 0, lastColumn: 2 },
  ]);
  expect(sheet).toMatchObject({ frozen: { rows: 2, columns: 0 }, printTitleRows: 2 });
  expect(sheet?.filter).toEqual({ firstRow: 1, firstColumn: 0, lastRow: 3, lastColumn: 5 });
});

test("workbookModel() does not filter a table with merged cells in its body", () => {
  const sheet = workbookModel([tableOf(1, [["a"], ["x"], ["^"]])]).sheets[1];
  expect(sheet?.merges).toHaveLength(1);
  expect(sheet).not.toHaveProperty("filter");
});

test("W10: workbookModel() goes on at a second sheet, with the header again and a merge cut in two", () => {
  const model = workbookModel(
    [
      tableOf(
        1,
        [
          ["a", "b"],
          ["x", 1],
          ["^", 2],
          ["^", 3],
          ["y", 4],
        ],
        { title: "t" },
      ),
    ],
    { rowsPerSheet: 3 },
  );
  const sheets = tableSheetsOf(model);
  expect(sheets.map((sheet) => sheet.name)).toEqual(["T1 t", "T1 t (2)"]);
  expect(model.warnings).toMatchObject([{ code: "sheet-split", pointer: "/items/pages/0/items/0" }]);
  expect(sheets.map((sheet) => shown(sheet)?.map((row) => row.slice(0, 2)))).toEqual([
    [
      ["a", "b"],
      ["x", 1],
      ["", 2],
    ],
    [
      ["a", "b"],
      ["x", 3],
      ["y", 4],
    ],
  ]);
  expect(sheets.map((sheet) => sheet.merges)).toEqual([[{ firstRow: 1, firstColumn: 0, lastRow: 2, lastColumn: 0 }], []]);
});

test("W10: workbookModel() goes on at a second sheet after 16,381 columns and the three of its own", () => {
  const row = Array.from({ length: 16_382 }, (_, column) => `${column}`);
  const model = workbookModel([tableOf(1, [row, row])]);
  const [first, second] = tableSheetsOf(model);
  expect([first?.name, first?.columns.length, second?.name]).toEqual(["T1", 16_384, "T1 (2)"]);
  expect(model.warnings).toMatchObject([{ code: "sheet-split" }]);
  expect(shown(second)).toEqual([
    ["16381", "_page_number", "_part", "_pointer"],
    [16381, 1, 1, "/items/pages/0/items/0/rows/1"],
  ]);
});

test("workbookModel() gives no sheet to a table that continues another", () => {
  const stub = tableOf(0, [], { continues: measures.pointer });
  expect(workbookModel([measures, stub]).sheets.map((sheet) => sheet.name)).toEqual([
    "Index",
    "T1 Measures",
    "Sources",
    "Concerns",
    "About",
  ]);
});

test("workbookModel() names the columns of a table without header rows", () => {
  const sheet = workbookModel([
    tableOf(0, [
      ["x", "y"],
      ["^", "z"],
    ]),
  ]).sheets[1];
  expect(shown(sheet)?.map((row) => row.slice(0, 2))).toEqual([
    ["Column 1", "Column 2"],
    ["x", "y"],
    ["", "z"],
  ]);
  expect(sheet?.merges).toEqual([{ firstRow: 1, firstColumn: 0, lastRow: 2, lastColumn: 0 }]);
});

test("workbookModel() keeps a header cell that reaches down out of the data", () => {
  const sheet = workbookModel([
    tableOf(1, [
      ["a", "b"],
      ["^", "1"],
    ]),
  ]).sheets[1];
  expect(shown(sheet)?.map((row) => row.slice(0, 2))).toEqual([
    ["a", "b"],
    ["", 1],
  ]);
  expect(sheet?.merges).toEqual([]);
});

test("workbookModel() writes as text a number that is printed with leading zeros or is too long", () => {
  const table = tableOf(1, [["a"], [7], [1_234_567_890_123_456]]);
  const [header, first, ...rest] = table.grid.rows;
  const printed = { ...first, cells: first?.cells.map((cell) => ({ ...cell, text: "007" })) } as typeof first;
  const grid = { ...table.grid, rows: [header, printed, ...rest] as typeof table.grid.rows };
  expect(rowsOf(workbookModel([{ ...table, grid }]).sheets[1]).map((row) => row[0])).toMatchObject([
    { type: "text" },
    { type: "text", text: "007" },
    { type: "text", text: "1234567890123456" },
  ]);
});

test("X7, W9: workbookModel() says which texts it cut, and beyond which merges it merges no more", () => {
  const long = tableOf(1, [["a"], ["x".repeat(40_000)], ["short"]]);
  expect(workbookModel([long]).warnings).toMatchObject([{ code: "sheet-text-cut", pointer: "/items/pages/0/items/0/rows/1/0" }]);
  const wide = tableOf(1, [["a", "b"], ...Array.from({ length: 16_001 }, (_, row) => [`${row}`, "<"])]);
  const { sheets, warnings } = workbookModel([wide]);
  expect(sheets[1]?.merges).toHaveLength(16_000);
  expect(warnings).toMatchObject([{ code: "table-span-clipped", pointer: "/items/pages/0/items/0" }]);
});

test("workbookModel() makes columns 8 to 60 wide, and rows as high as their text", () => {
  const sheet = workbookModel([
    tableOf(1, [
      ["a", "b"],
      ["x", "y".repeat(500)],
      ["z", "1\n2\n3"],
    ]),
  ]).sheets[1];
  expect(sheet?.columns.slice(0, 2)).toEqual([{ width: 8 }, { width: 60 }]);
  const heightOf = rowHeights(sheet as SheetModel);
  expect(rowsOf(sheet).map(heightOf)).toEqual([1, 9, 3]);
});

test("workbookModel() gives a sheet to a table of nothing", () => {
  for (const headerRowCount of [0, 1]) {
    expect(shown(workbookModel([tableOf(headerRowCount, [])]).sheets[1])).toEqual([["_page_number", "_part", "_pointer"]]);
  }
});
