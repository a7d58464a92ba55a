import type { Overlap } from "./overlap.ts";
import { type Piece, textOf } from "./piece.ts";
import type { Segment } from "./types.ts";

/** What goes into one chunk, before it is known whether it fits. */
export interface Draft {
  readonly pieces: readonly Piece[];
  readonly overlap: Overlap | undefined;
  /** Overlap was asked for, but there was none to be had. */
  readonly isOverlapSkipped: boolean;
}

/** A draft put together: `join` says what stands between two pieces, where that is not a part of the source. */
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
  const segments: Segment[] = [];
  let isExact = overlap === undefined;
  let isHyphenJoined = false;
  if (overlap !== undefined) segments.push(overlap.segment, gapAfter(overlap, pieces[0] as Piece));
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    const [first, ...rest] = piece.segments as readonly [Segment, ...Segment[]];
    const last = segments.at(-1);
    isExact &&= piece.isExact;
    if (
      before !== undefined &&
      last?.span !== undefined &&
      first.span !== undefined &&
      isAdjacent(before, last.span[1], piece, first.span[0])
    ) {
      const { seam, gap } = before.block;
      isExact &&= gap.endsWith("\n");
      if (seam === undefined) {
        segments[segments.length - 1] = { kind: "source", text: last.text + gap + first.text, span: [last.span[0], first.span[1]] };
      } else {
        isExact = false;
        if (seam === "space") segments.push({ kind: "joint", text: " " });
        else {
          segments[segments.length - 1] = { ...last, text: last.text.slice(0, -1), span: [last.span[0], last.span[1] - 1] };
          isHyphenJoined = true;
        }
        segments.push(first);
      }
    } else {
      if (before !== undefined) {
        segments.push(joint);
        isExact &&= before.block.gap === joint.text;
      }
      segments.push(first);
    }
    for (const segment of rest) segments.push(segment);
  }
  const embeds = pieces.some((piece) => piece.embed !== undefined);
  const embed = embeds ? pieces.map((piece) => piece.embed ?? piece.text).join("\n\n") : undefined;
  return { segments, text: textOf(segments), embed, isExact, isHyphenJoined };
}

/** Whether nothing but the gap stands between the end of one block and the start of the next; cells under their names stand apart. */
function isAdjacent({ block, table }: Piece, end: number, { block: next, table: nextTable }: Piece, start: number): boolean {
  if (table?.header === "names" || nextTable?.header === "names") return false;
  return end === block.start + block.text.length && start === next.start && start - end === block.gap.length;
}

/** What stands between an overlap and the new text: of one block, the white space there. */
function gapAfter({ segment }: Overlap, { block, segments }: Piece): Segment {
  const [first] = segments;
  const [end, start] = [segment.span?.[1] ?? 0, first?.span?.[0] ?? 0];
  if (end < block.start) return joint;
  const gap = block.text.slice(end - block.start, Math.max(start, end) - block.start);
  return { kind: "joint", text: gap.trim() === "" && gap !== "" ? gap : "\n" };
}
