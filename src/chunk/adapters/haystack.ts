import type { Chunk } from "../types.ts";
import { type Records, recordsOf } from "./batch.ts";
import type { JsonMetadata } from "./metadata.ts";
import { type FrameworkOptions, frameworkRules, makerOf, type RecordMaker, vectorRules, type WithVectors } from "./record.ts";

/** A document of Haystack 2, as `Document.from_dict` reads it. */
export interface HaystackDocument {
  /** The chunk's: the one that Haystack would make depends on the order of keys. */
  id: string;
  content: string;
  meta: JsonMetadata;
  embedding?: number[];
}

/** Its own fields, old ones too: `to_dict` lays the metadata beside them. */
const reserved = ["id", "content", "blob", "meta", "score", "embedding", "sparse_embedding", "content_type", "id_hash_keys", "dataframe"];

/**
 * Chunks as documents of Haystack 2: `content` is the text to embed.
 *
 * @throws {RangeError} when the store does not take your metadata, two chunks have one id, or there is not one vector a chunk
 * @see https://docs.haystack.deepset.ai/reference/data-classes-api
 */
export function toHaystack(chunks: readonly Chunk[], options: FrameworkOptions & Partial<WithVectors> = {}): Records<HaystackDocument> {
  return recordsOf(chunks, haystackMaker(options), options.vectors);
}

export function haystackMaker(options: FrameworkOptions): RecordMaker<HaystackDocument> {
  const { store = "any" } = options;
  return makerOf(
    options,
    { ...frameworkRules, ...vectorRules },
    { store, reserved, hasContent: true },
    ({ chunk, content, metadata, vector }) => ({
      id: chunk.id,
      content,
      meta: metadata,
      ...(vector === undefined ? {} : { embedding: vector }),
    }),
  );
}
