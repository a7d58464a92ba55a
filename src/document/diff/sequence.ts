/** A range is cut at unique values so many times at most. */
const mostCuts = 16;

interface Range {
  readonly left: readonly [start: number, end: number];
  readonly right: readonly [start: number, end: number];
  readonly cuts: number;
}

type Pair = readonly [left: number, right: number];

/**
 * For each value on the left the index of an equal one on the right, -1 for none; the indices ascend.
 *
 * A pair that could be added without crossing another is never left out. Not always the longest such sequence: that would cost the square of
 * the length, this costs little more than sorting.
 *
 * @see Bram Cohen's patience diff — ends trimmed, then cut at values that are unique on both sides, as long as they keep their order.
 */
export function commonSequence(left: readonly number[], right: readonly number[]): Int32Array {
  const matches = new Int32Array(left.length).fill(-1);
  const stack: Range[] = [{ left: [0, left.length], right: [0, right.length], cuts: 0 }];
  for (let range = stack.pop(); range !== undefined; range = stack.pop()) {
    const { cuts } = range;
    let [leftStart, leftEnd] = range.left;
    let [rightStart, rightEnd] = range.right;
    while (leftStart < leftEnd && rightStart < rightEnd && left[leftStart] === right[rightStart]) matches[leftStart++] = rightStart++;
    while (leftStart < leftEnd && rightStart < rightEnd && left[leftEnd - 1] === right[rightEnd - 1]) matches[--leftEnd] = --rightEnd;
    if (leftStart === leftEnd || rightStart === rightEnd) continue;
    const places = placesOf(left, right, { left: [leftStart, leftEnd], right: [rightStart, rightEnd], cuts });
    if (cuts > mostCuts) {
      for (const [leftIndex, rightIndex] of earliestPairs(left, [leftStart, leftEnd], places)) matches[leftIndex] = rightIndex;
      continue;
    }
    const unique = cuts < mostCuts ? uniquePairs(places) : [];
    // Cut once where equal values keep their order, the rest is taken as it comes: it has no unique values to cut at.
    const next = unique.length > 0 ? cuts + 1 : mostCuts + 1;
    for (const [leftIndex, rightIndex] of longestAscent(unique.length > 0 ? unique : equalPairs(places))) {
      matches[leftIndex] = rightIndex;
      stack.push({ left: [leftStart, leftIndex], right: [rightStart, rightIndex], cuts: next });
      [leftStart, rightStart] = [leftIndex + 1, rightIndex + 1];
    }
    stack.push({ left: [leftStart, leftEnd], right: [rightStart, rightEnd], cuts: next });
  }
  return matches;
}

interface Places {
  readonly lefts: number[];
  readonly rights: number[];
}

/** Where each value of the left stands, in the order of the left. */
function placesOf(left: readonly number[], right: readonly number[], range: Range): ReadonlyMap<number, Places> {
  const places = new Map<number, Places>();
  for (let index = range.left[0]; index < range.left[1]; index++) {
    const known = places.get(left[index] as number);
    if (known === undefined) places.set(left[index] as number, { lefts: [index], rights: [] });
    else known.lefts.push(index);
  }
  for (let index = range.right[0]; index < range.right[1]; index++) places.get(right[index] as number)?.rights.push(index);
  return places;
}

function uniquePairs(places: ReadonlyMap<number, Places>): Pair[] {
  const pairs: Pair[] = [];
  for (const { lefts, rights } of places.values()) {
    if (lefts.length === 1 && rights.length === 1) pairs.push([lefts[0] as number, rights[0] as number]);
  }
  return pairs;
}

/** The first with the first, the second with the second. */
function equalPairs(places: ReadonlyMap<number, Places>): Pair[] {
  const pairs: Pair[] = [];
  for (const { lefts, rights } of places.values()) {
    for (let index = 0; index < Math.min(lefts.length, rights.length); index++)
      pairs.push([lefts[index] as number, rights[index] as number]);
  }
  return pairs.sort(([one], [other]) => one - other);
}

/** Each value with the first equal one behind the pair before. */
function earliestPairs(left: readonly number[], [start, end]: Range["left"], places: ReadonlyMap<number, Places>): Pair[] {
  const pairs: Pair[] = [];
  const tried = new Map<Places, number>();
  let last = -1;
  for (let index = start; index < end; index++) {
    const found = places.get(left[index] as number) as Places;
    let next = tried.get(found) ?? 0;
    while (next < found.rights.length && (found.rights[next] as number) <= last) next++;
    tried.set(found, next);
    if (next === found.rights.length) continue;
    last = found.rights[next] as number;
    pairs.push([index, last]);
  }
  return pairs;
}

/** A longest run of pairs whose right sides ascend as the left ones do. */
function longestAscent(pairs: readonly Pair[]): Pair[] {
  // `ends[length - 1]` is the pair with the smallest right side that a run of this length can end with.
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, [, right]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[ends[middle] as number] as Pair)[1] < right) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : (ends[low - 1] as number));
    ends[low] = index;
  }
  const run: Pair[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] as number) run.push(pairs[index] as Pair);
  return run.reverse();
}
