import { type ChunkOptions, chunker } from "../chunk/chunker.ts";
import type { Chunk } from "../chunk/types.ts";
import type { Document } from "../tree/types.ts";
import type { ChunkReport } from "./report.ts";
import type { Spool } from "./spool.ts";

/** Writes the chunks of a document that comes in windows, one JSON object a line, and counts them. */
export interface ChunkLines {
  readonly add: (window: Document) => Promise<void>;
  readonly end: () => Promise<Pick<ChunkReport, "count" | "tokens" | "excluded" | "gaps">>;
}

export function chunkLines(options: ChunkOptions, spool: Spool): ChunkLines {
  let count = 0;
  let tokens = 0;
  let lines = "";
  const excluded: ChunkReport["excluded"][number][] = [];
  const gaps: ChunkReport["gaps"][number][] = [];
  const running = chunker(options, (chunk) => {
    count++;
    tokens += chunk.tokenCount;
    lines += toLine(chunk);
  });
  const flush = async (): Promise<void> => {
    await spool.write(lines);
    lines = "";
  };
  return {
    add: async (window) => {
      for (const left of running.add(window).excluded) excluded.push(left);
      for (const { number, error } of window.children) if (error !== undefined) gaps.push({ pageNumber: number, error });
      await flush();
    },
    end: async () => {
      running.end();
      await flush();
      return { count, tokens, excluded, gaps };
    },
  };
}

/** A chunk as a line of JSON, UTF-8 safe: lone surrogates become U+FFFD. */
function toLine(chunk: Chunk): string {
  return `${JSON.stringify({ schemaVersion: 1, ...chunk }, (_, value) => (typeof value === "string" ? value.toWellFormed() : value))}\n`;
}
