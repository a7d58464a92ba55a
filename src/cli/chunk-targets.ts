import type { RecordTarget } from "../chunk/adapters/record-maker.ts";

/** Mastra's upsert has no limit it could be cut at, so that it is for code. */
export type ChunkTarget = Exclude<RecordTarget, "mastra"> | "llamaindex-python";

/** What chunks can be written as, line by line. */
export const chunkTargets: readonly ChunkTarget[] = [
  "jsonl",
  "langchain",
  "llamaindex",
  "llamaindex-python",
  "haystack",
  "pinecone",
  "pinecone-text",
  "chroma",
  "qdrant",
  "weaviate",
  "pgvector",
];
