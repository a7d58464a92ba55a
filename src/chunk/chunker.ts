import { present } from "../payload/present.ts";
import type { Document } from "../tree/types.ts";
import { chunkId, hashText } from "./identity.ts";
import { layouter } from "./layout.ts";
import { type Packed, packer } from "./pack.ts";
import type { Piece } from "./pieces.ts";
import { splitOf, toChunk } from "./to-chunk.ts";
import { approx, checkedTokenizer } from "./tokens.ts";
import type { Chunk, ChunkPage, Excluded, Tokenizer } from "./types.ts";

export interface ChunkOptions {
  /** The most tokens `embedText` may count, at least 32. @default 512 */
  readonly maxTokens?: number;
  /** @default approx */
  readonly tokenizer?: Tokenizer | ((text: string) => number);
  /** Part of every id: a stable id of the source file. Never the parse job's, which is another one at each parse. @default "" */
  readonly documentId?: string;
}

const leastTokens = 32;

/** Takes a document in pieces of whole pages, in order, and emits chunks as they are full; `end` says that there are no more. */
export interface Chunker {
  /** Takes the next pages; gives the markdown of their blocks and what is left out of them. */
  readonly add: (window: Document) => { readonly texts: readonly string[]; readonly excluded: readonly Excluded[] };
  readonly end: () => void;
}

/**
 * Chunks pages one by one, with the same chunks as `chunkDocument`, for documents too large to be held whole.
 *
 * What is held is the chunk being filled, the chunks of a block that is cut in several, and a hash of every chunk.
 *
 * @throws {RangeError} as `chunk` does
 */
export function chunker(options: ChunkOptions, emit: (chunk: Chunk) => void): Chunker {
  const { maxTokens = 512, documentId = "" } = options;
  if (!(Number.isInteger(maxTokens) && maxTokens >= leastTokens)) {
    throw new RangeError(`maxTokens is ${maxTokens}, expected a whole number from ${leastTokens}`);
  }
  const tokenizer = checkedTokenizer(options.tokenizer ?? approx);
  const limits = { maxTokens, maxContextTokens: Math.min(64, Math.floor(maxTokens / 4)), minTokens: Math.min(64, maxTokens), tokenizer };
  const pages = new Map<number, ChunkPage>();
  const identify = identifier(documentId);
  let last: Chunk | undefined;
  const chain = (chunk: Chunk): void => {
    if (last !== undefined) emit({ ...last, nextId: chunk.id });
    last = last === undefined ? chunk : { ...chunk, prevId: last.id };
  };
  // Chunks wait until the blocks they hold parts of are over: each says how many parts there are.
  let waiting: Packed[] = [];
  const flush = (): void => {
    const parts = new Map<Piece["block"], number>();
    for (const piece of waiting.flatMap(({ pieces }) => pieces)) parts.set(piece.block, (parts.get(piece.block) ?? 0) + 1);
    const seen = new Map<Piece["block"], number>();
    for (const packed of waiting) {
      const embedText = packed.context.prefix + packed.text;
      chain(toChunk(packed, { ...identify(embedText), embedText, tokenizer: tokenizer.id }, pages, splitOf(packed, parts, seen)));
    }
    waiting = [];
  };
  const packing = packer(limits, (packed) => {
    if (waiting.at(-1)?.pieces.at(-1)?.block !== packed.pieces[0]?.block) flush();
    waiting.push(packed);
  });
  const laying = layouter();
  return {
    add: (window) => {
      // A table names the pages of all its parts, so all are known before its chunks are made.
      for (const { number, printedNumber, width, height } of window.children)
        pages.set(number, present({ number, printedNumber, width, height }));
      const texts: string[] = [];
      const excluded: Excluded[] = [];
      for (const page of window.children) {
        const laid = laying.add(page);
        for (const left of laid.excluded) excluded.push(left);
        for (const block of laid.blocks) {
          texts.push(block.text);
          packing.add(block);
        }
      }
      return { texts, excluded };
    },
    end: () => {
      packing.end();
      flush();
      if (last !== undefined) emit(last);
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
