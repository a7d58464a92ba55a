import { type Context, commonPath, contextOf, noContext } from "./context.ts";
import { beginsSection, continues, groupPieces, sumTokens } from "./groups.ts";
import { blockGap, type LaidBlock } from "./layout.ts";
import { cutPiece, type Piece, splitBlock, wholePiece } from "./pieces.ts";
import type { ChunkHeading, Tokenizer } from "./types.ts";

/** What goes into one chunk. */
export interface Packed {
  readonly pieces: readonly Piece[];
  readonly headingPath: readonly ChunkHeading[];
  readonly context: Context;
  readonly text: string;
  readonly tokenCount: number;
  readonly textTokenCount: number;
}

export interface PackLimits {
  readonly maxTokens: number;
  readonly maxContextTokens: number;
  /** A section smaller than this joins the chunk before it. */
  readonly minTokens: number;
  readonly tokenizer: Tokenizer;
}

/** Takes blocks in reading order; `end` says that there are no more. */
export interface Packer {
  readonly add: (block: LaidBlock) => void;
  readonly end: () => void;
}

/**
 * Packs blocks into chunks in reading order, section by section, and emits each as it is full; no chunk is over the limit.
 *
 * Headings stay with what follows them, and so does a paragraph that ends in a colon. What is held back is one chunk and, at the beginning
 * of a section, as much of it as tells whether it is small.
 */
export function packer(limits: PackLimits, emit: (packed: Packed) => void): Packer {
  const { maxTokens, minTokens, tokenizer } = limits;
  const gap = tokenizer.count(blockGap);
  const roomOf = roomFinder(limits);
  let open: Piece[] = [];
  let room = 0;
  const close = (): void => {
    if (open.length > 0) for (const chunk of closed(open, limits)) emit(chunk);
    open = [];
  };
  const push = (piece: Piece): void => {
    if (open.length > 0 && (piece.tokens > room || open.at(-1)?.block === piece.block)) close();
    if (open.length === 0) room = roomOf(piece.block);
    open.push(piece);
    room -= piece.tokens;
  };
  const pushFitting = (piece: Piece, firstRoom: number): void => {
    const limit = roomOf(piece.block) - gap;
    const firstLimit = Math.min(firstRoom - gap, limit);
    const pieces = piece.tokens <= firstLimit ? [piece] : splitBlock(piece.block, { limit, firstLimit, most: maxTokens }, tokenizer);
    for (const part of pieces) push(part);
  };
  const place = (group: readonly Piece[]): void => {
    const tokens = sumTokens(group);
    if (open.length > 0 && tokens > room) close();
    if (open.length === 0) room = roomOf((group[0] as Piece).block);
    const leads = group.slice(0, -1);
    const last = group.at(-1) as Piece;
    if (tokens <= room) for (const piece of group) push(piece);
    else if (tokens - last.tokens <= room / 2) {
      for (const lead of leads) push(lead);
      pushFitting(last, room);
    } else {
      // Of headings too large to stand over a first part, the nearest ones still do.
      const near = nearest(leads, roomOf(last.block) / 2);
      for (const lead of near > 0 ? leads.slice(0, near) : leads) pushFitting(lead, Infinity);
      close();
      place(near > 0 ? group.slice(near) : [last]);
    }
  };
  const groups = groupPieces(roomOf, place);
  let previous: LaidBlock | undefined;
  // The beginning of a section, until it is known whether the section is small.
  let section: Piece[] = [];
  let total = 0;
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
    const [first] = section;
    if (first === undefined) return;
    const isSmall = total < minTokens && total <= room && open.length > 0;
    if (!(isSmall && continues((open[0] as Piece).block, first.block))) close();
    for (const piece of section) groups.add(piece);
    section = [];
    total = 0;
  };
  const endSection = (): void => {
    settle();
    groups.end();
    isSettled = false;
  };
  return {
    add: (block) => {
      if (beginsSection(block, previous)) endSection();
      previous = block;
      const piece = wholePiece(block, tokenizer);
      if (isSettled) groups.add(piece);
      else {
        section.push(piece);
        total += piece.tokens;
        if (total >= minTokens) settle();
      }
    },
    end: () => {
      endSection();
      close();
    },
  };
}

/** Tokens left for text below the headings that are open before a block, or below fewer of them; counted once for each path. */
function roomFinder({ maxTokens, maxContextTokens, tokenizer }: PackLimits): (block: LaidBlock) => number {
  const known = new WeakMap<readonly ChunkHeading[], number>();
  const roomOf = (path: readonly ChunkHeading[]): number => {
    // A path cut to fit may count less than its own beginning does.
    const contexts = path.map((_, index) => contextOf(path.slice(0, index + 1), maxContextTokens, tokenizer).prefix);
    return contexts.reduce((room, prefix) => (prefix === "" ? room : Math.min(room, maxTokens - tokenizer.count(prefix))), maxTokens);
  };
  return ({ path }) => {
    const room = known.get(path) ?? roomOf(path);
    known.set(path, room);
    return room;
  };
}

/** The index from which on the leads count at most `limit` tokens together. */
function nearest(leads: readonly Piece[], limit: number): number {
  let from = leads.length;
  for (let tokens = 0; from > 0; from--) {
    tokens += (leads[from - 1] as Piece).tokens;
    if (tokens > limit) break;
  }
  return from;
}

/** The pieces as one chunk, or as several where the tokenizer does not add up and they are over the limit together. */
function closed(pieces: readonly Piece[], limits: PackLimits): Packed[] {
  const { maxTokens, maxContextTokens, tokenizer } = limits;
  const bodies = pieces.filter((piece) => piece.block.heading === undefined);
  const headingPath = bodies.length > 0 ? commonPath(bodies.map((piece) => piece.block.path)) : ownPath(pieces.at(-1) as Piece);
  const inText = new Set(pieces.map((piece) => piece.block.heading));
  const outside = headingPath.filter((heading) => !inText.has(heading));
  const text = pieces.map((piece) => piece.text).join(blockGap);
  const textTokenCount = tokenizer.count(text);
  const withContext = (context: Context): Packed => {
    const tokenCount = context.prefix === "" ? textTokenCount : tokenizer.count(context.prefix + text);
    return { pieces, headingPath, context, text, tokenCount, textTokenCount };
  };
  const packed = withContext(contextOf(outside, maxContextTokens, tokenizer));
  if (packed.tokenCount <= maxTokens && textTokenCount <= maxTokens) return [packed];
  if (pieces.length > 1) {
    const middle = middleOf(pieces);
    return [...closed(pieces.slice(0, middle), limits), ...closed(pieces.slice(middle), limits)];
  }
  if (textTokenCount <= maxTokens) return [withContext({ ...noContext, isShortened: true })];
  return cutPiece(pieces[0] as Piece, maxTokens, tokenizer).flatMap((piece) => closed([piece], limits));
}

/** Where to part pieces in two: near the middle, and not below a heading where that can be helped. */
function middleOf(pieces: readonly Piece[]): number {
  const isHeading = (index: number): boolean => pieces[index]?.block.heading !== undefined;
  const middle = pieces.length >> 1;
  for (let index = middle; index > 0; index--) if (!isHeading(index - 1)) return index;
  for (let index = middle + 1; index < pieces.length; index++) if (!isHeading(index - 1)) return index;
  return middle;
}

/** Of a chunk of headings alone: the last one and those above it. */
function ownPath({ block: { heading, path } }: Piece): readonly ChunkHeading[] {
  return heading === undefined ? path : [...path, heading];
}
