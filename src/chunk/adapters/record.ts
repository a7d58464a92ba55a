import { assertOptions, type OptionRules, type OptionTest, shownOption } from "../../options.ts";
import { bytes } from "../tokens.ts";
import type { Chunk } from "../types.ts";
import { Cleaner } from "./clean.ts";
import { type Frame, flatten } from "./flatten.ts";
import { fieldNames, type JsonMetadata } from "./metadata.ts";
import { type Profile, profiles, type StoreName } from "./profile.ts";
import { userMetadata } from "./user-metadata.ts";

/** What every adapter may be told. */
export interface RecordOptions {
  /** Of the source, as it was told to the chunker: `source_id` in every record. @default "" */
  readonly documentId?: string;
  /** Your own metadata, added to every record; what the store does not take throws. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** For a framework, which hands records on. */
export interface FrameworkOptions extends RecordOptions {
  /** The store behind it, whose limits then bind the metadata. @default "any" */
  readonly store?: StoreName;
}

/** An embedding. */
export type Vector = ArrayLike<number>;

/** Embeddings, one a chunk, in the same order. */
export interface WithVectors {
  readonly vectors: readonly Vector[];
}

/** The record of one chunk, which metadata was shortened or left out in it, and how many characters (U+0000, lone surrogates) became U+FFFD. */
export interface Adapted<Value> {
  readonly record: Value;
  readonly dropped: readonly string[];
  readonly sanitized: number;
}

/** Makes records one by one, for a stream of chunks. */
export type RecordMaker<Value> = (chunk: Chunk, vector?: Vector) => Adapted<Value>;

/** What a record is made of; texts are clean. */
export interface RecordParts {
  readonly chunk: Chunk;
  readonly content: string;
  readonly metadata: JsonMetadata;
  readonly vector: number[] | undefined;
}

/** How a target stores texts and metadata. */
export interface Target {
  readonly store: StoreName;
  /** Keys it writes into the metadata by itself. */
  readonly reserved: readonly string[];
  /** Whether `content`, the text that was embedded, is part of its record; the text to read is then in the metadata only where it is another one. */
  readonly hasContent: boolean;
  /** How many UTF-8 bytes its client adds to the metadata. @default those of the content, where the store has no other place for it */
  readonly besides?: (content: string, chunk: Chunk) => number;
}

const documentId: OptionTest = { holds: (value) => typeof value === "string", expected: "a text" };
const metadata: OptionTest = {
  holds: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  expected: "a plain object",
};

export const recordRules: OptionRules<RecordOptions> = { documentId, metadata };
export const frameworkRules: OptionRules<FrameworkOptions> = { ...recordRules, store: Object.keys(profiles) };
export const vectorRules: OptionRules<WithVectors> = { vectors: { holds: Array.isArray, expected: "a list of vectors" } };

/**
 * Makes records of a target; options that are its own have their rules in `rules`.
 *
 * @throws {RangeError} when an option is unknown or cannot be, and when the store does not take the user's metadata
 */
export function makerOf<Value>(
  options: RecordOptions,
  rules: OptionRules,
  target: Target,
  make: (parts: RecordParts) => Value,
): RecordMaker<Value> {
  assertOptions(options, rules);
  const { store, reserved, hasContent } = target;
  const profile = profiles[store];
  const isAdded = hasContent && !profile.hasText && profile.maxBytes < Number.POSITIVE_INFINITY;
  const { besides = isAdded ? contentBytes : () => 0 } = target;
  const user = userMetadata(options.metadata ?? {}, store, [...fieldNames, ...reserved]);
  const frame: Frame = { store, sourceId: options.documentId ?? "", user };
  return (chunk, vector) => {
    assertId(chunk, store, profile);
    const cleaner = new Cleaner();
    const content = cleaner.text(chunk.embedText);
    if (hasContent) assertContent(content, chunk, store, profile);
    const text = hasContent && chunk.embedText.endsWith(chunk.text) ? undefined : chunk.text;
    const flat = flatten(chunk, frame, text, besides(content, chunk));
    const record = make({
      chunk,
      content,
      metadata: flat.metadata,
      vector: vector === undefined ? undefined : checkedVector(vector, chunk),
    });
    return { record, dropped: flat.dropped, sanitized: flat.sanitized + (hasContent ? cleaner.count : 0) };
  };
}

/** With a key of up to 60 bytes. */
function contentBytes(content: string): number {
  return bytes.count(JSON.stringify(content)) + 64;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function assertId({ id, index }: Chunk, store: StoreName, { idKind, maxIdBytes }: Profile): void {
  if (idKind === "uuid" && !uuid.test(id))
    throw new RangeError(`Chunk ${index} has the id ${shownOption(id)}, expected a UUID for ${store}`);
  const size = bytes.count(id);
  if (size > maxIdBytes) throw new RangeError(`Chunk ${index} has an id of ${size} bytes, expected at most ${maxIdBytes} for ${store}`);
}

function assertContent(content: string, { id }: Chunk, store: StoreName, { maxTextBytes }: Profile): void {
  const size = maxTextBytes === Number.POSITIVE_INFINITY ? 0 : bytes.count(content);
  if (size <= maxTextBytes) return;
  throw new RangeError(
    `The text of chunk ${id} takes ${size} bytes, expected at most ${maxTextBytes} for ${store}: give the chunker a smaller maxTokens`,
  );
}

export function checkedVector(vector: Vector, { id }: Chunk): number[] {
  const numbers = Array.from(vector);
  const index = numbers.findIndex((number) => !Number.isFinite(number));
  if (index < 0 && numbers.length > 0) return numbers;
  throw new RangeError(
    `The vector of chunk ${id} has ${index < 0 ? "no numbers" : `${numbers[index]} at ${index}`}, expected finite numbers`,
  );
}
