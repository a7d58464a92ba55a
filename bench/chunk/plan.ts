import type { Corpus } from "./corpora.ts";

/** A table of the report: what is measured on the same text, and which of it is the reference (the first). */
export interface Group {
  readonly title: string;
  readonly corpora: readonly Corpus[];
  readonly works: readonly string[];
}

/** Characters. */
export const sizes: readonly number[] = [10_000, 1_000_000, 20_000_000];

/** Runs in one process, of which the median counts. */
export const runs = 5;

/** The largest size of works that would take minutes at the next. */
export const most: Readonly<Record<string, number>> = {
  "chonkiejs RecursiveChunker, tokens": 1_000_000,
  "LangChain RecursiveCharacterTextSplitter, tokens": 1_000_000,
  "LangChain MarkdownTextSplitter, tokens": 1_000_000,
  "LlamaIndex SentenceSplitter, tokens": 100_000,
  "LlamaIndex MarkdownNodeParser, characters": 1_000_000,
  "chunkdown, characters": 1_000_000,
  "chunkMarkdown, bytes": 1_000_000,
  "chunkDocument, bytes": 1_000_000,
  "chunkStream, bytes": 1_000_000,
};

export const groups: readonly Group[] = [
  {
    title: "Exact tokens of o200k, 512 a chunk",
    corpora: ["generated", "real"],
    works: [
      "countTokens of gpt-tokenizer",
      "chonkiejs RecursiveChunker, tokens",
      "LangChain RecursiveCharacterTextSplitter, tokens",
      "LangChain MarkdownTextSplitter, tokens",
      "Mastra markdown, tokens",
      "LlamaIndex SentenceSplitter, tokens",
      "count of o200k, alone",
      "chunkMarkdown, o200k",
      "chunkDocument, o200k",
      "chunkStream, o200k",
    ],
  },
  {
    title: "No exact count: 2,000 characters, or 512 of approx or bytes, a chunk",
    corpora: ["generated", "real"],
    works: [
      "LangChain MarkdownTextSplitter, characters",
      "LangChain RecursiveCharacterTextSplitter, characters",
      "chonkiejs FastChunker, characters",
      "chonkiejs RecursiveChunker, characters",
      "LlamaIndex MarkdownNodeParser, characters",
      "Mastra markdown, characters",
      "chunkdown, characters",
      "count of approx, alone",
      "chunkMarkdown, approx",
      "chunkDocument, approx",
      "chunkStream, approx",
      "chunkMarkdown, bytes",
      "chunkDocument, bytes",
      "chunkStream, bytes",
    ],
  },
  {
    title: "A stream of pages, read and chunked on the way",
    corpora: ["generated"],
    works: ["chunkStream, pages made on the way"],
  },
];

/** The texts are in `hostile.ts`; of these chunkers, the first is only the counter, for comparison. */
export const growthTitle = "Growth";
export const growthWorks: readonly string[] = ["countTokens of gpt-tokenizer", "chunkMarkdown, o200k", "chunkMarkdown, approx"];

export const sharesTitle = "Where the time goes";
export const sharesSize = 1_000_000;
