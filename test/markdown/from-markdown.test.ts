import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { toTexts } from "../../src/table/grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { Block, ListItem } from "../../src/tree/types.ts";
import { codes, markdownResult } from "../build.ts";

/** `type:text`, children in brackets, the texts of a table in rows. */
function outline(block: Block | ListItem): string {
  if (block.type === "table")
    return `table:${toTexts(block.grid)
      .map((row) => row.join("|"))
      .join("/")}`;
  const words = "value" in block ? block.value : "alt" in block ? block.alt : "";
  const children = "children" in block && block.children.length > 0 ? `[${block.children.map(outline).join(" ")}]` : "";
  return `${block.type}${words === "" ? "" : `:${words}`}${children}`;
}
const read = (markdown: string): string[] => fromMarkdown(markdown).map(outline);

test.each([
  ["nothing", " \n\n", []],
  ["headings of both kinds", "# A *b* `c`\n\nTwo\n---\n", ["heading:A b c", "heading:Two"]],
  ["paragraphs as they are written", "a **b**\nc\n\nd", ["paragraph:a **b**\nc", "paragraph:d"]],
  [
    "lists in lists",
    "- a\n  1. b\n\n     c\n- d",
    ["list[listItem[paragraph:a list[listItem[paragraph:b paragraph:c]]] listItem[paragraph:d]]"],
  ],
  ["code, fenced and indented", "```ts\nx\n```\n\n    y", ["code:x", "code:y"]],
  ["a link or an image that stands alone", "[a](b)\n\n![c](d)\n\n[a](b) c", ["link:a", "image:c", "paragraph:[a](b) c"]],
  ["pipe tables", "| h | i |\n|--|:-:|\n| a\\|b | `c` |\n| d<br/>e |", ["table:h|i/a|b|c/d\ne|"]],
  ["html tables", "<table><tr><th>h</th></tr><tr><td>a &amp; b</td></tr></table>", ["table:h/a & b"]],
  [
    "html tables with blank lines in them",
    "x\n\n<table>\n<tr><td>a</td></tr>\n\n    <tr><td>b</td></tr>\n\n</table>\n\ny",
    ["paragraph:x", "table:a/b", "paragraph:y"],
  ],
  [
    "several html tables, and what stands between them",
    "<table><tr><td>a</td></tr></table>\n<table><tr><td>b</td></tr></table> *c*\n<TABLE ><tr><td>d</table>\n# e",
    ["table:a", "table:b", "paragraph:*c*", "table:d", "heading:e"],
  ],
  [
    "an html table in a cell of another as its text",
    "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>\n\nc",
    ["table:a b", "paragraph:c"],
  ],
  [
    "an html table that is never closed, up to the blank line",
    "<table><tr><td>a\n\nb\n\n<table><tr><td>c</td></tr></table>",
    ["table:a", "paragraph:b", "table:c"],
  ],
  ["an html table in a list item", "- a\n\n  <table><tr><td>b</td></tr></table>", ["list[listItem[paragraph:a table:b]]"]],
  ["html that has no cell", "<table>a</table>\n\n<div>b</div>", ["paragraph:<table>a</table>", "paragraph:<div>b</div>"]],
  ["what the tree has no node for", "> a\n\n***\n\n[x]: y", ["paragraph:> a", "paragraph:***", "paragraph:[x]: y"]],
  [
    "no empty comment, but one that says something",
    "- a\n\n<!-- -->\n\n- b\n\n<!-- c -->",
    ["list[listItem[paragraph:a]]", "list[listItem[paragraph:b]]", "paragraph:<!-- c -->"],
  ],
])("fromMarkdown() reads %s", (_, markdown, expected) => {
  expect(read(markdown)).toEqual(expected);
});

test("fromMarkdown() says where each block stands", () => {
  const markdown = "# 😀\n\n<table><tr><td>a</td></tr></table>\nb\n<table><tr><td>c</td></tr></table>\n\n- d\n  - e\n";
  const blocks = fromMarkdown(markdown, { pointer: "/markdown_full" });
  for (const block of blocks) {
    expect(block.pointer).toBe("/markdown_full");
    expect(markdown.slice(...(block.data?.span ?? []))).toBe(block.markdown);
  }
  expect(blocks.map((block) => block.markdown)).toEqual([
    "# 😀",
    "<table><tr><td>a</td></tr></table>",
    "b",
    "<table><tr><td>c</td></tr></table>",
    "- d\n  - e",
  ]);
});

test("a result that has only markdown has tables like any other, each row on its page", () => {
  const html = "<table><thead><tr><th colspan=2>T</th></tr><tr><th>x</th><th>y</th></tr></thead><tr><td>a</td><td>1</td></tr></table>";
  const document = normalize(readParseResult(markdownResult("# One", `# Two\n\n${html}\n\n| p |\n| - |\n| q |`)));
  const [first, second] = tables(document);
  expect(first?.grid.columns.map((column) => column.name)).toEqual(["x", "y"]);
  expect(first).toMatchObject({ title: "T", pointer: "/markdown/pages/1/markdown", grid: { headerRowCount: 2 } });
  expect(second).toMatchObject({ title: "Two", parts: [{ pageNumber: 2, rowCount: 2, origin: "single" }] });
  expect(second?.grid.rows[1]?.source.pageNumbers).toEqual([2]);
  expect(codes(document.warnings)).toEqual(["section-missing"]);
});

test("a table in a result that has only markdown warns of what it lost", () => {
  const document = normalize(readParseResult(markdownResult("<table><tr><td colspan=9>a</td></tr><tr><td>b<td>c</td></tr></table>")));
  expect(codes(document.warnings)).toEqual(["table-span-clipped", "section-missing"]);
});

test.each([
  ["lists in lists", "- ".repeat(5_000)],
  ["quotes in quotes", "> ".repeat(5_000)],
  ["emphasis in emphasis", "*".repeat(5_000)],
  ["brackets", "[".repeat(5_000)],
  ["tables that are never closed", "<table>\n\n".repeat(1_000)],
  ["tables in one block", "<table><tr><td>a</table>\n".repeat(1_000)],
])("fromMarkdown() reads thousands of %s, and loses no text", (_, markdown) => {
  const blocks = fromMarkdown(`${markdown}word${markdown.startsWith("*") ? markdown : ""}`);
  expect(blocks.map((block) => block.markdown).join("")).toContain("word");
});
