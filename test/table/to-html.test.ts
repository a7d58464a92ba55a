import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { expect, test } from "vitest";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import { toTableHtml } from "../../src/table/to-html.ts";
import type { Grid } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { deepFreeze, doc, heading, page, rowsTable, type Wire } from "../build.ts";
import { givenTexts, tilesOf, tilings, toItem, toRows } from "./tilings.ts";

function read(...items: readonly Wire[]): Table {
  const [table] = tables(doc(page(...items)));
  if (table === undefined) throw new TypeError("no table");
  return deepFreeze(table);
}

const lines = (html: string): string[] => html.split("\n");

const sales =
  "<table><thead><tr><th rowspan=2>Item</th><th colspan=2>Year</th></tr><tr><th>2023</th><th>2024</th></tr></thead>" +
  "<tbody><tr><td colspan=3>North</td></tr><tr><th>Pump &amp; valve</th><td>1,200.50</td><td>12%</td></tr>" +
  "<tr><td>a &lt; b<br>c</td><td rowspan=2>7.25</td><td>3%</td></tr><tr><td>d</td><td>4%</td></tr></tbody></table>";

test("toTableHtml() writes caption, header, sections, row headers, spans and line breaks, and no styles", () => {
  expect(lines(toTableHtml(read(heading(2, "Sales"), rowsTable([], { html: sales }))))).toEqual([
    "<table>",
    "<caption>Sales</caption>",
    "<thead>",
    '<tr><th scope="col" rowspan="2">Item</th><th scope="col" colspan="2">Year</th></tr>',
    '<tr><th scope="col">2023</th><th scope="col">2024</th></tr>',
    "</thead>",
    "<tbody>",
    '<tr><th scope="rowgroup" colspan="3">North</th></tr>',
    '<tr><th scope="row">Pump &amp; valve</th><td>1,200.50</td><td>12%</td></tr>',
    '<tr><td>a &lt; b<br>c</td><td rowspan="2">7.25</td><td>3%</td></tr>',
    "<tr><td>d</td><td>4%</td></tr>",
    "</tbody>",
    "</table>",
  ]);
});

test("toTableHtml() begins a group of rows at each section, but not inside a span", () => {
  const html =
    "<tr><th>A<th>B<th>C<tr><td colspan=3>One<tr><td>1<td rowspan=2><td>3<tr><td>Two<td><tr><td>4<td>5<td>6<tr><td colspan=3>Three<tr><td>6<td>7<td>8";
  const tags = lines(toTableHtml(read(rowsTable([], { html })))).filter((line) => /^<\/?t(?:head|body)>|One|Two|Three/.test(line));
  expect(tags.map((line) => line.replace(/<[^>]+>(?=[A-Z])|<\/t[hd]>.*/g, "").replace("<tr>", ""))).toEqual([
    "<thead>",
    "</thead>",
    "<tbody>",
    "One",
    "Two",
    "</tbody>",
    "<tbody>",
    "Three",
    "</tbody>",
  ]);
});

test("toTableHtml() leaves a title that is a header row in its place, and takes the caption before a title", () => {
  const title = "<thead><tr><th colspan=2>Sales</th></tr><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td><td>2</td></tr>";
  const table = read(rowsTable([], { html: title }));
  expect(table.title).toBe("Sales");
  expect(toTableHtml(table)).not.toContain("<caption>");
  expect(toTableHtml({ ...table, caption: { text: "Table 1", pointer: "/x" } })).toContain("<caption>Table 1</caption>");
});

test("toTableHtml() writes footnotes as paragraphs below the table", () => {
  const html = toTableHtml({ ...read(rowsTable([["A"], ["1*"]])), footnotes: [{ text: "* < 2\nestimated", pointer: "/x" }] });
  expect(html.endsWith("</table>\n<p>* &lt; 2<br>estimated</p>")).toBe(true);
});

