import { expect, test } from "vitest";
import { lintTables } from "../../src/table/lint.ts";
import { tables } from "../../src/table/tables.ts";
import { doc, page, rowsTable } from "../build.ts";

const lintRows = (rows: readonly (readonly string[])[]): ReturnType<typeof lintTables> => lintTables(tables(doc(page(rowsTable(rows)))));

test.each([
  ["rows without a total", (row: number) => [`r${row}`, "1", "2", "3"]],
  ["nothing but grand totals", (row: number) => ["Grand total", `${row}.5`, "2", "3"]],
  ["one total under all", (row: number, last: boolean) => [last ? "Total" : `r${row}`, "1", "2", "3"]],
  ["a count with gaps", (row: number) => [String(row + Math.floor(row / 9)), "", "", "1O"]],
  ["sections", (row: number) => (row % 2 === 0 ? ["in thousands", "", "", ""] : ["a", "1", "1", "1"])],
])("a table of 12,000 cells is linted: %s", (_, toRow) => {
  const rows = Array.from({ length: 3_000 }, (_row, index) => toRow(index, index === 2_999));
  expect(lintRows([["No.", "a", "b", "c"], ...rows]).length).toBeLessThan(4_000);
});

test("a section of many dashes, and a total under 20,000 rows, are linted", () => {
  const dashes = lintRows([
    ["a", "b"],
    [`${"-".repeat(1_000_000)}x`, ""],
    ["x", "1"],
    ["y", "2"],
  ]);
  expect(dashes).toEqual([]);
  const rows = Array.from({ length: 20_000 }, (_, index) => [`r${index}`, String((index * 7919) % 9973), "1"]);
  expect(lintRows([["k", "a", "b"], ...rows, ["Total", "5", "20000"]]).map(({ code }) => code)).toEqual(["table-total-mismatch"]);
});

test("past a thousand warnings of one code the rest is counted", () => {
  const rows = Array.from({ length: 2_400 }, (_, index) => [index % 2 === 0 ? `r${index}` : "", ""]);
  expect(lintRows([["a", "b"], ...rows]).slice(-2)).toMatchObject([
    { code: "table-empty-row" },
    { code: "warnings-cut", message: "200 more warnings table-empty-row" },
  ]);
});
