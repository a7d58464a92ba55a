import fc from "fast-check";
import { expect, test } from "vitest";
import { type HtmlTable, readHtmlTable, readHtmlTables } from "../../src/table/html-grid.ts";
import { soup } from "../arbitraries.ts";
import { tilings, toHtml } from "./tilings.ts";

/** Cells as `text@column`, with `+columns` and `/rows` for spans. */
function shape(html: string, width?: number): string[] {
  const rows = readHtmlTable(html, width)?.rows ?? [];
  return rows.map((row) =>
    row
      .map(
        ({ text, column, columnSpan, rowSpan }) =>
          `${text}@${column}${columnSpan > 1 ? `+${columnSpan}` : ""}${rowSpan > 1 ? `/${rowSpan}` : ""}`,
      )
      .join(" "),
  );
}

test.each([
  ["cells and rows that are never closed", "<table><tr><td>a<td>b<tr><td>c<td>d", ["a@0 b@1", "c@0 d@1"]],
  ["a cell without a row", "<table><td>a<td>b</table>", ["a@0 b@1"]],
  ["rows without a table", "<tr><td>a</td></tr>", ["a@0"]],
  ["upper case, quotes and no quotes", `<TABLE><TR><TD COLSPAN=2>a</TD></TR><TR><TD rowspan='1'>b<TD>c`, ["a@0+2", "b@0 c@1"]],
  ["entities, once", "<td>&amp;lt; &#x26; &nbsp;x&eacute;", ["&lt; & \u00a0xé@0"]],
  ["line breaks kept, white space folded", "<td> a \n b<br>c<BR/> d </td>", ["a b\nc\nd@0"]],
  ["words parted by tags stay parted", "<td><p>a</p><p>b</p><ul><li>c</ul>", ["a b c@0"]],
  ["a raised number stays raised", "<td>5<sup>1</sup> m<sup>2</sup> x<sup>a</sup>", ["5¹ m² xa@0"]],
  ["raised signs, lists and marks with their numbers", "<td>5<sup>1,2</sup><td>10<sup>-3</sup><td>5<sup>1*</sup>", ["5¹,²@0 10⁻³@1 5¹*@2"]],
  ["raised numbers in brackets as they are", "<td>5<sup>(1)</sup><td>5<sup>[1]</sup><td>5<sup>&#49;</sup>", ["5(1)@0 5[1]@1 5¹@2"]],
  ["numbers parted by blocks on lines of their own", "<td>12<hr>345<td><h3>1</h3><h3>2</h3><td><p>1</p>2", ["12\n345@0 1\n2@1 1\n2@2"]],
  [
    "numbers parted by struck-out text, too",
    "<td><s>100</s>80<td><del>1</del> <ins>234</ins><td>7<sub>2</sub>",
    ["100\n80@0 1\n234@1 7\n2@2"],
  ],
  ["blocks as parting words", "<td><dl><dt>a</dt><dd>b</dd></dl>c<section>d</section>", ["a b c d@0"]],
  ["no text of style, script and template", "<td><style>td {}</style>5<script>6</script><template>7</template>8<td>9", ["58@0 9@1"]],
  ["a template that is never closed, to the end of its cell", "<td>5<template>6<td>7", ["5@0 7@1"]],
  ["inline tags leave nothing", "<td>H<sub>2</sub>O <b>x</b>", ["H2O x@0"]],
  ["a table in a cell gives its text", "<td>a<table><tr><td>b<td>c</table>d<td>e", ["a b c d@0 e@1"]],
  ["two tables stand below each other", "<table><tr><td rowspan=2>a</table><table><tr><td>b<td>c</table>", ["a@0", "b@0 c@1"]],
  [
    "rowspan 0 reaches to the end of its group",
    "<tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e",
    ["a@0/2 b@1", "c@1", "d@0 e@1"],
  ],
  ["a rowspan ends with its group", "<thead><tr><th rowspan=9>a<th>b</thead><tr><td>c<td>d", ["a@0 b@1", "c@0 d@1"]],
  ["a taken slot moves the cell on", "<tr><td rowspan=2>a<td>b<tr><td>c<td>d", ["a@0/2 b@1", "c@1 d@2"]],
  ["a row that only spans fill is a row", "<tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr><td>c<td>d", ["a@0/2 b@1/2", "", "c@0 d@1"]],
  ["a row that nothing fills is none", "<tr></tr><tr><td>a</tr><tr></tr>", ["a@0"]],
  ["a span no cell proves is clipped", "<tr><td colspan=1000>a<tr><td>b<td>c<td>d", ["a@0+3", "b@0 c@1 d@2"]],
  ["it leaves room for the cells behind it", "<tr><td colspan=1000>a<td>b<tr><td>c<td>d", ["a@0 b@1", "c@0 d@1"]],
  ["no number is no span", "<tr><td colspan=x rowspan=-2>a<td colspan=''>b", ["a@0 b@1"]],
] as [string, string, string[]][])("readHtmlTable() reads %s", (_, html, rows) => {
  expect(shape(html)).toEqual(rows);
});

