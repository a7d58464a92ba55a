import type { Chunk } from "../types.ts";
import { type Entry, entryOf, fieldEntry, isLimited } from "./entry.ts";
import { makeFit } from "./fit.ts";
import { chunkFields, type FieldName, fieldNames, type JsonMetadata, type MetadataValue } from "./metadata.ts";
import { profiles, type StoreName } from "./profile.ts";

/** What the metadata of all records of a document share. */
export interface Frame {
  readonly store: StoreName;
  readonly sourceId: string;
  /** What the user adds, already checked against the store. */
  readonly user: readonly (readonly [key: string, value: MetadataValue])[];
}

export interface FlatMetadata {
  readonly metadata: JsonMetadata;
  /** Keys that were shortened or left out, in the order they went. */
  readonly dropped: readonly FieldName[];
  /** How many characters were replaced in what is left. */
  readonly sanitized: number;
}

/**
 * The metadata of a chunk as the store takes it: one level of keys in a fixed order, those of the user last.
 *
 * @param text only where the record has no other place for it
 * @param besides how many UTF-8 bytes the client itself adds to the metadata
 * @throws {RangeError} when what always stays does not fit
 */
export function flatten(chunk: Chunk, frame: Frame, text?: string, besides: number = 0): FlatMetadata {
  const fields = { ...chunkFields(chunk, frame.sourceId), text };
  const profile = profiles[frame.store];
  const entries = new Map<string, Entry>();
  for (const name of fieldNames) if (fields[name] !== undefined) entries.set(name, fieldEntry(name, fields[name], profile));
  for (const [key, value] of frame.user) entries.set(key, entryOf(key, value, profile));
  const dropped = isLimited(profile) ? makeFit(entries, chunk, frame.store, besides) : [];
  let sanitized = 0;
  for (const entry of entries.values()) sanitized += entry.sanitized;
  return { metadata: Object.fromEntries([...entries].map(([key, { value }]) => [key, value])), dropped, sanitized };
}