test("toTableHtml() says where each row came from", () => {
  const rows = [["A"], ["1"]];
  const one = { ...page(rowsTable(rows, { merged_from_pages: [1, 2] })) };
  const two = { ...page(rowsTable([], { merged_into_page: 1 })) };
  const [table] = tables(stitchTables(doc(one, two)));
  expect(toTableHtml(table as Table, { provenance: true })).toContain(
    '<tr data-page-number="1..2" data-pointer="/items/pages/0/items/0" data-row="1"><td>1</td></tr>',
  );
  expect(toTableHtml(read(rowsTable([], { html: "<td>a" })), { provenance: true })).toContain(
    '<tr data-page-number="1" data-pointer="/items/pages/0/items/0">',
  );
});

test("toTableHtml() adds numbers and dates for machines, typing the table where it is not typed", () => {
  const table = read(
    rowsTable([
      ["Item", "Day", "Sum"],
      ["Pump", "2024-01-05", "1,200.50"],
      ["Valve", "2024-01-06", "30.25"],
    ]),
  );
  expect(toTableHtml(table, { values: "typed" })).toContain(
    '<tr><td>Pump</td><td><time datetime="2024-01-05">2024-01-05</time></td><td><data value="1200.5">1,200.50</data></td></tr>',
  );
  expect(toTableHtml(table)).not.toMatch(/<data|<time/);
});

test("toTableHtml() gives nothing for a table without rows, and refuses a value it does not know", () => {
  const table = read(rowsTable([]));
  expect(toTableHtml(table)).toBe("");
  expect(() => toTableHtml(table, { values: "raw" as "text" })).toThrow(new RangeError('values is "raw", expected "text", "typed"'));
});

test("toTableHtml() refuses an option that it does not know, and a value that is no switch", () => {
  const table = read(rowsTable([["A"], ["1"]]));
  for (const options of [{ keepUrls: "no" }, { keepURLs: false }, { value: "typed" }, { provenance: "no" }]) {
    expect(() => toTableHtml(table, options as object)).toThrow(RangeError);
  }
});

test("toTableHtml() leaks no query of a link, unless asked to", () => {
  const url = "https://host.org/a?X-Amz-Signature=secret";
  const table = {
    ...read(
      rowsTable([
        [url, "B"],
        [url, "2"],
      ]),
    ),
    title: url,
  };
  const noted = { ...table, footnotes: [{ text: url, pointer: "/x" }] };
  expect(toTableHtml(noted)).not.toContain("secret");
  expect(toTableHtml(noted, { values: "typed", provenance: true })).not.toContain("secret");
  expect(toTableHtml(noted, { keepUrls: true }).split("secret")).toHaveLength(5);
});

/** Texts as HTML shows them: white space folded, lines trimmed. */
function folded(text: string): string {
  const shown = text.split(/\r\n|[\r\n]/).map((line) => line.replace(/[ \t\f]+/g, " ").trim());
  return shown.join("\n").trim();
}

const shapeOf = (grid: Grid) => ({
  header: grid.headerRowCount,
  roles: grid.rows.map((row) => row.role),
  tiles: tilesOf(grid).map((tile) => ({ ...tile, text: folded(tile.text) })),
});

test("G7: html rendered from a grid reads back to the same cells, spans, header rows and sections", () => {
  fc.assert(
    fc.property(tilings(true), (tiling) => {
      if (givenTexts(toRows(tiling)).length === 0) return;
      const table = read(toItem(tiling));
      const again = read(rowsTable([], { html: toTableHtml(table, { values: "typed", provenance: true }) }));
      expect(shapeOf(again.grid)).toEqual(shapeOf(table.grid));
      expect(toTableHtml(again)).toBe(toTableHtml(table));
    }),
  );
});

test("G7: a first row that reaches into the body is written without header cells, and reads back so", () => {
  const table = read(rowsTable([], { html: "<tr><td rowspan=2>Item<td colspan=2>2024<tr><td>Q1<td>Q2<tr><td>Pump<td>1<td>2" }));
  const html = toTableHtml(table);
  expect(html).not.toContain("<th");
  expect(shapeOf(read(rowsTable([], { html })).grid)).toEqual(shapeOf(table.grid));
});

