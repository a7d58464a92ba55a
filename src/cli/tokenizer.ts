import { approx, bytes } from "../chunk/tokens.ts";
import type { Tokenizer } from "../chunk/types.ts";
import { unreachable } from "../errors.ts";
import { loadCl100k, loadO200k } from "./optional.ts";

export const tokenizerNames = ["approx", "bytes", "o200k", "cl100k"] as const;

export type TokenizerName = (typeof tokenizerNames)[number];

/** The tokenizer of a name; the exact ones are loaded when they are asked for. */
export async function loadTokenizer(name: TokenizerName): Promise<Tokenizer> {
  switch (name) {
    case "approx":
      return approx;
    case "bytes":
      return bytes;
    case "o200k":
      return (await loadO200k()).o200k;
    case "cl100k":
      return (await loadCl100k()).cl100k;
    default:
      return unreachable(name);
  }
}
