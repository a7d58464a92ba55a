import type { Chunk } from "../types.ts";
import { type Records, recordsOf } from "./batch.ts";
import type { JsonMetadata } from "./metadata.ts";
import { profiles } from "./profile.ts";
import { type FrameworkOptions, frameworkRules, makerOf, type RecordMaker } from "./record.ts";

/** A document of LangChain.js, for `addDocuments` of a vector store. */
export interface LangChainDocument {
  pageContent: string;
  /** With `loc.pageNumber`, the first page, where the store takes objects. */
  metadata: JsonMetadata;
  id: string;
}

/**
 * Chunks as documents of LangChain.js: `pageContent` is the text to embed.
 *
 * LangChain hands the metadata on to its store, so name the store, and its limits hold.
 *
 * @throws {RangeError} when the store does not take your metadata, or two chunks have one id
 * @see https://v03.api.js.langchain.com/classes/_langchain_core.documents.Document.html
 */
export function toLangChain(chunks: readonly Chunk[], options: FrameworkOptions = {}): Records<LangChainDocument> {
  return recordsOf(chunks, langChainMaker(options));
}

export function langChainMaker(options: FrameworkOptions): RecordMaker<LangChainDocument> {
  const { store = "any" } = options;
  return makerOf(options, frameworkRules, { store, reserved: ["loc"], hasContent: true }, ({ chunk, content, metadata }) => {
    const pageNumber = chunk.pages[0]?.number;
    const loc = pageNumber === undefined || !profiles[store].nested ? {} : { loc: { pageNumber } };
    return { pageContent: content, metadata: { ...metadata, ...loc }, id: chunk.id };
  });
}
