import { joinPointer } from "../pointer.ts";
import { type ByteRange, type ByteSource, pull } from "./byte-source.ts";
import { checkText, parseBytes } from "./json-bytes.ts";
import { tooLarge } from "./kept-bytes.ts";
import type { PageSpans, TextSpan } from "./page-index.ts";
import { RangeReader } from "./range-reader.ts";

/** How many lists are open at once: more than one response has, for parts of a result may tell of the same pages. */
const openLists = 16;

/** Reads again what a scan passed over; with one open stream for each list of pages that is in use. */
export class InputReader {
  readonly #source: ByteSource;
  readonly #limit: number;
  readonly #signal: AbortSignal | undefined;
  /** The one that was used last stands last. */
  readonly #readers = new Map<PageSpans, RangeReader>();

  constructor(source: ByteSource, limit: number, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#limit = limit;
    this.#signal = signal;
  }

  /** An entry of a list of pages. */
  async entry(spans: PageSpans, index: number): Promise<unknown> {
    const reader = await this.#readerOf(spans);
    const start = spans.starts[index] as number;
    const bytes = await reader.read({ start, end: spans.ends[index] as number });
    return parseBytes({ bytes, offsetOf: (position) => start + position, noun: `the value at ${joinPointer(spans.pointer, index)}` });
  }

  /** All entries of a list, when they are no pages. */
  async entries(spans: PageSpans): Promise<unknown[]> {
    const { starts, ends, pointer } = spans;
    if (starts.length > 0) this.#assertSize({ start: starts[0] as number, end: ends.at(-1) as number }, pointer);
    const values: unknown[] = [];
    for (const index of starts.keys()) values.push(await this.entry(spans, index));
    return values;
  }

  async text(span: TextSpan): Promise<unknown> {
    this.#assertSize(span, joinPointer("", span.name));
    const reader = new RangeReader(this.#source, span, this.#signal);
    try {
      const bytes = await reader.read(span);
      return parseBytes({ bytes, offsetOf: (position) => span.start + position, noun: `the value at ${joinPointer("", span.name)}` });
    } finally {
      await reader.close();
    }
  }

  /** Throws where a text that nobody needs is no JSON. */
  async checkText({ start, end }: TextSpan): Promise<void> {
    const between = { start: start + 1, end: end - 1 };
    if (between.start < between.end) await checkText(pull(this.#source(between), this.#signal), start);
  }

  async close(): Promise<void> {
    for (const reader of this.#readers.values()) await reader.close();
  }

  async #readerOf(spans: PageSpans): Promise<RangeReader> {
    const { starts, ends } = spans;
    const range = { start: starts[0] as number, end: ends.at(-1) as number };
    const reader = this.#readers.get(spans) ?? new RangeReader(this.#source, range, this.#signal);
    this.#readers.delete(spans);
    this.#readers.set(spans, reader);
    const [oldest] = this.#readers;
    if (oldest !== undefined && this.#readers.size > openLists) {
      this.#readers.delete(oldest[0]);
      await oldest[1].close();
    }
    return reader;
  }

  #assertSize({ start, end }: ByteRange, pointer: string): void {
    if (end - start > this.#limit) throw tooLarge(`the value at ${pointer}`, pointer, this.#limit);
  }
}
