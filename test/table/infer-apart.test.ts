import { expect, test } from "vitest";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, doc, header, heading, page, rowsTable, text, type Wire } from "../build.ts";
import { decisions, lined, lines, short, tall, telling, twoPages } from "./pages.ts";

// Tables of one form that are not one table, and what tells them apart.

const infer = (document: Document): Document => stitchTables(document, { mode: "infer" });
const first = ["Region|Sales", "North|12", "South|7"];
const second = ["Region|Sales", "East|14", "West|9"];
const whole = [...first, "East|14", "West|9"];

test.each<[string, string[], string[]]>([
  [
    "the other of two amounts",
    ["Date|Text|Debit|Credit", "2024-01-01|A|10.00|", "2024-01-02|B|20.00|"],
    ["2024-01-03|C|900.00", "2024-01-04|D|800.00"],
  ],
  ["a column that was empty so far", ["No|Name|Fax|City", "1|A||X", "2|B||Y"], ["3|C|0301", "4|D|0302"]],
  ["a name that the first has not", ["Date|Text|Debit|Credit", "2024-01-01|A|10.00|"], ["Date|Text|Income", "2024-01-03|C|900.00"]],
])("infer maps no column of a narrower part that may hold %s", (_, one, other) => {
  const document = infer(twoPages(one, other));
  expect(lines(document)).toEqual([one, other]);
  expect(telling(document)).toMatchObject({ "column map": "none" });
});

test("infer leaves out an empty column of the first where the header of the part does", () => {
  expect(lines(infer(twoPages(["Site|Note|Staff", "Ayr||12"], ["Site|Staff", "Cork|31"])))).toEqual([
    ["Site|Note|Staff", "Ayr||12", "Cork||31"],
  ]);
});

test.each<[string, Wire]>([
  ["a year for a heading", heading(2, "2024")],
  ["the number of its page for a heading", heading(2, "2")],
  ["a year", text("2024")],
  ["a year at the edge of the page", text("2024", box(50, 20, 40, 12))],
  ["a financial year", text("2023/24")],
  ["a number in the midst of the page", text("7", box(50, 300, 40, 12))],
  ["a room", heading(2, "Suite")],
  ["a kind of room", heading(2, "Junior – Suite")],
  ["a room that goes on", heading(2, "Suite de luxe")],
  ["buildings", heading(2, "Forts")],
])("infer keeps tables apart when %s stands between them", (_, between) => {
  const document = infer(doc(page(tall(...first)), page(between, short(...second))));
  expect(lines(document)).toEqual([first, second]);
  expect(telling(document)).toMatchObject({ "node between": "/items/pages/1/items/0" });
});

test.each<[string, Wire]>([
  ["the number of the page", text("2")],
  ["the number of the page before", text("1")],
  ["a number at the edge of the page", text("117", box(50, 20, 40, 12))],
  ["a continuation in French", text("(suite)")],
  ["a continuation of a page", text("Suite de la page 1")],
  ["a numbered table that goes on", text("Tableau 3 – suite")],
])("infer looks past %s", (_, between) => {
  expect(lines(infer(doc(page(tall(...first)), page(between, short(...second)))))).toEqual([whole]);
});

test("infer tells a column of suites from one of rooms", () => {
  expect(lines(infer(twoPages(["Room / Suite|Price", "Low|100"], ["Room|Price", "Low|300"])))).toHaveLength(2);
});

test.each<[string, string, string, boolean]>([
  ["another currency", "Amount EUR", "Amount USD", false],
  ["another year", "Sales FY2023", "Sales FY2024", false],
  ["another quarter", "Q1 2024", "Q2 2024", false],
  ["another name", "Budget", "Actual", false],
  ["a currency more", "Amount", "Amount (EUR)", true],
])("infer looks at a number column with %s", (_, one, other, isJoined) => {
  const rows = ["1|a|1.5", "2|b|2.5", "3|c|1.5", "4|d|2.5"];
  const document = infer(twoPages([`No|Name|${one}`, ...rows.slice(0, 2)], [`No|Name|${other}`, ...rows.slice(2)]));
  expect(tables(document)).toHaveLength(isJoined ? 1 : 2);
  expect(telling(document).header).toBe(isJoined ? "partly" : "different");
});

test.each([
  ["Europe", "Asia", "different"],
  ["Europe", "Europe (continued)", "same"],
  ["Europe", "EUROPE", "same"],
  ["Table 3: Sales", "Table 3", "same"],
])("infer compares the captions %s and %s", (one, other, expected) => {
  const captioned = (caption: string, rows: readonly string[], place: Wire): Wire => {
    const [head = [], ...body] = rows.map((row) => row.split("|"));
    const html = `<table><caption>${caption}</caption><tr><th>${head.join("<th>")}${body.map((row) => `<tr><td>${row.join("<td>")}`).join("")}</table>`;
    return { ...rowsTable([head, ...body], { html }), ...place };
  };
  const document = infer(doc(page(captioned(one, first, box(50, 60, 500, 680))), page(captioned(other, second, box(50, 60, 500, 200)))));
  expect(decisions(document)[0]?.signals.find(({ name }) => name === "captions")?.value).toBe(expected);
  expect(tables(document)).toHaveLength(expected === "same" ? 1 : 2);
});

test.each<[string, string, string, boolean]>([
  ["two invoices", "Invoice 1001", "Invoice 1002", false],
  ["two statements", "Statement January 2024", "Statement February 2024", false],
  ["one report", "Annual report", "ANNUAL REPORT", true],
  ["a report with its page numbers", "Annual report 1", "Annual report 2", true],
  ["a statement with its page count", "Statement, page 6 of 9", "Statement, page 7 of 9", true],
])("infer reads the running headers of %s", (_, one, other, isJoined) => {
  const document = infer(doc(page(header(text(one)), tall(...first)), page(header(text(other)), tall(...second))));
  expect(tables(document)).toHaveLength(isJoined ? 1 : 2);
  expect(decisions(document)[0]).toMatchObject({ score: isJoined ? 1 : 0.5 });
});

test("infer leaves slides and forms without places apart, and joins those whose numbers go on", () => {
  expect(tables(infer(doc(page(lined(...first)), page(lined(...second)))))).toHaveLength(2);
  expect(tables(infer(doc(page(lined("No|Name", "1|Ann", "2|Bob")), page(lined("No|Name", "3|Cid")))))).toHaveLength(1);
});
