import { expect, test } from "vitest";
import { type DocumentDiff, diffDocuments } from "../../src/document/diff.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document, Page, Paragraph } from "../../src/tree/types.ts";
import {
  box,
  code,
  doc,
  failedPage,
  footer,
  header,
  heading,
  image,
  link,
  list,
  page,
  rowsTable,
  table,
  text,
  type Wire,
} from "../build.ts";

const one = (...items: readonly Wire[]): Document => doc(page(...items));
const diff = (before: readonly Wire[], after: readonly Wire[]): DocumentDiff => diffDocuments(one(...before), one(...after));

/** Pointers in short: `0/2` is the third item of the first page. */
const short = (pointer: string): string => pointer.replace(/^\/items\/pages\/(\d+)\/items\//, "$1/");
/** `+0/1` added, `-0/1` removed, `0/1~0/2` changed, `0/1>0/2` moved. */
function summary({ added, removed, changed, moved }: DocumentDiff): string {
  return [
    ...removed.map(({ pointer }) => `-${short(pointer)}`),
    ...added.map(({ pointer }) => `+${short(pointer)}`),
    ...changed.map(({ before, after }) => `${short(before.pointer)}~${short(after.pointer)}`),
    ...moved.map(({ before, after }) => `${short(before.pointer)}>${short(after.pointer)}`),
  ].join(" ");
}

const [a, b, c, d] = ["alpha", "beta", "gamma", "delta"].map((word) => text(`${word}s, ${word} of ${word}.`)) as [Wire, Wire, Wire, Wire];

test.each<[string, Wire[], Wire[], string]>([
  ["nothing", [a, b], [a, b], ""],
  ["a block that came", [a, c], [a, b, c], "+0/1"],
  ["a block that went", [a, b, c], [a, c], "-0/1"],
  ["a block that moved down", [a, b, c, d], [b, c, d, a], "0/0>0/3"],
  ["a block that moved up", [a, b, c, d], [d, a, b, c], "0/3>0/0"],
  ["two that changed places", [a, b, c, d], [d, b, c, a], "0/0>0/3 0/3>0/0"],
  ["one replaced by another", [a, text("x y"), c], [a, text("v w"), c], "0/1~0/1"],
  ["one replaced by another of its type", [a, heading(2, "Term"), c], [a, heading(2, "Duration"), c], "0/1~0/1"],
  ["a short one replaced at the end", [a, text("John Smith")], [a, text("Jane Doe")], "0/1~0/1"],
  ["one replaced by one of another type", [a, heading(2, "x y"), c], [a, text("v w"), c], "-0/1 +0/1"],
  ["one replaced by two", [a, text("x y"), c], [a, text("v w"), text("t u"), c], "-0/1 +0/1 +0/2"],
  ["a few short ones replaced", [a, heading(2, "x"), text("$1"), c], [a, heading(2, "y"), text("$2"), c], "0/1~0/1 0/2~0/2"],
  [
    "a few replaced by others of other types",
    [a, heading(2, "x"), text("$1"), c],
    [a, text("$2"), heading(2, "y"), c],
    "-0/1 -0/2 +0/1 +0/2",
  ],
  [
    "long ones replaced",
    [a, b, b, d],
    [a, c, c, d].map((one) => (one === c ? text("nine of ten words that are not in the other") : one)),
    "-0/1 -0/2 +0/1 +0/2",
  ],
  [
    "one replaced beside one that changed",
    [a, text("$1"), text("Due in 30 days")],
    [a, text("$2"), text("Due in 60 days")],
    "0/1~0/1 0/2~0/2",
  ],
  [
    "one that went and one that came about one that changed",
    [a, text("$1"), text("Due in 30 days"), b],
    [a, text("Due in 60 days"), text("$2"), b],
    "-0/1 +0/2 0/2~0/1",
  ],
  ["all replaced", [a], [c], "-0/0 +0/0"],
  ["one that changed", [a, text("Due in 30 days"), c], [a, text("Due in 60 days"), c], "0/1~0/1"],
  ["one that changed after others came", [text("Due in 30 days"), c], [a, b, text("Due in 60 days"), c], "+0/0 +0/1 0/0~0/2"],
  ["one of two equal ones that went", [a, b, a], [a, b], "-0/2"],
  ["a third equal one", [a, a], [a, a, a], "+0/2"],
  ["one that moved and changed", [text("Due in 30 days"), a, b], [a, b, text("Due in 60 days")], "-0/0 +0/2"],
])("diffDocuments() tells %s", (_, before, after, expected) => {
  expect(summary(diff(before, after))).toBe(expected);
});

test("diffDocuments() gives the nodes, their pages and pointers", () => {
  const [before, after] = [doc(page(a), page(b)), doc(page(a), page(), page(heading(1, "c")))];
  const { removed, added, unchangedCount } = diffDocuments(before, after);
  expect(removed).toEqual([{ node: before.children[1]?.children[0], pageNumber: 2, pointer: "/items/pages/1/items/0" }]);
  expect(added).toEqual([{ node: after.children[2]?.children[0], pageNumber: 3, pointer: "/items/pages/2/items/0" }]);
  expect(unchangedCount).toBe(1);
});

test.each<[string, Wire, Wire]>([
  ["white space", text("a  b\n c"), text(" a b c ")],
  ["the form of accents", text("é"), text("e\u0301")],
  ["marks of emphasis and code", text("a **b _c_** ~~d~~ `e_f_`"), text("a b c d e_f_")],
  ["escapes and entities", text("1\\. a\\_b &amp; &#38;"), text("1. a_b & &")],
  ["marks in cells", table("a|b", "**1**|2\\*"), table("a|b", "1|2*")],
  ["boxes and confidences", text("a", box(1, 2, 3, 4, { confidence: 0.1 })), text("a")],
  ["markdown around the value", text("a"), text("a", { md: "**a**" })],
  ["the query of a signed image", image("i", "https://x.org/a.png?sig=1"), image("i", "https://x.org/a.png?sig=2")],
  ["the query of a link in a text", text("![](https://x.org/a?sig=1)"), text("![](https://x.org/a?sig=2)")],
  ["line ends and trailing spaces of code", code("a\r\n  b  \n"), code("a\n  b")],
  ["padding of cells", table("a|b", "1| 2 "), table("a|b", "1|2")],
  ["unknown fields", text("a", { mood: 1 }), text("a")],
])("diffDocuments() does not count %s", (_, before, after) => {
  expect(diff([before], [after])).toMatchObject({ isEqual: true, unchangedCount: 1 });
});

test.each<[string[], Wire, Wire]>([
  [["text"], text("a b c"), text("a b d")],
  [["depth"], heading(1, "a"), heading(2, "a")],
  [["text", "depth"], heading(1, "a b c"), heading(2, "a b d")],
  [["type"], heading(1, "a"), text("a")],
  [["type"], heading(2, "Notice period"), text("**Notice period**")],
  [["text"], text("Fee is 5 %"), text("FEE IS 5 %")],
  [["text"], text("2*3*4"), text("234")],
  [["text"], code("a **b**"), code("a b")],
  [["type", "text"], text("a b c"), list("a", "b", "d")],
  [["type"], text("a b c"), list("a", "b", "c")],
  [["structure"], list("a", "b"), { ...list("a", "b"), ordered: true }],
  [["structure"], list("a", "b", "c"), list("a", list("b"), "c")],
  [["text", "structure"], list("a", "b"), list("a", "b", "c")],
  [["text"], code("a b\n  c"), code("a b\nc")],
  [["language"], code("a", "ts"), code("a", "js")],
  [["url"], image("i", "https://x.org/a"), image("i", "https://x.org/b")],
  [["url"], link("here", "https://x.org/?id=1"), link("here", "https://x.org/?id=2")],
  [["text"], image("the cat", "a.png"), image("the dog", "a.png")],
  [["cells"], table("a|b", "1|2"), table("a|b", "1|3")],
  [["type"], table("a|b", "1|2"), text("a b 1 2")],
])("diffDocuments() says that %j changed", (what, before, after) => {
  const { changed, added, removed } = diff([a, before, b], [a, after, b]);
  expect([added, removed]).toEqual([[], []]);
  expect(changed.map((change) => change.what)).toEqual([what]);
});

test("diffDocuments() tells the header rows of a table from its cells", () => {
  const html = (rows: number): string =>
    `<table><thead>${"<tr><th>a</th></tr>".repeat(rows)}</thead>${"<tr><td>a</td></tr>".repeat(3 - rows)}</table>`;
  const rows = [["a"], ["a"], ["a"]];
  const { changed } = diff([rowsTable(rows, { html: html(1) })], [rowsTable(rows, { html: html(2) })]);
  expect(changed[0]?.what).toEqual(["header"]);
});

test("diffDocuments() says how like the two are, and which words changed", () => {
  const { changed } = diff([text("The fee is 1,200.50 EUR, due in 30 days.")], [text("The fee is 1,300.50 EUR, due within 45 days.")]);
  expect(changed[0]?.similarity).toBeCloseTo((2 * 6) / 18);
  expect(changed[0]?.edits).toEqual([
    { kind: "equal", text: "The fee is " },
    { kind: "delete", text: "1,200.50" },
    { kind: "insert", text: "1,300.50" },
    { kind: "equal", text: " EUR, due " },
    { kind: "delete", text: "in 30" },
    { kind: "insert", text: "within 45" },
    { kind: "equal", text: " days." },
  ]);
});

test("diffDocuments() has no edits where no text changed, and shows no query of a link in one", () => {
  expect(diff([heading(1, "a")], [heading(2, "a")]).changed[0]).not.toHaveProperty("edits");
  const { changed } = diff([text("see https://x.org/a?secret=1 at once")], [text("see https://x.org/b?secret=2 at once")]);
  expect(JSON.stringify(changed[0]?.edits)).not.toContain("secret");
  const hidden = diff([text("see https\\://x.org/a?secret=1 at once")], [text("see https://x.org/b&#63;secret=2 at once")]).changed[0];
  expect(hidden?.edits?.length).toBeGreaterThan(1);
  expect(JSON.stringify(hidden?.edits)).not.toContain("secret");
});

test("diffDocuments() names the cells of a table that changed", () => {
  const { changed } = diff([table("item|q1|q2", "rent|10|20", "fuel|30|40")], [table("item|q1|q2", "rent|10|21", "fuel|30|40")]);
  expect(changed[0]).not.toHaveProperty("edits");
  expect(changed[0]?.table).toEqual({
    cells: [
      {
        row: "rent",
        column: "q2",
        before: { row: 1, column: 2, text: "20", pointer: "/items/pages/0/items/0/rows/1/2" },
        after: { row: 1, column: 2, text: "21", pointer: "/items/pages/0/items/0/rows/1/2" },
      },
    ],
    rowsAdded: [],
    rowsRemoved: [],
    rowsMoved: [],
    columnsAdded: [],
    columnsRemoved: [],
    columnsMoved: [],
  });
});

const before = table("item|q1|q2", "rent|10|20", "fuel|30|40", "food|50|60");
test.each<[string, Wire, object]>([
  [
    "rows added",
    table("item|q1|q2", "rent|10|20", "fuel|30|40", "toys|1|2", "food|50|60"),
    { rowsAdded: [{ row: 3, texts: ["toys", "1", "2"] }] },
  ],
  ["rows removed", table("item|q1|q2", "rent|10|20", "food|50|60"), { rowsRemoved: [{ row: 2, texts: ["fuel", "30", "40"] }] }],
  ["rows moved", table("item|q1|q2", "food|50|60", "rent|10|20", "fuel|30|40"), { rowsMoved: [{ before: 3, after: 1 }] }],
  ["a column added", table("item|q1|q1b|q2", "rent|10|x|20", "fuel|30|x|40", "food|50|x|60"), { columnsAdded: ["q1b"] }],
  ["a column removed", table("item|q2", "rent|20", "fuel|40", "food|60"), { columnsRemoved: ["q1"] }],
  ["columns moved", table("item|q2|q1", "rent|20|10", "fuel|40|30", "food|60|50"), { columnsMoved: ["q1"] }],
  [
    "a column renamed",
    table("item|q1|Q3", "rent|10|20", "fuel|30|40", "food|50|60"),
    { cells: [{ row: "item", column: "Q3", before: { text: "q2" } }] },
  ],
  [
    "a row replaced",
    table("item|q1|q2", "rent|10|20", "cars|7|8", "food|50|60"),
    { cells: [{ column: "item" }, { column: "q1" }, { column: "q2" }] },
  ],
])("diffDocuments() tells %s in a table", (_, after, expected) => {
  const { changed } = diff([before], [after]);
  const empty = { cells: [], rowsAdded: [], rowsRemoved: [], rowsMoved: [], columnsAdded: [], columnsRemoved: [], columnsMoved: [] };
  expect(changed[0]?.table).toMatchObject({ ...empty, ...expected });
});

test("diffDocuments() compares a spanned cell where it begins, and cells of tables of other widths", () => {
  const spanned = rowsTable(
    [
      ["a", "b"],
      ["x", "x"],
    ],
    { html: "<table><tr><th>a</th><th>b</th></tr><tr><td colspan=2>x</td></tr></table>" },
  );
  const { changed } = diff([spanned], [table("a|b", "x|y")]);
  expect(changed[0]?.table?.cells).toMatchObject([{ column: "b", before: { text: "" }, after: { text: "y" } }]);
  expect(diff([table("a", "1")], [table("b|c", "1|2")])).toMatchObject({ added: [{}], removed: [{}] });
});

test("diffDocuments() sees no move where pages were inserted or left out", () => {
  const [first, second, third] = [page(a), page(b), page(c)];
  const inserted = diffDocuments(doc(first, third), doc(first, second, third));
  expect(inserted).toMatchObject({ moved: [], removed: [], changed: [], added: [{ pageNumber: 2 }], pages: { added: [3], removed: [] } });
  const deleted = diffDocuments(doc(first, second, third), doc(first, third));
  expect(deleted).toMatchObject({ moved: [], added: [], changed: [], removed: [{ pageNumber: 2 }], pages: { added: [], removed: [3] } });
});

test("diffDocuments() leaves furniture out unless told", () => {
  const [before, after] = [one(header(text("Draft")), a), one(header(text("Final")), a, footer(text("1")))];
  expect(diffDocuments(before, after).isEqual).toBe(true);
  const compared = diffDocuments(before, after, { furniture: "compare" });
  expect(summary(compared)).toBe("+0/2 0/0~0/0");
  const furniture = "both" as "compare";
  expect(() => diffDocuments(before, after, { furniture })).toThrow('furniture is "both", expected "ignore" or "compare"');
});

test("diffDocuments() says which pages failed, came and went", () => {
  const diffed = diffDocuments(doc(page(a), failedPage(), failedPage()), doc(page(a), page(b), failedPage(), page()));
  expect(diffed.pages).toEqual({ failedBefore: [2, 3], failedAfter: [3], added: [4], removed: [] });
  expect(diffed.isEqual).toBe(false);
  expect(diffDocuments(doc(page(), failedPage()), doc(page(), page()))).toMatchObject({ added: [], removed: [], isEqual: false });
});

test("diffDocuments() of documents without pages is empty", () => {
  expect(diffDocuments(doc(), doc())).toEqual({
    added: [],
    removed: [],
    changed: [],
    moved: [],
    unchangedCount: 0,
    pages: { failedBefore: [], failedAfter: [], added: [], removed: [] },
    isEqual: true,
  });
  expect(summary(diffDocuments(doc(), one(a)))).toBe("+0/0");
});

test("diffDocuments() compares stitched tables by all their rows", () => {
  const wires = (last: string): Wire[] => [
    page(rowsTable([["h"], ["1"]], { merged_from_pages: [1, 2] })),
    page(rowsTable([[last]], { merged_into_page: 1 })),
  ];
  const { changed, unchangedCount } = diffDocuments(stitchTables(doc(...wires("2"))), stitchTables(doc(...wires("3"))));
  expect(changed.map(({ table }) => table?.cells.map((cell) => cell.after.pointer))).toEqual([["/items/pages/1/items/0/rows/0/0"]]);
  expect(unchangedCount).toBe(1);
});

test("diffDocuments() takes lone surrogates, keys of prototypes and blank texts as they are", () => {
  const odd = [text("\ud800 a b"), text("\udc00 a b"), text("__proto__"), text("constructor"), text(""), list(""), code("\ud800")];
  expect(diff(odd, odd)).toMatchObject({ isEqual: true, unchangedCount: 7 });
  const { changed } = diff([text("\ud800 a b"), a], [text("\ud801 a b"), a]);
  expect(changed[0]?.edits).toEqual([
    { kind: "delete", text: "\ud800" },
    { kind: "insert", text: "\ud801" },
    { kind: "equal", text: " a b" },
  ]);
});

/** Paragraphs, a hundred a page. */
function many(count: number, value: (index: number) => string): Document {
  const paragraph = (index: number): Paragraph => ({
    type: "paragraph",
    pointer: `/${index}`,
    regions: [],
    markdown: "",
    value: value(index),
  });
  const [blank] = doc(page()).children as [Page];
  const children = Array.from({ length: count / 100 }, (_, at): Page => {
    return { ...blank, number: at + 1, children: Array.from({ length: 100 }, (__, index) => paragraph(at * 100 + index)) };
  });
  return { ...doc(), children };
}

test("diffDocuments() of 10,000 identical blocks finds the ones that are missing", () => {
  const [before, after] = [many(10_000, () => "same"), many(9_900, () => "same")];
  const { removed, unchangedCount, moved, changed } = diffDocuments(before, after);
  expect([removed.length, unchangedCount, moved.length, changed.length]).toEqual([100, 9_900, 0, 0]);
});

const numbered = many(20_000, (index) => `Block number ${index} of them`);
const turned = numbered.children.toReversed().map((child) => ({ ...child, children: child.children.toReversed() }));
const none = { added: [], removed: [], changed: [], moved: [], unchangedCount: 0 };
test.each<[string, Document, object]>([
  ["one word of each is other", many(20_000, (index) => `Block number ${index} of those`), { ...none, changed: { length: 20_000 } }],
  ["nothing is alike", many(20_000, (index) => `x${index}`), { ...none, added: { length: 20_000 }, removed: { length: 20_000 } }],
  ["they are turned around", { ...numbered, children: turned }, { ...none, moved: { length: 19_999 }, unchangedCount: 1 }],
])("diffDocuments() of 20,000 blocks finishes when %s", (_, after, expected) => {
  expect(diffDocuments(numbered, after)).toMatchObject(expected);
});

test("diffDocuments() of 20,000 blocks finishes when few texts stand in another order", () => {
  const few = (step: number): Document => many(20_000, (index) => `word${(index * step) % 101}`);
  const { unchangedCount, moved, removed, changed } = diffDocuments(few(1), few(7));
  expect(unchangedCount + moved.length + removed.length + changed.length).toBe(20_000);
});

test("diffDocuments() bounds the work on long texts: past 200 words that differ, what lies between is replaced", () => {
  const words = (word: string): string =>
    Array.from({ length: 50_000 }, (_, index) => (index % 3 === 1 ? `${word}${index}` : "same")).join(" ");
  const { changed } = diff([text(`start ${words("a")} end`)], [text(`start ${words("b")} end`)]);
  expect(changed[0]?.edits?.map((edit) => edit.kind)).toEqual(["equal", "delete", "insert", "equal"]);
  expect(changed[0]?.edits?.at(-1)?.text).toMatch(/end$/);
});
