import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import type { ChunkOptions } from "../../src/chunk/options.ts";
import { codes, doc, heading, list, page, parseResult, rowsTable, table, text } from "../build.ts";
import { characters, documentOf, expectLaw, runs } from "./documents.ts";

const blanks = fc.constantFrom(
  text(""),
  text(" \n\t "),
  text("\r\n"),
  { ...list(text(" ")), md: "" },
  rowsTable([]),
  heading(1, " ", { md: "" }),
);

test("chunk E1: an empty or blank document gives no chunks", () => {
  const property = fc.property(fc.array(fc.array(blanks, { maxLength: 4 }), { maxLength: 3 }), (pages) => {
    const result = chunkDocument(documentOf(parseResult(...pages.map((items) => page(...items)))));
    expect(result).toMatchObject({ chunks: [], stats: { chunks: 0, tokens: 0, meanFill: 0 }, schemaVersion: 1 });
    expect(result.markdown.trim()).toBe("");
  });
  fc.assert(property, { numRuns: runs });
  for (const markdown of ["", " ", "\n\n", "\r\n \t"]) expect(chunkMarkdown(markdown).chunks).toEqual([]);
});

test("chunk E2: no chunk is empty or blank", () => {
  expectLaw(({ result }) => {
    for (const one of result.chunks) expect([one.text.trim(), one.span[1] > one.span[0]]).toEqual([expect.stringMatching(/./s), true]);
  });
});

test("chunk E3: the document is not changed", () => {
  expectLaw(({ document, wire, options }) => {
    const before = JSON.stringify(documentOf(wire));
    const own = documentOf(wire);
    chunkDocument(own, options);
    expect(JSON.stringify(own)).toBe(before);
    expect(Object.isFrozen(document.children)).toBe(true);
  });
});

test("chunk E4: an item of an unknown type passes through by its markdown, with a warning", () => {
  const property = fc.property(
    fc.string({ unit: fc.constantFrom(..."abc *_[]()"), minLength: 1 }),
    fc.constantFrom("hologram", "formula"),
    (value, type) => {
      const md = `a ${value}`;
      const document = doc(page(text("before"), { type, md, value }, text("after")));
      const { chunks, markdown, warnings } = chunkDocument(document);
      expect(markdown).toBe(`before\n\n${md}\n\nafter`);
      expect(chunks.flatMap((one) => one.sources.map((source) => source.type))).toContain("unknown");
      expect(codes([...document.warnings, ...warnings])).toContain("item-type-unknown");
    },
  );
  fc.assert(property, { numRuns: runs });
});

test.each<[string, unknown, string]>([
  ["overlap", -1, "a whole number from 0"],
  ["overlap", 300, "from 0 to 256"],
  ["targetTokens", 600, "from 1 to 512"],
  ["minTokens", 513, "from 0 to 512"],
  ["maxContextTokens", 257, "from 0 to 256"],
  ["splitAt", "pages", '"heading", "page", "none"'],
  ["splitDepth", 0, "from 1 to 6"],
  ["splitDepth", 7, "from 1 to 6"],
  ["table", "html", '"rows"'],
  ["tableMinRows", 0, "a whole number from 1"],
  ["code", "whole", '"lines"'],
  ["furniture", true, '"drop"'],
  ["images", "url", '"caption"'],
  ["failedPages", "skip", '"warn"'],
  ["minConfidence", 1.5, "from 0 to 1"],
  ["detail", "none", '"full"'],
  ["context", 5, '"headings"'],
  ["documentId", 5, "a text"],
  ["keepUrls", "yes", "true"],
  ["chunkSize", 5, "maxTokens"],
])("chunk() throws for an option %s of %j", (name, value, expected) => {
  for (const act of [
    () => chunk(doc(page(text("a"))), { [name]: value } as ChunkOptions),
    () => chunkMarkdown("a", { [name]: value } as ChunkOptions),
  ]) {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(name);
    expect(act).toThrow(expected);
  }
});

test("chunk() with lean detail leaves out the places, and changes nothing else", () => {
  expectLaw(({ document, options, result }) => {
    const lean = chunkDocument(document, { ...options, detail: "lean" });
    for (const [index, one] of lean.chunks.entries()) {
      const {
        segments: _segments,
        regions: _regions,
        sources: _sources,
        links: _links,
        images: _images,
        ...rest
      } = { ...result.chunks[index] };
      const { segments = [], regions = [], sources = [], links, images, ...own } = one;
      expect(own).toEqual(rest);
      expect([segments, regions, sources, links, images]).toEqual([[], [], [], undefined, undefined]);
    }
    expect(lean.chunks.length).toBe(result.chunks.length);
  });
});

test("chunk() keeps the queries of links where that is asked", () => {
  const document = doc(page(text("See [it](https://x.test/a?sig=1#b)."), table("a", "https://x.test/c?sig=2")));
  expect(JSON.stringify(chunkDocument(document))).not.toContain("sig=");
  const { markdown } = chunkDocument(document, { keepUrls: true });
  expect([markdown.includes("a?sig=1#b"), markdown.includes("c?sig=2")]).toEqual([true, true]);
});

test("chunk() lists the links and images of a chunk", () => {
  const items = [
    text("See [the manual](https://x.test/m?sig=1)."),
    { type: "image", caption: "A pump", url: "https://x.test/p.png?sig=2", md: "![A pump](https://x.test/p.png?sig=2)" },
  ];
  const [one] = chunk(doc(page(...items)));
  expect(one?.links).toEqual([{ url: "https://x.test/m", text: "the manual" }]);
  expect(one?.images).toEqual([{ url: "https://x.test/p.png", alt: "A pump", pointer: "/items/pages/0/items/1" }]);
  expect(one?.text).toBe("See [the manual](https://x.test/m).\n\nA pump");
});

test("chunk() packs by size only where it splits nowhere", () => {
  const items = [1, 2, 3].flatMap((index) => [heading(1, `H${index}`), text("one two three four five")]);
  const options = { maxTokens: 100, targetTokens: 100, minTokens: 0, tokenizer: characters };
  expect(chunk(doc(page(...items)), options)).toHaveLength(3);
  expect(chunk(doc(page(...items)), { ...options, splitAt: "none" })).toHaveLength(1);
  expect(chunk(doc(page(...items)), { ...options, splitDepth: 1, splitAt: "page" })).toHaveLength(1);
});
