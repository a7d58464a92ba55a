import { isReplaced, type Likable, type LikePair, likePairs } from "./likeness.ts";
import { commonSequence } from "./sequence.ts";

/** An entry of a sequence; entries with one key are equal. */
export interface Alignable extends Likable {
  readonly key: string;
}

/** Which entry of one sequence is which of the other, by index: each is in one list; pairs stand by the order of the left. */
export interface Alignment {
  /** Equal ones in the same order. */
  readonly unchanged: readonly IndexPair[];
  /** Equal ones whose order changed. */
  readonly moved: readonly IndexPair[];
  /** Like ones between the same unchanged ones, and those that took the place of another. */
  readonly changed: readonly LikePair[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

export interface IndexPair {
  readonly left: number;
  readonly right: number;
}

/**
 * Which entries stayed, moved, changed, came and went; turned around, the same with its sides turned around.
 *
 * @param replaces where as many came as went between two entries that stayed, they are pairs, even when nothing in them is alike
 */
export function align(left: readonly Alignable[], right: readonly Alignable[], replaces: boolean = false): Alignment {
  // Ties are broken by position, so both directions are aligned as one.
  if (!isAfter(left, right)) return alignOrdered(left, right, replaces);
  const { unchanged, moved, changed, removed, added } = alignOrdered(right, left, replaces);
  const byLeft = <Turned extends IndexPair>(pairs: readonly Turned[]): Turned[] =>
    pairs.map((pair) => ({ ...pair, left: pair.right, right: pair.left })).sort((one, other) => one.left - other.left);
  return { unchanged: byLeft(unchanged), moved: byLeft(moved), changed: byLeft(changed), removed: added, added: removed };
}

function isAfter(left: readonly Alignable[], right: readonly Alignable[]): boolean {
  const index = left.findIndex(({ key }, place) => key !== right[place]?.key);
  return index >= 0 && (right[index] === undefined || (left[index] as Alignable).key > right[index].key);
}

function alignOrdered(left: readonly Alignable[], right: readonly Alignable[], replaces: boolean): Alignment {
  const ids = new Map<string, number>();
  const idOf = ({ key }: Alignable): number => {
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  const [leftIds, rightIds] = [left.map(idOf), right.map(idOf)];
  const matches = commonSequence(leftIds, rightIds);
  const unmoved = { left: matches.map((match) => (match < 0 ? 0 : 1)), right: new Int32Array(right.length) };
  const unchanged: IndexPair[] = [];
  for (const [index, match] of matches.entries()) {
    if (match < 0) continue;
    unmoved.right[match] = 1;
    unchanged.push({ left: index, right: match });
  }
  const moved = movedPairs(leftIds, rightIds, unmoved);
  const matched = { left: unmoved.left.slice(), right: unmoved.right.slice() };
  for (const pair of moved) matched.left[pair.left] = matched.right[pair.right] = 1;
  const changed: LikePair[] = [];
  const at = (entries: readonly Alignable[], indices: readonly number[]) => indices.map((index) => entries[index] as Alignable);
  const addPairs = (lefts: readonly number[], rights: readonly number[], all: boolean): void => {
    for (const pair of likePairs(at(left, lefts), at(right, rights), all)) {
      changed.push({ ...pair, left: lefts[pair.left] as number, right: rights[pair.right] as number });
    }
  };
  for (const [lefts, rights] of gapsOf(unmoved, matched)) addPairs(lefts, rights, replaces && lefts.length === rights.length);
  const fixed = { left: unmoved.left.slice(), right: unmoved.right.slice() };
  for (const pair of changed) {
    fixed.left[pair.left] = fixed.right[pair.right] = 1;
    matched.left[pair.left] = matched.right[pair.right] = 1;
  }
  if (!replaces && unchanged.length + changed.length > 0) {
    for (const [lefts, rights] of gapsOf(fixed, matched)) {
      if (!isReplaced(at(left, lefts), at(right, rights))) continue;
      for (const [index, one] of lefts.entries()) addPairs([one], [rights[index] as number], true);
    }
  }
  for (const pair of changed) matched.left[pair.left] = matched.right[pair.right] = 1;
  changed.sort((one, other) => one.left - other.left);
  return { unchanged, moved, changed, removed: zerosOf(matched.left), added: zerosOf(matched.right) };
}

/** Equal entries that are not matched, the first with the first. */
function movedPairs(left: readonly number[], right: readonly number[], matched: Flags): IndexPair[] {
  const waiting = new Map<number, number[]>();
  for (let index = right.length - 1; index >= 0; index--) {
    if (matched.right[index] === 1) continue;
    const places = waiting.get(right[index] as number);
    if (places === undefined) waiting.set(right[index] as number, [index]);
    else places.push(index);
  }
  return left.flatMap((id, index) => {
    const place = matched.left[index] === 1 ? undefined : waiting.get(id)?.pop();
    return place === undefined ? [] : [{ left: index, right: place }];
  });
}

interface Flags {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The entries of both sides that are not matched, between one fixed entry and the next. */
function gapsOf(fixed: Flags, matched: Flags): (readonly [lefts: readonly number[], rights: readonly number[]])[] {
  const rights = sideGaps(fixed.right, matched.right);
  return [...sideGaps(fixed.left, matched.left)].map(([gap, lefts]) => [lefts, rights.get(gap) ?? []] as const);
}

/** By how many fixed entries stand before them. */
function sideGaps(fixed: Int32Array, matched: Int32Array): Map<number, number[]> {
  const gaps = new Map<number, number[]>();
  let gap = 0;
  for (const [index, isFixed] of fixed.entries()) {
    gap += isFixed;
    if (matched[index] === 1) continue;
    const places = gaps.get(gap);
    if (places === undefined) gaps.set(gap, [index]);
    else places.push(index);
  }
  return gaps;
}

function zerosOf(flags: Int32Array): number[] {
  const found: number[] = [];
  for (const [index, flag] of flags.entries()) if (flag === 0) found.push(index);
  return found;
}
