import type { Chunk } from "../types.ts";
import { type Batches, inBatches, recordsOf } from "./batch.ts";
import type { JsonMetadata } from "./metadata.ts";
import { makerOf, type RecordMaker, type RecordOptions, recordRules, vectorRules, type WithVectors } from "./record.ts";

/** A row of a table `(id uuid, content text, metadata jsonb, embedding vector)`. */
export interface PgvectorRow {
  id: string;
  content: string;
  metadata: JsonMetadata;
  /** As pgvector reads it: `[1,2,3]`. */
  embedding?: string;
}

/**
 * Chunks as rows for pgvector, in batches that one `INSERT` takes: `content` is the text to embed.
 *
 * @throws {RangeError} when your metadata is no JSON, two chunks have one id, or there is not one vector a chunk
 * @see https://www.postgresql.org/docs/current/datatype-json.html — jsonb refuses U+0000 and lone surrogates
 */
export function toPgvector(chunks: readonly Chunk[], options: RecordOptions & Partial<WithVectors> = {}): Batches<PgvectorRow[]> {
  return inBatches(recordsOf(chunks, pgvectorMaker(options), options.vectors), "pgvector");
}

export function pgvectorMaker(options: RecordOptions): RecordMaker<PgvectorRow> {
  const target = { store: "pgvector", reserved: [], hasContent: true } as const;
  return makerOf(options, { ...recordRules, ...vectorRules }, target, ({ chunk, content, metadata, vector }) => ({
    id: chunk.id,
    content,
    metadata,
    ...(vector === undefined ? {} : { embedding: JSON.stringify(vector) }),
  }));
}
