import { type LaidBlock, spacedText } from "./block.ts";
import { countOfLines } from "./line-counts.ts";
import { startsCleanly } from "./tokens.ts";
import type { ChunkFlag, ChunkSplit, ChunkTable, Segment, Span, Tokenizer } from "./types.ts";

/** A block, or a part of one that is too large: what a chunk is made of. Spans are offsets in the document's markdown. */
export interface Piece {
  readonly block: LaidBlock;
  readonly segments: readonly Segment[];
  /** From its first to its last character of source. */
  readonly span: Span;
  /** The lines of a table it stands for; else its span. */
  readonly reach?: Span | undefined;
  readonly text: string;
  /** Tokens with what stands behind it in the document's markdown. */
  readonly tokens: number;
  /** Tokens without what stands behind it: as the last of a chunk. */
  readonly endTokens: () => number;
  /** Whether counts of its parts add up to the count of the whole. */
  readonly isExact: boolean;
  /** Body rows of a table, and what became of its header. */
  readonly table?: Pick<ChunkTable, "rows" | "header"> | undefined;
  /** What stands for it where the chunk is embedded, when that is another text. */
  readonly embed?: string | undefined;
  /** Whether the next piece is of the same block. */
  readonly goesOn?: boolean;
  readonly reason: ChunkSplit["reason"];
  readonly flags: readonly ChunkFlag[];
  /** The same cut smaller, for tokenizers under which even a piece that was made to fit does not. */
  readonly recut: (limit: number) => readonly Piece[];
}

/** Counts of what stands behind a block are at most this much off: only so near to the limit it matters what a piece counts without. */
const slack = 8;

/** Whether a piece fits as the last of a chunk that already counts so many tokens. */
export function fitsBehind(before: number, piece: Pick<Piece, "tokens" | "endTokens">, room: number): boolean {
  return before + piece.tokens <= room || (isNear(before + piece.tokens, room) && before + piece.endTokens() <= room);
}

/** Whether so many tokens may be within the limit without what stands behind the last block. */
export function isNear(tokens: number, room: number): boolean {
  return tokens - slack <= room;
}

/** Counts at the first call. */
export function counted(count: () => number): () => number {
  let known: number | undefined;
  return () => {
    known ??= count();
    return known;
  };
}

/** The characters of a block as new source. */
export function sourceSegment(block: LaidBlock, [start, end]: Span): Segment {
  return { kind: "source", text: block.text.slice(start, end), span: [block.start + start, block.start + end] };
}

export function textOf(segments: readonly Segment[]): string {
  let text = "";
  for (const segment of segments) text += segment.text;
  return text;
}

/** From the first to the last character of source in these segments. */
export function hullOf(segments: readonly Segment[]): Span {
  if (segments.length === 1) return (segments[0] as Segment).span as Span;
  const first = segments.find(({ kind }) => kind === "source")?.span as Span;
  const last = segments.findLast(({ kind }) => kind === "source")?.span as Span;
  return [first[0], last[1]];
}

/** A piece with what is left out as most have it. All have the same fields in the same order, for there are many. */
export function makePiece(fields: PieceFields): Piece {
  const { block, segments, span, text, tokens, endTokens, recut } = fields;
  const { reach, isExact = false, table, embed, reason = "size", flags = none } = fields;
  return { block, segments, span, reach, text, tokens, endTokens, isExact, table, embed, goesOn: false, reason, flags, recut };
}

type PieceFields = Pick<Piece, "block" | "segments" | "span" | "text" | "tokens" | "endTokens" | "recut"> &
  Partial<Pick<Piece, "reach" | "isExact" | "table" | "embed" | "reason" | "flags">>;

/** A whole block as it stands, or with what is put around it, as one piece. */
export function wholePiece(
  block: LaidBlock,
  tokenizer: Tokenizer,
  recut: Piece["recut"],
  extra: Partial<Pick<Piece, "segments" | "table" | "embed">> = {},
): Piece {
  const { segments = [sourceSegment(block, [0, block.text.length])], table, embed } = extra;
  const text = textOf(segments);
  const own =
    extra.segments === undefined
      ? (countOfLines(block, tokenizer) ?? tokenizer.count(spacedText(block)))
      : tokenizer.count(text + block.gap);
  const isExact = embed === undefined && tokenizer.additiveAtNewline === true && startsCleanly(text);
  return makePiece({
    block,
    segments,
    span: [block.start, block.start + block.text.length],
    text,
    tokens: embed === undefined ? own : Math.max(own, tokenizer.count(embed + block.gap)),
    endTokens: counted(() =>
      embed === undefined ? withoutGap(text, own, block.gap, tokenizer) : Math.max(tokenizer.count(text), tokenizer.count(embed)),
    ),
    isExact,
    table,
    embed,
    recut,
  });
}

/** Tokens of a text of which is known what it counts with a gap behind it: only its last line has to be counted, where counts add up at its start. */
function withoutGap(text: string, tokens: number, gap: string, { count, additiveAtNewline }: Tokenizer): number {
  const start = text.lastIndexOf("\n") + 1;
  if (start < text.length / 2 || !additiveAtNewline || !startsCleanly(text, start)) return count(text);
  const line = text.slice(start);
  return tokens - count(line + gap) + count(line);
}

const none: readonly never[] = [];
