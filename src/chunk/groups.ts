import type { LaidBlock } from "./layout.ts";
import type { Piece } from "./pieces.ts";

/** Headings of this depth or less begin a section. */
const splitDepth = 3;

/** Whether a block begins a section: a heading of depth 3 or less that no heading stands right before; a failed page ends a section too. */
export function beginsSection({ block, stretch }: LaidBlock, previous: LaidBlock | undefined): boolean {
  if (previous === undefined || previous.stretch !== stretch) return true;
  return block.type === "heading" && block.depth <= splitDepth && previous.block.type !== "heading";
}

/** Whether a section that begins with `next` may join a chunk that begins with `first`: no failed page between, and it lies beside or below the block's section. */
export function continues(first: LaidBlock, next: LaidBlock): boolean {
  if (first.stretch !== next.stretch) return false;
  const above = first.heading === undefined ? first.path.filter(({ depth }) => depth <= splitDepth).slice(0, -1) : first.path;
  return above.every((heading, index) => next.path[index] === heading);
}

/**
 * Gathers the pieces of a section into groups that belong together: headings and what follows, a paragraph that announces and what it announces.
 *
 * An announcement holds while the group fits; what is too large for any chunk stays with it too, for its first part may fit below.
 */
export function groupPieces(
  roomOf: (block: LaidBlock) => number,
  place: (group: readonly Piece[]) => void,
): { readonly add: (piece: Piece) => void; readonly end: () => void } {
  let group: Piece[] = [];
  let tokens = 0;
  let announced = 0;
  const end = (): void => {
    if (group.length > 0) place(group);
    group = [];
    tokens = 0;
    announced = 0;
  };
  const add = (piece: Piece): void => {
    const room = roomOf((group[0] ?? piece).block);
    const isLast = piece.block.block.type !== "heading" && !announces(piece);
    if (announced > 0 && tokens + piece.tokens > room && (!isLast || tokens > room / 2 || piece.tokens <= roomOf(piece.block))) {
      place(group.slice(0, announced));
      group = group.slice(announced);
      tokens = sumTokens(group);
      announced = 0;
    }
    group.push(piece);
    tokens += piece.tokens;
    if (announces(piece)) announced = group.length;
    if (isLast) end();
  };
  return { add, end };
}

function announces({ block: { block } }: Piece): boolean {
  return block.type === "paragraph" && block.markdown.trimEnd().endsWith(":");
}

export function sumTokens(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens, 0);
}
