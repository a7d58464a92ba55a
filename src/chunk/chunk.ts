import type { Document } from "../tree/types.ts";
import { type ChunkOptions, chunker } from "./chunker.ts";
import { blockGap } from "./layout.ts";
import type { Chunk, ChunkResult } from "./types.ts";

/**
 * The chunks of a document, in reading order: none is over the limit, each knows its headings, pages and boxes.
 *
 * Sections begin chunks, headings stay with what follows them, a table is cut between rows and its header repeated, code between lines
 * inside its fence. Running headers and footers are left out; `chunkDocument` lists what else was.
 *
 * @param document stitched, or tables over several pages stay in pieces
 * @throws {RangeError} when `maxTokens` is below 32, a single character is over it, or the tokenizer gives no whole number
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chunk, normalize, readParseResult } from "postparse";
 *
 * const markdown = "# Pumps\n\n## Care\n\nOil it once a year.";
 * const result = readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown: { pages: [{ page_number: 3, markdown }] } });
 * const [first] = chunk(normalize(result), { maxTokens: 64 });
 * assert.deepEqual(first?.headingPath.map((heading) => heading.text), ["Pumps", "Care"]);
 * assert.equal(first?.pages[0]?.number, 3);
 * ```
 */
export function chunk(document: Document, options: ChunkOptions = {}): readonly Chunk[] {
  return chunkDocument(document, options).chunks;
}

/** The chunks, the markdown their spans count in, and what was left out. */
export function chunkDocument(document: Document, options: ChunkOptions = {}): ChunkResult {
  const chunks: Chunk[] = [];
  const running = chunker(options, (chunk) => chunks.push(chunk));
  const { texts, excluded } = running.add(document);
  running.end();
  const gaps = document.children.flatMap(({ number, error }) => (error === undefined ? [] : [{ pageNumber: number, error }]));
  return { chunks, markdown: texts.join(blockGap), excluded, gaps };
}
