import { add, type Bag, bagOf, raise, type Word } from "./words.ts";

/** How many words that stand side by side may be one word elsewhere, as where a line breaks it. */
const mostParts = 4;

/** The words of a reading of a page, and how often each is there; the bag may have more of them. */
export interface Reading {
  readonly words: readonly Word[];
  readonly bag: Bag;
}

export function toReading(words: readonly Word[]): Reading {
  return { words, bag: bagOf(words) };
}

/**
 * The words that no reading has, or none as often, in stretches that stand side by side; numbers of list items are never among them.
 *
 * A word that one side writes in one and the other in several, such as a hyphenated one, is there.
 */
export function lacking(needed: Reading, readings: readonly Reading[]): Word[][] {
  if (hasAll(needed.bag, readings)) return [];
  const there: Bag = new Map();
  for (const { bag } of readings) raise(there, bag);
  if (stretches(needed.words, there).length === 0) return [];
  const wanted = new Map(needed.bag);
  for (const { words } of readings) joinParts(words, there, wanted);
  return stretches(joinParts(needed.words, wanted, there), there);
}

/** Most pages agree, which needs no look at single words. */
function hasAll(wanted: Bag, readings: readonly Reading[]): boolean {
  for (const [key, count] of wanted) if (!readings.some(({ bag }) => (bag.get(key) ?? 0) >= count)) return false;
  return true;
}

function stretches(needed: readonly Word[], there: Bag): Word[][] {
  const left = new Map(there);
  const found: Word[][] = [];
  let isOpen = false;
  for (const word of needed) {
    const count = left.get(word.key) ?? 0;
    const isMissing = count === 0 && !word.isMarker;
    // A marker uses nothing up: the same number may be needed where it is no marker.
    if (count > 0 && !word.isMarker) left.set(word.key, count - 1);
    if (isMissing && isOpen) found.at(-1)?.push(word);
    else if (isMissing) found.push([word]);
    isOpen = isMissing;
  }
  return found;
}

/** The words with those joined that the other side has in one, where all parts are more than it has; `own` is brought up to date. */
function joinParts(words: readonly Word[], own: Bag, other: Bag): Word[] {
  const joined: Word[] = [];
  const isSurplus = (word: Word | undefined): word is Word => word !== undefined && (own.get(word.key) ?? 0) > (other.get(word.key) ?? 0);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const end = isSurplus(word) ? joinEnd(at) : at + 1;
    const parts = words.slice(at, end);
    if (parts.length > 1) for (const part of parts) add(own, part.key, -1);
    const whole =
      parts.length === 1
        ? word
        : { key: parts.map((part) => part.key).join(""), shown: parts.map((part) => part.shown).join(""), isMarker: false };
    if (whole !== word) add(own, whole.key, 1);
    joined.push(whole);
    at = end - 1;
  }
  return joined;

  function joinEnd(start: number): number {
    let key = (words[start] as Word).key;
    for (let end = start + 1; end < start + mostParts && isSurplus(words[end]); end++) {
      key += (words[end] as Word).key;
      if ((other.get(key) ?? 0) > (own.get(key) ?? 0)) return end + 1;
    }
    return start + 1;
  }
}
