import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { normalizePages } from "../../src/document/normalize-pages.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, deepFreeze, doc, footer, heading, image, page, parseResult, rowsTable, table, text, type Wire } from "../build.ts";

const item = table("h|i", "a|1");
const marked = table("h*|i¹", "a (a)|(1)", "b†|2 [1]");

/** Caption, footnotes and title of each table. */
function read(...items: readonly Wire[]): unknown[][] {
  return told(doc(page(...items)));
}

function told(document: Document): unknown[][] {
  return tables(document).map(({ caption, footnotes, title }) => [caption?.text, footnotes?.map((note) => note.text), title]);
}

const captionsOf = (...items: readonly Wire[]): unknown[] => read(...items).map(([caption]) => caption);
const notesOf = (...items: readonly Wire[]): unknown => read(...items)[0]?.[1];

test.each([
  "Table 3: Staff by site",
  "TABLE 3",
  "Table A-1. Staff",
  "Table IV – Staff",
  "Table 3 Staff by site",
  "Tab. 2: Personal",
  "Tabelle 12: Personal",
  "Tableau n° 3 : Effectifs",
  "Tabla 1. Personal",
  "Tabella 4: Personale",
  "Таблица 5. Персонал",
  "Exhibit 99.1: Staff",
  "Cuadro 2. Ventas",
  "Quadro 1 - Vendas",
  "표 1. 매출",
  "جدول 1: المبيعات",
  "الجدول ٣: المبيعات",
  "तालिका १: बिक्री",
  "טבלה 1: מכירות",
  "表 1 员工",
  "表1：员工",
  "续表3",
  "Table 3 (continued)",
  "Table 3 continued",
  "Balance sheet (continued)",
])("the caption of a table is a paragraph or heading right before it: %s", (value) => {
  expect(captionsOf(text(value), item)).toEqual([value]);
  expect(captionsOf(heading(3, value), item)).toEqual([value]);
});

test.each([
  "Table 3 shows how many people work at each site.",
  "Table 3, which is new, shows the staff.",
  "Tables 3 and 4 are new.",
  "표 1은 매출이다.",
  "Table 3 Revenue by segment is described in Note 4 and continues to rise as we discussed.",
  `Table 3 Revenue by segment${" and by region".repeat(8)}`,
  "Table of contents",
  "Tabled motions 3",
  "Staff by site",
  "Figure 3: Staff",
  `Table 3: ${"words and ".repeat(100)}`,
])("no caption is a text that only speaks of a table, or not of one: %s", (value) => {
  expect(captionsOf(text(value), item)).toEqual([undefined]);
});

test("a caption below is one only where it is clearly a label", () => {
  expect(captionsOf(item, text("Table 3: Staff"))).toEqual(["Table 3: Staff"]);
  expect(captionsOf(item, text("Table 3 Staff by site"))).toEqual([undefined]);
});

test("a caption between two tables is the lower one's, unless the page has its captions below", () => {
  expect(captionsOf(item, text("Table 2: B"), item)).toEqual([undefined, "Table 2: B"]);
  expect(captionsOf(text("Table 1: A"), item, text("Table 2: B"), item)).toEqual(["Table 1: A", "Table 2: B"]);
  expect(captionsOf(item, text("Table 1: A"), item, text("Table 2: B"))).toEqual(["Table 1: A", "Table 2: B"]);
});

test.each(["(in millions of euros)", "*(unaudited)*", "[CHF 000]", "（单位：元）"])(
  "a remark in brackets between caption and table is the last line of the caption: %s",
  (remark) => {
    const shown = remark.replaceAll("*", "");
    const [found] = tables(doc(page(text("Table 1: Segments"), text(remark), item)));
    expect(found).toMatchObject({ title: `Table 1: Segments ${shown}`, caption: { text: `Table 1: Segments\n${shown}` } });
    expect(found?.caption?.pointer).toBe("/items/pages/0/items/0");
    expect(captionsOf(item, text("Table 2: B"), text(remark), item)).toEqual([undefined, `Table 2: B\n${shown}`]);
  },
);

test.each([
  ["a sentence", text("Table 1: Segments"), text("All sums are in millions of euros.")],
  ["a remark under prose", text("Sums of segments"), text("(in millions of euros)")],
  ["a remark under a heading that is no label", heading(2, "Segments"), text("(in millions of euros)")],
])("%s between label and table gives no caption", (_, ...before) => {
  expect(captionsOf(...before, item)).toEqual([undefined]);
});

test("markup is no part of a caption, and furniture does not part it from its table", () => {
  expect(captionsOf(text("**Table 3:** *Staff* and 2023\\*"), footer(text("Page 1")), item)).toEqual(["Table 3: Staff and 2023*"]);
});

test.each([
  ["caption", "Staff by site", "Staff by site"],
  ["figure_title", "Staff by site", "Staff by site"],
  ["table-title", "Staff by site", "Staff by site"],
  ["caption", "Figure 3: Staff", undefined],
  ["text", "Staff by site", undefined],
])("a text whose boxes the service labels %s is a caption: %s", (label, value, caption) => {
  expect(captionsOf(text(value, box(72, 100, 300, 12, { label })), item)).toEqual([caption]);
  expect(captionsOf(item, text(value, box(72, 100, 300, 12, { label })))).toEqual([caption]);
  expect(captionsOf(image("", "a.png"), text(value, box(72, 100, 300, 12, { label })), item)).toEqual([undefined]);
});

