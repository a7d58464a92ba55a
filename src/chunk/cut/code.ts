import type { LaidBlock } from "../block.ts";
import { type Piece, textOf } from "../piece.ts";
import type { Segment, Span, Tokenizer } from "../types.ts";
import { cutLines, type Frame, noFrame, spanUnits } from "./lines.ts";
import { cutPlain } from "./plain.ts";
import { isSurelyLarge } from "./text.ts";
import type { Window } from "./window.ts";

/** The fence of a code block (CommonMark 0.31 §4.5). */
export interface Fence {
  /** The first line. */
  readonly open: Span;
  readonly marks: string;
  readonly info: string;
  readonly indent: string;
  /** The last line; undefined when nothing closes the block. */
  readonly close: Span | undefined;
}

/** Undefined where the text of a block does not begin with a fence. */
export function fenceOf(text: string): Fence | undefined {
  const open = lineAt(text, 0);
  const found = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(text.slice(...open));
  if (found === null) return undefined;
  const [, indent = "", marks = "", info = ""] = found;
  if (marks.startsWith("`") && info.includes("`")) return undefined;
  const lastStart = text.lastIndexOf("\n") + 1;
  const last = text.slice(lastStart).trim();
  const isClosed = lastStart > open[1] && last.length >= marks.length && last === marks.charAt(0).repeat(last.length);
  return { open, marks, info: info.trim(), indent, close: isClosed ? [lastStart, text.length] : undefined };
}

/** What closes a block that nothing closes. */
export function missingFence(text: string): Segment | undefined {
  const fence = fenceOf(text);
  return fence === undefined || fence.close !== undefined ? undefined : { kind: "fence", text: `\n${fence.indent}${fence.marks}` };
}

/** A code block in pieces between its lines, each inside the block's own fence; a line too long is cut between graphemes. */
export function cutCode(block: LaidBlock, tokenizer: Tokenizer, window: Window): Piece[] {
  const { text } = block;
  const found = fenceOf(text);
  const fence = found !== undefined && isSurelyLarge(text.slice(...found.open), window.limit, tokenizer.count) ? undefined : found;
  const [opening, closing] = fence === undefined ? [noFrame, noFrame] : fenceFrames(text, fence, tokenizer, window.limit);
  // With the line breaks between it and the code, which count with that where code stands.
  const overhead = opening.tokens + closing.tokens;
  // A fence that leaves no room for code is given up.
  const frameCost = tokenizer.count(textOf([...opening.segments, ...closing.segments]));
  const own = fence === undefined ? 0 : tokenizer.count(text.slice(...fence.open));
  const isFramed = fence !== undefined && Math.max(frameCost, own) <= window.limit / 2;
  const content: Span = isFramed ? [afterLine(text, fence.open[1]), fence.close?.[0] ?? text.length] : [0, text.length];
  const spans = codeLines(text, content);
  if (spans.length === 0) return cutPlain(block, [0, text.length], tokenizer, window);
  const units = spanUnits(block, { spans, start: 0, end: text.length }, tokenizer, window.limit);
  const isOpen = fence?.close === undefined;
  const frameOf = ([from, to]: Span): { readonly before: readonly Segment[]; readonly behind: readonly Segment[] } => ({
    before: isFramed && from > 0 ? opening.segments : [],
    behind: isFramed && (to < text.length || isOpen) ? closing.segments : [],
  });
  return cutLines(
    {
      block,
      tokenizer,
      ...units,
      opening: (first) => (isFramed && first > 0 ? opening : noFrame),
      closing: (last) => (isFramed && (last < spans.length || isOpen) ? closing : noFrame),
      least: 1,
      isParted: () => false,
      cutUnit: (unit, inner) => {
        const line = spans[unit] as Span;
        // The first and the last line take what is left of the block along, its own fence too.
        const widen = ([from, to]: Span): Span => [
          unit === 0 && from === line[0] ? 0 : from,
          unit === spans.length - 1 && to === line[1] ? text.length : to,
        ];
        const isTight = frameCost * 2 > inner.firstLimit;
        const frame = isTight || !isFramed ? {} : { frame: frameOf, frameTokens: overhead };
        return cutPlain(block, line, tokenizer, inner, { ...frame, widen, isVerbatim: true, reason: "line", flags: ["long-line"] });
      },
      describe: () => ({}),
      // A closing fence stands behind a line feed, whatever ended the line.
      isExact: !text.includes("\r"),
      flags: [],
    },
    window,
  );
}

/** The frames of a piece; an info string that takes more than a quarter of the window is cut to its first word. */
function fenceFrames(text: string, fence: Fence, tokenizer: Tokenizer, limit: number): [opening: Frame, closing: Frame] {
  const { open, marks, info, indent } = fence;
  const line = text.slice(...open);
  const [word = ""] = info.split(/\s+/, 1);
  const opening = `${tokenizer.count(info) > limit / 4 ? `${indent}${marks}${word}` : line}\n`;
  const closing = `\n${indent}${marks}`;
  return [
    { segments: [{ kind: "fence", text: opening }], tokens: tokenizer.count(opening) },
    { segments: [{ kind: "fence", text: closing }], tokens: tokenizer.count(`${closing.slice(1)}\n`) },
  ];
}

/** The lines of code, each with the blank lines after it, without the last line break. */
function codeLines(text: string, [from, to]: Span): Span[] {
  const lines: [number, number][] = [];
  for (let start = from; start < to; ) {
    const [, end] = lineAt(text, start);
    const next = Math.min(afterLine(text, start), to);
    const last = lines.at(-1);
    if (last !== undefined && text.slice(start, end).trim() === "") last[1] = Math.min(end, to);
    else lines.push([start, Math.min(end, to)]);
    start = next;
  }
  return lines;
}

/** Behind the line break at a place, or at the end. */
function afterLine(text: string, end: number): number {
  const lineFeed = text.indexOf("\n", end);
  return lineFeed < 0 ? text.length : lineFeed + 1;
}

/** The line at a place, without its line break. */
function lineAt(text: string, start: number): Span {
  const lineFeed = text.indexOf("\n", start);
  const end = lineFeed < 0 ? text.length : lineFeed;
  return [start, end > start && text[end - 1] === "\r" ? end - 1 : end];
}