test("toTableHtml() counts the columns of a table whose spans leave no row with a cell for each", () => {
  const proven = "<thead><tr><th colspan=2>a<th>b<tr><th>c<th colspan=2>d<tbody><tr><td>1<td>2<td>3";
  expect(toTableHtml(read(rowsTable([], { html: proven })))).not.toContain("<col");
  const unproven = "<thead><tr><th colspan=2 rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tbody><tr><td>1<td colspan=3>2";
  const table = read(rowsTable([], { html: unproven }));
  expect(table.grid.columnCount).toBe(4);
  expect(toTableHtml(table)).toContain("<table>\n<colgroup><col><col><col><col></colgroup>\n<thead>");
});

/** Html with spans of any kind, that may reach out of the header, over each other and past the table. */
const spannedHtml: fc.Arbitrary<string> = fc
  .record({
    head: fc.nat(2),
    rows: fc.array(
      fc.array(fc.record({ tag: fc.constantFrom("td", "td", "th"), down: fc.nat(4), right: fc.nat(4) }), { minLength: 1, maxLength: 4 }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ head, rows }) => {
    const lines = rows.map((cells, row) => {
      return `<tr>${cells.map(({ tag, down, right }, cell) => `<${tag} rowspan=${down} colspan=${right}>${row}.${cell}`).join("")}`;
    });
    return `${head > 0 ? `<thead>${lines.slice(0, head).join("")}<tbody>` : ""}${lines.slice(head).join("")}`;
  });

test("G7: any table of spans reads back to the same cells, spans, header rows and sections", () => {
  fc.assert(
    fc.property(spannedHtml, (html) => {
      const table = read(rowsTable([], { html }));
      const written = toTableHtml(table);
      const again = read(rowsTable([], { html: written }));
      expect(shapeOf(again.grid)).toEqual(shapeOf(table.grid));
    }),
    { numRuns: 300 },
  );
});

type Parsed = DefaultTreeAdapterTypes.ChildNode;

/** The text of an element, a line feed for a `<br>`. */
function textOf(node: Parsed): string {
  if (node.nodeName === "br") return "\n";
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function elements(nodes: readonly Parsed[], tag: string): Parsed[] {
  return nodes.flatMap((node) => (node.nodeName === tag ? [node] : "childNodes" in node ? elements(node.childNodes, tag) : []));
}

test("toTableHtml() is read without an error by another HTML parser, which finds the same texts, whatever stands in them", () => {
  const texts = fc.oneof(soup, fc.constantFrom("\u0000", "\ud800", "</td>", "<!--", "&lt;", "&#60;", '"><script>', "a\rb", "<br>"));
  const rows = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => fc.array(fc.array(texts, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 4 }));
  fc.assert(
    fc.property(rows, texts, (raws, caption) => {
      const table = { ...read(rowsTable(raws)), caption: { text: caption, pointer: '/a"<' } };
      const errors: string[] = [];
      const onParseError = ({ code }: { readonly code: string }): void => void errors.push(code);
      const html = toTableHtml(table, { keepUrls: true, provenance: true });
      const { childNodes } = parseFragment(html, { onParseError, sourceCodeLocationInfo: true });
      expect(errors).toEqual([]);
      const legible = (text: string): string => text.toWellFormed().replaceAll("\0", "\ufffd").replace(/\r\n?/g, "\n");
      expect(elements(childNodes, "caption").map(textOf)).toEqual([legible(caption)]);
      const cells = elements(childNodes, "tr").flatMap((row) => ("childNodes" in row ? row.childNodes.map(textOf) : []));
      expect(cells).toEqual(tilesOf(table.grid).map((tile) => legible(tile.text)));
    }),
  );
});
