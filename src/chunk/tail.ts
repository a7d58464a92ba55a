import type { LaidBlock } from "./block.ts";
import type { Draft } from "./draft.ts";
import type { ChunkSettings } from "./options.ts";
import type { Piece } from "./piece.ts";

/** A chunk that is full, and after how many of its pieces a group ends. */
export interface Held {
  readonly draft: Draft;
  readonly ends: readonly number[];
}

/**
 * The last two chunks of a section anew, where the last is below `minTokens`: as one if that fits, else evened out between groups; undefined
 * where they stay as they are.
 */
export function withTail(
  held: Held | undefined,
  open: readonly Piece[],
  { minTokens }: Pick<ChunkSettings, "minTokens">,
  roomFor: (block: LaidBlock) => number,
): { readonly held: Held | undefined; readonly open: readonly Piece[] } | undefined {
  const [first] = open;
  if (held === undefined || first === undefined || sum(open) >= minTokens) return undefined;
  const { pieces } = held.draft;
  if (pieces.at(-1)?.block === first.block) return undefined;
  const all = [...pieces, ...open];
  if (sum(all) <= roomFor((all[0] as Piece).block)) return { held: undefined, open: all };
  const total = sum(all);
  let left = sum(pieces);
  let middle = pieces.length;
  for (const end of held.ends.filter((one) => one < pieces.length).toReversed()) {
    const moved = left - sum(all.slice(end, middle));
    const right = total - moved;
    if (end === 0 || right > moved || right > roomFor((all[end] as Piece).block)) break;
    [left, middle] = [moved, end];
  }
  if (middle === pieces.length) return undefined;
  return { held: { draft: { ...held.draft, pieces: all.slice(0, middle) }, ends: held.ends }, open: all.slice(middle) };
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.tokens, 0);
}
