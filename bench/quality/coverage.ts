import type { Span } from "./samples.ts";

/** Which chunk holds each letter or digit of a text. */
export interface Coverage {
  /** By offset: the index of the chunk, -1 for none and for what is no letter. */
  readonly owners: Int32Array;
  /** Letters in no chunk, and letters in a second one. */
  readonly lost: number;
  readonly doubled: number;
  /** By offset: how many letters stand before it. */
  readonly before: Uint32Array;
}

export function coverage(source: string, chunks: readonly (readonly Span[])[]): Coverage {
  const before = lettersBefore(source);
  const owners = new Int32Array(source.length).fill(-1);
  let doubled = 0;
  for (const [index, spans] of chunks.entries()) {
    for (const [start, end] of spans) {
      for (let offset = start; offset < end; offset++) {
        if (!isLetterAt(before, offset)) continue;
        if ((owners[offset] as number) >= 0) doubled++;
        owners[offset] = index;
      }
    }
  }
  let lost = 0;
  for (let offset = 0; offset < source.length; offset++) if (isLetterAt(before, offset) && owners[offset] === -1) lost++;
  return { owners, lost, doubled, before };
}

/** Letters and digits outside HTML tags; a character outside the basic plane counts as none. */
function lettersBefore(source: string): Uint32Array {
  const before = new Uint32Array(source.length + 1);
  const text = source.replace(/<\/?[a-z][^<>]*>/gi, (tag) => " ".repeat(tag.length));
  for (let offset = 0; offset < text.length; offset++) {
    const isLetter = /[\p{L}\p{N}]/u.test(text.charAt(offset));
    before[offset + 1] = (before[offset] as number) + (isLetter ? 1 : 0);
  }
  return before;
}

export function isLetterAt(before: Uint32Array, offset: number): boolean {
  return before[offset + 1] !== before[offset];
}

export function letterCount(before: Uint32Array, [start, end]: Span): number {
  return (before[end] as number) - (before[start] as number);
}

/** The chunks that hold letters of a stretch. */
export function ownersOf({ owners }: Coverage, [start, end]: Span): Set<number> {
  const found = new Set(owners.subarray(start, end));
  found.delete(-1);
  return found;
}

/** Whether a stretch is spread over several chunks. */
export function isCut(covered: Coverage, span: Span): boolean {
  return ownersOf(covered, span).size > 1;
}
