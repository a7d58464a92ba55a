import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StoreName } from "../../../src/chunk/adapters/profile.ts";
import { type RecordTarget, recordMaker, recordTargets } from "../../../src/chunk/adapters/record-maker.ts";
import { userMetadata } from "../../../src/chunk/adapters/user-metadata.ts";
import { lone, plainMetadata } from "./chunks.ts";

const runs = { numRuns: Number(process.env.FC_RUNS ?? 40) };
const stores: readonly StoreName[] = ["any", "flat", "pinecone", "vectorize", "chroma", "chroma-cloud", "qdrant", "weaviate", "pgvector"];
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

describe("chunk A5", () => {
  test.each(recordTargets)("chunk A5: plain metadata is in every record for %s as it was given", (target) => {
    const property = fc.property(lone, plainMetadata, (chunk, metadata) => {
      const { record } = recordMaker<RecordTarget>(target, { metadata })(chunk);
      const held: unknown = typeof record === "string" ? JSON.parse(record) : record;
      const { metadata: own, meta, payload, properties } = held as Record<string, object | undefined>;
      expect(own ?? meta ?? payload ?? properties ?? (Object.keys(metadata).length === 0 ? {} : held)).toMatchObject(cleaned(metadata));
    });
    fc.assert(property, runs);
  });

  test.each([
    ["a date", new Date(0), "class of its own"],
    ["a map", new Map(), "class of its own"],
    ["a function", () => 1, "type function"],
    ["a bigint", 1n, "type bigint"],
    ["a symbol", Symbol("a"), "type symbol"],
    ["no number", Number.NaN, "is NaN"],
    ["infinity", Number.POSITIVE_INFINITY, "is Infinity"],
    ["an object that holds itself", cyclic, "more than 64 levels deep"],
  ] as const)("chunk A5: %s goes to no store, and the error has its key", (_, value, trouble) => {
    for (const store of stores) {
      expect(() => userMetadata({ mine: value }, store, [])).toThrow(RangeError);
      expect(() => userMetadata({ mine: value }, store, [])).toThrow(/"mine"/);
      expect(() => userMetadata({ mine: [value] }, store, [])).toThrow(/"mine"/);
      if (store === "any") expect(() => userMetadata({ mine: value }, store, [])).toThrow(trouble);
    }
  });

  test.each([
    ["pinecone", "mine", null, "is null"],
    ["pinecone", "mine", { a: 1 }, "is an object"],
    ["pinecone", "mine", [1], "array of other values"],
    ["pinecone", "$mine", 1, "no key it takes"],
    ["pinecone", "", 1, "no key it takes"],
    ["vectorize", "my.key", 1, "no key it takes"],
    ["vectorize", 'my"key', 1, "no key it takes"],
    ["chroma", "mine", [], "empty array"],
    ["chroma", "mine", ["a", 1], "array of other values"],
    ["chroma", "mine", [Number.NaN], "not finite"],
    ["chroma", "mine", null, "is null"],
    ["chroma", "#mine", 1, "no key it takes"],
    ["chroma-cloud", "k".repeat(37), 1, "key of more than 36 bytes"],
    ["chroma-cloud", "mine", "x".repeat(4095), "takes 4097 bytes, expected at most 4096"],
    ["weaviate", "my-key", 1, "no key it takes"],
    ["weaviate", "mine", { "my-key": 1 }, 'holds "my-key"'],
    ["weaviate", "_additional", 1, "taken in records"],
    ["flat", "mine", ["a"], "is an array"],
    ["flat", "mine", { a: 1 }, "is an object"],
    ["any", "mine", { a: { b: [{ c: undefined }] } }, 'holds "c", which is of type undefined'],
    ["any", "my\0key", 1, "U+0000 or a lone surrogate"],
    ["any", "my\ud800key", 1, "U+0000 or a lone surrogate"],
  ] as const)("chunk A5: %s refuses %j with %j", (store, key, value, trouble) => {
    expect(() => userMetadata({ [key]: value }, store, [])).toThrow(trouble);
  });

  test("chunk A5: a key that only sets the prototype is refused everywhere, at any depth", () => {
    for (const store of stores) {
      expect(() => userMetadata(JSON.parse('{"__proto__":{"polluted":1}}'), store, [])).toThrow(/"__proto__" is no key that clients keep/);
      expect(() => userMetadata(JSON.parse('{"mine":{"__proto__":1}}'), store, [])).toThrow(/"mine"/);
    }
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  });

  test.each([
    ["qdrant", "source_id"],
    ["qdrant", "text"],
    ["pinecone", "boxes_json"],
    ["langchain", "loc"],
    ["haystack", "embedding"],
    ["llamaindex", "ref_doc_id"],
    ["pinecone-text", "chunk_text"],
    ["pinecone-text", "_id"],
  ] as const)("chunk A5: in records for %s the key %s is taken", (target, key) => {
    expect(() => recordMaker<RecordTarget>(target, { metadata: { [key]: 1 } })).toThrow(`metadata has the key "${key}", which is taken`);
  });

  test("chunk A5: what a store takes beyond scalars stays: lists, objects, null; undefined is not given", () => {
    expect(userMetadata({ tags: ["a"], none: undefined }, "pinecone", [])).toEqual([["tags", ["a"]]]);
    expect(userMetadata({ flags: [true, false], years: [1, 2] }, "chroma", [])).toHaveLength(2);
    expect(userMetadata({ nested: { list: [1, "a", null, {}] }, none: null }, "qdrant", [])).toHaveLength(2);
    expect(userMetadata({ place: { city: "Bern" } }, "weaviate", [])).toHaveLength(1);
  });
});

function cleaned(metadata: Record<string, unknown>): Record<string, unknown> {
  const clean = (value: unknown): unknown => (typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\ufffd") : value);
  return JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, clean(value)]))));
}
