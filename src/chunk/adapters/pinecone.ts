import { assertOptions, type OptionTest } from "../../options.ts";
import type { Chunk } from "../types.ts";
import { type Batches, inBatches, recordsOf } from "./batch.ts";
import { makerOf, type RecordMaker, type RecordOptions, recordRules, vectorRules, type WithVectors } from "./record.ts";

/** Metadata of Pinecone: one level, no null; numbers in lists are strings. */
export type PineconeMetadata = Record<string, string | number | boolean | string[]>;

/** What `upsert` of an index of Pinecone takes, once it has values. */
export interface PineconeRecord {
  id: string;
  values?: number[];
  /** With the text to read as `text`. */
  metadata: PineconeMetadata;
}

export interface PineconeOptions extends RecordOptions {
  /** Cloudflare Vectorize takes the same records, with less metadata. @default "pinecone" */
  readonly store?: "pinecone" | "vectorize";
}

export interface PineconeTextOptions extends RecordOptions {
  /** The field that the index embeds: what its `fieldMap` says. @default "chunk_text" */
  readonly textField?: string;
}

/** What `upsertRecords` of an index with integrated embedding takes: the text to embed in the field of the index, the metadata beside it. */
export type PineconeTextRecord = PineconeMetadata & { id: string };

const rules = { ...recordRules, ...vectorRules, store: ["pinecone", "vectorize"] };
const field: OptionTest = {
  holds: (value) => typeof value === "string" && /^[_a-z]\w{0,59}$/i.test(value),
  expected: "a name of up to 60 letters, digits and _",
};

/**
 * Chunks as records of Pinecone, in batches that one `upsert` takes.
 *
 * A text that would not fit into the metadata is left out and listed, like all that does not fit.
 *
 * @throws {RangeError} when Pinecone does not take your metadata, two chunks have one id, or there is not one vector a chunk
 * @see https://docs.pinecone.io/reference/api/database-limits/operation-limits
 */
export function toPinecone(chunks: readonly Chunk[], options: PineconeOptions & Partial<WithVectors> = {}): Batches<PineconeRecord[]> {
  return inBatches(recordsOf(chunks, pineconeMaker(options), options.vectors), options.store ?? "pinecone");
}

/**
 * Chunks as records of an index of Pinecone that embeds by itself, in batches that one `upsertRecords` takes.
 *
 * @throws {RangeError} when Pinecone does not take your metadata, two chunks have one id, or a text is too large
 */
export function toPineconeText(chunks: readonly Chunk[], options: PineconeTextOptions = {}): Batches<PineconeTextRecord[]> {
  return inBatches(recordsOf(chunks, pineconeTextMaker(options)), "pinecone-text");
}

export function pineconeMaker(options: PineconeOptions): RecordMaker<PineconeRecord> {
  const { store = "pinecone" } = options;
  return makerOf(options, rules, { store, reserved: [], hasContent: false }, ({ chunk, metadata, vector }) => ({
    id: chunk.id,
    ...(vector === undefined ? {} : { values: vector }),
    // Its profile lets nothing else through.
    metadata: metadata as PineconeMetadata,
  }));
}

export function pineconeTextMaker(options: PineconeTextOptions): RecordMaker<PineconeTextRecord> {
  const textRules = { ...recordRules, textField: field };
  assertOptions(options, textRules);
  const { textField = "chunk_text" } = options;
  const target = { store: "pinecone-text", reserved: ["id", "_id", textField], hasContent: true } as const;
  return makerOf(options, textRules, target, ({ chunk, content, metadata }) => ({
    id: chunk.id,
    [textField]: content,
    ...(metadata as PineconeMetadata),
  }));
}
