import { ChunkError, type Warning, WarningLog } from "../errors.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import type { LaidBlock, NewBlock } from "./block.ts";
import type { Draft } from "./draft.ts";
import { type Finished, finished } from "./finish.ts";
import { chunkId, hashText } from "./identity.ts";
import type { ChunkSettings } from "./options.ts";
import { packer } from "./pack.ts";
import { rooms } from "./rooms.ts";
import { seamBetween } from "./seam.ts";
import { sectionLog } from "./sections.ts";
import { splitOf } from "./split-of.ts";
import type { Chunk, ChunkPage, ChunkSummary, Excluded, Gap } from "./types.ts";

/** Takes laid out blocks in reading order and gives chunks as they are full. */
export interface Chunker {
  readonly add: (blocks: readonly NewBlock[]) => void;
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
export function chunker(settings: ChunkSettings, emit: (chunk: Chunk) => void): Chunker {
  const { tokenizer, maxTokens, failedPages, detail } = settings;
  const pages = new Map<number, ChunkPage>();
  const around = { settings, rooms: rooms(settings), pages };
  const sections = sectionLog(settings);
  const identify = identifier(settings.documentId);
  const log = new WarningLog();
  const excluded: Excluded[] = [];
  const gaps: Gap[] = [];
  let [count, tokens] = [0, 0];
  let last: Chunk | undefined;
  const chain = (chunk: Chunk): void => {
    if (last !== undefined) emit({ ...last, nextId: chunk.id });
    last = last === undefined ? chunk : { ...chunk, prevId: last.id };
  };
  // Chunks wait until the blocks they hold parts of are over: each says how many parts there are.
  let waiting: Finished[] = [];
  const flush = (): void => {
    const splits = splitOf(waiting);
    for (const [index, found] of waiting.entries()) {
      const { body, embedText, tokenCount, textTokenCount, flags } = found;
      const identity = { ...identify(embedText), tokenizer: tokenizer.id };
      tokens += tokenCount;
      count++;
      chain(
        withDetail(
          { ...identity, ...body, embedText, tokenCount, textTokenCount, ...splits[index], ...(flags.length > 0 ? { flags } : {}) },
          detail,
        ),
      );
    }
    for (const { pieces } of waiting) for (const { block } of pieces) if (block.table !== undefined) tables.add(block);
    excludeHeaders();
    waiting = [];
  };
  const tables = new Set<LaidBlock>();
  const shown = new Set<LaidBlock>();
  /** Headers that stand in no chunk, for the names of the columns stand in their rows. */
  const excludeHeaders = (): void => {
    for (const { pieces } of waiting) for (const piece of pieces) if (piece.span[0] <= piece.block.start) shown.add(piece.block);
    for (const block of tables) {
      const { header } = block.table as NonNullable<LaidBlock["table"]>;
      const span = [block.start + header[0], block.start + header[1]] as const;
      if (!shown.has(block)) excluded.push({ pointer: block.pointer, reason: "header-as-names", span });
    }
    tables.clear();
    shown.clear();
  };
  const packing = packer(settings, around.rooms, (draft: Draft) => {
    for (const found of finished(draft, around)) {
      if (waiting.at(-1)?.pieces.at(-1)?.block !== found.pieces[0]?.block) flush();
      waiting.push(found);
    }
  });
  let open: NewBlock | undefined;
  const pass = (next?: NewBlock): void => {
    if (open === undefined) return;
    const seam = next === undefined || !settings.joinAcrossPages ? undefined : seamBetween(open, next);
    packing.add({ ...open, section: sections.add(open), ...(seam === undefined ? {} : { seam }) });
  };
  return {
    add: (blocks) => {
      for (const block of blocks) {
        pass(block);
        open = block;
      }
    },
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
      pass();
      packing.end();
      flush();
      if (last !== undefined) emit(last);
      const meanFill = count === 0 ? 0 : tokens / count / maxTokens;
      const { id, estimate } = tokenizer;
      const stats = { chunks: count, tokens, meanFill, tokenizer: { id, estimate } };
      return { schemaVersion: 1, sections: sections.list(), excluded, gaps, warnings: log.list(), stats };
    },
  };
}

/** Numbers chunks and gives each its id; equal texts are told by how often they came before. */
function identifier(documentId: string): (embedText: string) => Pick<Chunk, "id" | "index" | "contentHash"> {
  const occurrences = new Map<string, number>();
  let count = 0;
  return (embedText) => {
    const contentHash = hashText(embedText);
    const occurrence = occurrences.get(contentHash) ?? 0;
    occurrences.set(contentHash, occurrence + 1);
    return { id: chunkId(documentId, contentHash, occurrence), index: count++, contentHash };
  };
}

function withDetail(chunk: Chunk, detail: ChunkSettings["detail"]): Chunk {
  if (detail === "full") return chunk;
  const { images, links, ...rest } = chunk;
  return { ...rest, segments: [], regions: [], sources: [] };
}
