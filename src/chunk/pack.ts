import { type Context, commonPath, contextOf, noContext } from "./context.ts";
import type { LaidBlock, Layout } from "./layout.ts";
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

/** Headings of this depth or less begin a section. */
const splitDepth = 3;

/**
 * Blocks packed into chunks in reading order, section by section; no chunk is over the limit.
 *
 * Headings stay with what follows them, and so does a paragraph that ends in a colon.
 */
export function pack({ markdown, blocks }: Layout, limits: PackLimits): Packed[] {
  const { tokenizer, minTokens } = limits;
  const packed: Packed[] = [];
  let open: Piece[] = [];
  let room = 0;
  const rooms = roomFinder(limits);
  const close = (): void => {
    if (open.length > 0) packed.push(...closed(open, markdown, limits));
    open = [];
  };
  const push = (piece: Piece): void => {
    if (open.length > 0 && (piece.tokens > room || open.at(-1)?.block === piece.block)) close();
    if (open.length === 0) room = rooms(piece.block);
    open.push(piece);
    room -= piece.tokens;
  };
  for (const section of sections(blocks)) {
    const groups = glued(section).map((group) => group.map((block) => wholePiece(block, markdown, tokenizer)));
    const total = groups.reduce((sum, group) => sum + sumTokens(group), 0);
    if (total >= minTokens || total > room || !continues(open, section)) close();
    for (const group of groups) {
      const [first] = group as [Piece, ...Piece[]];
      if (open.length > 0 && sumTokens(group) > room) close();
      if (open.length === 0) room = rooms(first.block);
      for (const piece of sumTokens(group) <= room ? group : divided(group, markdown, room, rooms, tokenizer)) push(piece);
    }
  }
  close();
  return packed;
}

/** Tokens left for text below the headings that are open before a block; counted once for each path. */
function roomFinder({ maxTokens, maxContextTokens, tokenizer }: PackLimits): (block: LaidBlock) => number {
  const known = new Map<readonly ChunkHeading[], number>();
  return ({ path }) => {
    const room = known.get(path) ?? maxTokens - tokenizer.count(contextOf(path, maxContextTokens, tokenizer).prefix);
    known.set(path, room);
    return room;
  };
}

/** Whether a small section may join these pieces: no failed page between, and it lies beside or below the section they begin with. */
function continues(open: readonly Piece[], section: readonly LaidBlock[]): boolean {
  const [first] = open;
  const [next] = section;
  if (first === undefined || next === undefined || first.block.stretch !== next.stretch) return false;
  return first.block.path.every((heading, index) => next.path[index] === heading);
}

/**
 * A group too large for one chunk, as pieces that fit.
 *
 * What headings stand above is split so that its first part fits below them; what a paragraph announces stays whole where it can.
 */
function divided(
  group: readonly Piece[],
  markdown: string,
  room: number,
  rooms: (block: LaidBlock) => number,
  tokenizer: Tokenizer,
): Piece[] {
  const gap = tokenizer.count("\n\n");
  const fitting = (piece: Piece, firstLimit: number): Piece[] => {
    const limit = rooms(piece.block) - gap;
    if (piece.tokens <= Math.min(limit, firstLimit)) return [piece];
    return splitBlock(piece.block, markdown, { limit, firstLimit: Math.min(firstLimit, limit) }, tokenizer);
  };
  const leads = group.slice(0, -1);
  const last = group.at(-1) as Piece;
  const isAnnounced = leads.at(-1)?.block.block.type === "paragraph" && last.tokens <= rooms(last.block) - gap;
  const leadTokens = sumTokens(leads);
  if (isAnnounced || leadTokens > room / 2) return [...leads.flatMap((lead) => fitting(lead, Infinity)), ...fitting(last, Infinity)];
  return [...leads, ...fitting(last, room - leadTokens - gap)];
}

/** Runs of blocks from a heading of depth 3 or less, and the headings right after it, up to the next such heading; a failed page ends a section too. */
function sections(blocks: readonly LaidBlock[]): LaidBlock[][] {
  const found: LaidBlock[][] = [];
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1];
    const begins = block.block.type === "heading" && block.block.depth <= splitDepth && previous?.block.type !== "heading";
    if (previous === undefined || begins || previous.stretch !== block.stretch) found.push([]);
    found.at(-1)?.push(block);
  }
  return found;
}

/** Blocks that belong together: headings and what follows, a paragraph that announces and what it announces. */
function glued(section: readonly LaidBlock[]): LaidBlock[][] {
  const groups: LaidBlock[][] = [[]];
  for (const block of section) {
    groups.at(-1)?.push(block);
    const announces = block.block.type === "paragraph" && block.block.markdown.trimEnd().endsWith(":");
    if (block.block.type !== "heading" && !announces) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

/** The pieces as one chunk, or as several where the tokenizer does not add up and they are over the limit together. */
function closed(pieces: readonly Piece[], markdown: string, limits: PackLimits): Packed[] {
  const { maxTokens, maxContextTokens, tokenizer } = limits;
  const bodies = pieces.filter((piece) => piece.block.block.type !== "heading");
  const headingPath = bodies.length > 0 ? commonPath(bodies.map((piece) => piece.block.path)) : ownPath(pieces.at(-1) as Piece);
  const inText = new Set(pieces.map((piece) => piece.block.block.pointer));
  const outside = headingPath.filter((heading) => !inText.has(heading.pointer));
  const text = pieces.map((piece) => piece.text).join("\n\n");
  const textTokenCount = tokenizer.count(text);
  const withContext = (context: Context): Packed => {
    const tokenCount = context.prefix === "" ? textTokenCount : tokenizer.count(context.prefix + text);
    return { pieces, headingPath, context, text, tokenCount, textTokenCount };
  };
  const packed = withContext(contextOf(outside, maxContextTokens, tokenizer));
  if (packed.tokenCount <= maxTokens && textTokenCount <= maxTokens) return [packed];
  const middle = pieces.length >> 1;
  if (middle > 0) return [...closed(pieces.slice(0, middle), markdown, limits), ...closed(pieces.slice(middle), markdown, limits)];
  if (textTokenCount <= maxTokens) return [withContext({ ...noContext, isShortened: true })];
  return cutPiece(pieces[0] as Piece, markdown, maxTokens, tokenizer).flatMap((piece) => closed([piece], markdown, limits));
}

/** Of a chunk of headings alone: the last one and those above it. */
function ownPath({ block: { heading, path } }: Piece): readonly ChunkHeading[] {
  return heading === undefined ? path : [...path, heading];
}

function sumTokens(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens, 0);
}
