import { expect, test } from "vitest";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import { unstitchTables } from "../../src/table/unstitch.ts";
import type { Row } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import {
  type CellModel,
  type FieldsXlsxOptions,
  fieldsWorkbook,
  type RecordsOptions,
  recordsWorkbook,
  type TableWorkbookOptions,
  workbookModel,
} from "../../src/xlsx/to-xlsx.ts";
import { doc, page, rowsTable, text } from "../build.ts";
import { column, numbers, rowsOf, value, valuesOf } from "./shown.ts";
import { tableOf } from "./tables.ts";

test("typed cells are numbers, percents, amounts and dates in the format of their text, and texts as they are", () => {
  const model = workbookModel([
    tableOf(1, [
      ["No", "Share", "Sum", "Day", "Id"],
      ["1,234", "12.5%", "$ (7.20)", "2024-01-05", "00123"],
      ["5", "0.1%", "$ 1,000.00", "2024-12-31", "00124"],
    ]),
  ]);
  const [, first, second] = rowsOf(model, "T1");
  expect(first?.slice(0, 5)).toMatchObject([
    { type: "number", number: 1_234, format: expect.stringContaining("#,##0") },
    { type: "number", number: 0.125, format: expect.stringContaining("0.0%") },
    { type: "number", number: -7.2, format: expect.stringContaining("0.00") },
    { type: "number", number: 45_296, format: "yyyy-mm-dd" },
    { type: "text", text: "00123" },
  ]);
  expect(second?.slice(0, 4).map(value)).toEqual([5, 0.001, 1_000, 45_657]);
});

test("T7: with typing none every cell is text, also of tables that came typed and of JSON numbers", () => {
  const types = (options: TableWorkbookOptions): string[] => {
    return column(workbookModel([tableOf(1, [["a"], [7], ["8"], [""]])], options), "T1", 0).map((cell) => cell?.type ?? "");
  };
  expect(types({})).toEqual(["text", "number", "number", "empty"]);
  expect(types({ typing: "none" })).toEqual(["text", "text", "text", "empty"]);
});

test("W4: a date before 1900-03-01 is text", () => {
  const cells = column(workbookModel([numbers("1899-12-31", "1900-03-01")]), "T1", 0);
  expect(cells.slice(1)).toMatchObject([
    { type: "text", text: "1899-12-31" },
    { type: "number", number: 61 },
  ]);
});

test("W6: what looks like a formula is text", () => {
  const cells = column(workbookModel([numbers("=1+1", "@SUM(A1)", "+A1", "-1+cmd|x")]), "T1", 0);
  expect(cells.slice(1).map((cell) => cell?.type)).toEqual(["text", "text", "text", "text"]);
});

test("section rows are bold, and headings of numbers stand above them", () => {
  const table = tableOf(1, [
    ["Item", "Sum"],
    ["Assets", ""],
    ["Cash", "5"],
  ]);
  const rows = table.grid.rows.map((row, index): Row => (index === 1 ? { ...row, role: "section" } : row));
  const model = workbookModel([{ ...table, grid: { ...table.grid, rows } }]);
  expect(rowsOf(model, "T1").map((row) => row.slice(0, 2).map((cell) => cell.style))).toEqual([
    ["header", "headerNumber"],
    ["section", "section"],
    ["body", "body"],
  ]);
});

test("page numbers are links to the pages of the source, where it may be linked", () => {
  const table = tableOf(1, [["a"], ["x"]], { pages: [7] });
  const cell = (sourceUrl: string): CellModel | undefined => rowsOf(workbookModel([table], { sourceUrl }), "T1")[1]?.[1];
  expect(cell("a b.pdf")).toMatchObject({ type: "link", text: "7", url: "a%20b.pdf#page=7" });
  expect(cell("javascript:alert(1)")).toMatchObject({ type: "number", number: 7 });
  expect(rowsOf(workbookModel([table], { sourceUrl: "a.pdf" }), "Sources")[1]?.[2]).toMatchObject({ url: "a.pdf#page=7" });
});

test("W11: a sheet has 65,530 links at most, and says how many rows have none", () => {
  const table = tableOf(1, [["a"], ...Array.from({ length: 65_531 }, () => [""])]);
  const model = workbookModel([table], { sourceUrl: "a.pdf", typing: "none" });
  expect(column(model, "T1", 1).filter((cell) => cell?.type === "link")).toHaveLength(65_530);
  expect(model.warnings).toMatchObject([{ code: "sheet-links-cut", pointer: table.pointer }]);
});

