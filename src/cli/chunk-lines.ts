import { type ChunkOptions, chunkSettings } from "../chunk/options.ts";
import { pageChunker } from "../chunk/pages.ts";
import type { Chunk, ChunkSummary } from "../chunk/types.ts";
import type { Document } from "../tree/types.ts";
import type { Spool } from "./spool.ts";

/** Writes the chunks of a document that comes in windows, each as `toText` has it. */
export interface ChunkLines {
  readonly add: (window: Document) => Promise<void>;
  readonly end: () => Promise<ChunkSummary>;
}

export function chunkLines(options: ChunkOptions, spool: Spool, toText: (chunk: Chunk) => string = toLine): ChunkLines {
  let lines = "";
  const chunking = pageChunker(chunkSettings(options), (chunk) => {
    lines += toText(chunk);
  });
  const flush = async (): Promise<void> => {
    await spool.write(lines);
    lines = "";
  };
  return {
    add: async (window) => {
      for (const page of window.children) chunking.add(page);
      await flush();
    },
    end: async () => {
      const summary = chunking.end();
      await flush();
      return summary;
    },
  };
}

/** A chunk as a line of JSON, UTF-8 safe: lone surrogates become U+FFFD. */
function toLine(chunk: Chunk): string {
  return `${JSON.stringify({ schemaVersion: 1, ...chunk }, (_, value) => (typeof value === "string" ? value.toWellFormed() : value))}\n`;
}
