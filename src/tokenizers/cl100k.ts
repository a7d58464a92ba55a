import tokens from "gpt-tokenizer/bpeRanks/cl100k_base";
import type { Tokenizer } from "../chunk/types.ts";
import { bytePairTokenizer } from "./byte-pair-tokenizer.ts";
import { cl100kWordEnd } from "./cl100k-word-end.ts";

/**
 * Counts the tokens of OpenAI's embedding models, of GPT-4 and GPT-3.5, exactly.
 *
 * Special tokens such as `<|endoftext|>` count as the characters they are written with.
 */
export const cl100k: Tokenizer = bytePairTokenizer("cl100k_base", tokens, cl100kWordEnd);
