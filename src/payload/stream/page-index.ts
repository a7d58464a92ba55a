/**
 * Where the entries of one `pages` array stand in the bytes: offsets from the first byte of the input, the end exclusive.
 *
 * Of each entry the literals under `page_number` and, as the legacy v1 API has it, `page`: 0 where it has no such field, NaN where only
 * parsing it can tell.
 */
export interface PageSpans {
  /** Where the array stands in the payload. */
  readonly pointer: string;
  readonly starts: number[];
  readonly ends: number[];
  readonly pageNumbers: number[];
  readonly v1Numbers: number[];
  /** The first entry that is a response and no page, by its index. */
  foreign?: number;
}

/** A string that was left out, with its quotes. */
export interface TextSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What a scan found: where the pages are, and everything else. */
export interface Scan {
  readonly pages: readonly PageSpans[];
  /** The strings that were left out. */
  readonly texts: readonly TextSpan[];
  /** The JSON text without the entries of `pages`, and with `""` for each of `texts`; nothing where there is a page a line. */
  readonly rest: Uint8Array;
  /** The offset in the input of a byte of `rest`. */
  readonly offsetOf: (position: number) => number;
  /** Whether there is a page a line, and more than one. */
  readonly isLines: boolean;
  /** The root, where it looks like a page. */
  readonly line?: PageSpans;
}

export function emptySpans(pointer: string): PageSpans {
  return { pointer, starts: [], ends: [], pageNumbers: [], v1Numbers: [] };
}

/** The number under `page_number` or `page`, from its characters. */
export function literalNumber(literal: string): number {
  return /^[1-9]\d{0,14}$/.test(literal) ? Number(literal) : Number.NaN;
}
