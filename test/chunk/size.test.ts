import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { Tokenizer } from "../../src/chunk/types.ts";
import { code, doc, heading, page, rowsTable, table, text } from "../build.ts";
import { contextOf, expectLaw } from "./documents.ts";

test("chunk S1: no chunk is over the limit, with or without its context, for any counter", () => {
  expectLaw(({ maxTokens, result, tokenizer }) => {
    for (const { embedText, text: own } of result.chunks) {
      expect(tokenizer.count(embedText)).toBeLessThanOrEqual(maxTokens);
      expect(tokenizer.count(own)).toBeLessThanOrEqual(maxTokens);
    }
  });
});

test("chunk S3: the counts are those of the texts, and the tokenizer is named", () => {
  expectLaw(({ result, tokenizer }) => {
    for (const one of result.chunks) {
      expect(one.tokenCount).toBe(tokenizer.count(one.embedText));
      expect(one.textTokenCount).toBe(tokenizer.count(one.text));
      expect(one.tokenizer).toBe(tokenizer.id);
    }
  });
});

test("chunk S4: the context is at most a quarter of the limit and at most 64 tokens", () => {
  expectLaw(({ maxTokens, result, tokenizer }) => {
    for (const one of result.chunks) {
      const context = contextOf(one);
      if (context !== "") expect(tokenizer.count(context)).toBeLessThanOrEqual(Math.min(64, maxTokens / 4));
    }
  });
});

const characters: Tokenizer = { id: "characters", count: (value) => value.length };

test("chunk S4: ancestors leave a long context from the middle, and the body is not shortened for it", () => {
  const names = ["r".repeat(20), "s".repeat(30), "t".repeat(20)].map((name, index) => heading(index + 1, name));
  const chunks = chunk(doc(page(...names, text("x ".repeat(300)))), { maxTokens: 256, tokenizer: characters });
  expect(contextOf(chunks[1] as never)).toBe(`${"r".repeat(20)}\n${"t".repeat(20)}\n\n`);
  expect(chunks[1]?.flags).toEqual(["context-shortened"]);
  expect(chunks[1]?.headingPath).toHaveLength(3);
});

test("chunk S4: a name that is too long alone is cut on a code point and ends in an ellipsis", () => {
  const chunks = chunk(doc(page(heading(1, "😀".repeat(90)), text("x ".repeat(300)))), { maxTokens: 256, tokenizer: characters });
  expect(contextOf(chunks.at(-1) as never)).toBe(`${"😀".repeat(22)}…\n\n`);
  expect(chunks.at(-1)?.flags).toEqual(["context-shortened"]);
});

test.each([
  [Number.NaN, "no number"],
  [-1, "negative"],
  [Infinity, "infinite"],
  [1.5, "fractional"],
])("chunk S5: a counter that returns %s throws, with its id (%s)", (count) => {
  const act = () => chunk(doc(page(text("a"))), { tokenizer: { id: "mine", count: () => count } });
  expect(act).toThrow(RangeError);
  expect(act).toThrow(`mine counts ${count} tokens`);
});

test("chunk S6: a code point that does not fit alone throws, whatever block it stands in", () => {
  const tokenizer = (value: string): number => value.length * 40;
  for (const item of [text("abc"), heading(1, "abc"), code("abc\ndef"), table("a|b", "c|d")]) {
    expect(() => chunk(doc(page(item)), { maxTokens: 32, tokenizer })).toThrow("one character counts more than 32 tokens");
  }
});

test("chunk S6: a code point that only fits alone stands alone, also below a heading", () => {
  const tokenizer = (value: string): number => value.length * 32;
  expect(chunk(doc(page(heading(1, "a"), text("bc"))), { maxTokens: 32, tokenizer }).map((one) => one.text)).toEqual(
    [..."# abc"].filter((one) => one !== " "),
  );
});

test("chunk() takes a bare function as the tokenizer `custom`, and a method that needs its object", () => {
  class Counter implements Tokenizer {
    readonly id = "counter";
    readonly perToken = 4;
    count(value: string): number {
      return Math.ceil(value.length / this.perToken);
    }
  }
  expect(chunk(doc(page(text("abcde"))), { tokenizer: (value) => value.length })[0]).toMatchObject({ tokenCount: 5, tokenizer: "custom" });
  expect(chunk(doc(page(text("abcde"))), { tokenizer: new Counter() })[0]).toMatchObject({ tokenCount: 2, tokenizer: "counter" });
});

test.each([31, 0, -1, 40.5, Number.NaN, Infinity])("chunk() throws for a limit of %s tokens", (maxTokens) => {
  expect(() => chunkDocument(doc(page(text("a"))), { maxTokens })).toThrow(`maxTokens is ${maxTokens}, expected a whole number from 32`);
});

test("chunk() keeps a table's header when it alone fills the room below a heading", () => {
  const { chunks } = chunkDocument(doc(page(heading(1, "h".repeat(45)), rowsTable([["c".repeat(30)]]))), {
    maxTokens: 100,
    tokenizer: characters,
  });
  expect(chunks.map((one) => one.text).join("")).toContain("c".repeat(20));
  expect(chunks.flatMap((one) => one.sources.map((source) => source.pointer))).toContain("/items/pages/0/items/1");
});
