import type { LaidBlock } from "./layout.ts";
import { splitText } from "./split.ts";
import type { ChunkTable, Segment, Span, Tokenizer } from "./types.ts";

/** A block, or a part of one that is too large: what a chunk is made of. */
export interface Piece {
  readonly block: LaidBlock;
  readonly text: string;
  readonly segments: readonly Segment[];
  /** From its first to its last character of source. */
  readonly span: Span;
  /** Tokens with the blank line after it. */
  readonly tokens: number;
  readonly part: number;
  readonly parts: number;
  /** Body rows of a table, and what became of its header. */
  readonly table?: Pick<ChunkTable, "rows" | "header">;
  readonly isLongLine?: boolean;
}

/** How much fits: into each piece, and into the first, which may stand below headings. */
export interface Window {
  readonly limit: number;
  readonly firstLimit: number;
}

type Draft = Pick<Piece, "segments" | "span" | "table" | "isLongLine">;

/** The block as one piece. */
export function wholePiece(block: LaidBlock, markdown: string, tokenizer: Tokenizer): Piece {
  const [start, end] = block.span;
  const rows = block.table === undefined ? {} : { table: { rows: [0, block.table.rows.length] as const, header: "source" as const } };
  return finish(block, [{ segments: [source(markdown, start, end)], span: [start, end], ...rows }], tokenizer)[0] as Piece;
}

/** A piece's source cut up as text, for tokenizers under which even a piece that was made to fit does not. */
export function cutPiece(piece: Piece, markdown: string, limit: number, tokenizer: Tokenizer): Piece[] {
  return finish(piece.block, textDrafts(markdown, piece.span, { limit, firstLimit: limit }, tokenizer), tokenizer);
}

/** The block as pieces that each fit: a table between rows under its header, code between lines inside its fence, anything else as text. */
export function splitBlock(block: LaidBlock, markdown: string, window: Window, tokenizer: Tokenizer): Piece[] {
  const frame = block.table === undefined ? codeFrame(block, markdown) : tableFrame(block.table.header, block.table.rows);
  const drafts = frame === undefined ? undefined : splitFrame(frame, markdown, window, tokenizer);
  return finish(block, drafts ?? textDrafts(markdown, block.span, window, tokenizer), tokenizer);
}

function textDrafts(markdown: string, [start, end]: Span, { limit, firstLimit }: Window, tokenizer: Tokenizer): Draft[] {
  const spans = splitText(markdown.slice(start, end), start, limit, tokenizer.count, firstLimit);
  return spans.map((span) => ({ segments: [source(markdown, ...span)], span }));
}

/** Lines that stand between an opening and, for code, a closing line; both are repeated around each piece. */
interface Frame {
  readonly open: Span;
  readonly close?: Span;
  readonly lines: readonly Span[];
  readonly kind: "header-row" | "fence";
}

function tableFrame(header: Span, rows: readonly Span[]): Frame {
  return { open: header, lines: rows, kind: "header-row" };
}

/** The frame of a fenced code block; none when the markdown does not begin and end with a fence (CommonMark 0.31 §4.5). */
function codeFrame(block: LaidBlock, markdown: string): Frame | undefined {
  if (block.block.type !== "code") return undefined;
  const lines: Span[] = [];
  for (let start = block.span[0]; start < block.span[1]; ) {
    const lineFeed = markdown.indexOf("\n", start);
    const end = lineFeed < 0 || lineFeed > block.span[1] ? block.span[1] : lineFeed;
    lines.push([start, end]);
    start = end + 1;
  }
  const [open, close] = [lines[0], lines.at(-1)];
  if (open === undefined || close === undefined || lines.length < 3) return undefined;
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(markdown.slice(...open))?.[1];
  const isClosed =
    fence !== undefined &&
    markdown
      .slice(...close)
      .trim()
      .startsWith(fence);
  return isClosed ? { open, close, lines: lines.slice(1, -1), kind: "fence" } : undefined;
}

/** Undefined when the frame would take more than half of the window: then the lines are split as text. Where not one line fits below what stands first, the first piece is as large as the others. */
function splitFrame(frame: Frame, markdown: string, window: Window, tokenizer: Tokenizer): Draft[] | undefined {
  const { count } = tokenizer;
  const open = `${markdown.slice(...frame.open)}\n`;
  const close = frame.close === undefined ? "" : `\n${markdown.slice(...frame.close)}`;
  const overhead = count(open) + count(close);
  if (overhead > window.limit / 2) return undefined;
  const [firstLine] = frame.lines;
  const least = firstLine === undefined ? overhead : overhead + count(`${markdown.slice(...firstLine)}\n`);
  const roomOf = (drafted: number): number => (drafted === 0 && least <= window.firstLimit ? window.firstLimit : window.limit);
  const drafts: Draft[] = [];
  let first = 0;
  let tokens = overhead;
  const add = (last: number): void => {
    if (last > first) drafts.push(...framed(frame, markdown, first, last, drafts.length === 0, roomOf(drafts.length), tokenizer));
    first = last;
    tokens = overhead;
  };
  for (const [index, [start, end]] of frame.lines.entries()) {
    const cost = count(`${markdown.slice(start, end)}\n`);
    if (tokens + cost > roomOf(drafts.length)) add(index);
    tokens += cost;
  }
  add(frame.lines.length);
  return drafts;
}

/** The lines in their frame; halved while they do not fit, and a single line that does not is split as text. */
function framed(
  frame: Frame,
  markdown: string,
  first: number,
  last: number,
  isFirst: boolean,
  room: number,
  tokenizer: Tokenizer,
): Draft[] {
  const lines = frame.lines;
  const [start] = lines[first] as Span;
  const [, end] = lines[last - 1] as Span;
  const isLast = last === lines.length;
  const from = isFirst ? frame.open[0] : start;
  const to = isLast && frame.close !== undefined ? frame.close[1] : end;
  const segments: Segment[] = [source(markdown, from, to)];
  if (!isFirst) segments.unshift({ kind: frame.kind, text: `${markdown.slice(...frame.open)}\n` });
  if (!isLast && frame.close !== undefined) segments.push({ kind: "fence", text: `\n${markdown.slice(...frame.close)}` });
  const table = (header: ChunkTable["header"]) => (frame.kind === "fence" ? {} : { table: { rows: [first, last] as const, header } });
  if (tokenizer.count(joined(segments)) <= room) return [{ segments, span: [from, to], ...table(isFirst ? "source" : "repeated") }];
  if (last - first > 1) {
    const middle = (first + last) >> 1;
    return [
      ...framed(frame, markdown, first, middle, isFirst, room, tokenizer),
      ...framed(frame, markdown, middle, last, false, room, tokenizer),
    ];
  }
  const spans = splitText(markdown.slice(from, to), from, room, tokenizer.count);
  return spans.map((span) => ({ segments: [source(markdown, ...span)], span, ...table("none"), isLongLine: true }));
}

function finish(block: LaidBlock, drafts: readonly Draft[], tokenizer: Tokenizer): Piece[] {
  return drafts.map((draft, part) => {
    const text = joined(draft.segments);
    return { ...draft, block, text, tokens: tokenizer.count(`${text}\n\n`), part, parts: drafts.length };
  });
}

function joined(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join("");
}

function source(markdown: string, start: number, end: number): Segment {
  return { kind: "source", text: markdown.slice(start, end), span: [start, end] };
}
