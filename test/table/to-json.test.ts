import fc from "fast-check";
import { expect, test } from "vitest";
import { toTexts } from "../../src/table/grid.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import { toTableJson } from "../../src/table/to-json.ts";
import { typeCells } from "../../src/table/typed.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { box, deepFreeze, doc, heading, page, rowsTable, type Wire } from "../build.ts";
import { tilesOf, tilings, toItem } from "./tilings.ts";

function read(...items: readonly Wire[]): Table {
  const [table] = tables(doc(page(...items)));
  if (table === undefined) throw new TypeError("no table");
  return deepFreeze(table);
}

test("toTableJson() gives columns, header rows, rows with their source, spans, parts and concerns", () => {
  const html =
    "<thead><tr><th rowspan=2>Item</th><th colspan=2>Year</th></tr><tr><th>2023</th><th>2024</th></tr></thead>" +
    "<tr><td colspan=3>North</td></tr><tr><td>Pump</td><td>1.5</td><td>2.5</td></tr>";
  const rows = [
    ["Item", "Year<br/>2023", "Year<br/>2024"],
    ["North", "", ""],
    ["Pump", "1.5", "2.5"],
  ];
  const concern = { type: "multi_table_page", details: "two tables" };
  const table = read(heading(2, "Sales"), rowsTable(rows, { html, parse_concerns: [concern], ...box(10, 20, 30, 40) }));
  const from = { pageNumbers: [1], pointer: "/items/pages/0/items/1" };
  expect(toTableJson(table)).toEqual({
    pointer: "/items/pages/0/items/1",
    title: "Sales",
    pageNumbers: [1],
    columns: [
      { name: "Item", path: ["Item"] },
      { name: "Year / 2023", path: ["Year", "2023"] },
      { name: "Year / 2024", path: ["Year", "2024"] },
    ],
    headerRows: [
      ["Item", "Year", ""],
      ["", "2023", "2024"],
    ],
    rows: [
      { cells: ["North", "", ""], role: "section", ...from, rowIndex: 1 },
      { cells: ["Pump", "1.5", "2.5"], role: "body", ...from, rowIndex: 2 },
    ],
    spans: [
      { row: 0, column: 0, rowSpan: 2, columnSpan: 1 },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 2 },
      { row: 2, column: 0, rowSpan: 1, columnSpan: 3 },
    ],
    parts: [
      {
        pointer: "/items/pages/0/items/1",
        pageNumber: 1,
        origin: "single",
        firstRow: 0,
        rowCount: 4,
        columnMap: [0, 1, 2],
        regions: [{ pageNumber: 1, box: { x: 10, y: 20, width: 30, height: 40 } }],
        droppedRows: [],
        healedRows: [],
      },
    ],
    concerns: [concern],
  });
});

test("toTableJson() gives numbers, fractions and dates when asked for typed values, and null for an empty cell", () => {
  const table = read(
    rowsTable([
      ["Item", "Day", "Sum", "Share"],
      ["Pump", "2024-01-05", "1,200.50", "12.5%"],
      ["", "2024-01-06", "", "3.5%"],
      ["Valve", "2024-01-07", "-30.25", "4.5%"],
    ]),
  );
  const { columns, rows, headerRows } = toTableJson(table, { values: "typed" });
  expect(headerRows).toEqual([["Item", "Day", "Sum", "Share"]]);
  expect(columns.map(({ kind }) => kind)).toEqual(["text", "date", "number", "percent"]);
  expect(columns[2]?.locale?.decimal).toBe(".");
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["Pump", "2024-01-05", 1200.5, 0.125],
    [null, "2024-01-06", null, 0.035],
    ["Valve", "2024-01-07", -30.25, 0.045],
  ]);
});

