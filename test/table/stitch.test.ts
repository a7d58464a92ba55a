import { expect, test } from "vitest";
import { toTexts } from "../../src/table/grid.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, codes, doc, failedPage, footer, header, list, page, rowsTable, text, type Wire } from "../build.ts";

/** `owner([1, 2], "h", "a")`: one string a row. */
const owner = (pages: readonly number[], ...lines: readonly string[]): Wire => linesTable(lines, { merged_from_pages: pages });
const stub = (into: number, ...lines: readonly string[]): Wire => linesTable(lines, { merged_into_page: into });
const linesTable = (lines: readonly string[], extra: Wire): Wire =>
  rowsTable(
    lines.map((line) => line.split("|")),
    extra,
  );

const texts = (document: Document): string[][] => tables(document).map(({ grid }) => toTexts(grid).map((row) => row.join("|")));
/** The pages of each row, joined by `or`. */
const pages = (document: Document): string[] => tables(document)[0]?.grid.rows.map((row) => row.source.pageNumbers.join(" or ")) ?? [];

test("stitchTables() joins a table continued on the next page", () => {
  const document = stitchTables(doc(page(owner([1, 2], "h|i", "a|1")), page(stub(1, "b|2"))));
  expect(texts(document)).toEqual([["h|i", "a|1", "b|2"]]);
  expect(pages(document)).toEqual(["1", "1", "2"]);
  expect(document.warnings).toEqual([]);
});

test("stitchTables() leaves a joined part on its page, with its place and without rows", () => {
  const document = stitchTables(doc(page(owner([1, 2], "h", "a")), page(text("before"), { ...stub(1, "b"), ...box(10, 20, 30, 40) })));
  const [, part] = allTables(document);
  expect(part).toMatchObject({ continues: "/items/pages/0/items/0", grid: { rows: [] }, parts: [{ firstRow: 0, rowCount: 0 }] });
  expect(part?.regions).toHaveLength(1);
  expect(document.children[1]?.children.map((node) => node.type)).toEqual(["paragraph", "table"]);
  expect(tables(document)[0]?.regions.map((region) => region.pageNumber)).toEqual([2]);
});

test("stitchTables() records each decision with what it looked at", () => {
  const document = stitchTables(doc(page(owner([1, 2], "h", "a")), page(stub(1, "b"), stub(9, "c"))));
  const [from, to, orphan] = ["/items/pages/0/items/0", "/items/pages/1/items/0", "/items/pages/1/items/1"];
  expect(document.data?.stitchDecisions).toMatchObject([
    {
      from: "",
      to: orphan,
      joined: false,
      signals: [
        { name: "merged_into_page", value: 9 },
        { name: "reference", value: "orphan" },
      ],
    },
    {
      from,
      to,
      joined: true,
      signals: [
        { name: "merged_into_page", value: 1 },
        { name: "rows of the stub", value: "appendable" },
      ],
    },
  ]);
});

test.each([
  ["the header repeated", ["h|i", "b|2"], ["h|i", "a|1", "b|2"]],
  ["the header repeated in other case and spacing", ["H| i ", "b|2"], ["h|i", "a|1", "b|2"]],
  ["no header: its first row, which the service took for one, is data", ["b|2", "c|3"], ["h|i", "a|1", "b|2", "c|3"]],
  ["the header alone", ["h|i"], ["h|i", "a|1"]],
  ["blank rows", ["|", "|"], ["h|i", "a|1"]],
  ["the rows the owner has already", ["a|1"], ["h|i", "a|1"]],
  ["the header and the rows the owner has already", ["h|i", "a|1"], ["h|i", "a|1"]],
])("stitchTables() joins a part that holds %s", (_, lines, expected) => {
  expect(texts(stitchTables(doc(page(owner([1, 2], "h|i", "a|1")), page(stub(1, ...lines)))))).toEqual([expected]);
});

