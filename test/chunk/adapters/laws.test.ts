import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batched } from "../../../src/chunk/adapters/batch.ts";
import { toChroma } from "../../../src/chunk/adapters/chroma.ts";
import { toHaystack } from "../../../src/chunk/adapters/haystack.ts";
import { toJsonl } from "../../../src/chunk/adapters/jsonl.ts";
import { toLangChain } from "../../../src/chunk/adapters/lang-chain.ts";
import { toLlamaIndex } from "../../../src/chunk/adapters/llama-index.ts";
import { toMastra } from "../../../src/chunk/adapters/mastra.ts";
import { toPgvector } from "../../../src/chunk/adapters/pgvector.ts";
import { toPinecone, toPineconeText } from "../../../src/chunk/adapters/pinecone.ts";
import { toQdrant } from "../../../src/chunk/adapters/qdrant.ts";
import { type RecordTarget, recordMaker, recordTargets } from "../../../src/chunk/adapters/record-maker.ts";
import { toWeaviate } from "../../../src/chunk/adapters/weaviate.ts";
import type { Chunk } from "../../../src/chunk/types.ts";
import { deepFreeze } from "../../build.ts";
import { copies, documents, lone, swollen, vectorsFor } from "./chunks.ts";

const runs = (count: number) => ({ numRuns: Number(process.env.FC_RUNS ?? count) });
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** What a record holds beside the text and the vector, wherever its target has it. */
function metadataOf(record: unknown): Record<string, unknown> {
  const { metadata, meta, payload, properties } = record as Record<string, Record<string, unknown> | undefined>;
  return metadata ?? meta ?? payload ?? properties ?? (record as Record<string, unknown>);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [key, ...stringsIn(entry)]);
}

