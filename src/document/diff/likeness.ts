/** What a text is compared by; `type` decides between equally like ones. */
export interface Likable {
  readonly type: string;
  readonly words: () => readonly string[];
}

/** Indices into both lists. */
export interface LikePair {
  readonly left: number;
  readonly right: number;
  /** 0 to 1: twice the words in common, whatever their order and case, by the words of both. */
  readonly similarity: number;
}

/** Half of the words must be the same. */
const least = 0.5;
/** How far apart two may stand, counted from either end of the lists. */
const reach = 10;

/**
 * Pairs of entries that are like each other, each in one pair at most, the likest first.
 *
 * With `all`, entries that have nothing in common are paired too, those that stand nearest first.
 */
export function likePairs(lefts: readonly Likable[], rights: readonly Likable[], all: boolean): LikePair[] {
  const ids = new Map<string, number>();
  const leftWords = lefts.map((entry) => wordIds(entry.words(), ids));
  const rightWords = rights.map((entry) => wordIds(entry.words(), ids));
  const candidates: (LikePair & { readonly rank: number })[] = [];
  for (const [left, words] of leftWords.entries()) {
    for (const right of partners(left, lefts.length, rights.length)) {
      const similarity = similarityOf(words, rightWords[right] as Int32Array, all ? 0 : least);
      if (similarity === undefined) continue;
      const distance = Math.min(Math.abs(left - right), Math.abs(lefts.length - left - (rights.length - right)));
      // Of equally like ones the nearest of the same type.
      const rank = distance + (lefts[left]?.type === rights[right]?.type ? 0 : 2 * reach);
      candidates.push({ left, right, similarity, rank });
    }
  }
  candidates.sort((one, other) => other.similarity - one.similarity || one.rank - other.rank || one.left - other.left);
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  const pairs: LikePair[] = [];
  for (const { left, right, similarity } of candidates) {
    if (usedLeft.has(left) || usedRight.has(right)) continue;
    usedLeft.add(left);
    usedRight.add(right);
    pairs.push({ left, right, similarity });
  }
  return pairs;
}

/** So many may be replaced by as many others, when none has more words than this. */
const most = { entries: 4, words: 8 };

/** Whether the entries took the place of the others one by one, even when nothing in them is alike: one for one, or a few short ones, by type. */
export function isReplaced(lefts: readonly Likable[], rights: readonly Likable[]): boolean {
  if (lefts.length !== rights.length || lefts.length > most.entries) return false;
  if (lefts.some(({ type }, index) => type !== rights[index]?.type)) return false;
  return lefts.length === 1 || [...lefts, ...rights].every((entry) => entry.words().length <= most.words);
}

/** The entries within reach of this one, ascending. */
function partners(left: number, leftCount: number, rightCount: number): Set<number> {
  const found = new Set<number>();
  const shift = rightCount - leftCount;
  for (const center of [left, left + shift]) {
    for (let right = Math.max(center - reach, 0); right <= Math.min(center + reach, rightCount - 1); right++) found.add(right);
  }
  return found;
}

/** Ascending. */
function wordIds(words: readonly string[], ids: Map<string, number>): Int32Array {
  const numbers = new Int32Array(words.length);
  for (const [index, word] of words.entries()) {
    const folded = word.toLowerCase();
    const id = ids.get(folded) ?? ids.size;
    ids.set(folded, id);
    numbers[index] = id;
  }
  return numbers.sort();
}

/** Undefined when it is below `atLeast`. */
function similarityOf(left: Int32Array, right: Int32Array, atLeast: number): number | undefined {
  const count = left.length + right.length;
  if (count === 0) return 1;
  if ((2 * Math.min(left.length, right.length)) / count < atLeast) return undefined;
  let common = 0;
  for (let one = 0, other = 0; one < left.length && other < right.length; ) {
    const [word, otherWord] = [left[one] as number, right[other] as number];
    if (word === otherWord) common++;
    if (word <= otherWord) one++;
    if (word >= otherWord) other++;
  }
  const similarity = (2 * common) / count;
  return similarity < atLeast ? undefined : similarity;
}
