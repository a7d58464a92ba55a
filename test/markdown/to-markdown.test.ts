import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { toMarkdown } from "../../src/markdown/to-markdown.ts";
import { toMdast } from "../../src/markdown/to-mdast.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { toTexts } from "../../src/table/grid.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { relevelHeadings } from "../../src/tree/relevel.ts";
import type { Document, Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { pages } from "../arbitraries.ts";
import {
  code,
  doc,
  failedPage,
  footer,
  header,
  heading,
  image,
  link,
  list,
  markdownResult,
  page,
  parseResult,
  rowsTable,
  table,
  text,
  type Wire,
  withoutMarkdown,
} from "../build.ts";

test.each([
  [
    "each block as the service wrote it",
    [page(heading(2, "a"), { ...text("b"), md: "b  \n" }, list("c", "d"))],
    "## a\n\nb  \n\n\n- c\n- d\n",
  ],
  [
    "values where there is no markdown",
    [
      page(
        ...withoutMarkdown([heading(2, "a *b*"), text("c"), list("d", list("e")), code("f", "ts"), image("g", "h.jpg"), link("i", "j")]),
      ),
    ],
    "## a *b*\n\nc\n\n- d\n  - e\n\n```ts\nf\n```\n\n![g](h.jpg)\n\n[i](j)\n",
  ],
  ["a heading of several paragraphs whole", [page({ ...heading(3, "a\n\nb"), md: "" })], "### a&#xA;&#xA;b\n"],
  ["a table without markdown from its grid", [page({ ...table("a|b", "1|"), md: "" })], "| a | b |\n| - | - |\n| 1 | |\n"],
  [
    "a stitched table once, where it begins",
    [page(rowsTable([["a"], ["1"]], { merged_from_pages: [1, 2] })), page(rowsTable([["a"], ["2"]], { merged_into_page: 1 }))],
    "| a |\n| - |\n| 1 |\n| 2 |\n",
  ],
  ["no header and no footer", [page(header(text("h")), text("a"), footer(text("f")))], "a\n"],
  [
    "a failed page as a comment that cannot be left",
    [page(text("a")), failedPage("no --> <b>way</b>")],
    "a\n\n<!-- page 2 failed: no - - <bway</b -->\n",
  ],
  [
    "a comment between two lists, that they stay two",
    [page(list("a"), list("b"), { ...list("c"), ordered: true, md: "1. c" })],
    "- a\n\n<!-- -->\n\n- b\n\n1. c\n",
  ],
  ["nothing for nothing", [page()], ""],
])("toMarkdown() writes %s", (_, wires, expected) => {
  expect(toMarkdown(stitchTables(doc(...wires)))).toBe(expected);
});

test("toMarkdown() keeps headers and footers when asked", () => {
  const document = doc(page(header(text("h")), text("a"), { ...footer(text("f"), text("g")), md: "" }));
  expect(toMarkdown(document, { furniture: "keep" })).toBe("h\n\na\n\nf\n\ng\n");
});

/** Kind and texts of each block of the body; a list by the texts in it, for markdown does not tell where an empty item was. */
function kinds(nodes: readonly Node[]): unknown[] {
  return nodes.flatMap((node): unknown[] => {
    if (node.type === "pageHeader" || node.type === "pageFooter") return [];
    if (node.type === "table") return [[node.type, toTexts(node.grid)]];
    const texts: string[] = [];
    visit(node, (inner) => void ("value" in inner && texts.push(inner.value)));
    return [[node.type, "alt" in node ? [node.alt] : texts]];
  });
}
const bodyOf = (document: Document): unknown[] =>
  document.children.flatMap(({ number, error, children }): unknown[] => [
    ...(error === undefined ? [] : [["paragraph", [`<!-- page ${number} failed: ${error} -->`]]]),
    ...kinds(children),
  ]);

const payloads = fc.array(pages, { minLength: 1, maxLength: 2 }).map((wires) => parseResult(...wires));

test("fromMarkdown(toMarkdown(document)) keeps the kinds and texts of the blocks", () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const document = normalize(readParseResult(payload));
      expect(kinds(fromMarkdown(toMarkdown(document)))).toEqual(bodyOf(document));
    }),
  );
});

test("fromMarkdown(toMarkdown(document)) keeps them also where all is written from values", () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const { pages: wires } = payload.items as { pages: Wire[] };
      const bare = wires.map((content) => ({
        ...content,
        ...(Array.isArray(content.items) ? { items: withoutMarkdown(content.items) } : {}),
      }));
      const document = normalize(readParseResult(parseResult(...bare)));
      expect(kinds(fromMarkdown(toMarkdown(document)))).toEqual(bodyOf(document));
    }),
  );
});

test("toMdast() gives the body as mdast, each block with the pointer it came from", () => {
  const root = toMdast(doc(page(header(text("h")), heading(1, "a"), list("b"), { ...table("c", "1"), md: "" })));
  expect(root.children.map((node) => [node.type, (node.data as { pointer?: string } | undefined)?.pointer])).toEqual([
    ["heading", "/items/pages/0/items/1"],
    ["list", "/items/pages/0/items/2"],
    ["table", "/items/pages/0/items/3"],
  ]);
  expect(toMdast(normalize(readParseResult(markdownResult("a\n\nb")))).children).toHaveLength(2);
});

test("toMarkdown() writes a heading at the depth that relevelHeadings() gave it", () => {
  const document = doc(page(heading(1, "1 Scope"), heading(1, "1.1 Terms"), heading(1, "2 Duties")));
  expect(toMarkdown(relevelHeadings(document))).toBe("# 1 Scope\n\n## 1.1 Terms\n\n# 2 Duties\n");
});
