import { blockGap, type LaidBlock } from "./block.ts";
import { cutBlock, pieceOf, staysWhole } from "./cut.ts";
import type { Draft } from "./draft.ts";
import { grouper, groupFits, type Placed, tokensOf } from "./groups.ts";
import { headingsStart, leadsStart } from "./leads.ts";
import type { ChunkSettings } from "./options.ts";
import { type Overlap, overlapOf } from "./overlap.ts";
import { fitsBehind, type Piece } from "./piece.ts";
import type { Rooms } from "./rooms.ts";
import { withTail } from "./tail.ts";
import { beginsUnit, continues } from "./units.ts";

/** Takes blocks in reading order; `end` says that there are no more. */
export interface Packer {
  readonly add: (block: LaidBlock) => void;
  readonly skipPage: () => void;
  readonly end: () => void;
}

/**
 * Packs blocks into chunks in reading order and emits each as it is full.
 *
 * What is decided depends on nothing but the section: an edit elsewhere moves no boundary in it. What is held back is the chunk being filled,
 * the one before it, and at the beginning of a section as much of it as tells whether it is small.
 */
export function packer(settings: ChunkSettings, { roomOf }: Rooms, emit: (draft: Draft) => void): Packer {
  const { minTokens, maxTokens, targetTokens, tokenizer } = settings;
  const gap = tokenizer.count(blockGap);
  const roomFor = ({ path }: LaidBlock): number => roomOf(path);
  let open: Piece[] = [];
  /** After how many of the open pieces a group ends. */
  let ends: number[] = [];
  let room = 0;
  let used = 0;
  let overlap: Overlap | undefined;
  let isOverlapSkipped = false;
  let isStarted = false;
  /** The chunk before the open one, while it may still take some of it. */
  let held: { readonly draft: Draft; readonly ends: readonly number[] } | undefined;
  let lastPieces: readonly Piece[] = [];
  let isJoining = false;

  const release = (): void => {
    if (held !== undefined) emit(held.draft);
    held = undefined;
  };
  const close = (): void => {
    if (open.length === 0) return;
    release();
    held = { draft: { pieces: open, overlap, isOverlapSkipped }, ends };
    lastPieces = open;
    [open, ends, used, overlap, isOverlapSkipped, isStarted] = [[], [], 0, undefined, false, false];
  };
  /** Opens a chunk for something that needs so many tokens, below what is repeated of the chunk before it. */
  const start = (block: LaidBlock, needed: number): void => {
    isStarted = true;
    room = roomFor(block);
    const before = lastPieces.at(-1)?.block;
    if (settings.overlap === 0 || before?.section !== block.section) return;
    const isApart = before.stretch !== block.stretch || (settings.splitAt === "page" && before.pageNumber !== block.pageNumber);
    const found = isApart ? undefined : overlapOf(lastPieces, settings.overlap, tokenizer);
    if (found === undefined || needed + found.tokens > room) isOverlapSkipped = true;
    else [overlap, room] = [found, room - found.tokens];
  };
  const push = (piece: Piece): void => {
    if (open.length > 0 && (!fitsBehind(used, piece, room) || open.at(-1)?.block === piece.block)) close();
    if (!isStarted) start(piece.block, piece.tokens);
    open.push(piece);
    used += piece.tokens;
    // Only a small tail may still take some of the chunk before it.
    if (used >= minTokens) release();
  };
  const cut = (block: LaidBlock): void => {
    const limit = roomFor(block);
    if (!isStarted) start(block, limit / 2);
    const isProse = block.table === undefined && block.type !== "code";
    const reserve = isProse ? settings.overlap : 0;
    const window = { limit: limit - reserve, firstLimit: Math.min(room - used, limit), most: maxTokens, spare: reserve };
    const pieces = cutBlock(block, settings, window);
    for (const [index, piece] of pieces.entries()) push(index < pieces.length - 1 ? { ...piece, goesOn: true } : piece);
  };
  /** A group that does not fit in a chunk: what leads to its last block stays with the first part of that. */
  const placeLarge = (group: readonly Placed[]): void => {
    const { block, piece } = group.at(-1) as Placed;
    const leads = group.slice(0, -1);
    const isSpread =
      block.table !== undefined || block.type === "code" || leads.some((lead) => (lead.piece?.endTokens() ?? Infinity) > room / 2);
    const most = isSpread ? room / 2 + gap : (room * 7) / 8;
    const near = staysWhole(block, settings) ? headingsStart(leads) : leadsStart(leads, room, most);
    if (near > 0) {
      for (const lead of leads.slice(0, near)) {
        if (lead.piece === undefined) cut(lead.block);
        else push(lead.piece);
      }
      close();
      place(group.slice(near));
      return;
    }
    const append = (part: Piece): void => {
      open.push(part);
      used += part.tokens;
    };
    for (const lead of leads) if (lead.piece !== undefined) append(lead.piece);
    if (piece === undefined || !staysWhole(block, settings)) cut(block);
    else append(piece);
  };
  const place = (group: readonly Placed[]): void => {
    const tokens = tokensOf(group);
    if (open.length > 0 && (!groupFits(used, group, room) || (used >= targetTokens && !isJoining))) close();
    const { block } = group[0] as Placed;
    const last = (group.at(-1) as Placed).block;
    const fits = groupFits(0, group, roomFor(block));
    const isProse = last.table === undefined && last.type !== "code";
    // What is repeated gives way to what leads to a block that is too large.
    const least = isProse && group.length === 1 ? roomFor(block) / 2 : Infinity;
    if (!isStarted) start(block, fits ? tokens : least);
    if (fits) for (const { piece } of group) push(piece as Piece);
    else placeLarge(group);
    ends.push(open.length);
  };
  const groups = grouper(settings, roomFor, place);
  let previous: LaidBlock | undefined;
  // The beginning of a section, until it is known whether the section is small.
  let beginning: Placed[] = [];
  let total = 0;
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
    const [first] = beginning;
    if (first === undefined) return;
    const before = open[0]?.block;
    isJoining = total < minTokens && groupFits(used, beginning, room) && before !== undefined && continues(before, first.block, settings);
    if (!isJoining) {
      close();
      release();
    }
    for (const placed of beginning) groups.add(placed);
    beginning = [];
    total = 0;
  };
  const endUnit = (): void => {
    settle();
    groups.end();
    const tailed = settings.overlap > 0 ? undefined : withTail(held, open, settings, roomFor);
    if (tailed !== undefined) {
      held = tailed.held;
      open = [...tailed.open];
      used = open.reduce((sum, piece) => sum + piece.tokens, 0);
      room = roomFor((open[0] as Piece).block);
    }
    release();
    isSettled = false;
    isJoining = false;
  };
  return {
    add: (block) => {
      if (beginsUnit(block, previous, settings)) endUnit();
      previous = block;
      const placed = { block, piece: pieceOf(block, settings, roomFor(block)) };
      if (isSettled) groups.add(placed);
      else {
        beginning.push(placed);
        total += placed.piece?.tokens ?? Infinity;
        if (total >= minTokens || settings.splitAt !== "heading") settle();
      }
    },
    skipPage: groups.skipPage,
    end: () => {
      endUnit();
      close();
      release();
    },
  };
}
