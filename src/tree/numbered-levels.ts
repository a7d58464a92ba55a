import { type Label, readLabels, readLetter } from "./numbering.ts";

/** Headings numbered alike one after the other: the index of the first, and of those that repeat its number. */
interface Numbered {
  readonly parts: readonly number[];
  readonly indexes: number[];
}

const outer = /^(part|book|title|chapter) /;
const appendix = /^(appendix|annexe?|schedule|exhibit|anlage|anhang) /;

/**
 * The level of each heading by its number, 0 for the outermost, without gaps; undefined for a heading whose number proves nothing.
 *
 * A style of numbers counts when it runs through the document: three of four of its numbers ascend (anew under each number of another style
 * that began before it, of a part or an appendix) and have a neighbor, such as 2 or 1.1 for 1. A style that begins later is deeper, but for
 * those of parts, chapters and appendices. Numbers that begin anew in an appendix are below it, also when it stands beside such numbers.
 */
export function numberedLevels(headings: readonly string[]): (number | undefined)[] {
  const styles = candidatesOf(withLetters(headings, headings.map(readLabels)));
  const levels = new Array<number | undefined>(headings.length).fill(undefined);
  const isBoundary = new Array<boolean>(headings.length).fill(false);
  const isAppendixStart = new Array<boolean>(headings.length).fill(false);
  let depth = 0;
  // What appendices take up when no other number stands beside them.
  let appendixDepth = 0;
  // The first appendix in which numbers begin anew that stand beside it elsewhere.
  let shiftFrom = Number.POSITIVE_INFINITY;
  const rankOfStyle = (style: string): number => (outer.test(style) ? 0 : appendix.test(style) ? 1 : 2);
  const ordered = [...styles].sort(([one], [other]) => rankOfStyle(one) - rankOfStyle(other));
  for (const [style, candidates] of ordered) {
    const accepted = acceptedOf(candidates, stretches(isBoundary));
    if (accepted.length === 0) continue;
    const counts = accepted.map(({ parts }) => parts.length).sort((one, other) => one - other);
    const [least, most] = [counts.at(0) as number, counts.at(-1) as number];
    const isAppendix = appendix.test(style);
    const appendices = stretches(isAppendixStart);
    if (!isAppendix && depth === 0 && appendixDepth > 0) {
      if (appendices[accepted[0]?.indexes[0] as number] === 0) shiftFrom = restartOf(accepted, appendices);
      else depth = appendixDepth;
    }
    // A stands beside chapter 1, and A.1 under it, however late they come.
    const isLetters = !isAppendix && depth > 0 && /^A/.test(style) && most > 1;
    const top = isLetters ? 1 : least;
    const base = isLetters || isAppendix ? 0 : depth;
    for (const { parts, indexes } of accepted) {
      for (const index of indexes) {
        const shift = isLetters || isAppendix || (appendices[index] as number) < shiftFrom ? 0 : 1;
        levels[index] ??= base + shift + parts.length - top;
        isBoundary[index] = true;
        if (isAppendix) isAppendixStart[index] = true;
      }
    }
    if (isAppendix) appendixDepth = Math.max(appendixDepth, most - least + 1);
    else if (!isLetters) depth += most - least + 1;
  }
  const ranks = [...new Set(levels)].filter((level) => level !== undefined).sort((one, other) => one - other);
  const rankOf = new Map(ranks.map((level, rank) => [level, rank]));
  return levels.map((level) => (level === undefined ? undefined : rankOf.get(level)));
}

/** The first appendix in which numbers do not go on from those before all appendices. */
function restartOf(accepted: readonly Numbered[], appendices: readonly number[]): number {
  let last: readonly number[] = [];
  let current = 0;
  for (const { parts, indexes } of accepted) {
    const own = appendices[indexes[0] as number] as number;
    if (own === 0) last = parts;
    else if (own > current && compare(parts, last) <= 0) return own;
    current = own;
  }
  return Number.POSITIVE_INFINITY;
}

