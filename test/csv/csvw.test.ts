import { expect, test } from "vitest";
import type { CsvOptions } from "../../src/csv/options.ts";
import { toCsv } from "../../src/csv/to-csv.ts";
import { isTyped, typeCells } from "../../src/table/typed.ts";
import type { Cell } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { rowsTable } from "../build.ts";
import { rowsOf, tableOf } from "./tables.ts";

const accounts = rowsOf([
  ["#", "Net, EUR", "Share", "Day", "_note", "Code"],
  ["1", "1,234.50", "12.5%", "2024-01-05", "x", "00123"],
  ["2", "7.25", "-", "2024-02-29", "", "00124"],
]);

test("metadata say the dialect, the columns and where the rows come from", () => {
  const { metadata } = toCsv(accounts, { values: "typed", metadata: { name: "table 1#.csv" }, preset: "excel-eu" });
  expect(metadata).toEqual({
    "@context": "http://www.w3.org/ns/csvw",
    url: "table%201%23.csv",
    dialect: {
      encoding: "utf-8",
      delimiter: ";",
      lineTerminators: ["\r\n"],
      quoteChar: '"',
      doubleQuote: true,
      header: true,
      headerRowCount: 1,
      commentPrefix: '""#',
      trim: false,
    },
    tableSchema: {
      columns: [
        { name: "%23", titles: "#", datatype: "number" },
        { name: "Net%2C%20EUR", titles: "Net, EUR", datatype: "number" },
        { name: "Share", titles: "Share", datatype: "number", null: ["", "-"] },
        { name: "Day", titles: "Day", datatype: "date" },
        { name: "%5Fnote", titles: "_note", datatype: "string" },
        { name: "Code", titles: "Code", datatype: "string" },
      ],
    },
    notes: [
      {
        type: "Annotation",
        target: "table%201%23.csv#row=1-3",
        body: { pointer: "/items/pages/0/items/0", pageNumber: 1, origin: "single" },
      },
    ],
  });
});

test("metadata of a CSV of texts give the locale of a column, where every cell of it is a number to a CSVW reader", () => {
  const european = withCells(
    rowsOf([
      ["n", "m"],
      ["1.234,50", "(7,5)"],
      ["7,5", "1,5"],
    ]),
    [
      { kind: "number", value: 1234.5 },
      { kind: "number", value: -7.5 },
      { kind: "number", value: 7.5 },
      { kind: "number", value: 1.5 },
    ],
  );
  const { metadata } = toCsv(european, { metadata: true });
  expect(metadata?.url).toBe("table.csv");
  expect(metadata?.tableSchema.columns.map((column) => column.datatype)).toEqual([
    { base: "number", format: { decimalChar: ",", groupChar: "." } },
    "string",
  ]);
  expect(toCsv(european, { metadata: true, values: "typed" }).metadata?.tableSchema.columns.map((column) => column.datatype)).toEqual([
    "number",
    "number",
  ]);
});

test("metadata name the provenance columns, whose pages are numbers only where each is known", () => {
  const columns = (table: Table): unknown => toCsv(table, { metadata: true, provenance: true }).metadata?.tableSchema.columns.slice(1);
  const known = rowsOf([["a"], ["x"]]);
  const pages = { name: "%5Fpage_number", titles: "_page_number", datatype: "integer" };
  const place = [
    { name: "%5Fpointer", titles: "_pointer", datatype: "string" },
    { name: "%5Frow", titles: "_row", datatype: "integer" },
  ];
  expect(columns(known)).toEqual([pages, ...place]);
  const rows = known.grid.rows.map((row) => ({ ...row, source: { ...row.source, pageNumbers: [2, 4] } }));
  expect(columns({ ...known, grid: { ...known.grid, rows } })).toEqual([{ ...pages, datatype: "string" }, ...place]);
});

