import { present } from "../payload/present.ts";
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
  const { id, index, contentHash, found, split, prevId } = ready;
  const { body, embedText, tokenCount, textTokenCount, flags } = found;
  const isFull = detail === "full";
  const { headings, table, code, images, links, confidence } = body;
  const shown = isFull ? { images, links } : {};
  return {
    id,
    index,
    kind: body.kind,
    text: body.text,
    embedText,
    tokenCount,
    textTokenCount,
    tokenizer: tokenizer.id,
    span: body.span,
    segments: isFull ? body.segments : none,
    headingPath: body.headingPath,
    pages: body.pages,
    regions: isFull ? body.regions : none,
    sources: isFull ? body.sources : none,
    parentId: body.parentId,
    contentHash,
    ...present({ headings, split, table, code, ...shown, confidence, flags: flags.length > 0 ? flags : undefined, prevId, nextId }),
  };
}

const none: readonly never[] = [];
