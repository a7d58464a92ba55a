import { expect, test } from "vitest";
import type { SheetModel } from "../../src/xlsx/model.ts";
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

function shown(sheet: SheetModel | undefined): (string | number | boolean)[][] | undefined {
  return sheet?.rows.map((row) =>
    row.map((cell) =>
      cell.type === "number" ? cell.number : cell.type === "boolean" ? cell.boolean : cell.type === "empty" ? "" : cell.text,
    ),
  );
}

test("workbookModel() lists each table with its link, place and origin", () => {
  const { sheets } = workbookModel([measures]);
  expect(shown(sheets[0])).toEqual([
    ["Sheet", "Title", "Pages", "Rows", "Columns", "Header rows", "Stitched", "Concerns", "Pointer"],
    ["T1 Measures", "Measures", "6–8, 10", 2, 3, 2, "service", 0, "/items/pages/5/items/2"],
  ]);
  expect(sheets[0]?.rows[1]?.[0]).toMatchObject({ type: "link", sheet: "T1 Measures" });
});

test("workbookModel() keeps spans, types and the place of each row", () => {
  const sheet = workbookModel([measures]).sheets[1];
  expect(shown(sheet)).toEqual([
    ["Region", "2024", "", "", ""],
    ["", "Revenue", "Profit", "_page_number", "_pointer"],
    ["Europe", 12.5, "$ (7)", "6..10", "/items/pages/5/items/2/rows/2"],
    ["Asia", 9, "", "6..10", "/items/pages/5/items/2/rows/3"],
  ]);
  expect(sheet?.merges).toEqual([
    { firstRow: 0, firstColumn: 0, lastRow: 1, lastColumn: 0 },
    { firstRow: 0, firstColumn: 1, lastRow: 0, lastColumn: 2 },
  ]);
  expect(sheet?.headerRowCount).toBe(2);
  expect(sheet?.filter).toEqual({ firstRow: 1, firstColumn: 0, lastRow: 3, lastColumn: 4 });
});

test("workbookModel() does not filter a table with merged cells in its body", () => {
  const sheet = workbookModel([tableOf(1, [["a"], ["x"], ["^"]])]).sheets[1];
  expect(sheet?.merges).toHaveLength(1);
  expect(sheet).not.toHaveProperty("filter");
});

test("workbookModel() goes on at a second sheet, with the header again and a merge cut in two", () => {
  const { sheets } = workbookModel(
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
  expect(sheets.map((sheet) => sheet.name)).toEqual(["Index", "T1 t", "T1 t (2)"]);
  expect(sheets.slice(1).map((sheet) => shown(sheet)?.map((row) => row.slice(0, 2)))).toEqual([
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
  expect(sheets.slice(1).map((sheet) => sheet.merges)).toEqual([[{ firstRow: 1, firstColumn: 0, lastRow: 2, lastColumn: 0 }], []]);
});

test("workbookModel() goes on at a second sheet after 16,382 columns and the two of its own", () => {
  const row = Array.from({ length: 16_383 }, (_, column) => `${column}`);
  const [, first, second] = workbookModel([tableOf(1, [row, row])]).sheets;
  expect([first?.name, first?.widths.length, second?.name]).toEqual(["T1", 16_384, "T1 (2)"]);
  expect(shown(second)).toEqual([
    ["16382", "_page_number", "_pointer"],
    ["16382", 1, "/items/pages/0/items/0/rows/1"],
  ]);
});

test("workbookModel() gives no sheet to a table that continues another", () => {
  const stub = tableOf(0, [], { continues: measures.pointer });
  expect(workbookModel([measures, stub]).sheets.map((sheet) => sheet.name)).toEqual(["Index", "T1 Measures"]);
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
    ["", "1"],
  ]);
  expect(sheet?.merges).toEqual([]);
});

test("workbookModel() writes as text a number that is printed with leading zeros or is too long", () => {
  const table = tableOf(1, [["a"], [7], [1_234_567_890_123_456]]);
  const [header, first, ...rest] = table.grid.rows;
  const printed = { ...first, cells: first?.cells.map((cell) => ({ ...cell, text: "007" })) } as typeof first;
  const grid = { ...table.grid, rows: [header, printed, ...rest] as typeof table.grid.rows };
  expect(workbookModel([{ ...table, grid }]).sheets[1]?.rows.map((row) => row[0])).toMatchObject([
    { type: "text" },
    { type: "text", text: "007" },
    { type: "text", text: "1234567890123456" },
  ]);
});

test("workbookModel() says which texts it cut, and beyond which merges it merges no more", () => {
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
  expect(sheet?.widths.slice(0, 2)).toEqual([8, 60]);
  expect(sheet?.heights).toEqual([1, 9, 3]);
});

test("workbookModel() gives a sheet to a table of nothing", () => {
  for (const headerRowCount of [0, 1]) {
    expect(shown(workbookModel([tableOf(headerRowCount, [])]).sheets[1])).toEqual([["_page_number", "_pointer"]]);
  }
});
