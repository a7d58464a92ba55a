/** Some bytes of an input: from `start` on, before `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Opens the bytes of an input anew, all of them or a range; called several times, and for several ranges at once.
 *
 * A Blob: `(range) => blob.slice(range?.start, range?.end).stream()`. A file of Node, where the end is inclusive:
 * `(range) => createReadStream(path, range && { start: range.start, end: range.end - 1 })`.
 */
export type ByteSource = (range?: ByteRange) => AsyncIterable<Uint8Array>;

/** The pieces of an iterable, one by one; when the signal aborts, its reason is thrown at once. Closes the iterable when it is left early. */
export async function* pull(iterable: AsyncIterable<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  if (typeof iterable?.[Symbol.asyncIterator] !== "function") {
    throw new TypeError(`The source is a ${typeof iterable}, expected an async iterable of bytes, or a function that gives one`);
  }
  signal?.throwIfAborted();
  const iterator = iterable[Symbol.asyncIterator]();
  let isOpen = true;
  try {
    for (;;) {
      const step = await next(iterator, signal);
      isOpen = step.done !== true;
      if (step.done === true) return;
      if (!(step.value instanceof Uint8Array)) throw new TypeError(`The source gave a ${typeof step.value}, expected Uint8Array`);
      yield step.value;
    }
  } finally {
    const closing = isOpen ? iterator.return?.() : undefined;
    // One that hangs would hang here too.
    if (signal?.aborted) closing?.catch(() => {});
    else await closing;
  }
}

function next(iterator: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): Promise<IteratorResult<Uint8Array>> {
  if (signal === undefined) return iterator.next();
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener("abort", stop, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stop));
  });
}

const blockSize = 1 << 20;

/** Holds the bytes of an input that can be read only once, so that they can be read again. */
export class HeldBytes {
  readonly #blocks: Uint8Array[] = [];
  #length = 0;

  /** Copies the bytes: a source may use its buffer again. */
  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const place = this.#length % blockSize;
      if (place === 0) this.#blocks.push(new Uint8Array(blockSize));
      const part = bytes.subarray(from, from + blockSize - place);
      this.#blocks.at(-1)?.set(part, place);
      this.#length += part.length;
      from += part.length;
    }
  }

  readonly source: ByteSource = ({ start, end } = { start: 0, end: this.#length }) => this.#read(start, end);

  async *#read(start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    for (let from = start; from < end; ) {
      // Nothing here waits for anything: without a pause no timer would fire, and no signal abort, until the end.
      if (from > start) await new Promise((resolve) => setTimeout(resolve));
      const place = from % blockSize;
      const part = (this.#blocks[(from - place) / blockSize] as Uint8Array).subarray(place, Math.min(blockSize, place + end - from));
      yield part;
      from += part.length;
    }
  }
}
