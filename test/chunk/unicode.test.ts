import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import { bytes } from "../../src/chunk/tokens.ts";
import type { Chunk, ChunkResult } from "../../src/chunk/types.ts";
import { cl100k } from "../../src/tokenizers/cl100k.ts";
import { o200k } from "../../src/tokenizers/o200k.ts";
import { code, doc, heading, list, page, rowsTable, text } from "../build.ts";
import { additive, expectLaw, runs, tokenizers } from "./documents.ts";
import { fences, paragraphs, tables } from "./items.ts";
import { contextOf, placedBlocks } from "./places.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Where new and repeated text begins and ends, with its chunk. */
function boundaries({ chunks }: ChunkResult): { readonly at: number; readonly chunk: Chunk }[] {
  return chunks.flatMap((one) =>
    one.segments.flatMap(({ kind, span = [] }) =>
      kind === "source" || kind === "overlap" ? [...span].map((at) => ({ at, chunk: one })) : [],
    ),
  );
}

/** The clusters of more than one character, each by the offsets inside it. */
function clusterInsides(markdown: string): Map<number, string> {
  const insides = new Map<number, string>();
  for (const { index, segment } of graphemes.segment(markdown)) {
    for (let offset = 1; offset < segment.length; offset++) insides.set(index + offset, segment);
  }
  return insides;
}

test.each([
  ["texts", paragraphs],
  ["code", fences],
  ["tables", tables],
])("chunk U1: no boundary is inside a surrogate pair, or in a cluster that fits the window: %s", (_, items) => {
  expectLaw(
    (chunked) => {
      const { markdown } = chunked.result;
      const { tokenizer, maxTokens } = chunked.settings;
      const insides = clusterInsides(markdown);
      const plain = placedBlocks(chunked).filter(({ node }) => node.type === "paragraph" || node.type === "heading");
      const isPlain = (at: number): boolean => plain.some(({ span }) => span[0] <= at && at <= span[1]);
      for (const { at, chunk: one } of boundaries(chunked.result)) {
        expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(markdown.slice(at - 1, at + 1))).toBe(false);
        const cluster = insides.get(at);
        if (cluster === undefined) continue;
        const room = maxTokens - tokenizer.count(contextOf(one));
        // A fence, a header or a marker around it may take up to half of the window.
        expect(tokenizer.count(cluster), JSON.stringify(cluster)).toBeGreaterThan(isPlain(at) ? room : room / 2);
      }
    },
    { items, among: additive },
  );
});

test("chunk U1: no boundary is inside a surrogate pair, however small the window", () => {
  const makers = [
    text,
    code,
    (value: string) => heading(1, value),
    (value: string) => list(value),
    (value: string) => rowsTable([["a"], [value]]),
  ];
  const property = fc.property(fc.integer({ min: 32, max: 60 }), fc.constantFrom(...makers), (maxTokens, item) => {
    for (const one of chunk(doc(page(item("👩‍👩‍👧‍👦".repeat(20)))), { maxTokens, tokenizer: bytes }))
      expect(one.embedText.isWellFormed()).toBe(true);
  });
  fc.assert(property, { numRuns: runs });
});

test.each([
  ["a space that bears an accent", "word \u0301"],
  ["a wide full stop with a variation", "漢。\ufe00"],
  ["flags", "🇫🇷🇩🇪"],
  ["hands with a skin tone, at odd places", "a👍🏻"],
  ["a letter with more marks than are looked at in one go", `${"e\u0301"}${"\u0302".repeat(9)}`],
])("chunk U1: %s is not cut", (_, unit) => {
  const { chunks, markdown } = chunkDocument(doc(page(text(unit.repeat(200)))), { maxTokens: 50, tokenizer: bytes });
  const starts = new Set(Array.from(graphemes.segment(markdown), ({ index }) => index));
  expect(chunks.length).toBeGreaterThan(3);
  expect(chunks.filter((one) => !starts.has(one.span[0]))).toEqual([]);
});

test("chunk U1: a cluster that fits takes the room that is kept for overlap", () => {
  const family = "👩‍👩‍👧‍👦";
  const chunks = chunk(doc(page(text(family.repeat(3)))), { maxTokens: 32, overlap: 8, tokenizer: bytes });
  expect(chunks.map((one) => one.text)).toEqual([family, family, family]);
});

test("chunk U1: what is repeated keeps a space that bears an accent", () => {
  const listed = list(`a [${"aaaa ".repeat(14).trim()}](https://x.test/a)`);
  const chunks = chunk(doc(page(text(" \u0301"), listed)), { maxTokens: 32, overlap: 8 });
  const repeated = chunks.flatMap(({ segments }) => segments.filter(({ kind }) => kind === "overlap").map((segment) => segment.text));
  expect(repeated).toContain(" \u0301");
});

