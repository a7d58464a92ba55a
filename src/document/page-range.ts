import { excerpt } from "../payload/excerpt.ts";

/** Which pages are meant, by number; its size is that of what was written, not of how many pages that names. */
export interface PageRange {
  /** What was named with an end: ascending, disjoint, none touching the next. */
  readonly spans: readonly PageSpan[];
  /** All pages from this one on are meant too; Infinity when none was named without an end. */
  readonly openFrom: number;
  readonly has: (pageNumber: number) => boolean;
}

/** Page numbers from `first` to `last`, both included. */
export interface PageSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The pages in a text such as `1-5,10`: numbers, ranges `3-7`, open ranges `5-` and `-3`, parted by commas, with any white space around them.
 *
 * @throws {RangeError} when a part is anything else, names page 0, or ends before it begins
 */
export function parsePageRange(text: string): PageRange {
  return rangeOf(text.split(",").map((part) => readSpan(part, text)));
}

/**
 * The pages with these numbers, in any order, repeated or not.
 *
 * @throws {RangeError} when one is no whole number from 1
 */
export function pageRangeOf(numbers: readonly number[]): PageRange {
  const wrong = numbers.findIndex((number) => !isPageNumber(number));
  if (wrong >= 0) throw new RangeError(`Cannot select page ${String(numbers[wrong])}: expected whole numbers from 1`);
  return rangeOf(numbers.map((number) => ({ first: number, last: number })));
}

function readSpan(part: string, text: string): PageSpan {
  const trimmed = part.trim();
  const match = /^(\d*)(?:\s*(-)\s*(\d*))?$/.exec(trimmed);
  const [, from = "", dash, to = ""] = match ?? [];
  const first = from === "" ? 1 : Number(from);
  const last = dash === undefined ? first : to === "" ? Infinity : Number(to);
  const isNamed = from !== "" || to !== "";
  if (isNamed && isPageNumber(first) && (last === Infinity || isPageNumber(last)) && first <= last) return { first, last };
  const whole = part === text ? "" : ` in "${excerpt(text)}"`;
  const expected = 'page numbers from 1 and ascending ranges, such as "1-5,10,20-"';
  throw new RangeError(`Cannot read the page range "${excerpt(trimmed)}"${whole}: expected ${expected}`);
}

function isPageNumber(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 1;
}

/** Spans that overlap or touch become one. */
function rangeOf(given: readonly PageSpan[]): PageRange {
  const spans: PageSpan[] = [];
  let openFrom = Infinity;
  for (const span of given.toSorted((one, other) => one.first - other.first)) {
    const previous = spans.at(-1);
    if (span.last === Infinity) openFrom = Math.min(openFrom, span.first);
    else if (previous === undefined || span.first > previous.last + 1) spans.push(span);
    else spans[spans.length - 1] = { first: previous.first, last: Math.max(previous.last, span.last) };
  }
  return { spans, openFrom, has: (pageNumber) => pageNumber >= openFrom || holds(spans, pageNumber) };
}

function holds(spans: readonly PageSpan[], pageNumber: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as PageSpan).last < pageNumber) low = middle + 1;
    else high = middle;
  }
  return pageNumber >= (spans[low]?.first ?? Infinity);
}
