import { bytes } from "../tokens.ts";
import type { Chunk } from "../types.ts";
import { profiles, type StoreName } from "./profile.ts";
import type { RecordMaker, Vector } from "./record.ts";

/** A record whose metadata was shortened or left out, and which. */
export interface Dropped {
  readonly id: string;
  readonly keys: readonly string[];
}

/** What goes with records and is in none of them. */
export interface RecordsRest {
  /** In the order of the chunks; a record that has all of its metadata is not here. */
  readonly dropped: readonly Dropped[];
  /** How many characters that stores refuse, U+0000 and lone surrogates, became U+FFFD. */
  readonly sanitized: number;
}

/** Records in the order of the chunks; the list is yours to change, as clients want it. */
export interface Records<Value> extends RecordsRest {
  readonly records: Value[];
}

/** What to send, one request after the other, in the order of the chunks; none when there are no chunks. */
export interface Batches<Value> extends RecordsRest {
  readonly batches: Value[];
}

/**
 * The records of all chunks.
 *
 * @throws {RangeError} when two chunks have one id, or there is not one vector a chunk
 */
export function recordsOf<Value>(chunks: readonly Chunk[], make: RecordMaker<Value>, vectors?: readonly Vector[]): Records<Value> {
  if (vectors !== undefined) assertPairs(chunks, vectors);
  const seen = new Set<string>();
  const records: Value[] = [];
  const dropped: Dropped[] = [];
  let sanitized = 0;
  for (const [index, chunk] of chunks.entries()) {
    if (seen.has(chunk.id)) throw new RangeError(`Two chunks have the id ${chunk.id}: give the chunker the documentId of each document`);
    seen.add(chunk.id);
    const adapted = make(chunk, vectors?.[index]);
    records.push(adapted.record);
    sanitized += adapted.sanitized;
    if (adapted.dropped.length > 0) dropped.push({ id: chunk.id, keys: adapted.dropped });
  }
  return { records, dropped, sanitized };
}

/** Throws a RangeError unless there is one vector a chunk. */
export function assertPairs(chunks: readonly Chunk[], vectors: readonly unknown[]): void {
  if (chunks.length === vectors.length) return;
  throw new RangeError(`There are ${vectors.length} vectors for ${chunks.length} chunks, expected one a chunk`);
}

/** The same records, as many in each batch as one request to the store may hold. @throws {RangeError} when one alone is too large */
export function inBatches<Value>({ records, ...rest }: Records<Value>, store: StoreName): Batches<Value[]> {
  const { batch } = profiles[store];
  const size = (record: Value): number => (batch.bytes === Number.POSITIVE_INFINITY ? 0 : bytes.count(JSON.stringify(record)) + 1);
  return { batches: batched(records, batch.records, batch.bytes - envelope, size), ...rest };
}

/** Bytes of a request around its records. */
const envelope = 1024;

/** The values in order, in as few batches as hold at most so many of them, with at most so large a sum of sizes. */
export function batched<Value>(values: readonly Value[], most: number, mostSize: number, sizeOf: (value: Value) => number): Value[][] {
  const batches: Value[][] = [];
  let batch: Value[] = [];
  let sum = 0;
  for (const [index, value] of values.entries()) {
    const size = sizeOf(value);
    if (size > mostSize)
      throw new RangeError(`Record ${index} has the size ${size}, expected at most ${mostSize}, which is all that one request takes`);
    if (batch.length === most || sum + size > mostSize || index === 0) {
      batch = [];
      batches.push(batch);
      sum = 0;
    }
    batch.push(value);
    sum += size;
  }
  return batches;
}
