import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes } from "../../src/chunk/tokens.ts";
import { ByteRanks } from "../../src/tokenizers/byte-ranks.ts";
import { keptCounts } from "../../src/tokenizers/word-counts.ts";
import type { WordEnd } from "../../src/tokenizers/word-end.ts";
import { hostileTexts, vocabularies } from "./vocabularies.ts";

const numRuns = Number(process.env.FC_RUNS ?? 2000);

function wordsOf(text: string, wordEnd: WordEnd): string[] {
  const words = [];
  for (let start = 0; start < text.length; start += words.at(-1)?.length ?? 1) words.push(text.slice(start, wordEnd(text, start)));
  return words;
}

test.each(vocabularies)("%s says its name, and that it is exact and adds up at line ends", (id, { tokenizer }) => {
  expect(tokenizer).toEqual({ id, count: expect.any(Function), additiveAtNewline: true });
});

test.each(vocabularies)("%s counts any text as gpt-tokenizer does", (_, { tokenizer, count }) => {
  fc.assert(
    fc.property(hostileTexts, (text) => {
      expect(tokenizer.count(text)).toBe(count(text));
    }),
    { numRuns },
  );
});

test.each(vocabularies)("%s cuts any text into words where its pattern does", (_, { wordEnd, pattern }) => {
  fc.assert(
    fc.property(hostileTexts, (text) => {
      expect(wordsOf(text, wordEnd)).toEqual(text.match(pattern) ?? []);
    }),
    { numRuns },
  );
});

test.each(vocabularies)("%s cuts all short texts of ten classes of characters where its pattern does", (_, { wordEnd, pattern }) => {
  const characters = ["A", "s", "漢", "\u0301", "1", " ", "\n", "'", "/", "😀"];
  let texts = [""];
  for (let length = 1; length <= 4; length++) {
    texts = texts.flatMap((text) => characters.map((character) => text + character));
    const wrong = texts.filter((text) => wordsOf(text, wordEnd).join("\0") !== text.match(pattern)?.join("\0"));
    expect(wrong).toEqual([]);
  }
});

test.each(vocabularies)("chunk U4: %s takes special tokens for plain characters", (_, { tokenizer }) => {
  for (const name of ["endoftext", "im_start", "im_end", "im_sep", "fim_prefix", "endofprompt"]) {
    const apart = ["<|", ...name.split(/(?=_)/), "|>"].map((part) => tokenizer.count(part));
    expect([name, tokenizer.count(`<|${name}|>`)]).toEqual([name, apart.reduce((sum, count) => sum + count)]);
  }
});

test.each(vocabularies)("%s counts a long word as gpt-tokenizer does", (_, { tokenizer, count }) => {
  for (const unit of ["a", "A", " ", "`", "\n", "漢", "\u0301", "😀", "\ud800", "ab", "QUJD", "'", "=-"]) {
    const text = unit.repeat(900 / unit.length);
    expect([unit, tokenizer.count(text)]).toEqual([unit, count(text)]);
  }
});

test.each(vocabularies)("%s counts a word of 200 000 characters", (_, { tokenizer }) => {
  for (const unit of ["a", " ", "`", "漢", "\u0301"]) {
    const [half, whole] = [100_000, 200_000].map((length) => tokenizer.count(unit.repeat(length))) as [number, number];
    expect(whole).toBeGreaterThan(0);
    expect(Math.abs(whole - 2 * half)).toBeLessThanOrEqual(8);
  }
});

test("a run of six million characters overflows no stack", () => {
  for (const [, { wordEnd }] of vocabularies) expect(wordEnd("漢".repeat(6_000_000), 0)).toBe(6_000_000);
});

test.each(vocabularies)("no text has more tokens of %s than bytes", (_, { tokenizer }) => {
  fc.assert(
    fc.property(fc.oneof(hostileTexts, fc.string({ unit: "binary" })), (text) => {
      expect(tokenizer.count(text)).toBeLessThanOrEqual(bytes.count(text));
    }),
    { numRuns },
  );
});

test.each(vocabularies)("%s finds every token by its bytes, but for those that begin with a byte order mark", (_, { tokens }) => {
  const ranks = new ByteRanks(tokens);
  const wrong = tokens.flatMap((token, rank) => {
    const own = typeof token === "string" ? new TextEncoder().encode(token) : Uint8Array.from(token);
    const isMarked = own[0] === 0xef && own[1] === 0xbb && own[2] === 0xbf;
    return ranks.rankOf(own, 0, own.length) === (isMarked ? -1 : rank) ? [] : [token];
  });
  expect(wrong).toEqual([]);
});

test("counts of words are kept, and are the same when there is no more room for them", () => {
  let asked = 0;
  const kept = keptCounts((text, start, end) => {
    asked++;
    return Number(text.slice(start, end)) % 1000;
  });
  const words = Array.from({ length: 150_000 }, (_, index) => String(1_000_000_000 + index * 7));
  expect(words.filter((word) => kept(`x${word}y`, 1, 11) !== Number(word) % 1000)).toEqual([]);
  asked = 0;
  for (const word of words.slice(-10)) expect(kept(`y${word}`, 1, 11)).toBe(Number(word) % 1000);
  expect(asked).toBe(0);
});
