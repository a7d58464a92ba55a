import type { Region } from "../geometry/box.ts";
import type { TextLine } from "./page-data.ts";

type Span = readonly [start: number, end: number];

/** A text with its places: `searched` is what a person reads, `source` the text that the spans of its regions count in. */
export interface PlacedText {
  readonly searched: string;
  readonly source: string;
  readonly regions: readonly Region[];
  readonly lines?: readonly TextLine[];
  /** Given where neither it nor its lines have a region; their spans are not looked at. */
  readonly fallback?: readonly Region[];
}

/**
 * Gives the regions of a stretch of the text: of its words, else of its lines, else those of its regions whose spans meet it.
 *
 * Only regions that together cover every letter and digit of the stretch are taken, and the finest such; where there are none, or where the
 * text does not stand in the source one for one, all regions are given.
 */
export function narrower({ searched, source, regions, lines = [], fallback = [] }: PlacedText): (span: Span) => readonly Region[] {
  const ofLines = lines.map((line) => line.region);
  const whole = [regions, ofLines, fallback].find((level) => level.length > 0) ?? [];
  const at = source.indexOf(searched);
  if (at < 0 || source.lastIndexOf(searched) !== at) return () => whole;
  const words = lines.flatMap((line) => line.words.map((word) => word.region));
  const finders = [words, ofLines, regions].map((level) => coverFinder(level, source));
  return ([start, end]) => {
    for (const find of finders) {
      const found = find([start + at, end + at]);
      if (found !== undefined) return found;
    }
    return whole;
  };
}

/** Finds the regions whose spans cover a stretch of the text; never any when spans overlap, for then they cannot all be true. */
function coverFinder(regions: readonly Region[], text: string): (span: Span) => readonly Region[] | undefined {
  const spans = regions
    .flatMap((region) => (region.span === undefined ? [] : [{ region, from: region.span[0], to: region.span[1] }]))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from || one.to - other.to);
  if (spans.some(({ from }, index) => from < (spans[index - 1]?.to ?? from))) return () => undefined;
  return ([start, end]) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.to as number) <= start) low = middle + 1;
      else high = middle;
    }
    const found: Region[] = [];
    let covered = start;
    for (let index = low; index < spans.length; index++) {
      const { region, from, to } = spans[index] as (typeof spans)[number];
      if (from >= end) break;
      if (hasLetters(text, covered, from)) return undefined;
      found.push(region);
      covered = to;
    }
    return found.length === 0 || hasLetters(text, covered, end) ? undefined : found;
  };
}

function hasLetters(text: string, start: number, end: number): boolean {
  return start < end && /[\p{L}\p{N}]/u.test(text.slice(start, end));
}
