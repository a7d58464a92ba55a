import fc from "fast-check";
import { expect, test } from "vitest";
import type { Region } from "../../src/geometry/box.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { findText, type TextMatch } from "../../src/tree/find-text.ts";
import type { TextLine } from "../../src/tree/page-data.ts";
import { foldForms, readInline, readLiteral } from "../../src/tree/reading.ts";
import type { Document, Node, Page, Paragraph, Table } from "../../src/tree/types.ts";
import { soup, words } from "../arbitraries.ts";
import { box, code, deepFreeze, doc, header, heading, image, link, list, page, rowsTable, table, text } from "../build.ts";
import { documentOf, results } from "../chunk/documents.ts";

const shown = (matches: readonly TextMatch[]): string[] => matches.map(({ node, span, text }) => `${node.type} ${span.join("-")} ${text}`);
const places = (regions: readonly Region[]): number[] => regions.map((region) => region.box.x);

test("findText() finds every occurrence in what a person reads, without regard to case", () => {
  const tree = doc(
    page(header(text("Net profit")), heading(1, "PROFIT"), list("a profit, no profit"), code("profit()"), image("Profit", "profit.jpg")),
    page(link("profit", "https://profit.test"), rowsTable([["h", "Profit"]]), { type: "hologram", md: "", value: "profits" }),
  );
  expect(shown(findText(tree, "profit"))).toEqual([
    "paragraph 4-10 profit",
    "heading 0-6 PROFIT",
    "paragraph 2-8 profit",
    "paragraph 13-19 profit",
    "code 0-6 profit",
    "image 0-6 Profit",
    "link 0-6 profit",
    "table 0-6 Profit",
    "unknown 0-6 profit",
  ]);
  expect(findText(tree, "profit").map((match) => match.pageNumbers)).toEqual([[1], [1], [1], [1], [1], [1], [2], [2], [2]]);
  expect(shown(findText(tree, "Profit", { caseSensitive: true }))).toEqual(["image 0-6 Profit", "table 0-6 Profit"]);
});

test("findText() takes a text literally, and white space in it for any run", () => {
  const tree = doc(page(text("a.b (c) [d]\n\u00a0 e ab (c)")));
  expect(shown(findText(tree, "a.b (c)"))).toEqual(["paragraph 0-7 a.b (c)"]);
  expect(shown(findText(tree, "[d] e"))).toEqual(["paragraph 8-15 [d]\n\u00a0 e"]);
  expect(shown(findText(tree, " e"))).toEqual(["paragraph 11-15 \n\u00a0 e"]);
  expect(findText(tree, "[d] e", { normalizeSpace: false })).toEqual([]);
});

test("findText() names the cell of a table, once however many slots it spans, and its page", () => {
  const html = "<thead><tr><th colspan=2>Total<tr><th>x<th>y</thead><tbody><tr><td>a<td>Total</tbody>";
  const rows = [
    ["Total<br/>x", "Total<br/>y"],
    ["a", "Total"],
  ];
  const document = stitchTables(
    doc(page({ ...rowsTable(rows, { html, merged_from_pages: [1, 2] }) }), page(rowsTable([["b", "Total"]], { merged_into_page: 1 }))),
  );
  const found = findText(document, "total").map(({ cell, row, pageNumbers }) => [cell?.row, cell?.column, row?.role, pageNumbers[0]]);
  expect(found).toEqual([
    [0, 0, "header", 1],
    [2, 1, "body", 1],
    [3, 1, "body", 2],
  ]);
});

test("findText() takes a regular expression as it is, with or without g, and leaves its lastIndex alone", () => {
  const tree = doc(page(text("x1 X22 x333")));
  expect(shown(findText(tree, /x\d+/))).toEqual(["paragraph 0-2 x1", "paragraph 7-11 x333"]);
  const query = /x\d+/gi;
  query.lastIndex = 5;
  expect(findText(tree, query)).toHaveLength(3);
  expect(query.lastIndex).toBe(5);
});

