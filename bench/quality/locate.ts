import { commonSequence } from "../../src/document/diff/sequence.ts";
import type { Span } from "./samples.ts";

/**
 * Where the chunks of a chunker that gives no offsets stand in the source: whole where their text stands there once, else word by word,
 * as a comparison of both texts matches them; what the chunker put there itself stands nowhere.
 */
export function locate(source: string, chunks: readonly (readonly string[])[]): Span[][] {
  const pieces = chunks.flatMap((all, chunk) => all.map((piece) => ({ chunk, text: piece.trim() })));
  const anchors = longestIncreasing(pieces.map(({ text }) => onlyPlace(source, text)));
  const found: Span[][] = chunks.map(() => []);
  let [run, start] = [[] as typeof pieces, 0];
  for (const [index, piece] of [...pieces, undefined].entries()) {
    const anchor = piece === undefined ? source.length : anchors[index];
    if (piece !== undefined && anchor === undefined) run.push(piece);
    if (anchor === undefined) continue;
    const texts = run.map(({ text }) => text);
    const placed = inOrder(source, [start, anchor], texts) ?? matchWords(source, [start, anchor], texts);
    for (const [position, spans] of placed.entries()) found[run[position]?.chunk ?? 0]?.push(...spans);
    if (piece !== undefined) found[piece.chunk]?.push([anchor, anchor + piece.text.length]);
    [run, start] = [[], anchor + (piece?.text.length ?? 0)];
  }
  return found;
}

function onlyPlace(source: string, text: string): number | undefined {
  const start = text === "" ? -1 : source.indexOf(text);
  return start >= 0 && source.indexOf(text, start + 1) < 0 ? start : undefined;
}

/** One after the other, as long as each text stands somewhere behind the last. */
function inOrder(source: string, [start, end]: Span, texts: readonly string[]): Span[][] | undefined {
  const stretch = source.slice(0, end);
  let cursor = start;
  const spans: Span[][] = [];
  for (const text of texts) {
    const found = stretch.indexOf(text, cursor);
    if (found < 0) return undefined;
    cursor = found + text.length;
    spans.push([[found, cursor]]);
  }
  return spans;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly owner: number;
}

// Scripts that put no space between words: each of their characters is one.
const spaceless = "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}]";
const word = new RegExp(`${spaceless}|(?:(?!${spaceless})[\\p{L}\\p{N}])+`, "gu");

function wordsOf(text: string, start: number, owner: number): Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => ({ text: found, start: start + index, owner }));
}

/** For each text where its words stand in a stretch of the source; neighbors together. */
function matchWords(source: string, [start, end]: Span, texts: readonly string[]): Span[][] {
  const spans: Span[][] = texts.map(() => []);
  if (texts.length === 0) return spans;
  const ids = new Map<string, number>();
  const idOf = ({ text }: Word): number => {
    if (!ids.has(text)) ids.set(text, ids.size);
    return ids.get(text) as number;
  };
  const words = texts.flatMap((text, owner) => wordsOf(text, 0, owner));
  const targets = wordsOf(source.slice(start, end), start, 0);
  let last = -2;
  for (const [index, match] of commonSequence(words.map(idOf), targets.map(idOf)).entries()) {
    const [word, target] = [words[index], targets[match]];
    if (word === undefined || target === undefined) continue;
    const own = spans[word.owner] as Span[];
    const stop = target.start + target.text.length;
    const before = match === last + 1 ? own.at(-1) : undefined;
    if (before === undefined) own.push([target.start, stop]);
    else own[own.length - 1] = [before[0], stop];
    last = match;
  }
  return spans;
}

/** Keeps as many as can stand in order. */
function longestIncreasing(starts: readonly (number | undefined)[]): (number | undefined)[] {
  const tails: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const [index, start] of starts.entries()) {
    if (start === undefined) continue;
    let length = tails.length;
    while (length > 0 && (starts[tails[length - 1] as number] as number) >= start) length--;
    before.set(index, tails[length - 1]);
    tails[length] = index;
  }
  const kept = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = before.get(index)) kept.add(index);
  return starts.map((start, index) => (kept.has(index) ? start : undefined));
}
