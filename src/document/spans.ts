import type { WireBox } from "../payload/box.ts";

type Span = readonly [start: number, end: number];

/** Turns an index, as the wire counts, into an offset in the markdown. */
type Count = (index: number) => number;

/**
 * Where each box's characters stand in the item's markdown (UTF-16, half-open); undefined for a box whose indices cannot be trusted.
 *
 * The wire's `end_index` is inclusive and counts in the value for headings, in the markdown for all else; which one, and whether it counts
 * UTF-16 units or code points, is told by the length, the value first where it differs. Bytes are not tried. `dropped` says that a box with
 * indices has no span.
 */
export function boxSpans(
  boxes: readonly WireBox[],
  markdown: string,
  value: string,
): { readonly spans: readonly (Span | undefined)[]; readonly dropped: boolean } {
  const last = boxes.reduce((most, box) => Math.max(most, box.startIndex === undefined ? -1 : (box.endIndex ?? -1)), -1);
  if (last < 0) return { spans: boxes.map(() => undefined), dropped: false };
  const count = countOf(last + 1, markdown, value);
  let dropped = false;
  const spans = boxes.map(({ startIndex, endIndex }): Span | undefined => {
    if (startIndex === undefined || endIndex === undefined) return undefined;
    if (count !== undefined && startIndex >= 0 && startIndex <= endIndex) {
      const [start, end] = [count(startIndex), count(endIndex + 1)];
      if (!cutsPair(markdown, start) && !cutsPair(markdown, end)) return [start, end];
    }
    dropped = true;
    return undefined;
  });
  return { spans, dropped };
}

/** How the text of this length is counted; where none fits in the markdown's units, undefined when it is too short. */
function countOf(length: number, markdown: string, value: string): Count | undefined {
  const at = value === markdown ? -1 : markdown.indexOf(value);
  if (value !== markdown && value.length === length) return at < 0 ? undefined : (index) => index + at;
  if (markdown.length === length) return (index) => index;
  const inCodePoints = [
    { text: value, shift: at },
    { text: markdown, shift: 0 },
  ].find(({ text, shift }) => shift >= 0 && text.length > length && codePointStarts(text).length === length + 1);
  if (inCodePoints !== undefined) {
    const starts = codePointStarts(inCodePoints.text);
    return (index) => (starts[index] ?? 0) + inCodePoints.shift;
  }
  return length < markdown.length ? (index) => index : undefined;
}

/** Where each code point begins, in UTF-16 units, and where the last one ends. */
function codePointStarts(text: string): number[] {
  const starts = [0];
  for (const character of text) starts.push((starts.at(-1) as number) + character.length);
  return starts;
}

function cutsPair(text: string, index: number): boolean {
  const [before, after] = [text.charCodeAt(index - 1), text.charCodeAt(index)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
