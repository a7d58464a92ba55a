import type { Chunk } from "../types.ts";
import { type Batches, inBatches, recordsOf } from "./batch.ts";
import { cleanText } from "./clean.ts";
import type { JsonMetadata } from "./metadata.ts";
import { type FrameworkOptions, frameworkRules, makerOf, type RecordMaker, vectorRules, type WithVectors } from "./record.ts";

/** What `upsert` of a vector store of Mastra takes, beside the name of the index. */
export interface MastraUpsert {
  ids: string[];
  vectors?: number[][];
  /** With the text to read as `text`. */
  metadata: JsonMetadata[];
  /** Deletes what the store has of the document, in the same transaction; on the first batch only, for on the next it would delete the first. */
  deleteFilter?: { source_id: string };
}

export interface MastraRecord {
  id: string;
  vector?: number[];
  metadata: JsonMetadata;
}

/**
 * Chunks as what `upsert` of Mastra's vector stores takes, in as many requests as the store needs.
 *
 * With a `documentId` the first replaces all that the store has of the document.
 *
 * @throws {RangeError} when the store does not take your metadata, two chunks have one id, or there is not one vector a chunk
 * @see https://mastra.ai/reference/rag/vector-database
 */
export function toMastra(
  chunks: readonly Chunk[],
  options: FrameworkOptions & WithVectors,
): Batches<MastraUpsert & { vectors: number[][] }>;
export function toMastra(chunks: readonly Chunk[], options?: FrameworkOptions & Partial<WithVectors>): Batches<MastraUpsert>;
export function toMastra(chunks: readonly Chunk[], options: FrameworkOptions & Partial<WithVectors> = {}): Batches<MastraUpsert> {
  const { documentId = "", store = "any" } = options;
  const { batches, ...rest } = inBatches(recordsOf(chunks, mastraMaker(options), options.vectors), store);
  const upserts = batches.map((records, index): MastraUpsert => {
    const vectors = records.flatMap(({ vector }) => (vector === undefined ? [] : [vector]));
    return {
      ids: records.map(({ id }) => id),
      ...(vectors.length === 0 ? {} : { vectors }),
      metadata: records.map((record) => record.metadata),
      ...(index > 0 || documentId === "" ? {} : { deleteFilter: { source_id: cleanText(documentId) } }),
    };
  });
  return { batches: upserts, ...rest };
}

export function mastraMaker(options: FrameworkOptions): RecordMaker<MastraRecord> {
  const { store = "any" } = options;
  return makerOf(
    options,
    { ...frameworkRules, ...vectorRules },
    { store, reserved: [], hasContent: false },
    ({ chunk, metadata, vector }) => ({
      id: chunk.id,
      ...(vector === undefined ? {} : { vector }),
      metadata,
    }),
  );
}
