import type { Writable } from "../payload/writable.ts";
import type { Finished } from "./finish.ts";
import type { ChunkSettings } from "./options.ts";
import type { Chunk } from "./types.ts";

/** A chunk with its place among the others, but for the next one. */
export interface Ready extends Pick<Chunk, "id" | "index" | "contentHash"> {
  readonly found: Finished;
  readonly split: Chunk["split"] | undefined;
  readonly prevId: string | undefined;
}

/** The chunk, its fields always in the same order. */
export function toChunk(ready: Ready, { tokenizer, detail }: Pick<ChunkSettings, "tokenizer" | "detail">, nextId?: string): Chunk {
  const { found, split, prevId } = ready;
  const { body, flags } = found;
  const isFull = detail === "full";
  // A copy of an array that grew is as long as it has to be, and takes half the memory.
  const chunk: Writable<Chunk> = {
    id: ready.id,
    index: ready.index,
    kind: body.kind,
    text: body.text,
    embedText: found.context + found.embedded,
    tokenCount: found.tokenCount,
    textTokenCount: found.textTokenCount,
    tokenizer: tokenizer.id,
    span: body.span,
    segments: isFull ? body.segments.slice() : none,
    headingPath: body.headingPath,
    pages: body.pages,
    regions: isFull ? body.regions.slice() : none,
    sources: isFull ? body.sources.slice() : none,
    parentId: body.parentId,
    contentHash: ready.contentHash,
  };
  // Set one by one, for copies without undefined fields take far longer, and there is one chunk after the other.
  if (body.headings !== undefined) chunk.headings = body.headings;
  if (split !== undefined) chunk.split = split;
  if (body.table !== undefined) chunk.table = body.table;
  if (body.code !== undefined) chunk.code = body.code;
  if (isFull && body.images !== undefined) chunk.images = body.images;
  if (isFull && body.links !== undefined) chunk.links = body.links;
  if (body.confidence !== undefined) chunk.confidence = body.confidence;
  if (flags.length > 0) chunk.flags = flags;
  if (prevId !== undefined) chunk.prevId = prevId;
  if (nextId !== undefined) chunk.nextId = nextId;
  return chunk;
}

const none: readonly never[] = [];