describe("chunk A2", () => {
  const kept = ["source_id", "chunk_index", "content_hash"];

  test.each([
    ["pinecone", recordMaker("pinecone", { documentId: "d" }), 40_000],
    ["vectorize", recordMaker("pinecone", { documentId: "d", store: "vectorize" }), 10_000],
    ["mastra on pinecone", recordMaker("mastra", { documentId: "d", store: "pinecone" }), 40_000],
  ] as const)("chunk A2: metadata for %s stays within its bytes and keeps what names the chunk", (_, make, limit) => {
    const property = fc.property(swollen(50_000), (chunk) => {
      const { metadata } = make(chunk).record;
      expect(bytesOf(metadata)).toBeLessThanOrEqual(limit);
      expect(Object.keys(metadata)).toEqual(
        expect.arrayContaining([...kept, ...(chunk.pages.length > 0 ? ["page_start", "page_end"] : [])]),
      );
    });
    fc.assert(property, runs(40));
  });

  test("chunk A2: what a framework adds to the metadata of its store is counted", () => {
    const langChain = recordMaker("langchain", { store: "pinecone" });
    const haystack = recordMaker("haystack", { store: "vectorize" });
    const text = recordMaker("pinecone-text", { textField: "body" });
    const property = fc.property(swollen(2000), (chunk) => {
      const one = langChain(chunk).record;
      expect(bytesOf({ ...one.metadata, text: one.pageContent })).toBeLessThanOrEqual(40_000);
      const other = haystack(chunk).record;
      expect(bytesOf({ ...other.meta, content: other.content })).toBeLessThanOrEqual(10_000);
      const { id: _, ...fields } = text(chunk).record;
      expect(bytesOf(fields)).toBeLessThanOrEqual(40_000);
    });
    fc.assert(property, runs(30));
  });

  test("chunk A2: metadata for Chroma Cloud stays within its keys and the bytes of a value, with 27 keys of the user too", () => {
    const metadata = Object.fromEntries(Array.from({ length: 27 }, (_, index) => [`key_${index}`, index]));
    const makers = [recordMaker("chroma"), recordMaker("chroma", { metadata }), recordMaker("langchain", { store: "chroma-cloud" })];
    const property = fc.property(swollen(2000), fc.constantFrom(...makers), (chunk, make) => {
      const values = Object.entries(make(chunk).record.metadata);
      expect(values.length).toBeLessThanOrEqual(32);
      for (const [key, value] of values) {
        expect(bytesOf(value)).toBeLessThanOrEqual(4096);
        expect(key.length).toBeLessThanOrEqual(36);
      }
    });
    fc.assert(property, runs(40));
  });

  test("chunk A2: batches hold as many records and bytes as the store takes at once, and all records in order", () => {
    const sizes = fc.constantFrom([0, 3], [1, 3], [96, 3], [300, 3], [301, 3], [1001, 1], [20, 20_000]);
    const property = fc.property(lone, sizes, (chunk, [count = 0, dimensions = 0]) => {
      const chunks = copies(chunk, count);
      const vectors = chunks.map(() => new Array<number>(dimensions).fill(0.123456789));
      const pinecone = toPinecone(chunks, { vectors }).batches;
      expect(pinecone.every((batch) => batch.length <= 1000 && bytesOf({ vectors: batch, namespace: "n" }) <= 2_000_000)).toBe(true);
      const chroma = toChroma(chunks, { vectors }).batches;
      expect(
        chroma.every(({ ids, documents, metadatas, embeddings }) => {
          const lengths = new Set([ids.length, documents.length, metadatas.length, embeddings?.length]);
          return ids.length <= 300 && lengths.size === 1;
        }),
      ).toBe(true);
      const text = toPineconeText(chunks).batches;
      expect(text.every((batch) => batch.length <= 96)).toBe(true);
      const ids = chunks.map(({ id }) => id);
      expect(pinecone.flat().map(({ id }) => id)).toEqual(ids);
      expect(chroma.flatMap((batch) => batch.ids)).toEqual(ids);
      expect(text.flat().map(({ id }) => id)).toEqual(ids);
    });
    fc.assert(property, { numRuns: 6 });
  });

  test("chunk A2: values are batched in order, within both limits, and no batch would fit into the one before", () => {
    const property = fc.property(
      fc.array(fc.nat(20)),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 20, max: 60 }),
      (sizes, most, mostSize) => {
        const batches = batched(sizes, most, mostSize, (size) => size);
        const sum = (batch: readonly number[] = []): number => batch.reduce((total, size) => total + size, 0);
        expect(batches.flat()).toEqual(sizes);
        for (const [index, batch] of batches.entries()) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(most);
          expect(sum(batch)).toBeLessThanOrEqual(mostSize);
          const before = batches[index - 1];
          if (before !== undefined) expect(before.length === most || sum(before) + (batch[0] ?? 0) > mostSize).toBe(true);
        }
      },
    );
    fc.assert(property);
    expect(() => batched([61], 9, 60, (size) => size)).toThrow(/Record 0 has the size 61, expected at most 60/);
  });

  test("chunk A2: what always stays and does not fit, and a text that has no other place, is an error that says the size", () => {
    const [chunk] = fc.sample(lone, 1) as [Chunk];
    expect(() => recordMaker("pinecone", { documentId: "d".repeat(40_000) })(chunk)).toThrow(
      /Cannot fit chunk .* into pinecone: .*"source_id", being 40002 bytes/,
    );
    const long = { ...chunk, embedText: "x".repeat(16_385) };
    expect(() => toChroma([long])).toThrow(/takes 16385 bytes, expected at most 16384 for chroma-cloud/);
    expect(toChroma([long], { store: "chroma" }).batches[0]?.documents).toEqual([long.embedText]);
    expect(() => toPineconeText([{ ...long, embedText: "x".repeat(40_000) }])).toThrow(RangeError);
  });
});

