import { shownOption } from "../../options.ts";
import { type ChromaOptions, type ChromaRecord, chromaMaker } from "./chroma.ts";
import { type HaystackDocument, haystackMaker } from "./haystack.ts";
import { jsonlMaker } from "./jsonl.ts";
import { type LangChainDocument, langChainMaker } from "./lang-chain.ts";
import { type LlamaIndexNode, type LlamaIndexOptions, type LlamaIndexPythonNode, llamaIndexMaker } from "./llama-index.ts";
import { type MastraRecord, mastraMaker } from "./mastra.ts";
import { type PgvectorRow, pgvectorMaker } from "./pgvector.ts";
import {
  type PineconeOptions,
  type PineconeRecord,
  type PineconeTextOptions,
  type PineconeTextRecord,
  pineconeMaker,
  pineconeTextMaker,
} from "./pinecone.ts";
import { type QdrantPoint, qdrantMaker } from "./qdrant.ts";
import type { FrameworkOptions, RecordMaker, RecordOptions } from "./record.ts";
import { type WeaviateObject, weaviateMaker } from "./weaviate.ts";

/** What records are made for: their options and their shape. */
export interface RecordTargets {
  readonly chroma: readonly [ChromaOptions, ChromaRecord];
  readonly haystack: readonly [FrameworkOptions, HaystackDocument];
  readonly jsonl: readonly [RecordOptions, string];
  readonly langchain: readonly [FrameworkOptions, LangChainDocument];
  readonly llamaindex: readonly [LlamaIndexOptions, LlamaIndexNode | LlamaIndexPythonNode];
  readonly mastra: readonly [FrameworkOptions, MastraRecord];
  readonly pgvector: readonly [RecordOptions, PgvectorRow];
  readonly pinecone: readonly [PineconeOptions, PineconeRecord];
  readonly "pinecone-text": readonly [PineconeTextOptions, PineconeTextRecord];
  readonly qdrant: readonly [RecordOptions, QdrantPoint];
  readonly weaviate: readonly [RecordOptions, WeaviateObject];
}

export type RecordTarget = keyof RecordTargets;

const makers: { readonly [Target in RecordTarget]: (options: RecordTargets[Target][0]) => RecordMaker<RecordTargets[Target][1]> } = {
  chroma: chromaMaker,
  haystack: haystackMaker,
  jsonl: jsonlMaker,
  langchain: langChainMaker,
  llamaindex: llamaIndexMaker,
  mastra: mastraMaker,
  pgvector: pgvectorMaker,
  pinecone: pineconeMaker,
  "pinecone-text": pineconeTextMaker,
  qdrant: qdrantMaker,
  weaviate: weaviateMaker,
};

/** All targets, in the order of the alphabet. */
export const recordTargets: readonly RecordTarget[] = Object.keys(makers) as RecordTarget[];

/**
 * Makes the records of a target one by one, for chunks that come in a stream. The same as `toChroma`, `toHaystack` … write; ids are not compared.
 *
 * @throws {RangeError} when the target or an option is unknown, and when the target does not take your metadata
 */
export function recordMaker<Target extends RecordTarget>(
  target: Target,
  options: RecordTargets[Target][0] = {},
): RecordMaker<RecordTargets[Target][1]> {
  if (Object.hasOwn(makers, target)) return makers[target](options);
  throw new RangeError(`target is ${shownOption(target)}, expected one of ${recordTargets.join(", ")}`);
}
