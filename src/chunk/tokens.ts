import { present } from "../payload/present.ts";
import type { Tokenizer } from "./types.ts";

/**
 * An estimate that errs high, by one pass over character classes; it adds exactly at line ends.
 *
 * Costs are in twentieths of a token and were set against the larger of o200k and cl100k: English about 1.5 times the truth, code 2.
 */
export const approx: Tokenizer = { id: "approx-v1", count: approximateTokens, estimate: true };

/** UTF-8 bytes: a strict upper bound for every byte-level BPE tokenizer. */
export const bytes: Tokenizer = { id: "bytes", count: utf8Length };

/** The tokenizer with its counts checked: a count that is no whole number from 0 throws a RangeError. A bare function gets the id `custom`. */
export function checkedTokenizer(tokenizer: Tokenizer | ((text: string) => number)): Tokenizer {
  const given = typeof tokenizer === "function" ? { id: "custom", count: tokenizer } : tokenizer;
  const count = (text: string): number => {
    const tokens = given.count(text);
    if (Number.isInteger(tokens) && tokens >= 0) return tokens;
    throw new RangeError(`The tokenizer ${given.id} counts ${tokens} tokens, expected a whole number from 0`);
  };
  return present({ id: given.id, count, estimate: given.estimate });
}

function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(index + 1))) {
      length += 4;
      index++;
    } else length += 3;
  }
  return length;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function approximateTokens(text: string): number {
  let tokens = 0;
  let line = 0;
  for (let index = 0; index < text.length; ) {
    const end = runEnd(text, index);
    line += runCost(text, index, end);
    const isLineEnd = text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13;
    if (isLineEnd || end === text.length) {
      tokens += Math.ceil(line / 20);
      line = 0;
    }
    index = end;
  }
  return tokens;
}

/** Classes of characters that are counted in runs; every other character is a run of its own. */
const run = { word: 1, digit: 2, space: 3, newline: 4, punctuation: 5, single: 6 } as const;
type RunClass = (typeof run)[keyof typeof run];

function classOf(unit: number): RunClass {
  if ((unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)) return run.word;
  if (unit >= 48 && unit <= 57) return run.digit;
  if (unit === 32 || unit === 9) return run.space;
  if (unit === 10 || unit === 13) return run.newline;
  return unit > 32 && unit < 127 ? run.punctuation : run.single;
}

function runEnd(text: string, start: number): number {
  const kind = classOf(text.charCodeAt(start));
  let end = start + 1;
  if (kind === run.single) return end;
  while (end < text.length && classOf(text.charCodeAt(end)) === kind) end++;
  return end;
}

function runCost(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start);
  switch (classOf(first)) {
    case run.word:
      return isIrregular(text, start, end) ? 14 * length : 18 + 9 * Math.max(0, length - 3);
    case run.digit:
      return 22 * Math.ceil(length / 3);
    case run.space:
      return length > 1 ? 30 : classOf(text.charCodeAt(end)) === run.digit ? 30 : 0;
    case run.newline:
      return 30;
    case run.punctuation:
      return 20 + 14 * (length - 1);
    default:
      return singleCost(first);
  }
}

/** A word with capitals inside, or next to a digit, is cut up by tokenizers. */
function isIrregular(text: string, start: number, end: number): boolean {
  if (classOf(text.charCodeAt(start - 1)) === run.digit || classOf(text.charCodeAt(end)) === run.digit) return true;
  for (let index = start + 1; index < end; index++) if (text.charCodeAt(index) <= 90) return true;
  return false;
}

function singleCost(unit: number): number {
  if (unit >= 0x00c0 && unit <= 0x024f) return 60;
  if (unit >= 0x0250 && unit <= 0x052f) return 26;
  if (unit >= 0xd800 && unit <= 0xdfff) return 30;
  if (
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3) ||
    (unit >= 0xff00 && unit <= 0xffef)
  )
    return 32;
  return unit > 0x052f ? (isSymbol(unit) ? 20 : 60) : 20;
}

/** General punctuation, arrows, mathematics, boxes and the like. */
function isSymbol(unit: number): boolean {
  return (unit >= 0x2000 && unit <= 0x2bff) || (unit >= 0x3000 && unit <= 0x303f);
}
