import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { chunkStream } from "../../src/chunk/chunk-stream.ts";
import type { Chunk, ChunkSummary } from "../../src/chunk/types.ts";
import type { Document, Page } from "../../src/tree/types.ts";
import { doc, heading, page, text } from "../build.ts";
import { characters, documentOf, expectLaw, resultsOf, runs } from "./documents.ts";
import { anyItems } from "./items.ts";

/** All that a stream yields, and what it returns. */
async function drained(stream: AsyncGenerator<Chunk, ChunkSummary>): Promise<{ readonly chunks: Chunk[]; readonly summary: ChunkSummary }> {
  const chunks: Chunk[] = [];
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) return { chunks, summary: next.value };
    chunks.push(next.value);
  }
}

async function* later(pages: readonly Page[]): AsyncGenerator<Page> {
  for (const one of pages) yield await Promise.resolve(one);
}

test("chunk O3: the stream yields exactly the chunks of the document, and returns what is said of them together", async () => {
  const cases: (() => Promise<void>)[] = [];
  expectLaw(({ document, options, result }) => {
    cases.push(async () => {
      const { chunks: whole, markdown: _, warnings, ...rest } = result;
      for (const pages of [document.children, later(document.children)]) {
        const { chunks, summary } = await drained(chunkStream(pages, options));
        expect(chunks).toEqual(whole);
        const { warnings: streamed, ...others } = summary;
        expect(others).toEqual(rest);
        // The stream sees no document, so it cannot repeat the warnings of the stages before.
        expect(warnings.filter((warning) => !document.warnings.includes(warning))).toEqual(streamed);
      }
    });
  });
  for (const check of cases) await check();
});

test("chunk O3: the stream pulls at most one page more than the next chunk needs", async () => {
  const inputs = [resultsOf(anyItems), fc.constantFrom(32, 64, 128), fc.constantFrom("heading", "page", "none")] as const;
  const property = fc.asyncProperty(...inputs, async (wire, maxTokens, splitAt) => {
    const document = documentOf(wire);
    const options = { maxTokens, splitAt, furniture: "keep" } as const;
    const { chunks } = chunkDocument(document, options);
    const places = new Map(document.children.map(({ number }, index) => [number, index]));
    // A chunk names the next one, and the last two of a section are evened out: so it is there once the one after the next is over.
    // Each part of a block says how many there are, so it needs the last of them.
    const needed = (index: number): number => {
      const pointer = chunks[index]?.split?.pointer;
      const last = pointer === undefined ? index : chunks.findLastIndex((one) => one.split?.pointer === pointer);
      // Headings and announcements wait for what follows them.
      const after = chunks
        .slice(last + 3)
        .find(({ kind, text }) => kind !== "heading" && !text.endsWith(":"))
        ?.pages.at(-1)?.number;
      return after === undefined ? document.children.length : lastPart(document, (places.get(after) as number) + 1);
    };
    let pulled = 0;
    const pages = function* () {
      for (const one of document.children) {
        pulled++;
        yield one;
      }
    };
    const stream = chunkStream(pages(), options);
    expect(pulled).toBe(0);
    for (const index of chunks.keys()) {
      const next = await stream.next();
      expect(next.value).toEqual(chunks[index]);
      expect(pulled).toBeLessThanOrEqual(needed(index) + 1);
    }
  });
  await fc.assert(property, { numRuns: runs });
});

/** How many pages from the first the tables on so many of them stand on: the lines of a stitched table are those of all its parts. */
function lastPart({ children }: Document, count: number): number {
  const tables = children.slice(0, count).flatMap((one) => one.children.filter((node) => node.type === "table"));
  const last = Math.max(0, ...tables.flatMap(({ parts }) => parts.map(({ pageNumber }) => pageNumber)));
  return Math.max(count, children.filter(({ number }) => number <= last).length);
}

const { children: manyPages } = doc(
  ...Array.from({ length: 50 }, (_, index) => page(heading(1, `Chapter ${index}`), text("word ".repeat(60)))),
);

test("chunk O3: chunks come before the pages are over, and leaving early closes the source", async () => {
  const seen: number[] = [];
  let isClosed = false;
  const pages = function* () {
    try {
      for (const one of manyPages) {
        seen.push(one.number);
        yield one;
      }
    } finally {
      isClosed = true;
    }
  };
  for await (const one of chunkStream(pages(), { maxTokens: 400, tokenizer: characters })) {
    expect(one.pages[0]?.number).toBe(1);
    break;
  }
  expect(seen.length).toBeLessThanOrEqual(3);
  expect(isClosed).toBe(true);
});

test("chunkStream() throws what its source throws, and for options that are none", async () => {
  const broken = async function* (): AsyncGenerator<Page> {
    yield* manyPages.slice(0, 1);
    throw new Error("connection lost");
  };
  await expect(drained(chunkStream(broken(), {}))).rejects.toThrow("connection lost");
  await expect(async () => drained(chunkStream([], { maxTokens: 5 }))).rejects.toThrow(RangeError);
});

test("chunkStream() of no pages yields nothing", async () => {
  const { chunks, summary } = await drained(chunkStream([]));
  expect(chunks).toEqual([]);
  expect(summary).toMatchObject({ schemaVersion: 1, excluded: [], gaps: [], stats: { chunks: 0, tokens: 0 } });
});