describe("chunk A4", () => {
  test("chunk A4: every key that differs from the whole metadata is listed, no other is, and twice is the same", () => {
    const whole = recordMaker("qdrant");
    const makers = [
      recordMaker("pinecone"),
      recordMaker("pinecone", { store: "vectorize" }),
      recordMaker("mastra", { store: "chroma-cloud" }),
    ];
    const property = fc.property(swollen(50_000), fc.constantFrom(...makers), (chunk, make) => {
      const { record, dropped } = make(chunk);
      const all = Object.entries(whole(chunk).record.payload);
      const lost = all.filter(([key, value]) => String(value) !== String(record.metadata[key]));
      expect([...dropped].sort()).toEqual(lost.map(([key]) => key).sort());
      expect(make(chunk)).toEqual({ record, dropped, sanitized: make(chunk).sanitized });
    });
    fc.assert(property, runs(40));
  });

  test("chunk A4: boxes go first, then links, images, pointers, headings beyond the fourth and flags, no more than must", () => {
    const order = ["boxes_json", "links", "images", "pointers", "heading_path", "flags"];
    const make = recordMaker("mastra", { store: "pinecone" });
    const few = <Value>(value: (index: number) => Value): Value[] => Array.from({ length: 9 }, (_, index) => value(index));
    const property = fc.property(lone, fc.integer({ min: 36_000, max: 39_000 }), (chunk, length) => {
      const full: Chunk = {
        ...chunk,
        text: "x".repeat(length),
        regions: few((index) => ({
          pageNumber: index % 2,
          box: { x: index, y: 1.5, width: 2, height: 2 },
          pointer: "",
          precision: "node",
        })),
        links: few((index) => ({ url: `https://x.test/${index}`, text: "" })),
        images: few((index) => ({ url: `image_${index}.png`, pointer: "" })),
        sources: few((index) => ({ pointer: `/${index}`, type: "paragraph", pageNumbers: [1], span: [0, 1], partial: false })),
        headingPath: few((index) => ({ text: `Heading ${index}`, depth: 6, pointer: "" })),
        flags: ["oversize"],
      };
      const { record, dropped } = make(full);
      expect(dropped).toEqual(order.slice(0, dropped.length));
      expect(record.metadata.heading_path).toHaveLength(dropped.includes("heading_path") ? 4 : 9);
      if (dropped.length === 1 && record.metadata.boxes_json !== undefined) {
        expect(record.metadata.boxes_json).toBe("[[0,0,1.5,10,2],[1,1,1.5,8,2]]");
      }
      expect(make({ ...full, text: "" }).dropped).toEqual([]);
    });
    fc.assert(property, runs(60));
  });

  test("chunk A4: a record that lost something is listed by its id, one that did not is not", () => {
    const [chunk] = fc.sample(lone, 1) as [Chunk];
    const [small, large] = copies({ ...chunk, regions: [], sources: [], text: "a", embedText: "a" }, 2) as [Chunk, Chunk];
    const links = Array.from({ length: 3000 }, (_, index) => ({ url: `https://x.test/${index}`, text: "" }));
    expect(toPinecone([small, { ...large, links }]).dropped).toEqual([{ id: large.id, keys: ["links"] }]);
  });
});

describe("chunk A6", () => {
  test.each(recordTargets)("chunk A6: no text for %s holds U+0000 or a lone surrogate, and the count is that of U+FFFD", (target) => {
    const make = recordMaker<RecordTarget>(target, { documentId: "d\0\ud800", metadata: { my_key: "\udfff\0" } });
    const property = fc.property(lone, (chunk) => {
      const { record, sanitized } = make(deepFreeze(chunk));
      const strings = stringsIn(typeof record === "string" ? JSON.parse(record) : record);
      for (const string of strings) expect(string.isWellFormed() && !string.includes("\0")).toBe(true);
      // LlamaIndex names the source twice.
      const twice = target === "llamaindex" ? 2 : 0;
      expect(strings.join("").split("\ufffd").length - 1 - twice).toBe(sanitized);
    });
    fc.assert(property, runs(60));
  });

  test("chunk A6: characters of a value that was left out are not counted", () => {
    const [chunk] = fc.sample(lone, 1) as [Chunk];
    const links = Array.from({ length: 3000 }, (_, index) => ({ url: `https://x.test/\0${index}`, text: "" }));
    const bare: Chunk = { ...chunk, text: "a", embedText: "a", headingPath: [], pages: [], links };
    const { images: _, code: __, ...plain } = bare;
    expect(toPinecone([plain]).sanitized).toBe(0);
  });
});

