import type { WireBox } from "../payload/box.ts";

type Span = readonly [start: number, end: number];

/**
 * Where each box's characters stand in the item's markdown (UTF-16, half-open); undefined for a box whose indices cannot be trusted.
 *
 * The wire's `end_index` is inclusive and counts in the value for headings, in the markdown for all else; which one is told by its length,
 * the value first where it differs. Code points and bytes are not tried. `dropped` says that the indices fit neither.
 */
export function boxSpans(
  boxes: readonly WireBox[],
  markdown: string,
  value: string,
): { readonly spans: readonly (Span | undefined)[]; readonly dropped: boolean } {
  const last = boxes.reduce((most, box) => Math.max(most, box.startIndex === undefined ? -1 : (box.endIndex ?? -1)), -1);
  if (last < 0) return { spans: boxes.map(() => undefined), dropped: false };
  const inValue = value !== markdown && value.length === last + 1;
  const text = inValue ? value : markdown;
  if (last + 1 > text.length) return { spans: boxes.map(() => undefined), dropped: true };
  const shift = inValue ? markdown.indexOf(value) : 0;
  let dropped = shift < 0;
  const spans = boxes.map(({ startIndex, endIndex }): Span | undefined => {
    if (startIndex === undefined || endIndex === undefined || shift < 0) return undefined;
    if (startIndex < 0 || startIndex > endIndex || cutsPair(text, startIndex) || cutsPair(text, endIndex + 1)) {
      dropped = true;
      return undefined;
    }
    return [startIndex + shift, endIndex + 1 + shift];
  });
  return { spans, dropped };
}

function cutsPair(text: string, index: number): boolean {
  const [before, after] = [text.charCodeAt(index - 1), text.charCodeAt(index)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
