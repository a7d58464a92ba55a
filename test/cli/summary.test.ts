import { expect, test } from "vitest";
import type { DocumentReport, FieldReport } from "../../src/cli/report.ts";
import { documentLines, fieldLines, fileLines, warningLines } from "../../src/cli/summary.ts";

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const table = (title: string, change: object = {}) => ({
  pointer: "/items/pages/0/items/0",
  title,
  pageNumbers: [1],
  rows: 1,
  columns: 1,
  headerRows: 1,
  origin: "single",
  concerns: 0,
  ...change,
});

const document: DocumentReport = {
  pages: { count: 30, failed: many(25).map((pageNumber) => ({ pageNumber, error: "timeout" })) },
  items: {},
  tables: [table("😀".repeat(40)), table("b", { rows: 2, columns: 3, pageNumbers: [4, 5], origin: "explicit", concerns: 2 })],
  stitchDecisions: [],
};

test("documentLines() shows twenty failed pages and says how many there are beyond", () => {
  const lines = documentLines(document);
  expect(lines[0]).toBe("  pages     5 read, 25 failed");
  expect(lines.filter((line) => line.endsWith("failed: timeout"))).toHaveLength(20);
  expect(lines).toContain("            and 5 more: see --json");
});

test("documentLines() numbers the tables, counts in words that fit, and cuts titles at a code point", () => {
  expect(documentLines(document).slice(-2)).toEqual([
    `            1  page 1: 1 row × 1 column, “${"😀".repeat(29)}…”`,
    "            2  pages 4 to 5: 2 rows × 3 columns, joined as the service says from 2 pages, 2 concerns of the service, “b”",
  ]);
});

test("fieldLines() says none where nothing is cited, and lists twenty doubtful fields", () => {
  const report: FieldReport = {
    count: 30,
    citations: { count: 0, byMethod: {}, unlocated: 0 },
    lowConfidence: many(25).map((index) => ({ field: `f[${index}]`, confidence: 0, pointer: "" })),
  };
  const lines = fieldLines(report, 0.7);
  expect(lines).toHaveLength(23);
  expect(lines.slice(0, 2)).toEqual(["  fields    30, of which 25 below a confidence of 0.7", "            0.00  f[1]"]);
  expect(lines.at(-1)).toBe("  citations none");
});

test("warningLines() cuts what is endless in a warning", () => {
  const lines = warningLines([{ code: "box-invalid", message: "x".repeat(9999), pointer: "/y".repeat(9999) }]);
  expect(lines.join("").length).toBeLessThan(500);
});

test("fileLines() stand in one column, and there are none without files", () => {
  expect(fileLines(["a", "b"])).toEqual(["  wrote     a", "            b"]);
  expect(fileLines([])).toEqual([]);
});