test("toTableJson() takes the types a table has, names the marks stripped from them, and writes no negative zero", () => {
  const [table] = typeCells([read(rowsTable([["A"], ["1*"], ["2"]]))]);
  const values = [{ kind: "number", value: -0, note: "*" } as const, { kind: "boolean", value: false } as const];
  const rows = (table as Table).grid.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, ...(index > 0 && { typed: values[index - 1] ?? { kind: "text" } }) })),
  }));
  const given = { ...table, grid: { ...(table as Table).grid, rows } } as Table;
  const json = toTableJson(given, { values: "typed" });
  expect(json.rows.map(({ cells }) => cells)).toEqual([[0], [false]]);
  expect(json.notes).toEqual([{ row: 1, column: 0, note: "*" }]);
  expect(toTableJson(given).notes).toBeUndefined();
});

test("toTableJson() tells the parts of a stitched table and the texts left out of it", () => {
  const one = page(
    rowsTable(
      [
        ["A", "B"],
        ["1", "2"],
      ],
      { merged_from_pages: [1, 2] },
    ),
  );
  const two = page(
    rowsTable(
      [
        ["A", "B"],
        ["3", "4"],
      ],
      { merged_into_page: 1 },
    ),
  );
  const document = stitchTables(doc(one, two));
  const json = toTableJson(tables(document)[0] as Table);
  expect(json.pageNumbers).toEqual([1, 2]);
  expect(json.parts.map(({ origin, firstRow, rowCount, droppedRows }) => [origin, firstRow, rowCount, droppedRows])).toEqual(
    [
      ["single", 0, 2, []],
      ["explicit", 2, 1, [["A", "B"]]],
    ].map((part, index) => (index === 0 ? ["service", ...part.slice(1)] : part)),
  );
  const stub = toTableJson(document.children[1]?.children[0] as Table);
  expect(stub).toMatchObject({ continues: "/items/pages/0/items/0", columns: [], rows: [] });
});

test("toTableJson() refuses a value it does not know", () => {
  expect(() => toTableJson(read(rowsTable([["A"]])), { values: "raw" as "text" })).toThrow(
    new RangeError('values is "raw", expected "text", "typed"'),
  );
});

test("toTableJson() refuses an option that it does not know, and a value that is no switch", () => {
  const table = read(rowsTable([["A"], ["1"]]));
  for (const options of [{ keepUrls: "false" }, { keepURLs: false }, { value: "typed" }]) {
    expect(() => toTableJson(table, options as object)).toThrow(RangeError);
  }
});

test("toTableJson() leaks no query of a link, unless asked to", () => {
  const url = "https://host.org/a?X-Amz-Signature=secret";
  const texts = { title: url, caption: { text: url, pointer: "/x" }, footnotes: [{ text: url, pointer: "/x" }] };
  const table = { ...read(rowsTable([[url], [url]], { parse_concerns: [{ type: url, details: url }] })), ...texts };
  const { rows } = table.grid;
  const given = { ...table, parts: table.parts.map((part) => ({ ...part, droppedRows: rows, healedRows: rows })) };
  expect(JSON.stringify(toTableJson(given))).not.toContain("secret");
  expect(JSON.stringify(toTableJson(given, { values: "typed" }))).not.toContain("secret");
  expect(JSON.stringify(toTableJson(given, { keepUrls: true })).split("secret")).toHaveLength(14);
});

test("toTableJson() survives JSON unchanged, and its rows and spans are the whole grid", () => {
  const texts = fc.oneof(soup, fc.constantFrom("\ud800", "\u0000", "-0", "1,5", "2024-01-05", "12%"));
  const given = fc.oneof(
    tilings(false).map((tiling) => toItem(tiling)),
    fc.array(fc.array(texts, { maxLength: 4 }), { maxLength: 5 }).map((rows) => rowsTable(rows)),
  );
  fc.assert(
    fc.property(given, fc.constantFrom("text", "typed"), (item, values) => {
      const table = read(item);
      const json = toTableJson(table, { values, keepUrls: true });
      expect(JSON.parse(JSON.stringify(json))).toEqual(json);
      const { spans, headerRows, rows } = toTableJson(table, { keepUrls: true });
      expect([...headerRows, ...rows.map(({ cells }) => cells)]).toEqual(
        toTexts(table.grid).map((cells) => cells.map((text) => text.toWellFormed())),
      );
      const wide = tilesOf(table.grid).filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1);
      expect(spans).toEqual(wide.map(({ text: _, ...span }) => span));
    }),
  );
});
