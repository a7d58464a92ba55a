import tokens from "gpt-tokenizer/bpeRanks/o200k_base";
import type { Tokenizer } from "../chunk/types.ts";
import { bytePairTokenizer } from "./byte-pair-tokenizer.ts";
import { o200kWordEnd } from "./o200k-word-end.ts";

/**
 * Counts the tokens of GPT-4o and later models, exactly.
 *
 * Special tokens such as `<|endoftext|>` count as the characters they are written with.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { o200k } from "postparse/o200k";
 *
 * assert.equal(o200k.count("Nothing is dropped in silence."), 6);
 * ```
 */
export const o200k: Tokenizer = bytePairTokenizer("o200k_base", tokens, o200kWordEnd);
