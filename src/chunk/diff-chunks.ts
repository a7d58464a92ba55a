import { chunkKeys } from "./adapters/chunk-keys.ts";
import { cleanText } from "./adapters/clean.ts";
import type { Chunk } from "./types.ts";

/** What a store knows of a chunk: a line of JSONL read back, the id with the content hash, or just the id. */
export type StoredChunk = string | (Partial<Chunk> & Pick<Chunk, "id">);

/** What a vector store must do: delete first, then add. Chunks in the order of `after`, ids in the order of `before`. */
export interface ChunkDiff {
  /** To embed and to insert. */
  readonly add: readonly Chunk[];
  readonly delete: readonly string[];
  /** Of the same text, so the vector stays; the metadata is to be written again, for it is another one or was not given. */
  readonly update: readonly Chunk[];
  /** As they are stored. */
  readonly keep: readonly Chunk[];
}

/**
 * What changed in a document that was chunked again: most chunks keep their id, and so their embedding.
 *
 * A chunk of the same id whose content hash is another one, as ids of one's own may be, is deleted and added.
 *
 * @throws {RangeError} when an id occurs twice in one of the lists
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chunkMarkdown, diffChunks } from "postparse";
 *
 * const before = chunkMarkdown("# Pumps\n\nThey move water.").chunks;
 * const after = chunkMarkdown("# Pumps\n\nThey move any liquid.").chunks;
 * const diff = diffChunks(before, after);
 * assert.deepEqual([diff.add.length, diff.delete.length, diff.keep.length], [1, 1, 0]);
 * assert.deepEqual(diffChunks(after, after).keep, after);
 * ```
 */
export function diffChunks(before: readonly StoredChunk[], after: readonly Chunk[]): ChunkDiff {
  const stored = byId(before, "before");
  const wanted = byId(after, "after");
  const diff = { add: [] as Chunk[], delete: [] as string[], update: [] as Chunk[], keep: [] as Chunk[] };
  for (const [id, old] of stored) if (!hasText(wanted.get(id), old)) diff.delete.push(id);
  for (const chunk of after) {
    const old = stored.get(chunk.id);
    if (!hasText(chunk, old)) diff.add.push(chunk);
    else if (isStored(chunk, old)) diff.keep.push(chunk);
    else diff.update.push(chunk);
  }
  return diff;
}

function byId<Item extends StoredChunk>(items: readonly Item[], list: string): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const id = typeof item === "string" ? item : item.id;
    if (found.has(id)) throw new RangeError(`The chunk id ${JSON.stringify(id.slice(0, 80))} occurs twice in ${list}, expected each once`);
    found.set(id, item);
  }
  return found;
}

/** Whether both are there and of one text, as far as is known. */
function hasText(chunk: Chunk | undefined, old: StoredChunk | undefined): boolean {
  if (chunk === undefined || old === undefined) return false;
  return typeof old === "string" || old.contentHash === undefined || old.contentHash === chunk.contentHash;
}

function isStored(chunk: Chunk, old: StoredChunk | undefined): boolean {
  if (typeof old !== "object") return false;
  return chunkKeys.every((key) => isSame(chunk[key], old[key]));
}

/** Equal as JSON: what is undefined is absent, and what was replaced when it was written is no difference. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one === "string" && typeof other === "string") return cleanText(one) === cleanText(other);
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys({ ...one, ...other });
  return keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}