test("stitchTables() keeps equal rows of two parts, for the owner has neither", () => {
  const document = stitchTables(doc(page(owner([1, 2, 3], "h", "a")), page(stub(1, "-")), page(stub(1, "-"))));
  expect(texts(document)).toEqual([["h", "a", "-", "-"]]);
  expect(pages(document)).toEqual(["1", "1", "2", "3"]);
});

test("stitchTables() takes each row of the owner for one row of one part only", () => {
  const document = stitchTables(doc(page(owner([1, 2, 3], "h", "a", "-")), page(stub(1, "-")), page(stub(1, "-"))));
  expect(texts(document)).toEqual([["h", "a", "-", "-"]]);
});

test.each([
  [["fee|1", "fee|1"], ["fee|1"], ["table-merge-ambiguous"]],
  [["tax|2", "fee|1"], ["fee|1"], []],
  [["x|1", "x|1", "x|1", "x|1"], ["x|1", "x|1", "x|1"], []],
])("stitchTables() says that few rows of a part may not be those of the owner: %j, %j", (rows, own, expected) => {
  const document = stitchTables(doc(page(owner([1, 2], "h|i", ...rows)), page(stub(1, "h|i", ...own))));
  expect(texts(document)).toEqual([["h|i", ...rows]]);
  expect(codes(document.warnings)).toEqual(expected);
});

test("stitchTables() drops the last of several header rows when a part repeats only that", () => {
  const html = "<thead><tr><th colspan=2>T<tr><th>x<th>y</thead><tbody><tr><td>a<td>1</tbody>";
  const whole = rowsTable(
    [
      ["T<br/>x", "T<br/>y"],
      ["a", "1"],
    ],
    { html, merged_from_pages: [1, 2] },
  );
  const document = stitchTables(doc(page(whole), page(stub(1, "x|y", "b|2"))));
  expect(texts(document)).toEqual([["T|", "x|y", "a|1", "b|2"]]);
  expect(tables(document)[0]?.parts[1]?.droppedRows).toHaveLength(1);
});

test("stitchTables() keeps row headers of a part as header cells, and makes header cells of a promoted row data", () => {
  const html = "<tr><th>b<th>2<tr><th>c<td>3";
  const part = rowsTable(
    [
      ["b", "2"],
      ["c", "3"],
    ],
    { html, merged_into_page: 1 },
  );
  const [table] = tables(stitchTables(doc(page(owner([1, 2], "h|i", "a|1")), page(part))));
  expect(table?.grid.rows.slice(2).map(({ cells }) => cells.map((cell) => cell.isHeader))).toEqual([
    [false, false],
    [true, false],
  ]);
});

test.each([
  ["all pages it may be, when the service merged and emptied the rest", ["h", "a", "b"], [stub(1)], ["1", "1 or 2", "1 or 2"]],
  ["the page of the part that still holds it", ["h", "a", "b"], [stub(1, "b")], ["1", "1", "2"]],
  ["the last place that fits, where the text occurs twice", ["h", "b", "b"], [stub(1, "b")], ["1", "1", "2"]],
  ["pages of emptied parts only, beside parts that hold theirs", ["h", "a", "b"], [stub(1, "b"), stub(1)], ["1", "1 or 3", "2"]],
])("a row of a stitched table says %s", (_, lines, stubs, expected) => {
  const numbers = [1, ...stubs.map((_stub, index) => index + 2)];
  expect(pages(stitchTables(doc(page(owner(numbers, ...lines)), ...stubs.map((item) => page(item)))))).toEqual(expected);
});

test("the parts of a table say which of its rows they have, and 0 where that is unknown", () => {
  const ranges = (...stubs: readonly Wire[]): unknown => {
    const document = stitchTables(doc(page(owner([1, 2, 3], "h", "a", "b")), ...stubs.map((item) => page(item))));
    return tables(document)[0]?.parts.map(({ firstRow, rowCount, origin }) => [firstRow, rowCount, origin]);
  };
  expect(ranges(stub(1, "b"), stub(1, "c"))).toEqual([
    [0, 2, "service"],
    [2, 1, "service"],
    [3, 1, "explicit"],
  ]);
  expect(ranges(stub(1, "b"), stub(1))).toEqual([
    [0, 0, "service"],
    [2, 1, "service"],
    [0, 0, "service"],
  ]);
});

