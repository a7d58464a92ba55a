import type { Span } from "./types.ts";

type Count = (text: string) => number;

/** From the coarsest break to the finest; a break belongs to what stands before it. */
const levels: readonly ((text: string) => number[])[] = [lineEnds, sentenceEnds, wordEnds, graphemeEnds, codePointEnds];

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How much fits: into each piece, and into the first, which may stand below headings. */
export interface Window {
  readonly limit: number;
  readonly firstLimit: number;
  /** What a single character may count at most: the whole chunk, where it fits nowhere else. */
  readonly most: number;
}

/**
 * Spans of `text` (offset by `start`) that each count at most `limit` tokens, the first at most `firstLimit`, cut at the coarsest break that serves.
 *
 * Between spans only white space is left out. Throws a RangeError when one code point alone is over `most`.
 */
export function splitText(text: string, start: number, window: Window, count: Count): Span[] {
  const spans: Span[] = [];
  for (const [from, to] of splitAt(0, text, window, count)) {
    const [first, end] = trimmed(text, from, to);
    if (end > first) spans.push([start + first, start + end]);
  }
  return spans;
}

/** The same for a line that breaks nowhere: cut between graphemes, nothing is left out. */
export function splitLine(text: string, start: number, window: Window, count: Count): Span[] {
  return splitAt(levels.indexOf(graphemeEnds), text, window, count).map(([from, to]): Span => [start + from, start + to]);
}

function splitAt(level: number, text: string, window: Window, count: Count): Span[] {
  const ends = levels[level]?.(text);
  if (ends === undefined) throw new RangeError(`The window is too small: one character counts more than ${window.most} tokens`);
  const spans: Span[] = [];
  // Where the open stretch begins, and where each of its units ends.
  let bounds = [0];
  let tokens = 0;
  let room = window.firstLimit;
  const close = (): void => {
    if (bounds.length === 1) return;
    for (const span of fitting(level, text, bounds, { ...window, firstLimit: room }, count)) spans.push(span);
    bounds = [bounds.at(-1) as number];
    tokens = 0;
    room = window.limit;
  };
  // What is left of a unit that was cut goes on with the units after it.
  const reopen = (): void => {
    const [from, to] = spans.at(-1) as Span;
    const left = count(text.slice(from, to));
    if (spans.length === 1 || left > window.limit / 2) return;
    spans.pop();
    bounds = [from, to];
    tokens = left;
  };
  for (const end of ends) {
    const cost = count(text.slice(bounds.at(-1), end));
    if (tokens + cost > room) close();
    bounds.push(end);
    tokens += cost;
    if (tokens <= room) continue;
    close();
    reopen();
  }
  close();
  return spans;
}

/** The units between these bounds together when they fit; else halved, for tokenizers need not add up; a single unit is cut at the next finer level. */
function fitting(level: number, text: string, bounds: readonly number[], window: Window, count: Count): Span[] {
  const [from, to] = [bounds[0] as number, bounds.at(-1) as number];
  const piece = text.slice(...trimmed(text, from, to));
  const tokens = piece === "" ? 0 : count(piece);
  if (tokens <= window.firstLimit) return [[from, to]];
  if (bounds.length > 2) {
    const middle = bounds.length >> 1;
    const first = fitting(level, text, bounds.slice(0, middle + 1), window, count);
    return [...first, ...fitting(level, text, bounds.slice(middle), { ...window, firstLimit: window.limit }, count)];
  }
  const isFinest = level === levels.length - 1;
  if (isFinest && tokens <= window.most) return [[from, to]];
  return splitAt(level + 1, text.slice(from, to), window, count).map(([start, end]): Span => [start + from, end + from]);
}

/** The stretch without the white space at its ends; a space that bears a combining mark is none. */
function trimmed(text: string, from: number, to: number): Span {
  const piece = text.slice(from, to);
  const body = piece.trimStart();
  const start = to - body.length;
  return [start > from && isExtended(text, start) ? start - 1 : start, from + piece.trimEnd().length];
}

function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at + 1);
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

const sentenceMarks = new Set(".!?。！？");
const closing = new Set("\"'”’)]»」』");

/** After a full stop, its closing quotes and the white space behind them; CJK marks need no white space. */
function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (let index = 0; index < text.length; index++) {
    if (!sentenceMarks.has(text[index] as string)) continue;
    let end = index + 1;
    while (end < text.length && (sentenceMarks.has(text[end] as string) || closing.has(text[end] as string))) end++;
    const isWide = text.charCodeAt(index) > 0x3000;
    const spaceEnd = whiteSpaceEnd(text, end);
    if ((isWide || spaceEnd > end || end === text.length) && !isExtended(text, spaceEnd)) ends.push(spaceEnd);
    index = Math.max(end, spaceEnd) - 1;
  }
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

function wordEnds(text: string): number[] {
  const ends: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const end = whiteSpaceEnd(text, index);
    if (end === index) continue;
    if (!isExtended(text, end)) ends.push(end);
    index = end - 1;
  }
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}

function whiteSpaceEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isWhiteSpace(text.charCodeAt(end))) end++;
  return end;
}

function isWhiteSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x2028 || unit === 0x2029 || unit === 0x3000;
}

/** Whether the character here belongs to the one before it, whatever that is (Unicode Standard Annex 29, GB9 and GB9a). */
function isExtended(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  return code !== undefined && code >= 0x300 && /\p{M}|\u200c|\u200d|[\u{1f3fb}-\u{1f3ff}]/u.test(String.fromCodePoint(code));
}

/** Unicode Standard Annex 29. */
function graphemeEnds(text: string): number[] {
  const ends: number[] = [];
  let size = windowSize;
  for (let start = 0; start < text.length; ) {
    if (isAlone(text, start)) {
      ends.push(++start);
      continue;
    }
    // Segmenter takes quadratic time, so it sees a window at a time; the last cluster in it may go on behind it.
    const last = start + size;
    const windowEnd = isHighSurrogate(text.charCodeAt(last - 1)) ? last + 1 : last;
    const found = Array.from(graphemes.segment(text.slice(start, windowEnd)), ({ index }) => start + index).slice(1);
    if (windowEnd >= text.length) found.push(text.length);
    for (const end of found) ends.push(end);
    size = found.length === 0 ? 2 * size : windowSize;
    start = found.at(-1) ?? start;
  }
  return ends;
}

const windowSize = 256;

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Below U+0300 nothing joins but CR and LF. */
function isAlone(text: string, index: number): boolean {
  const [unit, next] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
  return unit < 0x300 && !(next >= 0x300) && !(unit === 13 && next === 10);
}

function codePointEnds(text: string): number[] {
  const ends: number[] = [];
  let end = 0;
  for (const character of text) {
    end += character.length;
    ends.push(end);
  }
  return ends;
}
