import type { LaidBlock } from "./block.ts";
import type { Overlap } from "./overlap.ts";
import { type Piece, textOf } from "./piece.ts";
import type { Segment, Span } from "./types.ts";

/** What goes into one chunk, before it is known whether it fits. */
export interface Draft {
  readonly pieces: readonly Piece[];
  readonly overlap: Overlap | undefined;
  /** Overlap was asked for, but there was none to be had. */
  readonly isOverlapSkipped: boolean;
}

/** A draft put together. */
export interface Assembled {
  readonly segments: readonly Segment[];
  readonly text: string;
  /** What is embedded instead of the text, where that differs. */
  readonly embed: string | undefined;
  /** Whether the counts of the pieces add up. */
  readonly isExact: boolean;
  readonly isHyphenJoined: boolean;
}

const joint: Segment = { kind: "joint", text: "\n\n" };

export function assemble({ pieces, overlap }: Draft): Assembled {
  const [only] = pieces as readonly [Piece];
  if (pieces.length === 1 && overlap === undefined) {
    const { segments, text, embed, isExact } = only;
    return { segments, text, embed, isExact, isHyphenJoined: false };
  }
  const segments: Segment[] = [];
  let isExact = overlap === undefined;
  let isHyphenJoined = false;
  let hasEmbed = false;
  let before: Piece | undefined;
  if (overlap !== undefined) segments.push(overlap.segment, gapAfter(overlap, only));
  for (const piece of pieces) {
    let from = 0;
    isExact &&= piece.isExact;
    hasEmbed ||= piece.embed !== undefined;
    if (before !== undefined) {
      const last = segments.at(-1) as Segment;
      const first = piece.segments[0] as Segment;
      const { seam, gap } = before.block;
      if (!isAdjacent(before, last.span, piece, first.span)) {
        segments.push(joint);
        isExact &&= gap === joint.text;
      } else if (seam === undefined) {
        segments[segments.length - 1] = joined(before.block, last, piece.block, first);
        isExact &&= gap.endsWith("\n");
        from = 1;
      } else {
        isExact = false;
        isHyphenJoined ||= seam === "hyphen";
        if (seam === "space") segments.push({ kind: "joint", text: " " });
        else segments[segments.length - 1] = withoutLast(last);
      }
    }
    for (let index = from; index < piece.segments.length; index++) segments.push(piece.segments[index] as Segment);
    before = piece;
  }
  const embed = hasEmbed ? pieces.map((piece) => piece.embed ?? piece.text).join("\n\n") : undefined;
  return { segments, text: textOf(segments), embed, isExact, isHyphenJoined };
}

/** Two stretches of source and the white space between them as one; a slice where it can be one, for that takes no memory. */
function joined({ around, gap }: LaidBlock, last: Segment, next: LaidBlock, first: Segment): Segment {
  const start = last.span?.[0] ?? 0;
  const end = first.span?.[1] ?? 0;
  const isSlice = around === next.around && start >= around.start;
  const text = isSlice ? around.text.slice(start - around.start, end - around.start) : `${last.text}${gap}${first.text}`;
  return { kind: "source", text, span: [start, end] };
}

function withoutLast({ kind, text, span: [start, end] = [0, 0] }: Segment): Segment {
  return { kind, text: text.slice(0, -1), span: [start, end - 1] };
}

/** Whether nothing but the gap stands between the end of one block and the start of the next; cells under their names stand apart. */
function isAdjacent(
  { block, table }: Piece,
  last: Span | undefined,
  { block: next, table: nextTable }: Piece,
  first: Span | undefined,
): boolean {
  if (last === undefined || first === undefined || table?.header === "names" || nextTable?.header === "names") return false;
  return last[1] === block.start + block.text.length && first[0] === next.start && first[0] - last[1] === block.gap.length;
}

/** What stands between an overlap and the new text: of one block, the white space there. */
function gapAfter({ segment }: Overlap, { block, segments }: Piece): Segment {
  const [first] = segments;
  const [end, start] = [segment.span?.[1] ?? 0, first?.span?.[0] ?? 0];
  if (end < block.start) return joint;
  const gap = block.text.slice(end - block.start, Math.max(start, end) - block.start);
  return { kind: "joint", text: gap.trim() === "" && gap !== "" ? gap : "\n" };
}
