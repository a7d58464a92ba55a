import fc from "fast-check";
import type { ByteRange, ByteSource } from "../../src/payload/stream/byte-source.ts";

const encoder = new TextEncoder();

export const toBytes = (text: string): Uint8Array => encoder.encode(text);

/** The bytes cut into pieces of these sizes, over and over. */
export function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const to = from + (sizes[turn % sizes.length] as number);
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** Pieces that come one by one; `pulled` and `closed` tell what became of them. */
export class Pieces implements AsyncIterable<Uint8Array> {
  pulled = 0;
  closed = 0;
  readonly #bytes: Uint8Array;
  readonly #sizes: readonly number[];

  constructor(bytes: Uint8Array, sizes: readonly number[] = [7]) {
    this.#bytes = bytes;
    this.#sizes = sizes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    try {
      for (const piece of cut(this.#bytes, this.#sizes)) {
        this.pulled++;
        yield piece;
      }
    } finally {
      this.closed++;
    }
  }
}

/** Opens the bytes again and again; `opened` holds every range that was asked for. */
export function reopenable(
  bytes: Uint8Array,
  sizes: readonly number[] = [7],
): ByteSource & { readonly opened: Pieces[]; readonly ranges: (ByteRange | undefined)[] } {
  const opened: Pieces[] = [];
  const ranges: (ByteRange | undefined)[] = [];
  const open = (range?: ByteRange): Pieces => {
    const pieces = new Pieces(bytes.subarray(range?.start, range?.end), sizes);
    opened.push(pieces);
    ranges.push(range);
    return pieces;
  };
  return Object.assign(open, { opened, ranges });
}

/** Sizes of pieces, from 1 byte up. */
export const pieceSizes: fc.Arbitrary<number[]> = fc.oneof<fc.Arbitrary<number[]>[]>(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 9 }),
  fc.constant([1 << 16]),
);

/** Strings of what could lead a scanner astray. */
export const traps: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(
    ...'{}[],:"\\\n\t /u0é漢😀\ud800\u0000\ufeff\ufffd',
    "pages",
    "job",
    "page_number",
    "items",
    '{"pages":[',
    '\\"',
    "]}",
  ),
  maxLength: 12,
});
