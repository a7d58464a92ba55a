import { type LaidBlock, textAt } from "./layout.ts";
import { splitLine, splitText, type Window } from "./split.ts";
import type { ChunkTable, Segment, Span, Tokenizer } from "./types.ts";

/** A part of a block, before its tokens are counted. */
export interface Draft {
  readonly segments: readonly Segment[];
  /** From its first to its last character of source. */
  readonly span: Span;
  /** Body rows of a table, and what became of its header. */
  readonly table?: Pick<ChunkTable, "rows" | "header">;
  /** It holds a part of a line, or of a row, that is too long for a chunk. */
  readonly isLongLine?: boolean;
}

/** Lines that stand between an opening and, for code, a closing line; both are repeated around each piece. */
export interface Frame {
  readonly open: Span;
  readonly close?: Span;
  readonly lines: readonly Span[];
  readonly kind: "header-row" | "fence";
}

export function frameOf(block: LaidBlock): Frame | undefined {
  if (block.table !== undefined) return { open: block.table.header, lines: block.table.rows, kind: "header-row" };
  return block.block.type === "code" ? codeFrame(block) : undefined;
}

/** The frame of a fenced code block; none when the markdown does not begin and end with a fence (CommonMark 0.31 §4.5). */
function codeFrame(block: LaidBlock): Frame | undefined {
  const { text, span } = block;
  const lines: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf("\n", start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    lines.push([span[0] + start, span[0] + (text[end - 1] === "\r" && end > start ? end - 1 : end)]);
    start = end + 1;
  }
  const isBlank = (line: Span): boolean => textAt(block, line).trim() === "";
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  const [open, close] = [lines[first], lines[last]];
  if (open === undefined || close === undefined || last - first < 2) return undefined;
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(textAt(block, open))?.[1];
  if (fence === undefined) return undefined;
  const mark = textAt(block, close).trim();
  const isClosed = mark.length >= fence.length && mark === (fence[0] as string).repeat(mark.length);
  return isClosed ? { open, close, lines: lines.slice(first + 1, last), kind: "fence" } : undefined;
}

/** A frame with the texts it is repeated with and what they count. */
interface Repeated extends Frame {
  readonly opening: string;
  readonly closing: string;
  readonly overhead: number;
}

/**
 * The framed lines as drafts that each fit; undefined when there are none, or when the frame would take more than half of the window.
 *
 * Where a table's first row does not fit below what stands first, its header stands there alone.
 */
export function splitFrame(frame: Frame, block: LaidBlock, window: Window, tokenizer: Tokenizer): Draft[] | undefined {
  const { count } = tokenizer;
  const { limit, firstLimit } = window;
  const opening = `${textAt(block, frame.open)}\n`;
  const closing = frame.close === undefined ? "" : `\n${textAt(block, frame.close)}`;
  const repeated: Repeated = { ...frame, opening, closing, overhead: count(opening) + count(closing) };
  const { overhead } = repeated;
  if (frame.lines.length === 0 || overhead > limit / 2) return undefined;
  const costs = frame.lines.map((line) => count(`${textAt(block, line)}\n`));
  const least = overhead + (costs[0] as number);
  const isHeaderAlone = frame.kind === "header-row" && overhead <= firstLimit && least > firstLimit && least <= limit;
  const drafts: Draft[] = isHeaderAlone ? [headerDraft(frame, block)] : [];
  // Below a heading that leaves next to nothing, no line is cut to fill it.
  let room = isHeaderAlone || (least > firstLimit && firstLimit - overhead < limit / 8) ? limit : firstLimit;
  let first = 0;
  let tokens = overhead;
  const add = (last: number): void => {
    if (last === first) return;
    for (const draft of framed(repeated, block, [first, last], drafts.length === 0, { ...window, firstLimit: room }, tokenizer))
      drafts.push(draft);
    first = last;
    tokens = overhead;
    room = limit;
  };
  for (const [index, cost] of costs.entries()) {
    if (tokens + cost > room) add(index);
    tokens += cost;
  }
  add(costs.length);
  return drafts;
}

/** The lines from `first` to before `last` in their frame; halved while they do not fit, and a single line that does not is cut. */
function framed(frame: Repeated, block: LaidBlock, [first, last]: Span, isFirst: boolean, window: Window, tokenizer: Tokenizer): Draft[] {
  const [start] = frame.lines[first] as Span;
  const [, end] = frame.lines[last - 1] as Span;
  const from = isFirst ? frame.open[0] : start;
  const to = last === frame.lines.length && frame.close !== undefined ? frame.close[1] : end;
  const segments = inFrame(frame, block, [from, to]);
  const table = (header: ChunkTable["header"]) => (frame.kind === "fence" ? {} : { table: { rows: [first, last] as const, header } });
  const text = joined(segments);
  if (tokenizer.count(text) <= window.firstLimit) return [{ segments, span: [from, to], ...table(isFirst ? "source" : "repeated") }];
  if (last - first > 1) {
    const middle = (first + last) >> 1;
    const rest = { ...window, firstLimit: window.limit };
    return [
      ...framed(frame, block, [first, middle], isFirst, window, tokenizer),
      ...framed(frame, block, [middle, last], false, rest, tokenizer),
    ];
  }
  const parts = frame.kind === "fence" ? longLine(frame, block, [from, to], [start, end], window, tokenizer) : undefined;
  if (parts !== undefined) return parts;
  const spans = splitText(textAt(block, [from, to]), from, window, tokenizer.count);
  return spans.map((span) => ({ segments: [source(block, span)], span, ...table("none"), isLongLine: true }));
}

/**
 * A line of code that is too long, each part of it in the fence; the first and last part take the source's own fence where it is theirs.
 *
 * Undefined where the tokenizer does not add up so far that line and fence are over the limit together.
 */
function longLine(frame: Repeated, block: LaidBlock, whole: Span, line: Span, window: Window, { count }: Tokenizer): Draft[] | undefined {
  const inner = { ...window, limit: window.limit - frame.overhead, firstLimit: window.firstLimit - frame.overhead };
  const spans = splitLine(textAt(block, line), line[0], inner, count);
  const drafts = spans.map(([start, end]): Draft => {
    const span: Span = [start === line[0] ? whole[0] : start, end === line[1] ? whole[1] : end];
    return { segments: inFrame(frame, block, span), span, isLongLine: true };
  });
  return drafts.some(({ segments }) => count(joined(segments)) > window.most) ? undefined : drafts;
}

/** The stretch of source with what of its frame it does not hold itself. */
function inFrame(frame: Repeated, block: LaidBlock, span: Span): Segment[] {
  const opening: Segment[] = span[0] > frame.open[0] ? [{ kind: frame.kind, text: frame.opening }] : [];
  const isOpen = frame.close !== undefined && span[1] < frame.close[1];
  return [...opening, source(block, span), ...(isOpen ? [{ kind: "fence", text: frame.closing } as const] : [])];
}

function headerDraft({ open }: Frame, block: LaidBlock): Draft {
  return { segments: [source(block, open)], span: open, table: { rows: [0, 0], header: "source" } };
}

export function joined(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join("");
}

export function source(block: LaidBlock, span: Span): Segment {
  return { kind: "source", text: textAt(block, span), span };
}
