import type { Chunk } from "../types.ts";
import { type Batches, inBatches, recordsOf } from "./batch.ts";
import { makerOf, type RecordMaker, type RecordOptions, recordRules, vectorRules, type WithVectors } from "./record.ts";

/** A value of a property of Weaviate; a list is not empty and of one type. */
export type WeaviateValue = string | number | boolean | null | string[] | number[] | boolean[] | { [key: string]: WeaviateValue };

/** What `data.insertMany` of a collection of Weaviate takes. */
export interface WeaviateObject {
  id: string;
  /** With the text to read as `text`. */
  properties: Record<string, WeaviateValue>;
  vectors?: number[];
}

/**
 * Chunks as objects of Weaviate, in batches that one `insertMany` takes.
 *
 * @throws {RangeError} when Weaviate does not take your metadata, an id is no UUID, two chunks have one id, or there is not one vector a chunk
 * @see https://docs.weaviate.io/weaviate/config-refs/datatypes
 */
export function toWeaviate(chunks: readonly Chunk[], options: RecordOptions & Partial<WithVectors> = {}): Batches<WeaviateObject[]> {
  return inBatches(recordsOf(chunks, weaviateMaker(options), options.vectors), "weaviate");
}

export function weaviateMaker(options: RecordOptions): RecordMaker<WeaviateObject> {
  const target = { store: "weaviate", reserved: [], hasContent: false } as const;
  return makerOf(options, { ...recordRules, ...vectorRules }, target, ({ chunk, metadata, vector }) => ({
    id: chunk.id,
    // Its profile lets nothing else through.
    properties: metadata as Record<string, WeaviateValue>,
    ...(vector === undefined ? {} : { vectors: vector }),
  }));
}
