import type { LaidBlock } from "./block.ts";
import type { ChunkSettings } from "./options.ts";
import { fitsBehind, type Piece } from "./piece.ts";
import { mayGoOn, seamBetween } from "./seam.ts";

/** A block and, when it can be one, its piece. */
export interface Placed {
  readonly block: LaidBlock;
  readonly piece: Piece | undefined;
}

/** Whether a block belongs with the next one. */
export function isTied({ heading, isTied: tied, seam }: LaidBlock): boolean {
  return heading !== undefined || tied || seam !== undefined;
}

export interface Grouper {
  readonly add: (placed: Placed) => void;
  /** There is a page without blocks: no paragraph goes on behind it. */
  readonly skipPage: () => void;
  readonly end: () => void;
}

/**
 * Gathers blocks into groups that belong together: headings and what follows, a paragraph that announces and what it announces, a caption and
 * what it names, the halves of a paragraph.
 *
 * A group holds while it fits, and a heading stays with what follows whatever its size. What is too large for any chunk stays with what leads
 * to it too, for its first part may fit below.
 */
export function grouper(
  { joinAcrossPages }: Pick<ChunkSettings, "joinAcrossPages">,
  roomOf: (block: LaidBlock) => number,
  place: (group: readonly Placed[]) => void,
): Grouper {
  let group: Placed[] = [];
  let tokens = 0;
  /** How many of the group may stand without the rest: up to the last that is no heading. */
  let leads = 0;
  const end = (): void => {
    if (group.length > 0) place(group);
    group = [];
    tokens = 0;
    leads = 0;
  };
  const add = (placed: Placed): void => {
    const { block, piece } = placed;
    const before = group.at(-1);
    // Only now it is known whether the paragraph before goes on.
    if (before !== undefined && !isTied(before.block)) {
      const seam = seamBetween(before.block, block);
      if (seam === undefined) end();
      else {
        group[group.length - 1] = withSeam(before, seam);
        leads = group.length;
      }
    }
    const room = roomOf((group[0] ?? placed).block);
    const isLarge = piece === undefined;
    if (leads > 0 && (isLarge ? tokens > room / 2 : !fitsBehind(tokens, piece, room))) {
      place(group.slice(0, leads));
      group = group.slice(leads);
      tokens = tokensOf(group);
      leads = 0;
    }
    group.push(placed);
    tokens += piece?.tokens ?? Infinity;
    if (isTied(block)) leads = block.heading === undefined ? group.length : leads;
    else if (!joinAcrossPages || !mayGoOn(block)) end();
  };
  const skipPage = (): void => {
    const last = group.at(-1);
    if (last !== undefined && !isTied(last.block)) end();
  };
  return { add, skipPage, end };
}

function withSeam({ block, piece }: Placed, seam: NonNullable<LaidBlock["seam"]>): Placed {
  const joined = { ...block, seam };
  return { block: joined, piece: piece === undefined ? undefined : { ...piece, block: joined } };
}

/** Whether a group fits behind what a chunk already counts. */
export function groupFits(before: number, group: readonly Placed[], room: number): boolean {
  const { piece } = group.at(-1) as Placed;
  return piece !== undefined && fitsBehind(before + tokensOf(group.slice(0, -1)), piece, room);
}

export function tokensOf(group: readonly Placed[]): number {
  return group.reduce((sum, { piece }) => sum + (piece?.tokens ?? Infinity), 0);
}
