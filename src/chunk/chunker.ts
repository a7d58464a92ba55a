import { ChunkError, type Warning, WarningLog } from "../errors.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import type { LaidBlock } from "./block.ts";
import type { Draft } from "./draft.ts";
import { type Finished, finished } from "./finish.ts";
import { chunkId, hashText } from "./identity.ts";
import type { ChunkSettings } from "./options.ts";
import { packer } from "./pack.ts";
import { rooms } from "./rooms.ts";
import type { SectionLog } from "./sections.ts";
import { splitOf } from "./split-of.ts";
import { type Ready, toChunk } from "./to-chunk.ts";
import type { Chunk, ChunkPage, ChunkSummary, Excluded, Gap } from "./types.ts";

/** Takes laid out blocks in reading order and gives chunks as they are full. */
export interface Chunker {
  readonly add: (blocks: Iterable<LaidBlock>) => void;
  /** Instead of the blocks of a page that has none. */
  readonly skipPage: () => void;
  readonly exclude: (excluded: readonly Excluded[]) => void;
  /** The pages chunks may name; to be told before their blocks. */
  readonly addPage: (page: ChunkPage) => void;
  readonly addGap: (gap: Gap, warning?: Warning) => void;
  readonly warn: (warning: Warning) => void;
  readonly end: () => ChunkSummary;
}

/**
 * What is held is the chunk being filled, the chunks of a block that is cut in several, and a hash of every chunk.
 *
 * @throws {ChunkError} when the tokenizer counts nonsense, or a character alone is over the limit
 */
export function chunker(settings: ChunkSettings, sections: SectionLog, emit: (chunk: Chunk) => void): Chunker {
  const { tokenizer, maxTokens, failedPages } = settings;
  const pages = new Map<number, ChunkPage>();
  const around = { settings, rooms: rooms(settings), pages };
  const idOf = identifier(settings.documentId);
  const log = new WarningLog();
  const excluded: Excluded[] = [];
  const gaps: Gap[] = [];
  let [count, tokens] = [0, 0];
  /** It lacks nothing but the id of the next one. */
  let last: Ready | undefined;
  let lastId: string | undefined;
  /** Chunks wait until the blocks they hold parts of are over: each says how many parts there are. */
  let waiting: Ready[] = [];
  const flush = (): void => {
    const splits = waiting.length > 1 ? splitOf(waiting.map(({ found }) => found)) : none;
    for (const [index, ready] of waiting.entries()) {
      const next = waiting[index + 1];
      const split = splits[index];
      const done = split === undefined ? ready : { ...ready, split };
      if (next === undefined) last = done;
      else emit(toChunk(done, settings, next.id));
    }
    excludeHeaders(waiting);
    waiting = [];
  };
  const arrive = (found: Finished): void => {
    const contentHash = hashText(found.context, found.embedded);
    const id = idOf(contentHash);
    tokens += found.tokenCount;
    if (last !== undefined) emit(toChunk(last, settings, id));
    last = undefined;
    waiting.push({ id, index: count++, contentHash, found, split: undefined, prevId: lastId });
    lastId = id;
    if (found.pieces.at(-1)?.goesOn !== true) flush();
  };
  /** Headers that stand in no chunk, for the names of the columns stand in their rows. */
  const excludeHeaders = (chunks: readonly Ready[]): void => {
    let first: LaidBlock | undefined;
    for (const { found } of chunks) {
      for (const { block, span } of found.pieces) {
        if (block.table === undefined || block === first) continue;
        first = block;
        const [start, end] = block.table.header;
        if (span[0] > block.start)
          excluded.push({ pointer: block.pointer, reason: "header-as-names", span: [block.start + start, block.start + end] });
      }
    }
  };
  const packing = packer(settings, around.rooms, (draft: Draft) => {
    for (const found of finished(draft, around)) arrive(found);
  });
  return {
    add: (blocks) => {
      for (const block of blocks) packing.add(block);
    },
    skipPage: packing.skipPage,
    exclude: (left) => {
      for (const one of left) excluded.push(one);
    },
    addPage: (page) => {
      pages.set(page.number, page);
    },
    addGap: (gap, warning) => {
      gaps.push(gap);
      if (warning === undefined) return;
      if (failedPages === "throw")
        throw new ChunkError("page-failed", `Cannot chunk page ${gap.pageNumber}: ${withoutLinkQueries(gap.error ?? "")}`);
      log.add(warning.code, warning.message, warning.pointer);
    },
    warn: ({ code, message, pointer }) => log.add(code, message, pointer),
    end: () => {
      packing.end();
      flush();
      if (last !== undefined) emit(toChunk(last, settings));
      const meanFill = count === 0 ? 0 : tokens / count / maxTokens;
      const { id, estimate } = tokenizer;
      const stats = { chunks: count, tokens, meanFill, tokenizer: { id, estimate } };
      return { schemaVersion: 1, sections: sections.list(), excluded, gaps, warnings: log.list(), stats };
    },
  };
}

const none: readonly never[] = [];

/** Gives each chunk its id by the hash of its text; equal ones are told by how often they came before. */
function identifier(documentId: string): (contentHash: string) => string {
  const occurrences = new Map<string, number>();
  return (contentHash) => {
    const occurrence = occurrences.get(contentHash) ?? 0;
    occurrences.set(contentHash, occurrence + 1);
    return chunkId(documentId, contentHash, occurrence);
  };
}
