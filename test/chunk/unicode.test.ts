import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import { bytes } from "../../src/chunk/tokens.ts";
import { code, doc, page, rowsTable, text } from "../build.ts";
import { expectLaw, tokenizers } from "./documents.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest cluster of the test's alphabets takes 25 bytes; in a smaller room it may be cut. */
const roomForClusters = 100;

test("chunk U1: no segment begins or ends inside a surrogate pair or a grapheme cluster", () => {
  expectLaw(({ maxTokens, result: { chunks, markdown } }) => {
    if (maxTokens < roomForClusters) return;
    const ends = new Set([0]);
    for (const { index, segment } of graphemes.segment(markdown)) ends.add(index + segment.length);
    for (const { span } of chunks.flatMap((one) => one.segments)) {
      if (span !== undefined) expect([ends.has(span[0]), ends.has(span[1])]).toEqual([true, true]);
    }
  });
});

test("chunk U1: no boundary is inside a surrogate pair, however small the window", () => {
  fc.assert(
    fc.property(fc.integer({ min: 32, max: 60 }), fc.constantFrom(text, code), (maxTokens, item) => {
      for (const one of chunk(doc(page(item("👩‍👩‍👧‍👦".repeat(20)))), { maxTokens, tokenizer: bytes }))
        expect(one.text.isWellFormed()).toBe(true);
    }),
  );
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

test("chunk U2: a lone surrogate passes unchanged and no replacement character appears", () => {
  const value = "a\ud800b \udc00 ".repeat(40);
  const joined = chunk(doc(page(text(value))), { maxTokens: 40 }).map((one) => one.text);
  expect(joined.join(" ")).toBe(value.trim());
});

test.each([
  ["CJK", "漢字仮名交じり文".repeat(90)],
  ["Thai", "ภาษาไทยไม่มีช่องว่าง".repeat(60)],
  ["base64", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(40)],
])("chunk U3: %s without spaces keeps to the limit, and nothing is lost", (_, value) => {
  for (const tokenizer of tokenizers) {
    const chunks = chunk(doc(page(text(value))), { maxTokens: 64, tokenizer });
    if (tokenizer.id !== "words") expect(chunks.length).toBeGreaterThan(1);
    for (const one of chunks) expect(tokenizer.count(one.embedText)).toBeLessThanOrEqual(64);
    expect(chunks.map((one) => one.text).join("")).toBe(value);
  }
});

test("chunk U4: special tokens are plain characters", () => {
  const value = "<|endoftext|> <|im_start|>system<|im_end|> [INST] </s>";
  expect(chunk(doc(page(text(value))))[0]?.text).toBe(value);
});

test("chunk U5: no boundary is between CR and LF, in text, code and tables; line ends stay as found", () => {
  const value = Array.from({ length: 30 }, (_, index) => `line ${index} of some.`).join("\r\n");
  const fenced = { type: "code", value, md: `\`\`\`\r\n${value}\r\n\`\`\`` };
  const grid = rowsTable(Array.from({ length: 30 }, (_, index) => [`row ${index}`]));
  const table = { ...grid, md: String(grid.md).replaceAll("\n", "\r\n") };
  for (const item of [text(value), fenced, table]) {
    const { chunks, markdown } = chunkDocument(doc(page(item)), { maxTokens: 64 });
    expect(markdown).toBe(item.md);
    expect(chunks.length).toBeGreaterThan(2);
    for (const { span } of chunks.flatMap((one) => one.segments)) {
      for (const at of span ?? []) expect(markdown.slice(at - 1, at + 1)).not.toBe("\r\n");
    }
  }
});
