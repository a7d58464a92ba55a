import { type ByteRange, type ByteSource, pull } from "./byte-source.ts";
import { notJson } from "./json-bytes.ts";

/** At most so many bytes are passed over in an open stream; for more a new one is opened. */
const nearBytes = 1 << 20;
/** Of the piece at hand so many bytes outlast a stream that is closed: as many as most sources give at once. */
const keptBytes = 1 << 16;

export interface RangeReaderOptions {
  /** Whether the range is read at once, and held. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Reads places within a range of the input, those that ascend with one open stream; holds one piece of it. */
export class RangeReader {
  readonly #source: ByteSource;
  readonly #range: ByteRange;
  readonly #isWhole: boolean;
  readonly #signal: AbortSignal | undefined;
  #pieces: AsyncGenerator<Uint8Array, void, void> | undefined;
  #piece: Uint8Array = new Uint8Array(0);
  /** Where the piece stands in the input. */
  #offset = Number.POSITIVE_INFINITY;
  /** Where the place that was read last ends. */
  #end = 0;

  constructor(source: ByteSource, range: ByteRange, { isWhole, signal }: RangeReaderOptions) {
    this.#source = source;
    this.#range = range;
    this.#isWhole = isWhole;
    this.#signal = signal;
  }

  /** How many bytes it holds. */
  get held(): number {
    return this.#piece.length;
  }

  /** The bytes at a place, which is not empty; good until the next ones are read. */
  async read({ start, end }: ByteRange): Promise<Uint8Array> {
    const passed = this.#pieces === undefined ? 0 : nearBytes;
    if (start < this.#offset || start > this.#offset + this.#piece.length + passed) await this.#open(start);
    this.#end = end;
    let joined: Uint8Array | undefined;
    for (let position = start; ; await this.#pull()) {
      const from = position - this.#offset;
      if (from >= this.#piece.length) continue;
      const part = this.#piece.subarray(from, from + end - position);
      if (part.length === end - start) return part;
      joined ??= new Uint8Array(end - start);
      joined.set(part, position - start);
      position += part.length;
      if (position === end) return joined;
    }
  }

  /** Closes the stream; what is held stays, of a piece what comes next. */
  async close(): Promise<void> {
    if (this.#pieces === undefined) return;
    const from = Math.min(Math.max(this.#end - this.#offset, 0), this.#piece.length);
    // A copy: the source may use its buffer again.
    this.#piece = this.#piece.slice(from, from + keptBytes);
    this.#offset += from;
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const pieces = this.#pieces;
    this.#pieces = undefined;
    await pieces?.return();
  }

  async #open(start: number): Promise<void> {
    await this.#stop();
    const { start: first, end } = this.#range;
    this.#piece = new Uint8Array(0);
    this.#offset = this.#isWhole ? first : start;
    if (this.#isWhole) await this.#holdAll(end - first);
  }

  async #holdAll(length: number): Promise<void> {
    const held = new Uint8Array(length);
    for (let filled = 0; filled < length; filled += this.#piece.length) {
      await this.#pull();
      held.set(this.#piece.subarray(0, length - filled), filled);
    }
    await this.#stop();
    this.#piece = held;
    this.#offset = this.#range.start;
  }

  /** The next piece, of a stream that is opened where there is none. */
  async #pull(): Promise<void> {
    const start = this.#offset + this.#piece.length;
    this.#pieces ??= pull(this.#source({ start, end: this.#range.end }), this.#signal);
    const step = await this.#pieces.next();
    if (step.done === true) throw notJson("its source gives fewer bytes when it is opened again");
    this.#offset = start;
    this.#piece = step.value;
  }
}
