import { numberKey, signAt } from "./numbers.ts";
import { plainText } from "./plain-text.ts";

/** A word or number of a text; two are the same when their keys are. */
export interface Word {
  readonly key: string;
  /** As a message shows it. */
  readonly shown: string;
  /** The number of a list item, which may be written or not. */
  readonly isMarker: boolean;
}

/** How often each key is there. */
export type Bag = Map<string, number>;

/** Bounded, so that no run is too long for the engine. */
const runs = /\p{Nd}{1,200}(?:[.,٫٬]\p{Nd}{1,200}){0,20}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]{0,200}/gu;

/** Scripts that put no spaces between words: each character is one. */
const unspaced = /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])/u;

/** The words and numbers of a markdown text, in order; case, markup, ticks of boxes and how a number is written do not count, its sign does. */
export function wordsOf(markdown: string): Word[] {
  const text = plainText(markdown);
  const words: Word[] = [];
  for (const match of text.matchAll(runs)) {
    const [run] = match;
    if (/^\p{Nd}/u.test(run)) {
      words.push(numberAt(text, match.index, run));
      continue;
    }
    if (isTick(text, match.index, run)) continue;
    for (const shown of run < "\u0e00" || !unspaced.test(run) ? [run] : run.split(unspaced)) {
      if (shown !== "") words.push({ key: shown.toLowerCase(), shown, isMarker: false });
    }
  }
  return words;
}

function numberAt(text: string, start: number, run: string): Word {
  if (isMarker(text, start, run)) return { key: numberKey(run), shown: run, isMarker: true };
  const sign = signAt(text, start, run);
  const close = sign === "(" && text[start + run.length] === ")" ? ")" : "";
  return { key: `${sign === "" ? "" : "-"}${numberKey(run)}`, shown: `${sign}${run}${close}`, isMarker: false };
}

/** `[x]`, which another reading has as a sign that is no word. */
function isTick(text: string, start: number, run: string): boolean {
  return (run === "x" || run === "X") && text[start - 1] === "[" && text[start + 1] === "]";
}

function isMarker(text: string, start: number, run: string): boolean {
  if (run.length > 9 || !/^[.)](?:\s|$)/.test(text.slice(start + run.length, start + run.length + 2)) || !/^\p{Nd}+$/u.test(run))
    return false;
  return /(?:^|\n)[ \t>*+#-]*$/.test(start > 40 ? `-${text.slice(start - 40, start)}` : text.slice(0, start));
}

export function isNumber(word: Word): boolean {
  return /\p{Nd}/u.test(word.key);
}

export function bagOf(words: readonly Word[]): Bag {
  const bag: Bag = new Map();
  for (const { key } of words) add(bag, key, 1);
  return bag;
}

export function add(bag: Bag, key: string, count: number): void {
  bag.set(key, (bag.get(key) ?? 0) + count);
}

/** Raises the counts of the bag to those of the other one where they are higher; gives what was added. */
export function raise(bag: Bag, other: Bag): Bag {
  const added: Bag = new Map();
  for (const [key, count] of other) {
    const more = count - (bag.get(key) ?? 0);
    if (more <= 0) continue;
    add(bag, key, more);
    added.set(key, more);
  }
  return added;
}