test("Sources lists the parts of each table with their rows, as the sheet counts them, and what was left out", () => {
  const table = tableOf(1, [["a"], ["1"], ["2"], ["3"]], { pages: [2, 3], origin: "inferred" });
  const [part] = table.parts;
  const row = table.grid.rows[0] as Row;
  const parts = [
    { ...part, rowCount: 2 },
    { ...part, pointer: "/items/pages/2/items/0", pageNumber: 3, firstRow: 2, rowCount: 2, droppedRows: [row], healedRows: [row, row] },
  ] as Table["parts"];
  const model = workbookModel([{ ...table, parts }]);
  expect(valuesOf(model, "Sources")).toEqual([
    ["Sheet", "Part", "Page", "First row", "Last row", "Origin", "Dropped rows", "Healed rows", "Text", "Pointer"],
    ["T1", 1, 2, 1, 2, "inferred", 0, 0, null, "/items/pages/0/items/0"],
    ["T1", 2, 3, 3, 4, "inferred", 1, 1, null, "/items/pages/2/items/0"],
  ]);
  expect(column(model, "T1", 2).map(value)).toEqual(["_part", 1, 2, 2]);
});

test("a row that the service merged from several pages is of no part on one page", () => {
  const table = tableOf(1, [["a"], ["x"], ["y"]], { pages: [4, 5], origin: "service" });
  const rows = table.grid.rows.map((row, index): Row => ({ ...row, source: { ...row.source, pageNumbers: index < 2 ? [4] : [5] } }));
  const model = workbookModel([{ ...table, grid: { ...table.grid, rows } }]);
  expect(column(model, "T1", 2).map(value)).toEqual(["_part", 1, 2]);
  expect(valuesOf(model, "Sources").slice(1)).toEqual([
    ["T1", 1, 4, 1, 3, "service", 0, 0, null, table.pointer],
    ["T1", 2, 5, null, null, "service", 0, 0, null, table.pointer],
  ]);
});

test("Sources and Concerns have what all pages of a stitched table say of it, without the queries of links", () => {
  const concern = { type: "multi_table_page", details: "two tables" };
  const first = rowsTable([["a*"], ["1"]], { merged_from_pages: [1, 2] });
  const html = "<table><caption>Table 1 (continued)</caption><tr><th>a*</th></tr><tr><td>2(a)</td></tr></table>";
  const second = rowsTable([["a*"], ["2(a)"]], { merged_into_page: 1, html, parse_concerns: [concern] });
  const document = stitchTables(
    doc(page(text("Table 1: Pumps"), first, text("* see https://host.example/a?key=CANARY")), page(second, text("(a) restated"))),
  );
  const model = workbookModel(tables(document));
  const rows = valuesOf(model, "Sources").filter((row) => row[8] !== null);
  expect(rows.slice(1).map((row) => [row[0], row[5], row[8], row[9]])).toEqual([
    ["T1 Table 1 Pumps", "caption", "Table 1: Pumps", "/items/pages/0/items/0"],
    ["T1 Table 1 Pumps", "footnote", "* see https://host.example/a", "/items/pages/0/items/2"],
    ["T1 Table 1 Pumps", "footnote", "Table 1 (continued)", "/items/pages/1/items/0/html"],
    ["T1 Table 1 Pumps", "footnote", "(a) restated", "/items/pages/1/items/1"],
  ]);
  expect(valuesOf(model, "Concerns").flat()).toContain("two tables");
  expect(unstitchTables(document).children[1]?.children[0]).toMatchObject({ concerns: [concern] });
});

test("About names the job, the version, the options and what the colors mean, and no time", () => {
  const model = workbookModel([], { jobId: "pjb-1", version: "1.2.3", locale: { decimal: "," }, below: 0.5 });
  const facts = new Map(valuesOf(model, "About").map(([name, text]) => [name, text]));
  expect([facts.get("Job"), facts.get("Made by"), facts.get("below"), facts.get("locale")]).toEqual([
    "pjb-1",
    "postparse 1.2.3",
    "0.5",
    '{"decimal":","}',
  ]);
  expect(facts.get("Orange cell")).toContain("below 0.5");
  expect(rowsOf(model, "About").find(([cell]) => value(cell) === "Orange cell")?.[0]?.style).toBe("low");
});

test("workbookModel() refuses options that make no sense, whatever the tables", () => {
  const wrong: Record<string, unknown[]> = {
    below: [2, Number.NaN, "0.5", null],
    keepUrls: ["false", null],
    rowsPerSheet: [1, 2.5, "9", 1_048_577],
    typing: ["all"],
    minimumShare: [0],
    sourceUrl: [5],
    warnings: [{}],
    rowsPersheet: [9],
    isLow: [() => true],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values)
      expect(() => workbookModel([], { [name]: value } as TableWorkbookOptions), `${name} ${value}`).toThrow(RangeError);
  }
  for (const options of [{ below: 7 }, { below: null }, { keepUrls: "false" }, { bellow: 0.5 }])
    expect(() => fieldsWorkbook([], options as FieldsXlsxOptions), JSON.stringify(options)).toThrow(RangeError);
  for (const options of [{ isLow: true }, { rowsPerSheet: 1 }, { below: 0.5 }])
    expect(() => recordsWorkbook("", { header: [], rows: [] }, options as RecordsOptions), JSON.stringify(options)).toThrow(RangeError);
});