test("metadata tell the lines of each part, and the whole file where nobody knows them", () => {
  const table = tableOf(rowsTable([["a"], ["=1"], ["y"], ["z"]]));
  const [part] = table.parts;
  if (part === undefined) throw new TypeError("no part");
  const parts = [
    { ...part, rowCount: 3 },
    { ...part, pageNumber: 2, firstRow: 3, rowCount: 1, origin: "explicit" as const },
    { ...part, pageNumber: 3, firstRow: 4, rowCount: 0 },
  ];
  const targets = (parted: Table, options: CsvOptions): unknown =>
    toCsv(parted, { ...options, metadata: true }).metadata?.notes.map((note) => note.target);
  expect(targets({ ...table, parts }, {})).toEqual(["table.csv#row=1-3", "table.csv#row=4", "table.csv"]);
  expect(targets({ ...table, parts }, { header: "none" })).toEqual(["table.csv#row=1-2", "table.csv#row=3", "table.csv"]);
  const twoHeaders = tableOf(rowsTable([["T<br/>a"], ["1"]], { html: "<thead><tr><th>T<tr><th>a</thead><tbody><tr><td>1</tbody>" }));
  const split = {
    ...twoHeaders,
    parts: [
      { ...part, rowCount: 2 },
      { ...part, firstRow: 2, rowCount: 1 },
    ],
  };
  expect(targets(split, {})).toEqual(["table.csv#row=1", "table.csv#row=2"]);
  expect(targets(split, { header: "all" })).toEqual(["table.csv#row=1-2", "table.csv#row=3"]);
  expect(targets({ ...split, parts: [{ ...part, rowCount: 1 }] }, { header: "none" })).toEqual(["table.csv"]);
});

test("titles are the header lines as written, guards and all; a title of the table loses the queries of its links", () => {
  const html = "<thead><tr><th colspan=2>T<tr><th>=x<th>y</thead><tbody><tr><td>1<td>2</tbody>";
  const rows = [
    ["T<br/>=x", "T<br/>y"],
    ["1", "2"],
  ];
  const table = { ...tableOf(rowsTable(rows, { html })), title: "See https://x.org/?key=1" };
  const titles = (options: CsvOptions): unknown =>
    toCsv(table, { ...options, metadata: true }).metadata?.tableSchema.columns.map((column) => column.titles);
  expect(titles({ header: "all" })).toEqual([["T", "'=x"], "y"]);
  expect(titles({ header: "none" })).toEqual(["=x", "y"]);
  expect(toCsv(table, { metadata: true }).metadata?.["dc:title"]).toBe("See https://x.org/");
});

test("names stay unique where links lose what told them apart", () => {
  const table = rowsOf([["https://x.org/a?1", "https://x.org/a?2", "https://x.org/a_2"]]);
  const names = toCsv(table, { metadata: true }).metadata?.tableSchema.columns.map((column) => column.name);
  expect(names).toEqual(["https%3A%2F%2Fx%2Eorg%2Fa", "https%3A%2F%2Fx%2Eorg%2Fa_3", "https%3A%2F%2Fx%2Eorg%2Fa_2"]);
});

test("no line is a comment to a CSVW reader, not even one that begins with #", () => {
  const table = rowsOf([
    ["#", "n"],
    ["#1", "x"],
    ['""#', "x"],
    ['"#', "x"],
    ["", "#"],
  ]);
  const { text, metadata } = toCsv(table, { metadata: true });
  const lines = text.split("\r\n");
  expect(lines).toEqual(["#,n", "#1,x", '"""""#",x', '"""#",x', ",#", ""]);
  for (const line of lines) expect(line.startsWith(metadata?.dialect.commentPrefix ?? "")).toBe(false);
});

/** The table with its body cells typed so, under a European locale. */
function withCells(table: Table, values: readonly Cell["typed"][]): Table {
  let next = 0;
  const rows = table.grid.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell): Cell => {
      const typed = index === 0 ? undefined : values[next++];
      return typed === undefined ? cell : { ...cell, typed };
    }),
  }));
  const columns = table.grid.columns.map((column) => ({
    ...column,
    kind: "number" as const,
    locale: { decimal: ",", grouping: "." } as const,
  }));
  const typed: Table = { ...table, grid: { ...table.grid, rows, columns } };
  expect(isTyped(typed)).toBe(true);
  return typed;
}

test("a table is typed by itself only when it is not yet", () => {
  const [typed = accounts] = typeCells([accounts]);
  for (const options of [{ values: "typed" }, { metadata: true }] as const) expect(toCsv(typed, options)).toEqual(toCsv(accounts, options));
});
