import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import { bytes } from "../../src/chunk/tokens.ts";
import type { Tokenizer } from "../../src/chunk/types.ts";
import { ChunkError } from "../../src/errors.ts";
import { code, doc, heading, list, page, rowsTable, table, text } from "../build.ts";
import { characters, documentOf, expectLaw, resultsOf, runs, tokenizers } from "./documents.ts";
import { anyItems, fences, headings, tables } from "./items.ts";
import { contextOf, pieceText, placedBlocks, sourcesOf } from "./places.ts";

test("chunk S1: no chunk without the flag is over the limit, with or without its context, for any counter", () => {
  for (const items of [anyItems, tables, fences, headings]) {
    expectLaw(
      ({ settings: { maxTokens, tokenizer }, result }) => {
        for (const { embedText, text: own, flags = [] } of result.chunks) {
          if (flags.includes("oversize")) continue;
          expect(tokenizer.count(embedText)).toBeLessThanOrEqual(maxTokens);
          expect(tokenizer.count(own)).toBeLessThanOrEqual(maxTokens);
        }
      },
      { items },
    );
  }
});

test("chunk S2: oversize is only a chunk that holds a table or code which has to stay as one and is too large", () => {
  const among = [bytes, characters];
  for (const items of [tables, fences]) {
    expectLaw(
      (chunked) => {
        const { settings, result } = chunked;
        const { maxTokens, tokenizer } = settings;
        const whole = placedBlocks(chunked).filter(
          ({ node }) => (node.type === "table" && settings.table === "as-one") || (node.type === "code" && settings.code === "as-one"),
        );
        for (const one of result.chunks) {
          if (!one.flags?.includes("oversize")) continue;
          const held = whole.filter(({ span }) => one.span[0] <= span[0] && span[1] <= one.span[1]);
          // Also the headings in the text would be its context if it stood alone.
          const inText = (one.headings ?? []).map((open) => `${open.text}\n\n`).join("");
          const tooLarge = held.filter(({ span }) => tokenizer.count(contextOf(one) + inText + pieceText(one, span)) > maxTokens);
          expect(tooLarge.length).toBeGreaterThan(0);
        }
      },
      { items, among, options: { maxTokens: 64 } },
    );
  }
});

test("chunk S2: tables and code that stay as one are each in one chunk", () => {
  expectLaw(
    (chunked) => {
      for (const { node, span } of placedBlocks(chunked)) {
        if (node.type !== "table" && node.type !== "code") continue;
        expect(chunked.result.chunks.filter((one) => one.span[0] < span[1] && one.span[1] > span[0])).toHaveLength(1);
      }
    },
    { items: fc.oneof(tables, fences), options: { table: "as-one", code: "as-one" } },
  );
});

test.each([31, 0, -1, 40.5, Number.NaN, Infinity])("chunk S2: a limit of %s tokens is a RangeError", (maxTokens) => {
  const act = () => chunkDocument(doc(page(text("a"))), { maxTokens });
  expect(act).toThrow(RangeError);
  expect(act).toThrow(`maxTokens is ${maxTokens}, expected a whole number from 32`);
});

test("chunk S3: the counts are those of the texts, the tokenizer is named, and they add up to the statistics", () => {
  expectLaw(({ settings: { maxTokens, tokenizer }, result: { chunks, stats } }) => {
    for (const one of chunks) {
      expect(one.tokenCount).toBe(tokenizer.count(one.embedText));
      expect(one.textTokenCount).toBe(tokenizer.count(one.text));
      expect(one.tokenizer).toBe(tokenizer.id);
    }
    const tokens = chunks.reduce((sum, one) => sum + one.tokenCount, 0);
    expect(stats).toMatchObject({ chunks: chunks.length, tokens, tokenizer: { id: tokenizer.id, estimate: tokenizer.estimate } });
    expect(stats.meanFill).toBeCloseTo(chunks.length === 0 ? 0 : tokens / chunks.length / maxTokens);
  });
});

test("chunk S4: the context is within its limit; what is too long loses ancestors from the middle, then the ends of names", () => {
  expectLaw(
    ({ settings: { maxContextTokens, tokenizer }, result, options }) => {
      for (const one of result.chunks) {
        if (options.context === "none") expect(one.embedText).toBe(one.text);
        const context = contextOf(one);
        if (context !== "") expect(tokenizer.count(context)).toBeLessThanOrEqual(maxContextTokens);
        if (!one.flags?.includes("context-shortened")) continue;
        const inside = new Set(one.headings?.map(({ pointer }) => pointer));
        const names = one.headingPath.filter(({ pointer }) => !inside.has(pointer)).map((above) => above.text);
        const isUncuttable =
          [
            ...sourcesOf(one)
              .map((source) => source.text)
              .join(""),
          ].length === 1;
        if (!isUncuttable) expect(tokenizer.count(`${names.join("\n")}\n\n`)).toBeGreaterThan(maxContextTokens);
        const kept = context.split("\n").filter((line) => line !== "");
        const isWhole = kept.every((line) => names.includes(line));
        if (kept.length > 1)
          expect([names[0]?.slice(0, 1), names.at(-1)?.slice(0, 1)]).toEqual([kept[0]?.slice(0, 1), kept.at(-1)?.slice(0, 1)]);
        if (!isWhole) expect(kept.length).toBeLessThanOrEqual(2);
        for (const line of kept)
          expect(names.some((name) => name === line || (line.endsWith("…") && name.startsWith(line.slice(0, -1))))).toBe(true);
      }
    },
    { items: headings, options: { table: "rows" } },
  );
});

