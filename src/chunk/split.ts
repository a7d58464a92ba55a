import type { Span } from "./types.ts";

type Count = (text: string) => number;

/** From the coarsest break to the finest; a break belongs to what stands before it. */
const levels: readonly ((text: string) => number[])[] = [lineEnds, sentenceEnds, wordEnds, graphemeEnds, codePointEnds];

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Spans of `text` (offset by `start`) that each count at most `limit` tokens, the first at most `firstLimit`, cut at the coarsest break that serves.
 *
 * Between spans only white space is left out. Throws a RangeError when one code point alone is over the limit.
 */
export function splitText(text: string, start: number, limit: number, count: Count, firstLimit: number = limit): Span[] {
  const spans: Span[] = [];
  for (const [from, to] of splitAt(0, text, limit, count, firstLimit)) {
    const piece = text.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    const length = piece.trim().length;
    if (length > 0) spans.push([start + from + lead, start + from + lead + length]);
  }
  return spans;
}

function splitAt(level: number, text: string, limit: number, count: Count, firstLimit: number): Span[] {
  const ends = levels[level]?.(text);
  if (ends === undefined) throw new RangeError(`The window is too small: one character counts more than the ${limit} tokens left for text`);
  const spans: Span[] = [];
  let from = 0;
  let tokens = 0;
  let room = firstLimit;
  const close = (end: number): void => {
    if (end > from) spans.push(...fitting(level, text, from, end, room, limit, count));
    from = end;
    tokens = 0;
    room = limit;
  };
  let unitStart = 0;
  for (const unitEnd of ends) {
    const cost = count(text.slice(unitStart, unitEnd));
    if (tokens + cost > room) close(unitStart);
    if (cost > room) close(unitEnd);
    else tokens += cost;
    unitStart = unitEnd;
  }
  close(text.length);
  return spans;
}

/** The stretch itself when it fits as a whole, else cut at the next finer level: tokenizers need not add up. */
function fitting(level: number, text: string, from: number, to: number, room: number, limit: number, count: Count): Span[] {
  const piece = text.slice(from, to).trim();
  if (piece === "" || count(piece) <= room) return [[from, to]];
  return splitAt(level + 1, text.slice(from, to), limit, count, room).map(([start, end]): Span => [start + from, end + from]);
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
    if (isWide || spaceEnd > end || end === text.length) ends.push(spaceEnd);
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
    ends.push(end);
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

/** Unicode Standard Annex 29. */
function graphemeEnds(text: string): number[] {
  const ends: number[] = [];
  for (const { index, segment } of graphemes.segment(text)) ends.push(index + segment.length);
  return ends;
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
