import type { Tokenizer } from "../types.ts";
import { graphemeBreaks } from "./graphemes.ts";

/** The beginning of a text with an ellipsis, halved until it counts at most `limit` tokens; empty when not even that helps. */
export function shortened(text: string, limit: number, tokenizer: Tokenizer): string {
  // A token is hardly ever longer, so that of a very long text only the beginning is looked at.
  const beginning = text.slice(0, Math.max(64, Math.ceil(limit) * 16));
  const ends = graphemeBreaks(beginning);
  for (let length = ends.length; length > 0; length >>= 1) {
    const end = ends[length - 1] as number;
    const cut = end === text.length ? text : `${text.slice(0, end)}…`;
    if (tokenizer.count(cut) <= limit) return cut;
  }
  return "";
}