test.each([
  [
    "a part with other columns",
    [page(owner([1, 2], "h|i", "a|1")), page(stub(1, "x|y|z"))],
    ["table-stub-not-empty", "table-merge-stub-missing"],
    2,
  ],
  ["a reference to a page without tables", [page(stub(2, "a")), page(text("-"))], ["table-merge-orphan"], 1],
  ["a reference to an owner that does not list the page", [page(owner([1], "h", "a")), page(stub(1, "b"))], ["table-merge-orphan"], 2],
  [
    "a reference to a later owner",
    [page(stub(2, "a")), page(owner([1, 2], "h", "b"))],
    ["table-merge-orphan", "table-merge-stub-missing"],
    2,
  ],
  ["a reference to its own page", [page(stub(1, "a"))], ["table-merge-cycle"], 1],
  ["references in a circle", [page(stub(2, "a")), page(stub(1, "b"))], ["table-merge-cycle", "table-merge-cycle"], 2],
  ["an owner that leaves out its own page", [page(owner([2], "h", "a")), page(stub(1, "b"))], ["table-merge-own-page-missing"], 1],
  ["an owner that lists a page without a part", [page(owner([1, 2], "h", "a")), page(text("-"))], ["table-merge-stub-missing"], 1],
  ["an owner that lists a failed page", [page(owner([1, 2], "h", "a")), failedPage()], ["table-merge-page-missing"], 1],
  ["an owner that lists pages there are not", [page(owner([9, 1, 9, 8], "h", "a"))], ["table-merge-page-missing"], 1],
  [
    "two owners for one part",
    [page(owner([1, 2], "h", "a"), owner([1, 2], "h", "b")), page(stub(1, "c"))],
    ["table-merge-ambiguous", "table-merge-stub-missing"],
    2,
  ],
] as [string, Wire[], string[], number][])("stitchTables() warns of %s", (_, wires, expected, count) => {
  const document = stitchTables(doc(...wires));
  expect(codes(document.warnings).toSorted()).toEqual(expected.toSorted());
  expect(tables(document)).toHaveLength(count);
});

test("stitchTables() follows a part that names another part, and joins within a page", () => {
  expect(texts(stitchTables(doc(page(owner([1, 2, 3], "h", "a")), page(stub(1, "b")), page(stub(2, "c")))))).toEqual([
    ["h", "a", "b", "c"],
  ]);
  expect(texts(stitchTables(doc(page(owner([1], "h", "a"), text("-"), stub(1, "b")))))).toEqual([["h", "a", "b"]]);
});

test("stitchTables() gives each of two owners the nearest part of a page, so that chains do not mix", () => {
  const document = doc(
    page(owner([1], "x", "0"), owner([1, 2], "h", "a")),
    page(stub(1, "b"), owner([2, 3], "i", "c")),
    page(stub(2, "d")),
  );
  expect(texts(stitchTables(document))).toEqual([
    ["x", "0"],
    ["h", "a", "b"],
    ["i", "c", "d"],
  ]);
});

test("stitchTables() takes no table out of a header, a footer or a list", () => {
  const document = doc(page(owner([1, 2], "h", "a")), page(header(stub(1, "b")), list(stub(1, "c")), footer(stub(1, "d"))));
  expect(texts(stitchTables(document))).toEqual([["h", "a"], ["b"], ["c"], ["d"]]);
});

test("S4: mode off gives the same document, as does one without merge fields", () => {
  const document = doc(page(owner([1, 2], "h", "a")), page(stub(1, "b")));
  expect(stitchTables(document, { mode: "off" })).toBe(document);
  expect(() => stitchTables(document, { mode: "on" as "off" })).toThrow('mode is "on", expected "explicit", "infer", "off"');
  const plain = doc(page(rowsTable([["a"]])), page(rowsTable([["a"]])));
  expect(stitchTables(plain)).toBe(plain);
});
