import { type Label, readLabels } from "./numbering.ts";

/** Headings numbered alike one after the other: the index of the first, and of those that repeat its number. */
interface Numbered {
  readonly parts: readonly number[];
  readonly indexes: number[];
}

/**
 * The level of each heading by its number, 0 for the outermost, without gaps; undefined for a heading whose number proves nothing.
 *
 * A style of numbers counts when it runs through the document: three of four of its numbers ascend (anew under each number of another style
 * that began before it) and have a neighbor, such as 2 or 1.1 for 1. A style that begins later is deeper, but for those of parts, chapters and
 * appendices.
 */
export function numberedLevels(headings: readonly string[]): (number | undefined)[] {
  const styles = candidatesOf(headings.map(readLabels));
  const levels = new Array<number | undefined>(headings.length).fill(undefined);
  const isBoundary = new Array<boolean>(headings.length).fill(false);
  let depth = 0;
  const isOuter = (style: string): boolean => /^(part|book|title|chapter) /.test(style);
  const ordered = [...styles].sort(([one], [other]) => Number(isOuter(other)) - Number(isOuter(one)));
  for (const [style, candidates] of ordered) {
    const accepted = acceptedOf(candidates, stretches(isBoundary));
    if (accepted.length === 0) continue;
    const counts = accepted.map(({ parts }) => parts.length).sort((one, other) => one - other);
    const [least, most] = [counts.at(0) as number, counts.at(-1) as number];
    // Appendix A stands beside chapter 1, and A.1 under it, however late they come.
    const isAppendix = depth > 0 && (/^(appendix|annex|schedule)/.test(style) || (/^A/.test(style) && most > 1));
    const top = isAppendix ? 1 : least;
    for (const { parts, indexes } of accepted) {
      for (const index of indexes) {
        levels[index] ??= (isAppendix ? 0 : depth) + parts.length - top;
        isBoundary[index] = true;
      }
    }
    if (!isAppendix) depth += most - least + 1;
  }
  const ranks = [...new Set(levels)].filter((level) => level !== undefined).sort((one, other) => one - other);
  const rankOf = new Map(ranks.map((level, rank) => [level, rank]));
  return levels.map((level) => (level === undefined ? undefined : rankOf.get(level)));
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
