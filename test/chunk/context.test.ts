import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import type { Chunk, ChunkHeading } from "../../src/chunk/types.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Document } from "../../src/tree/types.ts";
import { doc, failedPage, heading, markdownResult, page, text } from "../build.ts";
import { type Case, characters, expectLaw } from "./documents.ts";
import { anyItems, headings } from "./items.ts";
import { contextOf, type Placed, placedBlocks, sourcesOf } from "./places.ts";

/** A block with the pointers of the headings open over it; a heading's own is the last of its. */
interface Opened extends Placed {
  readonly path: readonly string[];
}

function openedBlocks(chunked: Case): Opened[] {
  let open: { readonly pointer: string; readonly depth: number }[] = [];
  return placedBlocks(chunked).map((placed) => {
    const { node } = placed;
    if (node.type === "heading") open = [...open.filter(({ depth }) => depth < node.depth), node];
    return { ...placed, path: open.map(({ pointer }) => pointer) };
  });
}

function pointers(path: readonly ChunkHeading[] = []): string[] {
  return path.map(({ pointer }) => pointer);
}

function common(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths;
  const end = first.findIndex((pointer, index) => others.some((path) => path[index] !== pointer));
  return end < 0 ? first : first.slice(0, end);
}

function newBlocks(one: Chunk, blocks: readonly Opened[]): Opened[] {
  return blocks.filter(({ span }) => sourcesOf(one).some((segment) => segment.span[0] < span[1] && segment.span[1] > span[0]));
}

const constraints = { items: fc.oneof(headings, anyItems) };

test("chunk C1: the heading path is what the paths of all new body characters begin with, or a heading's own", () => {
  expectLaw((chunked) => {
    const blocks = openedBlocks(chunked);
    for (const one of chunked.result.chunks) {
      const inside = newBlocks(one, blocks);
      const bodies = inside.filter(({ node }) => node.type !== "heading");
      const found = pointers(one.headingPath);
      if (bodies.length > 0) expect(found).toEqual(common(bodies.map(({ path }) => path)));
      // Of several headings without a body the path may be the last one's, or what they share.
      else expect([inside.at(-1)?.path, common(inside.map(({ path }) => path))]).toContainEqual(found);
    }
  }, constraints);
});

test("chunk C1: the path names its headings on one line, with their depths, without the queries of links", () => {
  expectLaw(({ document, result }) => {
    const known = new Map(document.children.flatMap((one) => one.children.map((node) => [node.pointer, node])));
    for (const { text: name, depth, pointer } of result.chunks.flatMap((one) => [...one.headingPath, ...(one.headings ?? [])])) {
      const node = known.get(pointer);
      expect(name).toBe(name.replaceAll(/\s+/g, " ").trim());
      expect(node?.type === "heading" && node.depth).toBe(depth);
    }
  }, constraints);
});

test("chunk C2, C3: the context is the heading path, one name a line, without headings that stand in the text", () => {
  expectLaw(
    (chunked) => {
      const blocks = openedBlocks(chunked).filter(({ node }) => node.type === "heading");
      for (const one of chunked.result.chunks) {
        const standing = one.segments.flatMap(({ span }) => (span === undefined ? [] : [span]));
        const inside = new Set(
          blocks.flatMap(({ node, span }) => (standing.some(([from, to]) => from < span[1] && to > span[0]) ? [node.pointer] : [])),
        );
        const outside = one.headingPath.filter(({ pointer, text: name }) => !inside.has(pointer) && name !== "").map((above) => above.text);
        if (!one.flags?.includes("context-shortened")) expect(contextOf(one)).toBe(outside.length === 0 ? "" : `${outside.join("\n")}\n\n`);
        for (const line of contextOf(one).trimEnd().split("\n"))
          expect(line === "" || outside.some((name) => name.startsWith(line.replace(/…$/, "")))).toBe(true);
      }
    },
    { ...constraints, options: { context: "headings", table: "rows" } },
  );
});

test("chunk C3: headings that open inside a chunk are in its headings", () => {
  expectLaw((chunked) => {
    const blocks = openedBlocks(chunked);
    for (const one of chunked.result.chunks) {
      // The rest of a heading that is cut stands in the text as well (C2), and so among its headings.
      const standing = newBlocks(one, blocks).filter(({ node }) => node.type === "heading");
      expect(pointers(one.headings)).toEqual(standing.map(({ node }) => node.pointer));
    }
  }, constraints);
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

test("chunk() puts before the text what a function says of the chunk, and a blank line", () => {
  const context = (one: { readonly pages: readonly { readonly number: number }[] }): string => `page ${one.pages[0]?.number}`;
  const chunks = chunk(doc(page(text(body), heading(1, "A"), text(body))), { maxTokens: 100, tokenizer: characters, context });
  for (const one of chunks) expect(one.embedText).toBe(`page 1\n\n${one.text}`);
});
