import { assertOptions, type OptionTest } from "../../options.ts";
import type { Chunk } from "../types.ts";
import { assertPairs, type Batches, batched } from "./batch.ts";
import { Cleaner } from "./clean.ts";

export interface AiSdkOptions {
  /** The most texts of one call: the model's `maxEmbeddingsPerCall`. @default 2048, OpenAI's */
  readonly valuesPerCall?: number;
  /** The most tokens of one call, as the chunks count them: `embedMany` does not look at them. @default 300_000, OpenAI's */
  readonly tokensPerCall?: number;
}

const count: OptionTest = { holds: (value) => Number.isSafeInteger(value) && (value as number) > 0, expected: "a whole number from 1" };

/**
 * The texts to embed, one list a call of `embedMany` of the AI SDK.
 *
 * @throws {RangeError} when a chunk alone has more tokens than a call takes
 * @see https://ai-sdk.dev/docs/reference/ai-sdk-core/embed-many
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chunkMarkdown, toAiSdk, zipEmbeddings } from "postparse";
 *
 * const { chunks } = chunkMarkdown("# Pumps\n\nThey move water.");
 * const { batches } = toAiSdk(chunks);
 * const embeddings = batches.flatMap((values) => values.map((value) => [value.length])); // embedMany({ model, values })
 * assert.deepEqual(zipEmbeddings(chunks, embeddings), [[chunks[0], [chunks[0]?.embedText.length]]]);
 * ```
 */
export function toAiSdk(chunks: readonly Chunk[], options: AiSdkOptions = {}): Batches<string[]> {
  assertOptions(options, { valuesPerCall: count, tokensPerCall: count });
  const { valuesPerCall = 2048, tokensPerCall = 300_000 } = options;
  const cleaner = new Cleaner();
  const calls = batched(chunks, valuesPerCall, tokensPerCall, (chunk) => chunk.tokenCount);
  const batches = calls.map((call) => call.map((chunk) => cleaner.text(chunk.embedText)));
  return { batches, dropped: [], sanitized: cleaner.count };
}

/**
 * Each chunk with its embedding.
 *
 * @param embeddings of all calls together, in order
 * @throws {RangeError} unless there is one embedding a chunk
 */
export function zipEmbeddings<Embedding>(
  chunks: readonly Chunk[],
  embeddings: readonly Embedding[],
): [chunk: Chunk, embedding: Embedding][] {
  assertPairs(chunks, embeddings);
  return chunks.map((chunk, index) => [chunk, embeddings[index] as Embedding]);
}