test("findText() leaves out empty matches and comes to an end", () => {
  const tree = doc(page(text("aab😀")));
  expect(shown(findText(tree, /a*/))).toEqual(["paragraph 0-2 aa"]);
  expect(findText(tree, /(?:)|^|$|\b/u)).toEqual([]);
});

test.each([
  ["an empty text", "", "The text to find is empty"],
  ["a text too long to be a pattern", "x".repeat(10_001), "The text to find has 10001 characters, expected at most 10000"],
  ["a sticky expression", /a/y, "The regular expression has the flag y"],
])("findText() refuses %s", (_, query, message) => {
  expect(() => findText(doc(page(text("a"))), query)).toThrow(RangeError);
  expect(() => findText(doc(page(text("a"))), query)).toThrow(message);
});

test("findText() searches a node alone, which is then on no known page", () => {
  const [node] = (doc(page(text("one"))).children[0] as Page).children as [Node];
  expect(findText(node, "one")).toMatchObject([{ node, pageNumbers: [] }]);
});

test("findText() does not find half of a surrogate pair, and finds a lone one", () => {
  const tree = doc(page(text("😀 \ud83d!")));
  expect(shown(findText(tree, "\ud83d"))).toEqual(["paragraph 3-4 \ud83d"]);
});

const region = (x: number, span?: readonly [number, number]): Region => ({
  pageNumber: 1,
  box: { x, y: 1, width: 9, height: 9 },
  ...(span === undefined ? {} : { span }),
});

/** A paragraph whose markdown is `**` around its value. */
const paragraph = (value: string, extra: Partial<Paragraph>): Paragraph => ({
  type: "paragraph",
  pointer: "/p",
  regions: [region(0)],
  markdown: `**${value}**`,
  value,
  ...extra,
});

test("findText() gives only the regions of the characters it found, where they have spans", () => {
  const node = paragraph("one two three", { regions: [region(1, [0, 6]), region(2, [6, 10]), region(3, [10, 17])] });
  expect(findText(node, /one|two t|three/).map((match) => places(match.regions))).toEqual([[1], [2, 3]]);
  expect(places(findText(node, "three")[0]?.regions ?? [])).toEqual([3]);
});

test.each([
  ["a box without a span may hold it", { regions: [region(1, [0, 7]), region(2)] }],
  ["the value does not stand in the markdown", { markdown: "one &#116;wo", regions: [region(1, [0, 4]), region(2, [4, 12])] }],
  ["the value stands twice in the markdown", { markdown: "[one two](one two)", regions: [region(1, [0, 9]), region(2, [9, 18])] }],
  ["spans overlap", { regions: [region(1, [0, 9]), region(1, [4, 6]), region(2, [6, 11])] }],
  ["no span holds all of it", { regions: [region(1, [0, 7]), region(2, [8, 11])] }],
  ["no span holds its beginning", { regions: [region(1, [0, 4]), region(2, [7, 11])] }],
])("findText() gives all regions where %s", (_, extra) => {
  expect([...new Set(places(findText(paragraph("one two", extra), "two")[0]?.regions ?? []))]).toEqual([1, 2]);
});

const line = (x: number, span: readonly [number, number], ...spans: readonly (readonly [number, number] | undefined)[]): TextLine => ({
  text: "",
  region: region(x, span),
  words: spans.map((own, index) => ({ text: "", region: region(x + index + 1, own) })),
});

test("findText() does not take a region without characters", () => {
  const node = paragraph("one two", { regions: [region(1, [0, 11]), region(2, [7, 7])] });
  expect(places(findText(node, "two")[0]?.regions ?? [])).toEqual([1]);
});

