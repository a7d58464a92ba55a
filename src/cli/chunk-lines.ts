import type { ChunkSettings } from "../chunk/options.ts";
import { pageChunker } from "../chunk/pages.ts";
import type { Chunk, ChunkSummary } from "../chunk/types.ts";
import type { Document } from "../tree/types.ts";
import type { RecordLines } from "./record-lines.ts";
import type { Spool } from "./spool.ts";

/** Writes the chunks of a document that comes in windows. */
export interface ChunkLines {
  readonly add: (window: Document) => Promise<void>;
  readonly end: () => Promise<ChunkSummary>;
}

/** @param look told each chunk, in order */
export function chunkLines(
  settings: ChunkSettings,
  records: RecordLines,
  spool: Spool,
  look: (chunk: Chunk) => void = () => {},
): ChunkLines {
  let lines = "";
  const chunking = pageChunker(settings, (chunk) => {
    look(chunk);
    lines += records.add(chunk);
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
      lines += records.end();
      await flush();
      return summary;
    },
  };
}
