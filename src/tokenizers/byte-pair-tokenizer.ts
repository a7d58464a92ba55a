import type { Tokenizer } from "../chunk/types.ts";
import { ByteRanks, type Token } from "./byte-ranks.ts";
import { mergedCount } from "./merge.ts";
import { keptCounts, type WordCount } from "./word-counts.ts";
import type { WordEnd } from "./word-end.ts";

const encoder = new TextEncoder();
const usualLength = 256;

/** Counts word by word; the tables it needs are made at the first count. */
export function bytePairTokenizer(id: string, tokens: readonly Token[], wordEnd: WordEnd): Tokenizer {
  let countOf: WordCount | undefined;
  const count = (text: string): number => {
    countOf ??= keptCounts(wordCount(tokens));
    let total = 0;
    for (let start = 0; start < text.length; ) {
      const end = wordEnd(text, start);
      // Each byte is a token.
      total += end - start === 1 && text.charCodeAt(start) < 128 ? 1 : countOf(text, start, end);
      start = end;
    }
    return total;
  };
  return { id, count, additiveAtNewline: true };
}

function wordCount(tokens: readonly Token[]): WordCount {
  const ranks = new ByteRanks(tokens);
  const room = new Uint8Array(usualLength);
  return (text, start, end) => {
    const bytes = asciiBytes(text, start, end, room) ?? encoder.encode(text.slice(start, end));
    return ranks.rankOf(bytes, 0, bytes.length) >= 0 ? 1 : mergedCount(bytes, ranks);
  };
}

/** The bytes of a word of ASCII alone, which need no encoder, if there is room for them. */
function asciiBytes(text: string, start: number, end: number, room: Uint8Array): Uint8Array | undefined {
  if (end - start > room.length) return undefined;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 127) return undefined;
    room[at - start] = unit;
  }
  return room.subarray(0, end - start);
}
