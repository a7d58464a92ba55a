import { PayloadError } from "../../errors.ts";

/** The parts of an input that are kept, joined; each byte knows its offset in the input. */
export class KeptBytes {
  readonly #limit: number;
  #bytes: Uint8Array = new Uint8Array(4096);
  #length = 0;
  /** Where each part begins: here, and in the input. */
  #parts: { readonly position: number; readonly offset: number }[] = [];
  #piece: Uint8Array = new Uint8Array(0);
  #offset = 0;
  /** The offset of the first byte that is to be kept next; -1 for none. */
  #from = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The piece of the input in which parts begin and stop from now on. */
  enter(piece: Uint8Array, offset: number): void {
    this.#piece = piece;
    this.#offset = offset;
  }

  /** Copies what the piece has of a part that goes on. */
  leave(): void {
    if (this.#from < 0) return;
    const next = this.#offset + this.#piece.length;
    this.#copy(next);
    this.#from = next;
  }

  begin(offset: number): void {
    this.#from = offset;
    this.#parts.push({ position: this.#length, offset });
  }

  stop(end: number): void {
    if (this.#from >= 0) this.#copy(end);
    this.#from = -1;
  }

  get length(): number {
    return this.#length;
  }

  /** Forgets what was kept after the first so many bytes. */
  cut(length: number): void {
    this.#length = length;
    this.#parts = this.#parts.filter(({ position }) => position < length);
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  offsetOf(position: number): number {
    const part = this.#parts.findLast((candidate) => candidate.position <= position);
    return part === undefined ? position : part.offset + position - part.position;
  }

  #copy(end: number): void {
    const added = this.#piece.subarray(this.#from - this.#offset, end - this.#offset);
    const length = this.#length + added.length;
    if (length > this.#limit) throw tooLarge("what stands beside its pages", "", this.#limit);
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      larger.set(this.bytes());
      this.#bytes = larger;
    }
    this.#bytes.set(added, this.#length);
    this.#length = length;
  }
}

export function tooLarge(noun: string, pointer: string, limit: number): PayloadError {
  const message = `${noun} is larger than ${limit} bytes; either its JSON is broken, or maxPageBytes has to be raised`;
  return new PayloadError("page-too-large", `Cannot read the parse result: ${message}`, [{ pointer, message }]);
}
