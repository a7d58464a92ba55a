import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import type { Tokenizer } from "../../src/chunk/types.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Document } from "../../src/tree/types.ts";
import { doc, failedPage, heading, markdownResult, page, text } from "../build.ts";
import { bodyBlocks, contextOf, expectLaw } from "./documents.ts";

const characters: Tokenizer = { id: "characters", count: (value) => value.length };

/** Pointers of the headings open over each block; a heading's own is the last of its. */
function openHeadings(document: Document): Map<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  let open: { readonly pointer: string; readonly depth: number }[] = [];
  for (const { block } of bodyBlocks(document)) {
    if (block.type === "heading" && block.markdown.trim() !== "") open = [...open.filter(({ depth }) => depth < block.depth), block];
    paths.set(
      block.pointer,
      open.map(({ pointer }) => pointer),
    );
  }
  return paths;
}

test("chunk C1: the heading path is what the paths of the chunk's bodies begin with, or a heading's own", () => {
  expectLaw(({ document, result }) => {
    const paths = openHeadings(document);
    const isHeading = new Set(bodyBlocks(document).flatMap(({ block }) => (block.type === "heading" ? [block.pointer] : [])));
    for (const one of result.chunks) {
      const blocks = one.sources.map(({ pointer }) => pointer).filter((pointer) => paths.has(pointer));
      const bodies = blocks.filter((pointer) => !isHeading.has(pointer));
      const [first = [], ...others] = (bodies.length > 0 ? bodies : blocks.slice(-1)).map((pointer) => paths.get(pointer) ?? []);
      const isShared = (_: string, index: number): boolean =>
        others.every((path) => path.slice(0, index + 1).join() === first.slice(0, index + 1).join());
      expect(one.headingPath.map(({ pointer }) => pointer)).toEqual(first.filter(isShared));
    }
  });
});

test("chunk C2, C3: the context holds the heading path, but for headings that stand in the text", () => {
  expectLaw(({ result }) => {
    for (const one of result.chunks) {
      const inside = new Set(one.headings?.map(({ pointer }) => pointer));
      const outside = one.headingPath.filter(({ pointer }) => !inside.has(pointer)).map((above) => above.text);
      if (one.flags?.includes("context-shortened")) continue;
      expect(contextOf(one)).toBe(outside.length === 0 ? "" : `${outside.join("\n")}\n\n`);
    }
  });
});

const body = "x ".repeat(60);
const paths = (document: Document): string[] =>
  chunk(document, { maxTokens: 100, tokenizer: characters }).map((one) => one.headingPath.map((above) => above.text).join(">"));

test.each([
  ["a heading closes those of its depth", [heading(1, "A"), text(body), heading(1, "B"), text(body)], ["A", "A", "B", "B"]],
  [
    "siblings stay siblings after a jump",
    [heading(1, "A"), heading(3, "B"), text(body), heading(3, "C"), text(body)],
    ["A>B", "A>B", "A>C", "A>C"],
  ],
  [
    "a heading alone has its own path, without what it closed",
    [heading(1, "A"), heading(2, "B"), text(body), heading(1, "C")],
    ["A>B", "A>B", "C"],
  ],
  ["small sections under one parent are one chunk", [heading(1, "A"), heading(2, "B"), text("b"), heading(2, "C"), text("c")], ["A"]],
  ["the first words have no heading", [text("a"), heading(1, "A"), text(body)], ["", "A", "A"]],
])("chunk C1: %s", (_, items, expected) => {
  expect(paths(doc(page(...items)))).toEqual(expected);
});

test("chunk() lets no small section of another parent join a chunk", () => {
  const items = [heading(1, "A"), text(body), heading(2, "B"), text("b".repeat(70)), heading(1, "C"), text("c")];
  expect(paths(doc(page(...items)))).toEqual(["A", "A", "A>B", "C"]);
});

test("chunk C1: headings stay open over pages, failed ones too", () => {
  expect(paths(doc(page(heading(1, "A"), text("a")), failedPage(), page(text("b"))))).toEqual(["A", "A"]);
});

test("chunk C2: headings of a result without items, which share one pointer, stay in the context", () => {
  const document = normalize(readParseResult(markdownResult(`# A\n\n## B\n\n${body}\n\n${body}`)));
  expect(chunk(document, { maxTokens: 100, tokenizer: characters }).map(contextOf)).toEqual(["", "A\nB\n\n", "A\nB\n\n", "A\nB\n\n"]);
});

test("chunk() writes a heading's name on one line, without the query of its link", () => {
  const document = doc(page(heading(1, "See [it](https://x.test/a?sig=1)\nnow"), text(body)));
  expect(chunk(document, { maxTokens: 100, tokenizer: characters })[1]?.headingPath[0]?.text).toBe("See [it](https://x.test/a) now");
});
