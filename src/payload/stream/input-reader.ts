import { joinPointer } from "../pointer.ts";
import { type ByteRange, type ByteSource, pull } from "./byte-source.ts";
import { checkText, parseBytes } from "./json-bytes.ts";
import { tooLarge } from "./kept-bytes.ts";
import type { PageSpans, TextSpan } from "./page-index.ts";
import { RangeReader } from "./range-reader.ts";

/** How many lists are open at once: more than one response has, for parts of a result may tell of the same pages. */
const openLists = 16;
/** A list of at most so many bytes is read at once, and held. */
const wholeBytes = 1 << 20;
/** How many bytes are held of lists that are open no more. */
const heldBytes = 32 << 20;

/** Reads again what a scan passed over; with one open stream for each list of pages that is in use. */
export class InputReader {
  readonly #source: ByteSource;
  readonly #limit: number;
  readonly #signal: AbortSignal | undefined;
  /** Of those that may have an open stream, and of the others, the one that was used last stands last. */
  readonly #open = new Map<PageSpans, RangeReader>();
  readonly #closed = new Map<PageSpans, RangeReader>();
  #held = 0;
  /** What was dropped, and so would be again: to read it whole would be in vain. */
  readonly #dropped = new Set<PageSpans>();

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
    const reader = new RangeReader(this.#source, span, { isWhole: false, signal: this.#signal });
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
    for (const reader of this.#open.values()) await reader.close();
  }

  async #readerOf(spans: PageSpans): Promise<RangeReader> {
    const reader = this.#open.get(spans) ?? this.#closedReader(spans) ?? this.#newReader(spans);
    this.#open.delete(spans);
    this.#open.set(spans, reader);
    const [oldest] = this.#open;
    if (oldest !== undefined && this.#open.size > openLists) await this.#close(...oldest);
    return reader;
  }

  #newReader(spans: PageSpans): RangeReader {
    const range = { start: spans.starts[0] as number, end: spans.ends.at(-1) as number };
    const isWhole = range.end - range.start <= wholeBytes && !this.#dropped.has(spans);
    return new RangeReader(this.#source, range, { isWhole, signal: this.#signal });
  }

  /** A reader that is open no more, to be used again. */
  #closedReader(spans: PageSpans): RangeReader | undefined {
    const reader = this.#closed.get(spans);
    this.#closed.delete(spans);
    this.#held -= reader?.held ?? 0;
    return reader;
  }

  /** Closes a reader, and drops those that were used longest ago where too much is held. */
  async #close(spans: PageSpans, reader: RangeReader): Promise<void> {
    this.#open.delete(spans);
    await reader.close();
    this.#closed.set(spans, reader);
    this.#held += reader.held;
    for (const oldest of this.#closed.keys()) {
      if (this.#held <= heldBytes) return;
      this.#closedReader(oldest);
      this.#dropped.add(oldest);
    }
  }

  #assertSize({ start, end }: ByteRange, pointer: string): void {
    if (end - start > this.#limit) throw tooLarge(`the value at ${pointer}`, pointer, this.#limit);
  }
}
