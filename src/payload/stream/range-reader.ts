import { type ByteRange, type ByteSource, pull } from "./byte-source.ts";
import { notJson } from "./json-bytes.ts";

/** A range of at most so many bytes is read at once, and held. */
const heldBytes = 1 << 20;
/** At most so many bytes are passed over in an open stream; for more a new one is opened. */
const nearBytes = 1 << 20;

/** Reads places within a range of the input, those that ascend with one open stream; holds one piece of it. */
export class RangeReader {
  readonly #source: ByteSource;
  readonly #range: ByteRange;
  readonly #signal: AbortSignal | undefined;
  #pieces: AsyncGenerator<Uint8Array, void, void> | undefined;
  #piece: Uint8Array = new Uint8Array(0);
  /** Where the piece stands in the input. */
  #offset = Number.POSITIVE_INFINITY;

  constructor(source: ByteSource, range: ByteRange, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#range = range;
    this.#signal = signal;
  }

  /** The bytes at a place, which is not empty; good until the next ones are read. */
  async read({ start, end }: ByteRange): Promise<Uint8Array> {
    if (start < this.#offset || start > this.#offset + this.#piece.length + nearBytes) await this.#open(start);
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

  /** Closes the stream; what is held stays. */
  async close(): Promise<void> {
    if (this.#pieces === undefined) return;
    const pieces = this.#pieces;
    this.#pieces = undefined;
    this.#offset = Number.POSITIVE_INFINITY;
    await pieces.return();
  }

  async #open(start: number): Promise<void> {
    await this.close();
    const { end } = this.#range;
    const isSmall = end - this.#range.start <= heldBytes;
    const from = isSmall ? this.#range.start : start;
    this.#pieces = pull(this.#source({ start: from, end }), this.#signal);
    this.#piece = new Uint8Array(0);
    this.#offset = from;
    if (isSmall) await this.#holdAll(end - from);
  }

  async #holdAll(length: number): Promise<void> {
    const held = new Uint8Array(length);
    for (let filled = 0; filled < length; filled += this.#piece.length) {
      await this.#pull();
      held.set(this.#piece.subarray(0, length - filled), filled);
    }
    await this.close();
    this.#piece = held;
    this.#offset = this.#range.start;
  }

  async #pull(): Promise<void> {
    const step = await this.#pieces?.next();
    if (step?.done !== false) throw notJson("its source gives fewer bytes when it is opened again");
    this.#offset += this.#piece.length;
    this.#piece = step.value;
  }
}
