import type { LaidBlock } from "./layout.ts";
import type { Piece } from "./pieces.ts";

/** Headings of this depth or less begin a section. */
const splitDepth = 3;

/** Runs of blocks from a heading of depth 3 or less, and the headings right after it, up to the next such heading; a failed page ends a section too. */
export function sections(blocks: readonly LaidBlock[]): LaidBlock[][] {
  const found: LaidBlock[][] = [];
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1];
    const begins = block.block.type === "heading" && block.block.depth <= splitDepth && previous?.block.type !== "heading";
    if (previous === undefined || begins || previous.stretch !== block.stretch) found.push([]);
    found.at(-1)?.push(block);
  }
  return found;
}

/** Whether a section may join a chunk that begins with this block: no failed page between, and it lies beside or below the block's section. */
export function continues(first: LaidBlock, [next]: readonly LaidBlock[]): boolean {
  if (next === undefined || first.stretch !== next.stretch) return false;
  const above = first.heading === undefined ? first.path.filter(({ depth }) => depth <= splitDepth).slice(0, -1) : first.path;
  return above.every((heading, index) => next.path[index] === heading);
}

/**
 * Pieces that belong together: headings and what follows, a paragraph that announces and what it announces.
 *
 * An announcement holds while the group fits; what is too large for any chunk stays with it too, for its first part may fit below.
 */
export function glued(section: readonly Piece[], roomOf: (block: LaidBlock) => number): Piece[][] {
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let tokens = 0;
  let announced = 0;
  for (const piece of section) {
    const room = roomOf((group[0] ?? piece).block);
    const isLast = piece.block.block.type !== "heading" && !announces(piece);
    if (announced > 0 && tokens + piece.tokens > room && (!isLast || tokens > room / 2 || piece.tokens <= roomOf(piece.block))) {
      groups.push(group.slice(0, announced));
      group = group.slice(announced);
      tokens = sumTokens(group);
      announced = 0;
    }
    group.push(piece);
    tokens += piece.tokens;
    if (announces(piece)) announced = group.length;
    if (!isLast) continue;
    groups.push(group);
    group = [];
    tokens = 0;
    announced = 0;
  }
  return group.length > 0 ? [...groups, group] : groups;
}

function announces({ block: { block } }: Piece): boolean {
  return block.type === "paragraph" && block.markdown.trimEnd().endsWith(":");
}

export function sumTokens(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.tokens, 0);
}
