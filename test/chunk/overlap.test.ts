import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { Chunk, ChunkResult, Span } from "../../src/chunk/types.ts";
import { code, doc, heading, page, table, text } from "../build.ts";
import { characters, expectLaw, runs } from "./documents.ts";
import { anyItems, lists, paragraphs } from "./items.ts";
import { placedBlocks, sourcesOf } from "./places.ts";

test("chunk V1: overlap is from nothing to half of the limit, and a whole number", () => {
  const property = fc.property(fc.integer({ min: 32, max: 2048 }), fc.double({ min: -1, max: 2 }), (maxTokens, part) => {
    const overlap = part * maxTokens;
    for (const value of [overlap, Math.floor(overlap)]) {
      const act = () => chunk(doc(page(text("a b"))), { maxTokens, overlap: value });
      if (Number.isInteger(value) && value >= 0 && value <= maxTokens / 2) expect(act()).toHaveLength(1);
      else expect(act).toThrow(RangeError);
    }
  });
  fc.assert(property, { numRuns: Math.max(100, runs) });
  expect(() => chunk(doc(page(text("a"))), { overlap: Number.NaN })).toThrow(RangeError);
});

function overlapOf({ segments }: Chunk): readonly Span[] {
  return segments.flatMap(({ kind, span }) => (kind === "overlap" && span !== undefined ? [span] : []));
}

const constraints = { items: fc.oneof(paragraphs, lists, anyItems), options: { maxTokens: 96, overlap: 40 } };

test("chunk V2: overlap is the end of what is new in the chunk before, within its limit, and stands before what is new", () => {
  expectLaw(({ settings, result: { chunks, markdown } }) => {
    for (const [index, one] of chunks.entries()) {
      const repeated = one.segments.filter(({ kind }) => kind === "overlap");
      if (repeated.length === 0) continue;
      const before = chunks[index - 1] as Chunk;
      for (const span of overlapOf(one)) expect(outside(markdown, span, sourcesOf(before))).toBe("");
      expect(overlapOf(one).at(-1)?.[1]).toBe(before.span[1]);
      expect(settings.tokenizer.count(repeated.map((segment) => segment.text).join(""))).toBeLessThanOrEqual(settings.overlap);
      const kinds = one.segments.map(({ kind }) => kind);
      expect(kinds.lastIndexOf("overlap")).toBeLessThan(kinds.indexOf("source"));
    }
  }, constraints);
});

/** What of a stretch is in none of these segments, white space left out. */
function outside(markdown: string, [start, end]: Span, segments: readonly { readonly span: Span }[]): string {
  let [left, last] = ["", start];
  for (const { span } of segments) {
    if (span[1] <= last || span[0] >= end) continue;
    left += markdown.slice(last, Math.max(last, span[0]));
    last = span[1];
  }
  return (left + markdown.slice(last, Math.max(last, end))).trim();
}

test("chunk V2: overlap is of whole sentences or lines", () => {
  expectLaw(({ result: { chunks, markdown } }) => {
    for (const [index, one] of chunks.entries()) {
      const [first] = overlapOf(one);
      const start = sourcesOf(chunks[index - 1] ?? one)[0]?.span[0];
      if (first === undefined || first[0] === start) continue;
      const ahead = markdown.slice(start, first[0]);
      expect(/^\s*$|[\r\n]\s*$|[.!?。！？][\])"'”’»*_]*\s*$/.test(ahead), JSON.stringify(ahead.slice(-20))).toBe(true);
    }
  }, constraints);
});

test("chunk V2: overlap is never from another section, a table or code", () => {
  expectLaw((chunked) => {
    const { chunks, sections } = chunked.result;
    const apart = placedBlocks(chunked).filter(({ node }) => node.type === "table" || node.type === "code");
    for (const one of chunks) {
      for (const [start, end] of overlapOf(one)) {
        expect(apart.filter(({ span }) => span[0] < end && start < span[1])).toEqual([]);
        expect(sections.find(({ span }) => span[0] <= start && start < span[1])?.id).toBe(one.parentId);
      }
    }
  }, constraints);
});

test("chunk V3: overlap that is asked for within a section but impossible has the flag, and nothing else has", () => {
  expectLaw(({ settings, result }) => {
    for (const [index, one] of result.chunks.entries()) {
      const isSkipped = one.flags?.includes("overlap-skipped") === true;
      const isRepeated = overlapOf(one).length > 0;
      if (settings.overlap === 0 || isRepeated) expect(isSkipped).toBe(false);
      else if (continuesSection(result, index)) expect(isSkipped).toBe(true);
      if (index === 0) expect(isSkipped).toBe(false);
    }
  }, constraints);
});

/** Whether the chunk before ends in the section that this one begins in. */
function continuesSection({ chunks, sections }: ChunkResult, index: number): boolean {
  const [before, one] = [chunks[index - 1], chunks[index]];
  const last = before && sections.find(({ span }) => span[0] < before.span[1] && before.span[1] <= span[1]);
  return last !== undefined && last.id === one?.parentId;
}

const sentences = Array.from({ length: 12 }, (_, index) => `This is sentence ${index} of them.`).join(" ");

test("chunk() repeats the last sentences of the chunk before", () => {
  const chunks = chunk(doc(page(text(sentences))), { maxTokens: 120, overlap: 40, tokenizer: characters });
  for (const [index, one] of chunks.slice(1).entries()) {
    const repeated = one.segments[0];
    expect(repeated?.kind).toBe("overlap");
    expect(repeated?.text.trim()).toMatch(/^This is sentence \d+ of them\.$/);
    expect(chunks[index]?.text.endsWith(repeated?.text.trim() as string)).toBe(true);
  }
});

test.each([
  ["code", code("let a = 1;\n".repeat(20).trim())],
  ["a table", table("a|b", ...Array.from({ length: 20 }, (_, row) => `row ${row}|${row}`))],
  ["one sentence", text("word ".repeat(60).trim())],
])("chunk() says that overlap was skipped after %s", (_, item) => {
  const chunks = chunk(doc(page(item)), { maxTokens: 100, overlap: 10, tokenizer: characters });
  expect(chunks.slice(1).every((one) => one.flags?.includes("overlap-skipped"))).toBe(true);
});

test("chunk() neither hangs nor drops text for the largest overlap", () => {
  const { chunks, markdown } = chunkDocument(doc(page(heading(1, "A"), text(sentences))), {
    maxTokens: 64,
    overlap: 32,
    tokenizer: characters,
  });
  const pieces = chunks.flatMap((one) => sourcesOf(one).map((segment) => segment.text));
  expect(pieces.join(" ").replaceAll(/\s+/g, " ")).toBe(markdown.replaceAll(/\s+/g, " "));
});
