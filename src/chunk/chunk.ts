import type { Document } from "../tree/types.ts";
import { type ChunkOptions, chunkSettings } from "./options.ts";
import { pageChunker } from "./pages.ts";
import type { Chunk, ChunkResult } from "./types.ts";

/**
 * The chunks of a document, in reading order: none is over the limit, each knows its headings, pages and boxes.
 *
 * Sections begin chunks, headings stay with what follows them, a table is cut between rows and its header repeated, code between lines
 * inside its fence. Running headers and footers are left out; `chunkDocument` lists what else was.
 *
 * @param document stitched, or tables over several pages stay in pieces
 * @throws {RangeError} when an option is unknown or has a value it cannot have; a ChunkError when a single character is over the limit, the
 *   tokenizer gives no whole number, or a page failed and `failedPages` says to throw
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

/** The chunks, the markdown their spans count in, and what is said of all of them: sections, what was left out, gaps, warnings. */
export function chunkDocument(document: Document, options: ChunkOptions = {}): ChunkResult {
  const chunks: Chunk[] = [];
  let markdown = "";
  let gap = "";
  const chunking = pageChunker(
    chunkSettings(options),
    (chunk) => chunks.push(chunk),
    ({ around, gap: behind }) => {
      markdown += gap + around.text.slice(0, around.text.length - behind.length);
      gap = behind;
    },
  );
  for (const page of document.children) chunking.add(page);
  return { ...chunking.end(), chunks, markdown };
}
