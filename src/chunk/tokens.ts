import { ChunkError } from "../errors.ts";
import { approximateTokens } from "./approx.ts";
import type { Tokenizer } from "./types.ts";

/**
 * An estimate that errs high, by one pass over character classes; it adds exactly at line ends.
 *
 * Costs are in twentieths of a token and were set against the larger of o200k and cl100k: English about 1.5 times the truth, code 2.
 */
export const approx: Tokenizer = { id: "approx-v1", count: approximateTokens, additiveAtNewline: true, estimate: true };

/** UTF-8 bytes: a strict upper bound for every byte-level BPE tokenizer. */
export const bytes: Tokenizer = { id: "bytes", count: utf8Length, additiveAtNewline: true };

/** The tokenizer with its counts checked: a count that is no whole number from 0 throws a ChunkError. A bare function gets the id `custom`. */
export function checkedTokenizer(tokenizer: Tokenizer | ((text: string) => number)): Required<Tokenizer> {
  const given = typeof tokenizer === "function" ? { id: "custom", count: tokenizer } : tokenizer;
  const { id, additiveAtNewline = false, estimate = false }: Tokenizer = given;
  const count = (text: string): number => {
    const tokens = given.count(text);
    if (Number.isInteger(tokens) && tokens >= 0) return tokens;
    throw new ChunkError("token-count-invalid", `The tokenizer ${id} counts ${tokens} tokens, expected a whole number from 0`);
  };
  return { id, count, additiveAtNewline, estimate };
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    // A surrogate pair has two units and four bytes.
    if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(index + 1))) index++;
  }
  return length;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Whether a count adds up where a line feed stands before this place of the text: see `Tokenizer.additiveAtNewline`. */
export function startsCleanly(text: string, start = 0): boolean {
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return false;
    if (!isSpace(unit)) return at > start || unit !== 0x2f;
  }
  return false;
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit >= 0x80 ? /\s/.test(String.fromCharCode(unit)) : false;
}