test.each([
  ["the caption", "<table><caption>Staff <br> by <b>site</b></caption><tr><td>a</table>", "Staff\nby site", 0],
  ["the captions of two tables", "<table><caption>A</caption><tr><td>a</table><table><caption>B<tr><td>b</table>", "A\nB", 0],
  ["a caption without rows", "<table><caption>A &amp; B</caption></table>", "A & B", 0],
  ["no caption of a table in a cell", "<table><tr><td><table><caption>A</caption><tr><td>b</table></table>", "", 1],
  ["each table in a cell", "<table><tr><td><table><tr><td><table></table></table><td><table></table></table>", "", 3],
])("readHtmlTables() finds %s", (_, html, caption, nestedCount) => {
  expect(readHtmlTables(html)).toMatchObject({ caption, nestedCount });
});

test("readHtmlTable() lets spans reach as far as the rows beside the html", () => {
  const html = "<tr><td colspan=2>a<td>b<tr><td>c<td colspan=2>d";
  expect(shape(html, 3)).toEqual(["a@0+2 b@2", "c@0 d@1+2"]);
  expect(readHtmlTable(html, 3)?.clippedSpans).toBe(0);
  expect(readHtmlTable(html)?.clippedSpans).toBe(2);
});

test.each(["", "text", "<table></table>", "<table>text</table>", "<!-- <td>a -->", "<table><caption>a</caption></table>"])(
  "readHtmlTable() finds no row in %o",
  (html) => {
    expect(readHtmlTable(html)).toBeUndefined();
  },
);

test.each([
  ["the rows of the thead", "<thead><tr><td>a<tr><td>b</thead><tr><td>c", 2],
  ["leading rows of th", "<tr><th>a<th>b<tr><th>c<th>d<tr><th>e<td>f", 2],
  ["at most five of them", "<tr><th>a".repeat(7), 5],
  ["none where cells begin at once", "<tr><td>a<tr><th>b", 0],
  ["a thead without rows is none", "<thead></thead><tr><th>a<tr><td>b", 1],
])("readHtmlTable() takes for the header %s", (_, html, count) => {
  expect(readHtmlTable(html)?.headerRowCount).toBe(count);
});

test("G7: html written from any table reads back as that table", () => {
  fc.assert(
    fc.property(tilings(true), (tiling) => {
      const table = readHtmlTable(toHtml(tiling));
      const tiles = table?.rows.flatMap((cells, row) => cells.map(({ isHeader: _, ...cell }) => ({ row, ...cell })));
      expect(table).toMatchObject({ columnCount: tiling.width, headerRowCount: tiling.headerRows, clippedSpans: 0 });
      expect(tiles).toEqual(tiling.tiles);
    }),
  );
});

test("G6: any string is read, its cells tile the rows, and a table is no wider than it has cells", () => {
  const tag = fc.constantFrom("table", "thead", "tbody", "tr", "td", "th", "br", "b", "script");
  const spans = fc.constantFrom("", " colspan=3", ' rowspan="2"', " rowspan=0", " colspan=99999 rowspan=99999", " colspan='", " x=>");
  const piece = fc.oneof(
    soup,
    fc.tuple(fc.constantFrom("<", "</", "<!--", "&"), tag, spans, fc.constantFrom(">", "", "/>")).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(() => readHtmlTable(pieces.join(""))).not.toThrow();
      const table = readHtmlTable(`<table><tr><td>a</td></tr>${pieces.join("")}`) as HtmlTable;
      expect(table).toBeDefined();
      const cellCount = table.rows.reduce((count, row) => count + row.length, 0);
      expect(table.columnCount).toBeLessThanOrEqual(cellCount);
      const slots = new Set<string>();
      for (const [row, cells] of table.rows.entries()) {
        for (const { column, columnSpan, rowSpan } of cells) {
          for (let y = row; y < row + rowSpan; y++) for (let x = column; x < column + columnSpan; x++) slots.add(`${y} ${x}`);
          expect(row + rowSpan).toBeLessThanOrEqual(table.rows.length);
          expect(column + columnSpan).toBeLessThanOrEqual(table.columnCount);
        }
      }
      const area = table.rows.flat().reduce((sum, cell) => sum + cell.rowSpan * cell.columnSpan, 0);
      expect(slots.size).toBe(area);
    }),
  );
});

test.each([
  ["tables in tables", "<table><tr><td>", "<table><tr><td>x"],
  ["tags that are never closed", "<table><tr><td>", "<b>"],
  ["closing tags that nothing opened", "<table><tr><td>", "</i>"],
  ["captions", "<table>", "<caption>x"],
  ["texts struck out", "<table><tr><td>", "<s>1</s>"],
  ["rules", "<table><tr><td>", "1<hr>"],
  ["raised texts", "<table><tr><td>", "<sup>1"],
  ["cells that reach down", "<table>", "<tr><th rowspan=9>x"],
  ["spans of a million columns", "<table>", "<tr><td colspan=1000000 rowspan=1000000>x</td></tr>"],
])("G6: fifty thousand %s are read", (_, start, piece) => {
  expect(readHtmlTable(`${start}${piece.repeat(50_000)}<td>end`)?.rows.length).toBeGreaterThan(0);
});
