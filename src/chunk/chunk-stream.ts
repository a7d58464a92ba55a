import type { Page } from "../tree/types.ts";
import { type ChunkOptions, chunkSettings } from "./options.ts";
import { pageChunker } from "./pages.ts";
import type { Chunk, ChunkSummary } from "./types.ts";

/**
 * The chunks of pages that come one by one: the same as `chunkDocument` gives, for documents too large to be held whole.
 *
 * At most one page is pulled beyond what the next chunk needs. What `chunkDocument` says of all chunks is the generator's return value.
 *
 * @param pages normalized and stitched, in ascending order
 * @throws {RangeError} as `chunk` does
 */
export async function* chunkStream(
  pages: AsyncIterable<Page> | Iterable<Page>,
  options: ChunkOptions = {},
): AsyncGenerator<Chunk, ChunkSummary> {
  let ready: Chunk[] = [];
  const chunking = pageChunker(chunkSettings(options), (chunk) => ready.push(chunk));
  for await (const page of pages) {
    chunking.add(page);
    yield* ready;
    ready = [];
  }
  const summary = chunking.end();
  yield* ready;
  return summary;
}