test("chunk U2: no replacement character appears, and only the document's own surrogates are alone", () => {
  expectLaw(
    ({ result: { chunks, markdown } }) => {
      const alone = loneSurrogates(markdown);
      for (const { text: own, embedText, segments } of chunks) {
        expect(embedText).not.toContain("\ufffd");
        expect(loneSurrogates(embedText).filter((unit) => !alone.includes(unit))).toEqual([]);
        const sources = segments.filter(({ span }) => span !== undefined).map((segment) => segment.text);
        expect(loneSurrogates(own).length).toBe(sources.flatMap(loneSurrogates).length);
      }
    },
    { items: paragraphs },
  );
});

function loneSurrogates(value: string): string[] {
  return Array.from(value).filter((character) => !character.isWellFormed());
}

test("chunk U2: a lone surrogate passes unchanged", () => {
  const value = "a\ud800b \udc00 ".repeat(40);
  const joined = chunk(doc(page(text(value))), { maxTokens: 40 }).map((one) => one.text);
  expect(joined.join(" ")).toBe(value.trim());
});

const alphabets = fc.constantFrom(
  "漢字仮名交じり文",
  "ภาษาไทยไม่มีช่องว่าง",
  "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo",
  "ខ្មែរ",
  "한국어",
  "0123456789abcdef",
  "%F0%9F%98%80",
);

test("chunk U3: text without spaces keeps to the limit, and nothing is lost", () => {
  const inputs = [alphabets, fc.integer({ min: 1, max: 90 }), fc.constantFrom(...tokenizers), fc.integer({ min: 32, max: 128 })] as const;
  const property = fc.property(...inputs, (unit, times, tokenizer, maxTokens) => {
    const chunks = chunk(doc(page(text(unit.repeat(times)))), { maxTokens, tokenizer });
    for (const one of chunks) expect(tokenizer.count(one.embedText)).toBeLessThanOrEqual(maxTokens);
    expect(chunks.map((one) => one.text).join("")).toBe(unit.repeat(times));
  });
  fc.assert(property, { numRuns: Math.max(runs, 60) });
});

const specials = ["<|endoftext|>", "<|im_start|>system<|im_end|>", "<|fim_prefix|>", "<|endofprompt|>", "[INST]", "</s>"];

test("chunk U4: special tokens are plain characters and never throw, whatever counts them", () => {
  const texts = fc.array(fc.constantFrom(...specials, " ", "a", "\n"), { minLength: 1, maxLength: 30 }).map((parts) => parts.join(""));
  const property = fc.property(
    texts,
    fc.constantFrom(...tokenizers, cl100k),
    fc.integer({ min: 32, max: 64 }),
    (value, tokenizer, maxTokens) => {
      const { chunks, markdown } = chunkDocument(doc(page(text(value))), { tokenizer, maxTokens });
      expect(markdown.trim()).toBe(value.trim());
      for (const one of chunks) expect(one.tokenCount).toBe(tokenizer.count(one.embedText));
      for (const one of chunks) expect(one.tokenCount).toBeLessThanOrEqual(maxTokens);
    },
  );
  fc.assert(property, { numRuns: runs });
  for (const { count } of [o200k, cl100k]) expect(count("<|endoftext|>")).toBeGreaterThan(1);
});

test("chunk U5: no boundary is between CR and LF", () => {
  expectLaw(
    ({ result }) => {
      for (const { at } of boundaries(result)) expect(result.markdown.slice(at - 1, at + 1)).not.toBe("\r\n");
    },
    { items: fences },
  );
});

test("chunk U5: line ends stay as found, in text, code and tables", () => {
  const value = Array.from({ length: 30 }, (_, index) => `line ${index} of some.`).join("\r\n");
  const fenced = { type: "code", value, md: `\`\`\`\r\n${value}\r\n\`\`\`` };
  const grid = rowsTable(Array.from({ length: 30 }, (_, index) => [`row ${index}`]));
  for (const item of [text(value), fenced, { ...grid, md: String(grid.md).replaceAll("\n", "\r\n") }]) {
    const result = chunkDocument(doc(page(item)), { maxTokens: 64 });
    expect(result.markdown).toBe(item.md);
    expect(result.chunks.length).toBeGreaterThan(2);
    const cut = boundaries(result).filter(({ at }) => result.markdown.slice(at - 1, at + 1) === "\r\n");
    expect(cut).toEqual([]);
  }
});
