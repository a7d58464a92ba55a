import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { toMarkdown } from "../../src/markdown/to-markdown.ts";
import { toMdast } from "../../src/markdown/to-mdast.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { toTexts } from "../../src/table/grid.ts";
import { foldedHeader } from "../../src/table/header.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Grid } from "../../src/tree/table.ts";
import type { Document, Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { parseResults, soup, words } from "../arbitraries.ts";
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
} from "../build.ts";

/** Without the markdown of its items, a document is written from its values. */
const withoutMarkdown = (items: readonly Wire[]): Wire[] =>
  items.map((item) => ({ ...item, md: "", ...(Array.isArray(item.items) ? { items: withoutMarkdown(item.items) } : {}) }));

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
  ["a table without markdown from its grid", [page({ ...table("a|b", "1|"), md: "" })], "| a | b |\n| - | - |\n| 1 |   |\n"],
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
  return nodes.flatMap((node) => {
    if (node.type === "pageHeader" || node.type === "pageFooter") return [];
    if (node.type === "table") return [[node.type, toTexts(node.grid)]];
    const texts: string[] = [];
    visit(node, (inner) => void ("value" in inner && texts.push(inner.value)));
    return [[node.type, "alt" in node ? [node.alt] : texts]];
  });
}
const bodyOf = (document: Document): unknown[] =>
  document.children.flatMap(({ number, error, children }) => [
    ...(error === undefined ? [] : [["paragraph", [`<!-- page ${number} failed: ${error} -->`]]]),
    ...kinds(children),
  ]);

test("fromMarkdown(toMarkdown(document)) keeps the kinds and texts of the blocks", () => {
  fc.assert(
    fc.property(parseResults, (payload) => {
      const document = normalize(readParseResult(payload));
      expect(kinds(fromMarkdown(toMarkdown(document)))).toEqual(bodyOf(document));
    }),
  );
});

test("fromMarkdown(toMarkdown(document)) keeps them also where all is written from values", () => {
  fc.assert(
    fc.property(parseResults, (payload) => {
      const { pages } = payload.items as { pages: Wire[] };
      const bare = pages.map((content) => ({
        ...content,
        ...(Array.isArray(content.items) ? { items: withoutMarkdown(content.items) } : {}),
      }));
      const document = normalize(readParseResult(parseResult(...bare)));
      expect(kinds(fromMarkdown(toMarkdown(document)))).toEqual(bodyOf(document));
    }),
  );
});

test("cells keep their texts through markdown, whatever stands in them", () => {
  const cells = fc.oneof(
    soup,
    fc.constantFrom(
      "|",
      "\\|",
      "\\",
      "`|`",
      "<b>",
      "&amp;",
      "a<br/>b",
      "<br/>a",
      "- a",
      "# a",
      "![a](b)",
      "https://x.org/?a|b",
      "a@b.org",
      "1. a",
      "~~a~~",
      "[^1]",
      ":-:",
    ),
  );
  const rows = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }));
  const texts = ({ rows: all, headerRowCount, columnCount }: Grid): string[][] => [
    foldedHeader(all.slice(0, headerRowCount), columnCount),
    ...all.slice(headerRowCount).map((row) => row.cells.map((cell) => cell.text)),
  ];
  fc.assert(
    fc.property(rows, (raws) => {
      const document = doc(page(rowsTable(raws, { md: "" })));
      const [given] = document.children[0]?.children ?? [];
      const [found, ...others] = fromMarkdown(toMarkdown(document, { keepUrls: true }));
      expect(others).toEqual([]);
      expect(found?.type === "table" && texts(found.grid)).toEqual(given?.type === "table" && texts(given.grid));
    }),
  );
});

test("toMarkdown() leaks no query of a link, wherever the link stands", () => {
  const url = "https://host.org/a/b?X-Amz-Signature=secret#secret";
  const places: fc.Arbitrary<Wire> = fc
    .tuple(
      words,
      fc.constantFrom(
        (word: string) => text(`${word} ${url} ${word}`),
        (word: string) => text(`[${word}](${url})`),
        (word: string) => text(`<${url}>`),
        (word: string) => heading(1, `${word} (${url})`),
        (word: string) => list(word, list(url)),
        (word: string) => image(word, url),
        (word: string) => link(word, url),
        (word: string) => code(`get("${url}")`, word),
        (word: string) =>
          rowsTable([
            [word, url],
            [url, word],
          ]),
        (word: string) => ({ type: "chart", md: `${word} ${url}` }),
      ),
    )
    .map(([word, build]) => build(word));
  fc.assert(
    fc.property(fc.array(places, { minLength: 1, maxLength: 4 }), fc.boolean(), (items, isBare) => {
      const document = doc(page(...(isBare ? withoutMarkdown(items) : items)), failedPage(`see ${url}`));
      expect(toMarkdown(document)).not.toContain("secret");
      expect(toMarkdown(document, { keepUrls: true })).toContain("secret");
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
