import type { Chunk } from "../types.ts";

const order: Readonly<Record<keyof Chunk, true>> = {
  id: true,
  index: true,
  kind: true,
  text: true,
  embedText: true,
  tokenCount: true,
  textTokenCount: true,
  tokenizer: true,
  span: true,
  segments: true,
  headingPath: true,
  headings: true,
  pages: true,
  regions: true,
  sources: true,
  split: true,
  table: true,
  code: true,
  images: true,
  links: true,
  confidence: true,
  flags: true,
  prevId: true,
  nextId: true,
  parentId: true,
  contentHash: true,
};

/** The keys of a chunk in the order of its type. */
export const chunkKeys: readonly (keyof Chunk)[] = Object.keys(order) as (keyof Chunk)[];
