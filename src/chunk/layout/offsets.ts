import { linkCuts } from "../../payload/links.ts";

/** How offsets move when stretches of a text are cut out. */
export interface Offsets {
  /** Offset in the text as written → in the text that is left; one inside a cut goes to where it was. */
  readonly toLeft: (offset: number) => number;
  /** Offset in the text that is left → as written. */
  readonly toWritten: (offset: number) => number;
}

export const unmoved: Offsets = { toLeft: (offset) => offset, toWritten: (offset) => offset };

/** The text without the queries of its links, or whole, and how offsets move. */
export function leftText(written: string, keepUrls: boolean): { readonly text: string; readonly offsets: Offsets } {
  const cuts = keepUrls ? [] : linkCuts(written);
  if (cuts.length === 0) return { text: written, offsets: unmoved };
  const kept: string[] = [];
  let last = 0;
  // How much was left out before each cut.
  const removed: number[] = [0];
  for (const [from, to] of cuts) {
    kept.push(written.slice(last, from));
    removed.push((removed.at(-1) as number) + to - from);
    last = to;
  }
  const cutsBefore = (isBefore: (index: number) => boolean): number => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const toLeft = (offset: number): number => {
    const count = cutsBefore((index) => (cuts[index] as readonly [number, number])[0] < offset);
    const inside = count === 0 ? 0 : Math.max((cuts[count - 1] as readonly [number, number])[1] - offset, 0);
    return offset - (removed[count] as number) + inside;
  };
  const toWritten = (offset: number): number => {
    const count = cutsBefore((index) => (cuts[index] as readonly [number, number])[0] - (removed[index] as number) < offset);
    return offset + (removed[count] as number);
  };
  kept.push(written.slice(last));
  return { text: kept.join(""), offsets: { toLeft, toWritten } };
}
