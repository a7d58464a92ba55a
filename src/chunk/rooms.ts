import { type Context, headingContext, noContext } from "./context.ts";
import type { ChunkSettings } from "./options.ts";
import type { ChunkHeading } from "./types.ts";

/** The context of open headings, and how many tokens it leaves; each is counted once. */
export interface Rooms {
  readonly contextOf: (headings: readonly ChunkHeading[]) => Context;
  /** Tokens left for text below all headings of a path, or below the outer ones of it. */
  readonly roomOf: (path: readonly ChunkHeading[]) => number;
}

export function rooms({ context, maxTokens, maxContextTokens, tokenizer }: ChunkSettings): Rooms {
  const remembering = { ...tokenizer, count: remembered(tokenizer.count) };
  /** By the innermost heading, which is never below others than these. */
  const known = new WeakMap<ChunkHeading, Context>();
  const contextOf = (headings: readonly ChunkHeading[]): Context => {
    const innermost = headings.at(-1);
    if (context !== "headings" || innermost === undefined) return noContext;
    let found = known.get(innermost);
    if (found === undefined) {
      found = headingContext(headings, maxContextTokens, remembering);
      known.set(innermost, found);
    }
    return found;
  };
  const rooms = new WeakMap<readonly ChunkHeading[], number>();
  const roomOf = (path: readonly ChunkHeading[]): number => {
    if (typeof context === "function") return maxTokens - maxContextTokens;
    const { tokens, isShortened } = contextOf(path);
    if (!isShortened) return maxTokens - tokens;
    // A path cut to fit may count less than its own beginning does.
    const found = rooms.get(path) ?? path.reduce((most, _, index) => Math.max(most, contextOf(path.slice(0, index)).tokens), tokens);
    rooms.set(path, found);
    return maxTokens - found;
  };
  return { contextOf, roomOf };
}

const mostRemembered = 256;

/** The function, each of the texts it met lately counted once: the headings above come back with each heading below them. */
function remembered(count: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === mostRemembered) known.clear();
    const tokens = count(text);
    known.set(text, tokens);
    return tokens;
  };
}