test("findText() gives the boxes of words where all of them are known, else of lines", () => {
  const lines = [line(10, [2, 9], [2, 5], [6, 9]), line(20, [10, 20], [10, 15], undefined)];
  const node = paragraph("one two\nthree four", { lines });
  const found = (query: string): number[] => places(findText(node, query)[0]?.regions ?? []);
  expect(found("two")).toEqual([12]);
  expect(found("one two three")).toEqual([11, 12, 21]);
  expect(found("three fo")).toEqual([20]);
  expect(found("two three four")).toEqual([10, 20]);
});

test("findText() gives the boxes of a cell's words, else of the cell, else of its row", () => {
  const [node] = (doc(page({ ...table("a b|c", "d|e f"), ...box(5, 5, 50, 50, { start_index: 0, end_index: 3 }) })).children[0] as Page)
    .children as [Table];
  const [first, second] = node.grid.rows;
  const cells = first?.cells ?? [];
  const words = { ...cells[0], lines: [line(10, [0, 3], [0, 1], [2, 3])] } as (typeof cells)[number];
  const placed = { ...cells[1], regions: [region(30)] } as (typeof cells)[number];
  const tree = { ...node, grid: { ...node.grid, rows: [{ ...first, cells: [words, placed] }, second] } } as Table;
  expect(["b", "c", "f"].map((query) => places(findText(tree, query)[0]?.regions ?? []))).toEqual([[12], [30], [5]]);
});

