import fc from "fast-check";
import { expect, test } from "vitest";
import { toJsonl } from "../../src/chunk/adapters/jsonl.ts";
import { diffChunks, type StoredChunk } from "../../src/chunk/diff-chunks.ts";
import type { Chunk } from "../../src/chunk/types.ts";
import { deepFreeze } from "../build.ts";
import { documents } from "./adapters/chunks.ts";

const runs = { numRuns: Number(process.env.FC_RUNS ?? 40) };

/** Two states of a document: some chunks gone, some new, some moved, some of the same id and another text. */
const pairs: fc.Arbitrary<[Chunk[], Chunk[]]> = fc
  .tuple(documents, documents, fc.infiniteStream(fc.nat(5)), fc.boolean())
  .map(([one, other, choices, moves]) => {
    const changed = one.flatMap((chunk): Chunk[] => {
      switch (choices.next().value) {
        case 0:
          return [];
        case 1:
          return [{ ...chunk, index: chunk.index + 7 }];
        case 2:
          return [{ ...chunk, embedText: "other", contentHash: "0".repeat(64) }];
        case 3:
          return [{ ...chunk, pages: [{ number: 99 }], regions: [] }];
        default:
          return [chunk];
      }
    });
    const taken = new Set(changed.map(({ id }) => id));
    const after = [...changed, ...other.filter(({ id }) => !taken.has(id))];
    return [one, moves ? after.reverse() : after];
  });

test("the diff applied to the chunks before gives exactly those after", () => {
  const property = fc.property(pairs, ([before, after]) => {
    const diff = diffChunks(deepFreeze(before), deepFreeze(after));
    const store = new Map(before.map((chunk) => [chunk.id, chunk]));
    for (const id of diff.delete) expect(store.delete(id)).toBe(true);
    for (const chunk of diff.add) expect(store.has(chunk.id)).toBe(false);
    for (const chunk of diff.update) expect(store.get(chunk.id)?.contentHash).toBe(chunk.contentHash);
    for (const chunk of [...diff.add, ...diff.update]) store.set(chunk.id, chunk);
    for (const chunk of diff.keep) expect(store.get(chunk.id)).toEqual(chunk);
    expect(new Set(store.values())).toEqual(new Set(after));
    expect(store.size).toBe(after.length);
  });
  fc.assert(property, runs);
});

test("each chunk after is in one list, in the order of after", () => {
  const property = fc.property(pairs, ([before, after]) => {
    const { add, update, keep } = diffChunks(before, after);
    const place = new Map(after.map((chunk, index) => [chunk, index]));
    for (const list of [add, update, keep])
      expect([...list].sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0))).toEqual(list);
    expect(new Set([...add, ...update, ...keep])).toEqual(new Set(after));
    expect(add.length + update.length + keep.length).toBe(after.length);
  });
  fc.assert(property, runs);
});

test("a document that did not change is all kept, also when it was read back from JSONL", () => {
  const property = fc.property(documents, (chunks) => {
    const readBack = toJsonl(chunks, { documentId: "d", metadata: { mine: 1 } }).records.map((line): StoredChunk => JSON.parse(line));
    for (const before of [chunks, readBack]) expect(diffChunks(before, chunks)).toEqual({ add: [], delete: [], update: [], keep: chunks });
  });
  fc.assert(property, runs);
});

test("with the arguments swapped, what was added is deleted and what was deleted is added", () => {
  const property = fc.property(pairs, ([before, after]) => {
    const [there, back] = [diffChunks(before, after), diffChunks(after, before)];
    const ids = (chunks: readonly Chunk[]): string[] => chunks.map(({ id }) => id);
    expect(ids(back.add)).toEqual(there.delete);
    expect(back.delete).toEqual(ids(there.add));
    expect(ids(back.update).sort()).toEqual(ids(there.update).sort());
    expect(ids(back.keep).sort()).toEqual(ids(there.keep).sort());
  });
  fc.assert(property, runs);
});

test("of a store that knows ids, or ids and hashes, what is still there is to be written again but not embedded again", () => {
  const property = fc.property(pairs, ([before, after]) => {
    const whole = diffChunks(before, after);
    const known = before.map(({ id, contentHash }) => ({ id, contentHash }));
    const hashed = diffChunks(known, after);
    expect([hashed.add, hashed.delete, hashed.keep]).toEqual([whole.add, whole.delete, []]);
    const bare = diffChunks(
      before.map(({ id }) => id),
      after,
    );
    const ids = new Set(before.map(({ id }) => id));
    expect(bare.update).toEqual(after.filter(({ id }) => ids.has(id)));
    expect(bare.add).toEqual(after.filter(({ id }) => !ids.has(id)));
  });
  fc.assert(property, runs);
});

test("an id that occurs twice in one list is an error", () => {
  const [chunk] = fc.sample(
    documents.filter((chunks) => chunks.length > 0),
    1,
  )[0] as [Chunk];
  expect(() => diffChunks([chunk.id, chunk], [])).toThrow(`The chunk id "${chunk.id}" occurs twice in before`);
  expect(() => diffChunks([], [chunk, chunk])).toThrow(`The chunk id "${chunk.id}" occurs twice in after`);
});
