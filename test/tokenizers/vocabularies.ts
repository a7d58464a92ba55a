import fc from "fast-check";
import clTokens from "gpt-tokenizer/bpeRanks/cl100k_base";
import oTokens from "gpt-tokenizer/bpeRanks/o200k_base";
import { countTokens as clCount } from "gpt-tokenizer/encoding/cl100k_base";
import { countTokens as oCount } from "gpt-tokenizer/encoding/o200k_base";
import { CL100K_TOKEN_SPLIT_REGEX, O200K_TOKEN_SPLIT_REGEX } from "gpt-tokenizer/encodingParams/constants";
import type { Tokenizer } from "../../src/chunk/types.ts";
import type { Token } from "../../src/tokenizers/byte-ranks.ts";
import { cl100k } from "../../src/tokenizers/cl100k.ts";
import { cl100kWordEnd } from "../../src/tokenizers/cl100k-word-end.ts";
import { o200k } from "../../src/tokenizers/o200k.ts";
import { o200kWordEnd } from "../../src/tokenizers/o200k-word-end.ts";
import type { WordEnd } from "../../src/tokenizers/word-end.ts";

/** A tokenizer of ours, and what gpt-tokenizer has of the same vocabulary. */
export interface Vocabulary {
  readonly tokenizer: Tokenizer;
  readonly wordEnd: WordEnd;
  readonly tokens: readonly Token[];
  readonly pattern: RegExp;
  readonly count: (text: string) => number;
}

const plain = { disallowedSpecial: new Set<string>() };

export const vocabularies: readonly (readonly [id: string, vocabulary: Vocabulary])[] = [
  {
    tokenizer: o200k,
    wordEnd: o200kWordEnd,
    tokens: oTokens,
    pattern: O200K_TOKEN_SPLIT_REGEX,
    count: (text: string) => oCount(text, plain),
  },
  {
    tokenizer: cl100k,
    wordEnd: cl100kWordEnd,
    tokens: clTokens,
    pattern: CL100K_TOKEN_SPLIT_REGEX,
    count: (text: string) => clCount(text, plain),
  },
].map((vocabulary) => [vocabulary.tokenizer.id, vocabulary]);

/** Characters of each class, and what the patterns look for. */
const pieces = [
  ..."aBé É ǅʰªº漢ש ا ไ ß 1²½٣Ⅷ𝟙.,;:|/\\'’\"_=-#*`~<>()[]{}$€→—「。😀🇩🇪",
  ...["\u0301", "\u0903", "\ufe0f", "\u200d", "\u200b", "\u0000", "\u007f", "\ud83d", "\udc00", "\ufffd"],
  ...["\n", "\r\n", "\r", "\t", "  ", "    ", "\u00a0", "\u2028", "\u3000", "\ufeff", "\u0085", "\v"],
  ...["'s", "'LL", "'Ve", "'re", "'d", "'ſ", "<|endoftext|>", "<|im_start|>", "<|fim_prefix|>", "<|endofprompt|>"],
  ...[
    "the",
    " of",
    "Total",
    "HTTPServer",
    "naïve",
    "Москва",
    "ελληνικά",
    "日本語",
    "한국어",
    "ภาษา",
    "0x1F",
    "1,234.56",
    "//",
    "---",
    "```",
  ],
  ...["const x = 1;\n", "  return x;\n", "</td>", "| a | b |\n", "https://x.test/?q=1&r=2", "👩‍👩‍👧"],
];

/** Text of all scripts, code and signs, with special tokens, broken surrogate pairs and every kind of line end. */
export const hostileTexts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 2, max: 40 })).map(([piece, times]) => piece.repeat(times)),
      },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));
