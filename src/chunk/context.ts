import { shortened } from "./cut/shortened.ts";
import { isSurelyLarge } from "./cut/text.ts";
import { startsCleanly } from "./tokens.ts";
import type { ChunkHeading, Tokenizer } from "./types.ts";

/** What stands before a chunk's text when it is embedded, and its tokens. */
export interface Context {
  readonly prefix: string;
  readonly tokens: number;
  readonly isShortened: boolean;
}

export const noContext: Context = { prefix: "", tokens: 0, isShortened: false };

/** One heading a line, outermost first, then a blank line, at most `limit` tokens: ancestors leave from the middle, then names are cut. */
export function headingContext(headings: readonly ChunkHeading[], limit: number, tokenizer: Tokenizer): Context {
  const named = headings.map(({ text }) => text).filter((text) => text !== "");
  let kept = named;
  for (;;) {
    if (kept.length === 0) return { ...noContext, isShortened: named.length > 0 };
    const prefix = `${kept.join("\n")}\n\n`;
    const tokens = isSurelyLarge(prefix, limit, tokenizer.count) ? Infinity : lineTokens(kept, prefix, tokenizer);
    if (tokens <= limit) return { prefix, tokens, isShortened: kept !== named };
    if (kept.length > 2) kept = kept.toSpliced(kept.length >> 1, 1);
    else if (kept.length === 2) kept = kept.slice(1);
    else kept = cutName(kept[0] as string, limit, tokenizer);
  }
}

/** Tokens of a prefix of these texts: the sum of its lines where counts add up, so that a tokenizer that knows lines again is quick. */
function lineTokens(texts: readonly string[], prefix: string, { count, additiveAtNewline }: Tokenizer): number {
  if (!additiveAtNewline || !texts.every((text) => startsCleanly(text))) return count(prefix);
  return texts.reduce((sum, text, index) => sum + count(`${text}${index < texts.length - 1 ? "\n" : "\n\n"}`), 0);
}

/** A text of the caller, cut at its end. */
export function textContext(text: string, limit: number, tokenizer: Tokenizer): Context {
  const whole = text.trimEnd();
  if (whole === "") return noContext;
  const gap = tokenizer.count("\n\n");
  const isWhole = tokenizer.count(`${whole}\n\n`) <= limit;
  const [kept = ""] = isWhole ? [whole] : cutName(whole, limit - gap, tokenizer);
  const prefix = kept === "" ? "" : `${kept}\n\n`;
  return { prefix, tokens: tokenizer.count(prefix), isShortened: !isWhole };
}

function cutName(name: string, limit: number, tokenizer: Tokenizer): string[] {
  for (let room = limit - 1; room > 0; room--) {
    const cut = shortened(name, room, tokenizer);
    if (cut === "") return [];
    if (tokenizer.count(`${cut}\n\n`) <= limit && cut !== name) return [cut];
  }
  return [];
}

/** The longest path that both begin with. */
export function commonPath(one: readonly ChunkHeading[], other: readonly ChunkHeading[]): readonly ChunkHeading[] {
  if (one === other) return one;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same === one.length ? one : one.slice(0, same);
}