test("findText: the text of a match is the slice of what was searched, its regions are the payload's, and nothing is changed", () => {
  const queries = fc.oneof(words, soup, fc.constantFrom(/\w+/u, /[a-c]|$/, /\s/g, "a", " "));
  fc.assert(
    fc.property(results, queries, (wire, query) => {
      fc.pre(query !== "");
      const document = deepFreeze(documentOf(wire));
      for (const { node, cell, span, text, regions, row } of findText(document, query)) {
        const searched = cell?.text ?? ("value" in node ? node.value : node.type === "image" ? node.alt : "");
        expect(searched.slice(...span)).toBe(text);
        expect(text).not.toBe("");
        const known = new Set([...node.regions, ...(cell?.regions ?? []), ...(row?.source.regions ?? [])]);
        for (const one of regions) expect(known.has(one)).toBe(true);
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 30) },
  );
});

test("findText: a part of what is read is found where it stands", () => {
  fc.assert(
    fc.property(soup, fc.nat(60), fc.nat(20), (value, start, length) => {
      const { text, origin } = foldForms(readInline(value));
      const part = text.slice(start, start + length);
      // Half of a pair is found by itself only.
      fc.pre(part !== "" && part.isWellFormed());
      const [found] = findText(paragraph(value, {}), part, { caseSensitive: true, normalizeSpace: false });
      const at = text.indexOf(part);
      expect(found?.span).toEqual(origin(at, at + part.length));
    }),
  );
});

test("readInline: each unit stands in the source in order, and what has no marks is read as it is", () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (value) => {
      for (const { text, origin } of [readInline(value), foldForms(readInline(value))]) {
        let last: readonly [number, number] = [0, 0];
        for (let unit = 0; unit < text.length; unit++) {
          const own = origin(unit, unit + 1);
          expect(own[0] >= last[1] || own.join() === last.join()).toBe(true);
          expect(own[1]).toBeGreaterThan(own[0]);
          last = own;
        }
        expect(last[1]).toBeLessThanOrEqual(value.length);
      }
      if (!/[\\&`*_~]/.test(value)) expect(readInline(value).text).toBe(value);
      expect(foldForms(readLiteral(value)).text.normalize("NFC")).toBe(
        foldForms(readLiteral(value.normalize("NFC"))).text.normalize("NFC"),
      );
    }),
  );
});

test.each([
  ["a **b** _c_ `d*e*`", "a b c d*e*"],
  ["***a** b*", "a b"],
  ["**a *b* c**", "a b c"],
  ["~~a~~ ~5 to ~10", "a ~5 to ~10"],
  ["2*3*4, 5 * 3 * 2, snake_case_name", "2*3*4, 5 * 3 * 2, snake_case_name"],
  ["*Net of tax. $5*", "Net of tax. $5"],
  ["* see **note", "* see **note"],
  ["**a\n\nb**", "**a\n\nb**"],
  ["Name: ____ Date: ____", "Name: ____ Date: ____"],
  ["\\*a\\* C:\\temp", "*a* C:\\temp"],
  ["``a`b`` `c", "a`b `c"],
  ["&lt;&#x41;&#66;&nbsp;&copy;&#xD800;&#0;", "<AB\u00a0&copy;&#xD800;&#0;"],
  ["[a](x/_b_) *[c](y*z)* <u title='*d*'>", "[a](x/_b_) [c](y*z) <u title='*d*'>"],
  ["😀*a*😀", "😀a😀"],
])("readInline() of %j", (source, expected) => {
  expect(readInline(source).text).toBe(expected);
});

test.each<[string, string | RegExp, string[]]>([
  ["Total **due** now", "Total due", ["Total **due"]],
  ["Total **due** now", /due now/, ["due** now"]],
  ["a&amp;b", "a&b", ["a&amp;b"]],
  ["caf\u0065\u0301 é", "É", ["e\u0301", "é"]],
  ["é", "e\u0301", ["é"]],
  ["ﬁnance", "finance", ["ﬁnance"]],
  ["ﬁnance", "inan", ["ﬁnan"]],
  ["oﬀ", "f", ["ﬀ"]],
  ["finance", "ﬁ", ["fi"]],
  ["ﬁnance", /fi/, []],
  ["1\\. a\\_b", "1. a_b", ["1\\. a\\_b"]],
  ["x ¨ y", "x ¨", ["x ¨"]],
  ["**", "**", ["**"]],
])("findText() in %j by %s", (value, query, expected) => {
  expect(findText(paragraph(value, {}), query).map(({ text }) => text)).toEqual(expected);
});

test("findText() reads code as it is, and cells without marks and entities", () => {
  const tree = doc(page(code("a **b** &lt;"), table("a|b", "**c d** e|&amp;")));
  expect(["a b", "<", "**b** &lt;", "c d e", "&"].map((query) => findText(tree, query).length)).toEqual([0, 0, 1, 1, 2]);
});

test.each(["*", "_", "*a ", "**a* ", "`", "`a``", "\n ", "\\", "&", "](", "<a", "e\u0301", "\u0301"])(
  "findText() is linear in %j",
  (unit) => {
    expect(findText(paragraph(`${unit.repeat(100_000)}x`, {}), "x")).toHaveLength(1);
  },
);

test("findText() is linear in white space and in matches", () => {
  const blank = " ".repeat(200_000);
  expect(findText(paragraph(`${blank}x`, {}), " y")).toEqual([]);
  const value = "ab ".repeat(30_000);
  const regions = Array.from({ length: 30_000 }, (_, index) => region(index, [2 + 3 * index, 5 + 3 * index]));
  const found = findText(paragraph(value, { regions }), "ab");
  expect(found).toHaveLength(30_000);
  expect(found.every((match, index) => match.regions.length === 1 && match.regions[0] === regions[index])).toBe(true);
});

test("findText() takes lists of 200 levels", () => {
  let nested: ReturnType<typeof list> = list("deepest");
  for (let level = 0; level < 50; level++) nested = list("between", nested);
  expect(findText(doc(page(nested)), "deepest")).toHaveLength(1);
  let node: Node = paragraph("deepest", {});
  for (let level = 0; level < 200; level++)
    node = { type: "unknown", pointer: "/u", regions: [], markdown: "", value: "deepest", children: [node as Paragraph] };
  expect(findText(node, "deepest")).toHaveLength(1);
});

test("findText() finds nothing in an empty document", () => {
  expect(findText({ ...(doc() as Document) }, "a")).toEqual([]);
});