test("the caption in a table's html goes before the one beside it, and its pointer leads to the html", () => {
  const html = "<table><caption>Staff<br>by site</caption><tr><th>h<tr><td>a</table>";
  const [found] = tables(doc(page(heading(1, "Report"), text("Table 3: Other"), rowsTable([["h"], ["a"]], { html }))));
  expect(found?.caption).toEqual({ text: "Staff\nby site", pointer: "/items/pages/0/items/2/html" });
  expect(found).toMatchObject({ title: "Staff by site", data: { titleFrom: "caption" } });
});

test("a caption and the footnotes only point to their paragraphs, which stay in their places", () => {
  const document = doc(page(text("Table 1: A"), marked, text("* of 2024")));
  const [found] = tables(document);
  expect(document.children[0]?.children.map((node) => node.type)).toEqual(["paragraph", "table", "paragraph"]);
  expect(found?.caption?.pointer).toBe("/items/pages/0/items/0");
  expect(found?.footnotes).toEqual([{ text: "* of 2024", pointer: "/items/pages/0/items/2" }]);
});

test.each([
  ["\\* of 2024"],
  ["* of 2024"],
  ["¹ as printed"],
  ["<sup>1</sup> as printed"],
  ["$^{1}$ as printed"],
  ["(a) without apprentices"],
  ["† not audited"],
  ["[1] at year end"],
  ["Note: not audited"],
  ["Notes. Not audited"],
  ["Note 1: not audited"],
  ["**Source:** annual report"],
  ["Sources: A, B"],
  ["Quelle: Jahresbericht"],
  ["Anmerkungen: keine"],
  ["Fuente: informe"],
  ["注：未经审计"],
  ["資料來源：年報"],
])("a footnote begins with a mark of the table, or with a word for it: %s", (value) => {
  expect(notesOf(marked, text(value))).toHaveLength(1);
});

test.each([
  ["‡ no such mark"],
  ["² no such mark"],
  ["** no such mark"],
  ["(1) is only a negative number there"],
  ["(b) no such mark"],
  ["Note that this is prose"],
  ["Note 3. Revenue"],
  ["Sources of income vary"],
  ["Plain prose"],
])("no footnote is %s", (value) => {
  expect(notesOf(marked, text(value))).toBeUndefined();
});

test.each([
  ["see (a)", "(a) We will now discuss the matters arising."],
  ["1) Foo", "1) Another list of things"],
  ["the (b) of it", "(b) Next comes the other part"],
])("a mark that is no call in %s makes no footnote", (cell, value) => {
  expect(notesOf(table("h|i", `${cell}|1`), text(value))).toBeUndefined();
});

test.each(["Staff (a)", "Staff (a), (b)", "Staff (a)*", "Staff (a) ($m)", "Staff (a)\nand more", "5.1 (a)%"])(
  "a letter in brackets calls a footnote in %j",
  (cell) => {
    expect(notesOf(table("h|i", `${cell}|1`), text("(a) without apprentices"))).toHaveLength(1);
  },
);

test("forty thousand marks in a cell are looked through in time that follows their number", () => {
  const marks = (count: number): unknown => notesOf(table("h", `${"…".repeat(3)}${"(1)".repeat(count)}`), text("(2) note"));
  expect(marks(40_000)).toBeUndefined();
});

test("the first block that is no footnote ends them", () => {
  const notes = [text("* one"), text("Source: two")];
  expect(notesOf(marked, ...notes, text("Prose"), text("† three"))).toEqual(["* one", "Source: two"]);
  expect(notesOf(marked, ...notes, heading(2, "Next"), text("† three"))).toEqual(["* one", "Source: two"]);
  expect(notesOf(marked, footer(text("Page 1")), ...notes)).toEqual(["* one", "Source: two"]);
  expect(read(item, text("Table 3: Staff*"), text("* one"))).toEqual([["Table 3: Staff*", ["* one"], "Table 3: Staff*"]]);
});

test("the title is the caption, else the nearest heading that is no caption of another table", () => {
  expect(read(heading(1, "Report"), heading(3, "Table 1: A"), item, item)).toEqual([
    ["Table 1: A", undefined, "Table 1: A"],
    [undefined, undefined, "Report"],
  ]);
});

test("nothing is looked for on the pages before and after", () => {
  const document = doc(page(text("Table 1: A")), page(marked), page(text("* one")));
  expect(told(document)).toEqual([[undefined, undefined, undefined]]);
});

test("captions, footnotes and titles are the same in windows as in the whole", async () => {
  const blocks = fc.constantFrom<Wire>(
    item,
    marked,
    text("* one"),
    text("Source: two"),
    text("Table 1: A"),
    heading(2, "Table 2: B"),
    heading(1, "Part"),
    text("Prose"),
  );
  const some = fc.array(fc.array(blocks, { maxLength: 5 }), { minLength: 30, maxLength: 70 });
  await fc.assert(
    fc.asyncProperty(some, async (pages) => {
      const payload = deepFreeze(parseResult(...pages.map((items) => page(...items))));
      const result = readParseResult(payload);
      const found: unknown[] = [];
      for await (const window of normalizePages(result, result.pages)) found.push(...told(window));
      expect(found).toEqual(told(normalize(result)));
    }),
    { numRuns: 8 },
  );
});

test("three thousand tables, captions and footnotes on a page, and long marks, are read at full size", () => {
  const blocks = Array.from({ length: 3000 }, () => [item, text("Table 1: A"), text("Note: a")]).flat();
  expect(told(doc({ ...page(), items: blocks }))).toHaveLength(3000);
  for (const piece of ["*", "*a", "<sup>1", "$^{1", "(a", "_a ", "\\", "Table 1 "]) {
    const long = piece.repeat(Math.floor(3999 / piece.length));
    expect(read(text(long), table(long.replaceAll("|", "")), text(long))).toHaveLength(1);
  }
});
