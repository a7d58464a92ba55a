import { chunkDocument } from "../../src/chunk/chunk.ts";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import { chunkStream } from "../../src/chunk/chunk-stream.ts";
import { approx, bytes } from "../../src/chunk/tokens.ts";
import type { Tokenizer } from "../../src/chunk/types.ts";
import { o200k } from "../../src/tokenizers/o200k.ts";
import type { Page } from "../../src/tree/types.ts";
import { type Corpus, corpusDocument, corpusText, documentOf, seed } from "./corpora.ts";
import { manual } from "./manual.ts";
import { manualPayload } from "./manual-payload.ts";

export const tokenizers: Readonly<Record<string, Tokenizer>> = { o200k, approx, bytes };

/** Holds its input and gives what is measured. */
export type Work = (corpus: Corpus, length: number) => Promise<() => unknown>;

const maxTokens = 512;

/** Gives pages as they are read, a few at a time; nothing holds on to them. */
function* pagesOnTheWay(length: number): Generator<Page> {
  let firstPage = 1;
  for (let made = 0; made < length; made += 50_000) {
    const { children } = documentOf(manualPayload(manual(seed + made, Math.min(50_000, length)), firstPage).wire);
    yield* children;
    firstPage += children.length;
  }
}

async function drained(chunks: ReturnType<typeof chunkStream>): Promise<number> {
  let count = 0;
  for await (const _ of chunks) count++;
  return count;
}

function worksOf(name: string, tokenizer: Tokenizer): Readonly<Record<string, Work>> {
  const options = { maxTokens, tokenizer };
  return {
    [`chunkMarkdown, ${name}`]: async (corpus, length) => {
      const text = corpusText(corpus, length);
      return () => chunkMarkdown(text, options);
    },
    [`chunkDocument, ${name}`]: async (corpus, length) => {
      const document = corpusDocument(corpus, length);
      return () => chunkDocument(document, options);
    },
    [`chunkStream, ${name}`]: async (corpus, length) => {
      const document = corpusDocument(corpus, length);
      return () => drained(chunkStream(document.children, options));
    },
  };
}

export const ourWorks: Readonly<Record<string, Work>> = {
  ...worksOf("o200k", o200k),
  ...worksOf("approx", approx),
  ...worksOf("bytes", bytes),
  "chunkStream, pages made on the way": async (_, length) => () => drained(chunkStream(pagesOnTheWay(length), { maxTokens })),
};
