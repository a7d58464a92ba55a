import type { Chunk } from "../types.ts";
import { type Batches, inBatches, recordsOf } from "./batch.ts";
import type { JsonMetadata } from "./metadata.ts";
import { makerOf, type RecordMaker, type RecordOptions, recordRules, vectorRules, type WithVectors } from "./record.ts";

/** A point of Qdrant, once it has a vector. */
export interface QdrantPoint {
  id: string;
  vector?: number[];
  /** With the text to read as `text`. */
  payload: JsonMetadata;
}

/**
 * Chunks as points of Qdrant, in batches that one `upsert` takes.
 *
 * @throws {RangeError} when Qdrant does not take your metadata, an id is no UUID, two chunks have one id, or there is not one vector a chunk
 * @see https://qdrant.tech/documentation/concepts/points/
 */
export function toQdrant(chunks: readonly Chunk[], options: RecordOptions & WithVectors): Batches<(QdrantPoint & { vector: number[] })[]>;
export function toQdrant(chunks: readonly Chunk[], options?: RecordOptions & Partial<WithVectors>): Batches<QdrantPoint[]>;
export function toQdrant(chunks: readonly Chunk[], options: RecordOptions & Partial<WithVectors> = {}): Batches<QdrantPoint[]> {
  return inBatches(recordsOf(chunks, qdrantMaker(options), options.vectors), "qdrant");
}

export function qdrantMaker(options: RecordOptions): RecordMaker<QdrantPoint> {
  const target = { store: "qdrant", reserved: [], hasContent: false } as const;
  return makerOf(options, { ...recordRules, ...vectorRules }, target, ({ chunk, metadata, vector }) => ({
    id: chunk.id,
    ...(vector === undefined ? {} : { vector }),
    payload: metadata,
  }));
}
