import { ChunkError } from "../../errors.ts";
import type { Span } from "../types.ts";
import { type Breaks, clauseBreaks, lineBreaks, sentenceBreaks, textStart, wordBreaks } from "./breaks.ts";
import { codePointBreaks, graphemeBreaks, runBreaks } from "./graphemes.ts";
import { edges, meets, outside } from "./stretches.ts";
import type { Window } from "./window.ts";

/** A stretch of a text: what it counts as the sum of its parts, and whether it was cut where nothing breaks. */
export interface TextCut {
  readonly span: Span;
  readonly tokens: number;
  readonly isCluster: boolean;
}

export interface TextOptions {
  /** Stretches that are cut only when alone too large. @default none */
  readonly whole?: readonly Span[];
  /** Stretches that are cut only where not even a character of them fits. @default none */
  readonly unparted?: readonly Span[];
  /** Of a line of code: cut between graphemes, no white space left out. @default false */
  readonly isVerbatim?: boolean;
}

interface Level {
  /** Undefined for the ends of what is to be left whole. */
  readonly breaks: Breaks | undefined;
  /** Whether it leaves whole what is to be, and white space at the ends of a piece out. */
  readonly isText: boolean;
  /** What a part may count more when it stands beside others: runs are cut inside of words. */
  readonly margin: number;
}

/** White space around a part counts at most this much, but for runs of it. */
const slack = 8;

/** From the coarsest break to the finest; then as words once more, when something to be left whole is too large. */
const levels: readonly Level[] = [
  ...[lineBreaks, sentenceBreaks, clauseBreaks, wordBreaks].map((breaks) => ({ breaks, isText: true, margin: 0 })),
  { breaks: undefined, isText: true, margin: 0 },
  { breaks: wordBreaks, isText: false, margin: 0 },
  { breaks: runBreaks, isText: false, margin: 1 },
  ...[graphemeBreaks, codePointBreaks].map((breaks) => ({ breaks, isText: false, margin: 0 })),
];
const clusterLevel = levels.length - 3;
const verbatimLevels = levels.slice(clusterLevel);
const ofGraphemes = levels.at(-2);
const ofCodePoints = levels.at(-1);

/** Hardly any text has more characters than this for each token. */
const mostCharacters = 8;

/** Whether a long text is over the limit already with its beginning, so that it need not be counted whole; its end may take some of that back. */
export function isSurelyLarge(text: string, limit: number, count: (text: string) => number): boolean {
  const most = mostCharacters * Math.max(limit, slack);
  return text.length > most && count(text.slice(0, most)) > limit + slack;
}

/**
 * The text in stretches that each count at most `limit` tokens, the first at most `firstLimit`, cut at the coarsest break that serves.
 *
 * Each part is counted once, at the level where it fits. Between stretches only white space is left out; none is blank.
 *
 * @throws {ChunkError} when one code point alone is over `most`
 */
export function cutText(text: string, window: Window, count: (text: string) => number, options: TextOptions = {}): TextCut[] {
  const { whole = [], unparted = [], isVerbatim = false } = options;
  const cuts = cutAt(isVerbatim ? verbatimLevels : levels, 0, text, [0, text.length], window, count, { whole, unparted });
  if (isVerbatim) return cuts;
  return cuts.flatMap((cut) => {
    const span = trimmed(text, cut.span);
    return span[0] < span[1] ? [{ ...cut, span }] : [];
  });
}

function cutAt(
  steps: readonly Level[],
  level: number,
  text: string,
  [from, to]: Span,
  window: Window,
  count: (text: string) => number,
  stretches: Required<Pick<TextOptions, "whole" | "unparted">>,
): TextCut[] {
  const step = steps[level] as Level;
  const ofClusters = level >= steps.length - 3;
  const { whole } = stretches;
  if (step.breaks === undefined && !meets(whole, [from, to])) return cutAt(steps, level + 1, text, [from, to], window, count, stretches);
  const isLastText = step.isText && steps[level + 1]?.isText === false;
  const breaks = step.breaks?.(text.slice(from, to)) ?? edges(whole, text, [from, to]);
  const kept = step.isText ? whole : level < steps.length - 1 ? stretches.unparted : [];
  const ends = kept.length > 0 ? outside(breaks, from, kept) : breaks;
  const cuts: TextCut[] = [];
  let [start, tokens, isCluster] = [from, 0, ofClusters];
  let room = window.firstLimit;
  const close = (end: number): void => {
    if (end === start) return;
    cuts.push({ span: [start, end], tokens, isCluster });
    [start, tokens, isCluster] = [end, 0, ofClusters];
    room = window.limit;
  };
  let last = from;
  for (const relative of ends) {
    const end = from + relative;
    const part = text.slice(last, end);
    let cost = level < steps.length - 1 && isSurelyLarge(part, window.limit, count) ? Infinity : count(part) + step.margin;
    if (tokens + cost > room && start < last) close(last);
    // What is to be left whole and fits no first piece goes into the next one.
    if (isLastText && start === last && cost > room && room < window.limit && meets(whole, [last, end])) {
      if (!isSurelyLarge(part, window.limit, count) && count(part.trim()) <= window.limit) room = window.limit;
    }
    // White space at the ends of a piece is left out.
    if (!ofClusters && cost > room && cost - room <= slack && start === last) cost = count(part.trim());
    if (tokens + cost <= room || (start === last && cost <= mostAlone(step, room, window))) tokens += cost;
    else if (level === steps.length - 1) {
      throw new ChunkError("window-too-small", `The window is too small: one character counts more than ${window.most} tokens`);
    } else {
      // What is left of a part that was cut goes on with the parts after it.
      const inner = cutAt(steps, level + 1, text, [start, end], { ...window, firstLimit: room }, count, stretches);
      for (const cut of inner.slice(0, -1)) cuts.push(cut);
      const rest = inner.at(-1) as TextCut;
      if (inner.length > 1) room = window.limit;
      [start, tokens, isCluster] = [rest.span[0], rest.tokens, ofClusters || rest.isCluster];
    }
    last = end;
  }
  close(to);
  return cuts;
}

/**
 * What one character may count where it is a piece of its own, beyond the room there is: a code point all of a chunk, a grapheme what is kept
 * for overlap, unless it is in the first piece, whose room no overlap takes.
 */
function mostAlone(level: Level, room: number, { limit, most, spare = 0 }: Window): number {
  if (level === ofCodePoints) return most;
  return level === ofGraphemes && room === limit ? limit + spare : 0;
}

/** The stretch without the white space at its ends. */
function trimmed(text: string, [from, to]: Span): Span {
  const piece = text.slice(from, to);
  return [from + textStart(piece), from + piece.trimEnd().length];
}
