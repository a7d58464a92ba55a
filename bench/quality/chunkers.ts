import { chunkDocument } from "../../src/chunk/chunk.ts";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import { approx } from "../../src/chunk/tokens.ts";
import type { Chunk, ChunkResult } from "../../src/chunk/types.ts";
import { o200k } from "../../src/tokenizers/o200k.ts";
import { documentOf } from "../chunk/corpora.ts";
import { type PeerChunk, peers } from "../chunk/peers.ts";
import { locate } from "./locate.ts";
import type { Sample, Span } from "./samples.ts";

/** A chunk as it is judged. */
export interface JudgedChunk extends PeerChunk {
  /** What it takes from the source, piece by piece. */
  readonly pieces: readonly string[];
  /** Where these stand in the source. */
  readonly spans: readonly Span[];
  readonly id?: string;
  readonly pageNumbers?: readonly number[];
  /** As `boxKey` writes them. */
  readonly boxes?: readonly string[];
}

/** Gives what cuts a sample into chunks of so many tokens of o200k; nothing for a sample that it cannot read. */
export type Chunker = (maxTokens: number) => Promise<(sample: Sample) => Promise<readonly JudgedChunk[] | undefined>>;

export function boxKey(pageNumber: number, x: number, y: number, width: number, height: number): string {
  return [pageNumber, x, y, width, height].join(" ");
}

function judged({ chunks, markdown }: ChunkResult, sample: Sample): JudgedChunk[] {
  const sources = chunks.map(({ segments }) => segments.filter(({ kind }) => kind === "source" || kind === "overlap"));
  const pieces = sources.map((segments) => segments.map(({ text }) => text));
  // Its spans count in its own markdown, which may be written otherwise than the sample.
  const found =
    markdown === sample.markdown
      ? sources.map((all) => all.flatMap(({ span }) => (span === undefined ? [] : [span])))
      : locate(sample.markdown, pieces);
  return chunks.map((chunk, index) => ({
    ...{ text: chunk.text, embedText: chunk.embedText, id: chunk.id, pieces: pieces[index] ?? [], spans: found[index] ?? [] },
    ...(sample.payload === undefined ? {} : placesOf(chunk)),
  }));
}

function placesOf({ pages, regions }: Chunk): Pick<JudgedChunk, "pageNumbers" | "boxes"> {
  const boxes = regions.map(({ pageNumber, box }) => boxKey(pageNumber, box.x, box.y, box.width, box.height));
  return { pageNumbers: pages.map(({ number }) => number), boxes: [...new Set(boxes)] };
}

const ours: Readonly<Record<string, Chunker>> = {
  chunkMarkdown: async (maxTokens) => async (sample) =>
    judged(chunkMarkdown(sample.markdown, { maxTokens, tokenizer: o200k, keepUrls: true }), sample),
  "chunkMarkdown, approx": async (maxTokens) => async (sample) =>
    judged(chunkMarkdown(sample.markdown, { maxTokens, tokenizer: approx, keepUrls: true }), sample),
  chunkDocument: async (maxTokens) => async (sample) =>
    sample.payload && judged(chunkDocument(documentOf(sample.payload.wire), { maxTokens, tokenizer: o200k, keepUrls: true }), sample),
};

const others: Readonly<Record<string, Chunker>> = Object.fromEntries(
  Object.entries(peers).map(([name, { loadTexts }]): [string, Chunker] => [
    name,
    async (maxTokens) => {
      const cut = await loadTexts({ unit: "tokens", size: maxTokens });
      return async ({ markdown }) => {
        const chunks = (await cut(markdown)).filter(({ text }) => text.trim() !== "");
        const spans = locate(
          markdown,
          chunks.map(({ text }) => [text]),
        );
        return chunks.map((chunk, index) => ({ ...chunk, pieces: [chunk.text], spans: spans[index] ?? [] }));
      };
    },
  ]),
);

/** Every row of the report. */
export const chunkers: Readonly<Record<string, Chunker>> = { ...others, ...ours };
