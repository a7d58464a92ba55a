import type { Span } from "../types.ts";
import { isExtended } from "./breaks.ts";

/** The offsets, counted from `from`, that lie in none of these stretches; both ascend. The last one stays. */
export function outside(ends: readonly number[], from: number, stretches: readonly Span[]): number[] {
  let next = firstBehind(stretches, from);
  return ends.filter((relative, index) => {
    const at = from + relative;
    while (next < stretches.length && (stretches[next] as Span)[1] <= at) next++;
    const stretch = stretches[next];
    return index === ends.length - 1 || stretch === undefined || stretch[0] >= at;
  });
}

/** Whether one of these stretches, which ascend, has a character in common with this one. */
export function meets(stretches: readonly Span[], [from, to]: Span): boolean {
  const first = stretches[firstBehind(stretches, from)];
  return first !== undefined && first[0] < to;
}

const markEnd = /[)\]`$>]/;
/** Signs that belong with the stretch they stand right before, or right behind. */
const opening = /(?:^|\s)[^\s\p{L}\p{N}]+$/u;
const closing = /^[^\s\p{L}\p{N}]+(?:\s|$)/u;
const farthest = 16;

/** Before and behind links, code and mathematics in a text, counted from `from`; what ends in anything else ends inside of a word. */
export function edges(stretches: readonly Span[], text: string, [from, to]: Span): number[] {
  const ends: number[] = [];
  const add = (at: number): void => {
    if (at > from + (ends.at(-1) ?? 0) && at < to && !isExtended(text, at)) ends.push(at - from);
  };
  for (let index = firstBehind(stretches, from); index < stretches.length; index++) {
    const [start, end] = stretches[index] as Span;
    if (start >= to) break;
    if (!opening.test(text.slice(Math.max(start - farthest, from), start))) add(start);
    if (markEnd.test(text.charAt(end - 1)) && !closing.test(text.slice(end, Math.min(end + farthest, to)))) add(end);
  }
  return [...ends, to - from];
}

/** Which of these stretches, which ascend, is the first that ends behind a place. */
function firstBehind(stretches: readonly Span[], place: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Span)[1] <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