describe("all adapters", () => {
  const metadata = { my_key: "mine" };

  test("records one by one are those of the batches", () => {
    const property = fc.property(documents, (chunks) => {
      const vectors = vectorsFor(chunks);
      const options = { documentId: "d", metadata };
      const one = (target: RecordTarget): unknown[] => {
        const make = recordMaker<RecordTarget>(target, options);
        return chunks.map((chunk, index) => make(chunk, vectors[index]).record);
      };
      const given = { ...options, vectors };
      expect(toHaystack(chunks, given).records).toEqual(one("haystack"));
      expect(toJsonl(chunks, given).records).toEqual(one("jsonl"));
      expect(toLangChain(chunks, options).records).toEqual(one("langchain"));
      expect(toLlamaIndex(chunks, given).records).toEqual(one("llamaindex"));
      expect(toPgvector(chunks, given).batches.flat()).toEqual(one("pgvector"));
      expect(toPinecone(chunks, given).batches.flat()).toEqual(one("pinecone"));
      expect(toPineconeText(chunks, options).batches.flat()).toEqual(one("pinecone-text"));
      expect(toQdrant(chunks, given).batches.flat()).toEqual(one("qdrant"));
      expect(toWeaviate(chunks, given).batches.flat()).toEqual(one("weaviate"));
      expect(toMastra(chunks, given).batches.flatMap((batch) => batch.ids)).toEqual(chunks.map(({ id }) => id));
      expect(toChroma(chunks, given).batches.flatMap((batch) => batch.embeddings)).toEqual(vectors);
    });
    fc.assert(property, runs(30));
  });

  test.each(recordTargets.filter((target) => target !== "jsonl"))(
    "%s: the keys are those of the contract, then the user's, and no value is empty",
    (target) => {
      const make = recordMaker<RecordTarget>(target, { documentId: "d", metadata });
      const property = fc.property(lone, (chunk) => {
        const record = metadataOf(make(chunk).record);
        expect(record).toMatchObject({ source_id: "d", chunk_index: 0, content_hash: chunk.contentHash, my_key: "mine" });
        for (const [key, value] of Object.entries(record)) {
          expect(key).toMatch(/^[_A-Za-z][_0-9A-Za-z]*$/);
          expect(key.length).toBeLessThanOrEqual(36);
          expect(value).not.toEqual([]);
          expect(value ?? undefined).not.toBe(undefined);
        }
      });
      fc.assert(property, runs(30));
    },
  );

  test("without vectors the records have none, and with them there must be one a chunk, of finite numbers", () => {
    const [chunk] = fc.sample(lone, 1) as [Chunk];
    expect(toPinecone([chunk]).batches[0]?.[0]).not.toHaveProperty("values");
    expect(toChroma([chunk]).batches[0]).not.toHaveProperty("embeddings");
    expect(toMastra([chunk]).batches[0]).not.toHaveProperty("vectors");
    expect(() => toQdrant([chunk], { vectors: [] })).toThrow("There are 0 vectors for 1 chunks");
    expect(() => toQdrant([chunk], { vectors: [[1, Number.NaN]] })).toThrow(/has NaN at 1, expected finite numbers/);
    expect(() => toQdrant([chunk], { vectors: [[]] })).toThrow(/has no numbers/);
    expect(toQdrant([chunk], { vectors: [new Float32Array([1, 2])] }).batches[0]?.[0]?.vector).toEqual([1, 2]);
  });

  test("two chunks with one id are refused: the second would take the place of the first", () => {
    const [chunk] = fc.sample(lone, 1) as [Chunk];
    expect(() => toLangChain([chunk, chunk])).toThrow(/Two chunks have the id/);
  });

  test("an id that the store does not take is refused", () => {
    const [chunk] = fc.sample(lone, 1) as [Chunk];
    for (const target of ["qdrant", "weaviate"] as const)
      expect(() => recordMaker(target)({ ...chunk, id: "one" })).toThrow(/has the id "one", expected a UUID/);
    expect(() => recordMaker("chroma")({ ...chunk, id: "x".repeat(129) })).toThrow(/id of 129 bytes, expected at most 128/);
  });

  test("options that are unknown or cannot be are refused", () => {
    expect(() => toLangChain([], { vectors: [] } as object)).toThrow('"vectors" is no option here');
    expect(() => toPinecone([], { store: "chroma" } as object)).toThrow('store is "chroma", expected "pinecone", "vectorize"');
    expect(() => toQdrant([], { metadata: [] } as object)).toThrow("metadata is an object, expected a plain object");
    expect(() => recordMaker("milvus" as "qdrant")).toThrow(/target is "milvus", expected one of chroma, haystack/);
  });
});
