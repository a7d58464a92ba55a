import type { Chunk } from "../types.ts";
import { type Batches, inBatches, recordsOf } from "./batch.ts";
import { makerOf, type RecordMaker, type RecordOptions, recordRules, vectorRules, type WithVectors } from "./record.ts";

/** Metadata of Chroma: one level; lists are not empty and of one type. */
export type ChromaMetadata = Record<string, string | number | boolean | string[] | number[] | boolean[]>;

/** What `upsert` of a collection of Chroma takes: lists of one length. Without embeddings the collection makes them of the documents. */
export interface ChromaUpsert {
  ids: string[];
  documents: string[];
  metadatas: ChromaMetadata[];
  embeddings?: number[][];
}

export interface ChromaRecord {
  id: string;
  document: string;
  metadata: ChromaMetadata;
  embedding?: number[];
}

export interface ChromaOptions extends RecordOptions {
  /** `chroma-cloud`: within the quotas of Chroma Cloud; `chroma`: those of a server of your own, which has none. @default "chroma-cloud" */
  readonly store?: "chroma" | "chroma-cloud";
}

const rules = { ...recordRules, ...vectorRules, store: ["chroma", "chroma-cloud"] };

/**
 * Chunks as what `upsert` of a collection of Chroma takes: the documents are the texts to embed.
 *
 * @throws {RangeError} when Chroma does not take your metadata, a text is too large for its cloud, two chunks have one id, or there is not one vector a chunk
 * @see https://docs.trychroma.com/cloud/quotas-limits
 */
export function toChroma(chunks: readonly Chunk[], options: ChromaOptions & Partial<WithVectors> = {}): Batches<ChromaUpsert> {
  const { batches, ...rest } = inBatches(recordsOf(chunks, chromaMaker(options), options.vectors), options.store ?? "chroma-cloud");
  const upserts = batches.map((records): ChromaUpsert => {
    const embeddings = records.flatMap(({ embedding }) => (embedding === undefined ? [] : [embedding]));
    return {
      ids: records.map(({ id }) => id),
      documents: records.map(({ document }) => document),
      metadatas: records.map(({ metadata }) => metadata),
      ...(embeddings.length === 0 ? {} : { embeddings }),
    };
  });
  return { batches: upserts, ...rest };
}

export function chromaMaker(options: ChromaOptions): RecordMaker<ChromaRecord> {
  const { store = "chroma-cloud" } = options;
  return makerOf(options, rules, { store, reserved: [], hasContent: true }, ({ chunk, content, metadata, vector }) => ({
    id: chunk.id,
    document: content,
    // Its profile lets nothing else through.
    metadata: metadata as ChromaMetadata,
    ...(vector === undefined ? {} : { embedding: vector }),
  }));
}
