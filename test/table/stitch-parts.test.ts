import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { codes, doc, page, parseResult, type Wire } from "../build.ts";
import { lined, lines } from "./pages.ts";

const owner = (pages: readonly number[], ...rows: readonly string[]): Wire => ({ ...lined(...rows), merged_from_pages: pages });
const stub = (...rows: readonly string[]): Wire => ({ ...lined(...rows), merged_into_page: 1 });

test.each<[string, string[], string[], (number | null)[]]>([
  ["a column that its header leaves out", ["Site|Staff", "Cork|31"], ["Cork||31"], [0, 2]],
  ["a column of blanks that the owner has not", ["Site|Note||Staff", "Cork|new||31"], ["Cork|new|31"], [0, 1, null, 2]],
])("stitchTables() joins a part with %s", (_, rows, expected, columnMap) => {
  const document = stitchTables(doc(page(owner([1, 2], "Site|Note|Staff", "Ayr|old|12")), page(stub(...rows))));
  expect(lines(document)).toEqual([["Site|Note|Staff", "Ayr|old|12", ...expected]]);
  expect(tables(document)[0]?.parts[1]).toMatchObject({ columnMap, origin: "explicit" });
  expect(document.warnings).toEqual([]);
});

test("stitchTables() keeps a headerless part apart that has a column less, though its owner has an empty one", () => {
  const credits = ["2024-01-03|C|900.00", "2024-01-04|D|800.00"];
  const document = stitchTables(
    doc(page(owner([1, 2], "Date|Text|Debit|Credit", "2024-01-01|A|10.00|", "2024-01-02|B|20.00|")), page(stub(...credits))),
  );
  expect(lines(document)[1]).toEqual(credits);
  expect(codes(document.warnings)).toContain("table-stub-not-empty");
});

test("stitchTables() finds rows in the owner that a part holds without a column", () => {
  const document = stitchTables(doc(page(owner([1, 2], "Site|Note|Staff", "Ayr|old|12", "Cork||31")), page(stub("Site|Staff", "Cork|31"))));
  expect(lines(document)).toEqual([["Site|Note|Staff", "Ayr|old|12", "Cork||31"]]);
  expect(tables(document)[0]?.parts[1]).toMatchObject({ firstRow: 2, rowCount: 1, origin: "service" });
});

test("stitchTables() keeps a part apart that has less than half of the columns", () => {
  const document = stitchTables(doc(page(owner([1, 2], "a|b|c", "1|2|3")), page(stub("a", "4"))));
  expect(lines(document)).toHaveLength(2);
  expect(codes(document.warnings)).toContain("table-stub-not-empty");
});

/** A table over pages that the service merged into its first, with the plain text of each page. */
function merged(rows: readonly string[], ...texts: readonly (string | undefined)[]): Document {
  const all = texts.map((_, index) => index + 1);
  const wires = [page(owner(all, "Name|Town", ...rows)), ...texts.slice(1).map(() => page(stub()))];
  return withTexts(wires, texts);
}

/** The document of these pages with their plain texts. */
function withTexts(wires: readonly Wire[], texts: readonly (string | undefined)[]): Document {
  const pages = texts.flatMap((text, index) => (text === undefined ? [] : [{ page_number: index + 1, text }]));
  return normalize(readParseResult({ ...parseResult(...wires), text: { pages } }));
}

const rowPages = (document: Document): string[] =>
  tables(document)[0]
    ?.grid.rows.slice(1)
    .map((row) => row.source.pageNumbers.join(" or ")) ?? [];
const ranges = (document: Document): unknown => tables(document)[0]?.parts.map(({ firstRow, rowCount }) => [firstRow, rowCount]);

test("the plain text of the pages tells where each row stands", () => {
  const document = stitchTables(merged(["Ann|Ayr", "Bob|Bath", "Cid|Cork"], "Name Town\nAnn Ayr", "Bob   Bath", "Cid   Cork"));
  expect(rowPages(document)).toEqual(["1", "2", "3"]);
  expect(ranges(document)).toEqual([
    [0, 2],
    [2, 1],
    [3, 1],
  ]);
});