/** A capital letter is a number where a first number under it follows, as `A Proofs` and `A.1 Lemma`, and where it follows such a letter. */
function withLetters(headings: readonly string[], labels: readonly (readonly Label[])[]): (readonly Label[])[] {
  const hasChild = new Set<number>();
  let next: string | undefined;
  for (let index = headings.length - 1; index >= 0; index--) {
    const own = labels[index] as readonly Label[];
    const letter = own.length === 0 ? readLetter(headings[index] as string) : undefined;
    if (letter !== undefined && next === `${letter}.1`) hasChild.add(index);
    if (own.length > 0) next = own.flatMap(({ style, parts }) => (style === "A" ? [keyOf(parts)] : []))[0] ?? "";
    else if (letter !== undefined) next = "";
  }
  let last: number | undefined;
  return labels.map((own, index) => {
    const letter = own.length === 0 && (hasChild.size > 0 || last !== undefined) ? readLetter(headings[index] as string) : undefined;
    if (letter === undefined || !(hasChild.has(index) || letter === (last ?? letter) + 1)) return own;
    last = letter;
    return [{ style: "A", parts: [letter] }];
  });
}

/** The headings by the style of their numbers. One that may be read in several ways is read as its neighbors are, when these tell. */
function candidatesOf(labels: readonly (readonly Label[])[]): Map<string, Numbered[]> {
  const byStyle = (read: readonly (readonly Label[])[]): Map<string, Numbered[]> => {
    const styles = new Map<string, Numbered[]>();
    for (const [index, own] of read.entries()) {
      for (const { style, parts } of own) {
        const known = styles.get(style) ?? [];
        const last = known.at(-1);
        if (last !== undefined && compare(last.parts, parts) === 0) last.indexes.push(index);
        else known.push({ parts, indexes: [index] });
        styles.set(style, known);
      }
    }
    return styles;
  };
  const told = labels.map((): string[] => []);
  for (const [style, candidates] of byStyle(labels)) {
    for (const [place, { parts, indexes }] of candidates.entries()) {
      const keys = neighborsOf(parts).map(keyOf);
      const isTold = [candidates[place - 1], candidates[place + 1]].some(
        (other) => other !== undefined && keys.includes(keyOf(other.parts)),
      );
      if (isTold) for (const index of indexes) told[index]?.push(style);
    }
  }
  return byStyle(labels.map((own, index) => (told[index]?.length ? own.filter(({ style }) => told[index]?.includes(style)) : own)));
}

/** How many boundaries there are up to each index. */
function stretches(isBoundary: readonly boolean[]): number[] {
  let count = 0;
  return isBoundary.map((isOne) => (isOne ? ++count : count));
}

/** The numbers of a style that ascend and have a neighbor; none when these are fewer than three of four. */
function acceptedOf(candidates: readonly Numbered[], stretchOf: readonly number[]): readonly Numbered[] {
  const stretched = new Map<number, Numbered[]>();
  for (const candidate of candidates) {
    const stretch = stretchOf[candidate.indexes[0] as number] as number;
    const known = stretched.get(stretch);
    if (known === undefined) stretched.set(stretch, [candidate]);
    else known.push(candidate);
  }
  const ascending = [...stretched.values()].flatMap(longestAscent);
  const keys = new Set(ascending.map(({ parts }) => keyOf(parts)));
  const accepted = ascending.filter(({ parts }) => neighborsOf(parts).some((neighbor) => keys.has(keyOf(neighbor))));
  return accepted.length >= 2 && accepted.length * 4 >= candidates.length * 3 ? accepted : [];
}

/** The number before and after it, and its first child; of a first child also its parent, and the first children beside it. A gap is no proof. */
function neighborsOf(parts: readonly number[]): (readonly number[])[] {
  const besides = (own: readonly number[]): (readonly number[])[] => [-1, 1].map((step) => own.with(-1, (own.at(-1) as number) + step));
  const parent = parts.slice(0, -1);
  const ofFirst = parts.at(-1) === 1 && parent.length > 0 ? [parent, ...besides(parent).map((other) => [...other, 1])] : [];
  return [...besides(parts), [...parts, 1], ...ofFirst];
}

/** The longest run of ascending numbers, by patience sorting. */
function longestAscent(candidates: readonly Numbered[]): Numbered[] {
  interface Step {
    readonly candidate: Numbered;
    readonly before: Step | undefined;
  }
  // The lowest number that an ascent of each length may end with.
  const ends: Step[] = [];
  for (const candidate of candidates) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare((ends[middle] as Step).candidate.parts, candidate.parts) < 0) low = middle + 1;
      else high = middle;
    }
    ends[low] = { candidate, before: ends[low - 1] };
  }
  const ascent: Numbered[] = [];
  for (let step = ends.at(-1); step !== undefined; step = step.before) ascent.push(step.candidate);
  return ascent.reverse();
}

function compare(one: Label["parts"], other: Label["parts"]): number {
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const difference = (one[index] as number) - (other[index] as number);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function keyOf(parts: readonly number[]): string {
  return parts.join(".");
}