const deep = [heading(1, "r".repeat(20)), heading(2, "s".repeat(30)), heading(3, "t".repeat(20))];

test("chunk S4: ancestors leave a long context from the middle", () => {
  const chunks = chunk(doc(page(...deep, text("x ".repeat(300)))), { maxTokens: 256, tokenizer: characters });
  expect(contextOf(chunks[1] as never)).toBe(`${"r".repeat(20)}\n${"t".repeat(20)}\n\n`);
  expect(chunks[1]?.flags).toEqual(["context-shortened"]);
  expect(chunks[1]?.headingPath).toHaveLength(3);
});

test("chunk S4: a name that is too long alone is cut on a code point and ends in an ellipsis", () => {
  const chunks = chunk(doc(page(heading(1, "😀".repeat(90)), text("x ".repeat(300)))), { maxTokens: 256, tokenizer: characters });
  expect(contextOf(chunks.at(-1) as never)).toMatch(/^(😀)+…\n\n$/u);
  expect(contextOf(chunks.at(-1) as never).length).toBeGreaterThan(32);
  expect(chunks.at(-1)?.flags).toEqual(["context-shortened"]);
});

test("chunk S4: the context a function gives is cut at its end", () => {
  const context = (): string => "of the annual report ".repeat(20);
  for (const one of chunk(doc(page(text("x ".repeat(300)))), { maxTokens: 128, tokenizer: characters, context })) {
    expect(contextOf(one)).toMatch(/^of the annual/);
    expect(contextOf(one).length).toBeLessThanOrEqual(32);
    expect(one.flags).toEqual(["context-shortened"]);
    expect(one.tokenCount).toBeLessThanOrEqual(128);
  }
});

test("chunk S4: the body is not shortened to make room for a context", () => {
  const chunks = chunk(doc(page(...deep, text("x".repeat(900)))), { maxTokens: 256, tokenizer: characters });
  for (const one of chunks.slice(1, -1)) expect(one.textTokenCount).toBeGreaterThan(0.8 * (256 - 64));
});

const invalidCounts = fc.constantFrom(Number.NaN, -1, Number.NEGATIVE_INFINITY, Infinity, 1.5, "3" as unknown as number);

test("chunk S5: a counter that ever gives no whole number throws with its id", () => {
  const property = fc.property(resultsOf(anyItems), invalidCounts, fc.nat(3), (wire, wrong, valid) => {
    const document = documentOf(wire);
    let calls = 0;
    const count = (value: string): number => (calls++ < valid ? value.length : wrong);
    let caught: unknown;
    try {
      chunk(document, { tokenizer: { id: "mine", count } });
    } catch (error) {
      caught = error;
    }
    const expected = { code: "token-count-invalid", message: expect.stringContaining("mine") };
    if (calls > valid) expect(caught).toMatchObject(expected);
    expect(caught instanceof ChunkError).toBe(calls > valid);
  });
  fc.assert(property, { numRuns: runs });
});

test("chunk S6: a code point that does not fit alone throws, whatever block it stands in", () => {
  const tokenizer = (value: string): number => value.length * 40;
  for (const item of [text("abc"), heading(1, "abc"), code("abc\ndef"), list("abc"), table("a|b", "c|d")]) {
    const act = () => chunk(doc(page(item)), { maxTokens: 32, tokenizer });
    expect(act).toThrow(ChunkError);
    expect(act).toThrow(expect.objectContaining({ code: "window-too-small" }));
  }
});

test("chunk S6: for a counter of any weight every chunk is within the limit, or one code point alone is not", () => {
  const property = fc.property(resultsOf(anyItems), fc.constantFrom(5, 12, 16, 30, 32, 33), (wire, weight) => {
    const tokenizer = (value: string): number => Array.from(value).length * weight;
    const act = () => chunk(documentOf(wire), { maxTokens: 32, tokenizer });
    if (weight <= 32) for (const one of act()) expect(one.tokenCount).toBeLessThanOrEqual(32);
    else if (chunk(documentOf(wire), { tokenizer: characters }).length > 0) expect(act).toThrow(ChunkError);
  });
  fc.assert(property, { numRuns: runs });
});

test("chunk S6: a code point that only fits alone stands alone, also below a heading", () => {
  const tokenizer = (value: string): number => value.length * 32;
  const chunks = chunk(doc(page(heading(1, "a"), text("bc"))), { maxTokens: 32, tokenizer });
  expect(chunks.map((one) => one.text)).toEqual(["#", "a", "b", "c"]);
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

test("chunk S1: the limit holds for the text that is embedded, headings and tables included", () => {
  const rows = Array.from({ length: 40 }, (_, row) => [`row ${row}`, "12.50"]);
  for (const tokenizer of tokenizers) {
    const items = [heading(1, "Annual report"), heading(2, "Sums"), rowsTable([["name", "sum"], ...rows])];
    for (const one of chunk(doc(page(...items)), { maxTokens: 96, tokenizer }))
      expect(tokenizer.count(one.embedText)).toBeLessThanOrEqual(96);
  }
});
