import { chunker } from "./chunker.ts";
import { leftText } from "./layout/offsets.ts";
import { layMarkdown } from "./layout-markdown.ts";
import { type ChunkOptions, chunkSettings } from "./options.ts";
import { sectionLog } from "./sections.ts";
import type { Chunk, ChunkResult } from "./types.ts";

/**
 * The chunks of a plain markdown text, as `chunkDocument` makes them of a document, but without pages, regions and pointers.
 *
 * `markdown` of the result, in which spans count, is the text itself; without the queries of its links unless `keepUrls` is set. Images stay as
 * they are written.
 *
 * @throws {RangeError} as `chunk` does
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chunkMarkdown } from "postparse";
 *
 * const { chunks, markdown } = chunkMarkdown("# Pumps\n\nOil them.\n\n# Valves\n\nDo not.", { minTokens: 0 });
 * assert.deepEqual(chunks.map(({ text }) => text), ["# Pumps\n\nOil them.", "# Valves\n\nDo not."]);
 * assert.equal(markdown.slice(...(chunks[1]?.span ?? [])), chunks[1]?.text);
 * ```
 */
export function chunkMarkdown(markdown: string, options: ChunkOptions = {}): ChunkResult {
  const settings = chunkSettings(options);
  const { text } = leftText(markdown, settings.keepUrls);
  const chunks: Chunk[] = [];
  const sections = sectionLog(settings);
  const chunking = chunker(settings, sections, (chunk) => chunks.push(chunk));
  chunking.add(layMarkdown(text, sections));
  return { ...chunking.end(), chunks, markdown: text };
}