test.each<[string, string[], (string | undefined)[], string[]]>([
  ["stays between its neighbors, when no text has it", ["Ann|Ayr", "?|?", "Cid|Cork"], ["Ann Ayr", "Cid Cork"], ["1", "1 or 2", "2"]],
  [
    "is where its neighbors are, when several texts have it",
    ["Ann|Ayr", "Yes|No", "Bob|Bath", "Cid|Cork"],
    ["Ann Ayr Yes No Bob Bath", "Cid Cork Yes No"],
    ["1", "1", "1", "2"],
  ],
  [
    "may be on both pages, when it stands at the break and both have it",
    ["Ann|Ayr", "Yes|No", "Cid|Cork"],
    ["Ann Ayr Yes No", "Yes No Cid Cork"],
    ["1", "1 or 2", "2"],
  ],
  [
    "is where its neighbors are, when the text that has it is out of order",
    ["Ann|Ayr", "Bob|Bath", "Fay|Fife", "Cid|Cork", "Dan|Deal", "Eva|Ely"],
    ["Ann Ayr Cid Cork", "Bob Bath Fay Fife Dan Deal", "Eva Ely"],
    ["1", "2", "2", "2", "2", "3"],
  ],
  [
    "may be where its neighbors are, when two are out of order and either may be wrong",
    ["Ann|Ayr", "Bob|Bath", "Cid|Cork", "Dan|Deal", "Eva|Ely"],
    ["Ann Ayr Cid Cork", "Bob Bath Dan Deal", "Eva Ely"],
    ["1", "1 or 2", "1 or 2", "2", "3"],
  ],
  ["may be on any page, when a page has no text", ["Ann|Ayr", "Bob|Bath"], ["Ann Ayr", undefined], ["1 or 2", "1 or 2"]],
  [
    "may be on any page, when all stands in the text of one",
    ["Ann|Ayr", "Bob|Bath"],
    ["Ann Ayr Bob Bath", "Contents"],
    ["1 or 2", "1 or 2"],
  ],
])("a row %s", (_, rows, texts, expected) => {
  const found = rowPages(stitchTables(merged(rows, ...texts)));
  expect(found).toEqual(expected);
});

test("a row with four of five cells in the text of a page stands there", () => {
  const wide = (cells: string): Document => {
    const wires = [page(owner([1, 2], "a|b|c|d|e", "k|l|m|n|o", cells)), page(stub())];
    return withTexts(wires, ["k l m n o", "p q r s"]);
  };
  expect(rowPages(stitchTables(wide("p|q|r|s|t")))).toEqual(["1", "2"]);
  expect(rowPages(stitchTables(wide("p|q|r|t|u")))).toEqual(["1", "1 or 2"]);
});

test("locateRows: false leaves the rows on any of their pages", () => {
  const document = merged(["Ann|Ayr", "Bob|Bath"], "Ann Ayr", "Bob Bath");
  expect(rowPages(stitchTables(document, { locateRows: false }))).toEqual(["1 or 2", "1 or 2"]);
  expect(rowPages(stitchTables(document))).toEqual(["1", "2"]);
});

test("the boxes of its cells tell where a row stands", () => {
  const document = merged(["Ann|Ayr", "Bob|Bath"], undefined, undefined);
  const region = (pageNumber: number) => ({ pageNumber, box: { x: 1, y: 1, width: 9, height: 9 } });
  const boxed = document.children.map((one) => ({
    ...one,
    children: one.children.map((node) => {
      if (node.type !== "table") return node;
      const rows = node.grid.rows.map((row, index) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, regions: [region(Math.max(index, 1))] })),
      }));
      return { ...node, grid: { ...node.grid, rows } };
    }),
  }));
  expect(rowPages(stitchTables({ ...document, children: boxed }))).toEqual(["1", "2"]);
});

test("thousands of rows on hundreds of pages are located", () => {
  const [count, each] = [300, 20];
  const rows = Array.from({ length: count * each }, (_, index) => `Name ${index}|Town ${index * 7}`);
  const texts = Array.from({ length: count }, (_, index) =>
    rows
      .slice(index * each, (index + 1) * each)
      .join("\n")
      .replaceAll("|", "   "),
  );
  const found = rowPages(stitchTables(merged(rows, ...texts)));
  expect(found).toEqual(rows.map((_, index) => String(Math.floor(index / each) + 1)));
});
