import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { toMarkdown } from "../../src/markdown/to-markdown.ts";
import { foldedHeader } from "../../src/table/header.ts";
import type { Grid } from "../../src/tree/table.ts";
import { soup, words } from "../arbitraries.ts";
import { code, doc, failedPage, heading, image, link, list, page, rowsTable, text, type Wire, withoutMarkdown } from "../build.ts";

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
        (word: string) => text(`${word} <${url}>`),
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
