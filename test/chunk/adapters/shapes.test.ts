import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toAiSdk, zipEmbeddings } from "../../../src/chunk/adapters/ai-sdk.ts";
import { toChroma } from "../../../src/chunk/adapters/chroma.ts";
import { toHaystack } from "../../../src/chunk/adapters/haystack.ts";
import { toJsonl } from "../../../src/chunk/adapters/jsonl.ts";
import { toLangChain } from "../../../src/chunk/adapters/lang-chain.ts";
import { toLlamaIndex } from "../../../src/chunk/adapters/llama-index.ts";
import { toMastra } from "../../../src/chunk/adapters/mastra.ts";
import { toPgvector } from "../../../src/chunk/adapters/pgvector.ts";
import { toPinecone } from "../../../src/chunk/adapters/pinecone.ts";
import { profiles } from "../../../src/chunk/adapters/profile.ts";
import { toQdrant } from "../../../src/chunk/adapters/qdrant.ts";
import type { Chunk } from "../../../src/chunk/types.ts";
import { copies, documents, vectorsFor } from "./chunks.ts";

const id = "5f0c5f5e-9b0c-5d43-9d0f-0d5a2f6f0c11";
const section = "c2a3a1de-6b7c-5a48-8a34-1c3b7a6f0e22";
const chunk: Chunk = {
  ...{ id, index: 3, kind: "table", text: "| a |", embedText: "# Sums\n\n| a |", tokenCount: 9, textTokenCount: 5, tokenizer: "approx-v1" },
  span: [10, 15],
  segments: [{ kind: "source", text: "| a |", span: [10, 15] }],
  headingPath: [{ text: "Sums", depth: 1, pointer: "/items/pages/1/items/0" }],
  pages: [{ number: 2, printedNumber: "ii" }, { number: 3 }],
  regions: [{ pageNumber: 2, box: { x: 1, y: 2, width: 3, height: 4 }, pointer: "/items/pages/1/items/1", precision: "node" }],
  sources: [
    { pointer: "/items/pages/1/items/1", type: "table", pageNumbers: [2], span: [10, 12], partial: true },
    { pointer: "/items/pages/1/items/1", type: "table", pageNumbers: [3], span: [12, 15], partial: true },
  ],
  table: { rows: [0, 4], rowCount: 9, columnCount: 1, headerRowCount: 1, header: "repeated" },
  links: [{ url: "https://x.test/a", text: "a" }],
  confidence: 0.5,
  flags: ["page-gap"],
  nextId: section,
  parentId: section,
  contentHash: "00ff",
};
const canonical = {
  source_id: "report.pdf",
  chunk_index: 3,
  kind: "table",
  heading_path: ["Sums"],
  pages: [2, 3],
  page_start: 2,
  page_end: 3,
  printed_pages: ["ii"],
  token_count: 9,
  tokenizer: "approx-v1",
  content_hash: "00ff",
  span_start: 10,
  span_end: 15,
  pointers: ["/items/pages/1/items/1"],
  parent_id: section,
  next_id: section,
  row_start: 0,
  row_end: 4,
  confidence: 0.5,
  flags: ["page-gap"],
  links: ["https://x.test/a"],
  boxes_json: "[[2,1,2,3,4]]",
};
const documentId = "report.pdf";

test("toLangChain() gives the text to embed, the canonical metadata and the first page where LangChain's loaders have it", () => {
  const metadata = { ...canonical, loc: { pageNumber: 2 } };
  expect(toLangChain([chunk], { documentId }).records).toEqual([{ pageContent: chunk.embedText, metadata, id }]);
  expect(toLangChain([chunk], { documentId, store: "pinecone" }).records[0]?.metadata).toEqual({ ...canonical, pages: ["2", "3"] });
});

test("a text that is not the end of what is embedded is in the metadata, to be read", () => {
  const lines = { ...chunk, embedText: "a: 1;" };
  expect(toLangChain([lines]).records[0]?.metadata.text).toBe("| a |");
  expect(toChroma([lines]).batches[0]?.metadatas[0]?.text).toBe("| a |");
  expect(toChroma([chunk]).batches[0]?.metadatas[0]).not.toHaveProperty("text");
});

test("a chunk of plain markdown, and one with little detail, has no pages, boxes and pointers", () => {
  const { confidence: _, links: __, ...rest } = chunk;
  const { pages, page_start, page_end, printed_pages, pointers, confidence, links, boxes_json, ...left } = canonical;
  const bare = { ...rest, pages: [], regions: [], sources: [], segments: [] };
  expect(toQdrant([bare], { documentId }).batches[0]?.[0]?.payload).toEqual({ ...left, text: "| a |" });
  expect(toLangChain([bare]).records[0]?.metadata).not.toHaveProperty("loc");
});

describe("toLlamaIndex()", () => {
  test("excludes every key of the metadata from what is embedded and read", () => {
    const [node] = toLlamaIndex([chunk], { documentId, metadata: { mine: 1 } }).records;
    expect(node?.excludedEmbedMetadataKeys).toEqual([...Object.keys(canonical), "mine"]);
    expect(node?.excludedLlmMetadataKeys).toEqual(node?.excludedEmbedMetadataKeys);
    expect(node?.relationships).toEqual({
      SOURCE: { nodeId: documentId, metadata: {} },
      NEXT: { nodeId: section, metadata: {} },
      PARENT: { nodeId: section, metadata: {} },
    });
  });

  test("has offsets only where the text is the document's own", () => {
    const own = { ...chunk, embedText: chunk.text };
    expect(toLlamaIndex([own]).records[0]).toMatchObject({ startCharIdx: 10, endCharIdx: 15 });
    for (const other of [chunk, { ...own, segments: [] }, { ...own, segments: [{ kind: "overlap" as const, text: "| a |" }] }]) {
      expect(toLlamaIndex([other]).records[0]).not.toHaveProperty("startCharIdx");
    }
  });

  test("writes the names of LlamaIndex for Python when asked", () => {
    const [node] = toLlamaIndex([chunk], { documentId, language: "python", vectors: [[1, 2]] }).records;
    const relation = (node_id: string, node_type: string) => ({ class_name: "RelatedNodeInfo", node_id, node_type, metadata: {} });
    expect(node).toEqual({
      ...{ class_name: "TextNode", id_: id, text: chunk.embedText, mimetype: "text/plain", metadata: canonical, embedding: [1, 2] },
      excluded_embed_metadata_keys: Object.keys(canonical),
      excluded_llm_metadata_keys: Object.keys(canonical),
      relationships: { "1": relation(documentId, "4"), "3": relation(section, "1"), "4": relation(section, "1") },
    });
  });
});

describe("toAiSdk()", () => {
  test("gives the texts to embed in order, within the values and tokens of a call", () => {
    const property = fc.property(
      documents,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 601, max: 900 }),
      (chunks, valuesPerCall, tokensPerCall) => {
        const { batches, sanitized } = toAiSdk(chunks, { valuesPerCall, tokensPerCall });
        const texts = batches.flat();
        expect(texts).toEqual(chunks.map(({ embedText }) => embedText.toWellFormed().replaceAll("\0", "\ufffd")));
        expect(sanitized).toBe(texts.join("").split("\ufffd").length - 1);
        let first = 0;
        for (const batch of batches) {
          const tokens = chunks.slice(first, first + batch.length).reduce((sum, { tokenCount }) => sum + tokenCount, 0);
          expect(batch.length <= valuesPerCall && tokens <= tokensPerCall).toBe(true);
          first += batch.length;
        }
      },
    );
    fc.assert(property);
  });

  test("gives calls of 2,048 texts and 300,000 tokens unless told otherwise, and refuses a chunk that no call takes", () => {
    expect(toAiSdk(copies(chunk, 2049)).batches.map(({ length }) => length)).toEqual([2048, 1]);
    expect(toAiSdk(copies({ ...chunk, tokenCount: 512 }, 600)).batches.map(({ length }) => length)).toEqual([585, 15]);
    expect(() => toAiSdk([chunk], { tokensPerCall: 8 })).toThrow(/has the size 9, expected at most 8/);
    expect(() => toAiSdk([chunk], { valuesPerCall: 0 })).toThrow("valuesPerCall is 0, expected a whole number from 1");
  });

  test("zipEmbeddings() pairs each chunk with its embedding and refuses another number of them", () => {
    expect(zipEmbeddings([chunk], [[1, 2]])).toEqual([[chunk, [1, 2]]]);
    expect(() => zipEmbeddings([chunk], [])).toThrow("There are 0 vectors for 1 chunks, expected one a chunk");
  });
});

describe("toMastra()", () => {
  test("gives lists of one length, with the text in the metadata", () => {
    const { batches } = toMastra([chunk], { documentId, vectors: [[1, 2]] });
    const metadata = [{ ...canonical, text: "| a |" }];
    expect(batches).toEqual([{ ids: [id], vectors: [[1, 2]], metadata, deleteFilter: { source_id: documentId } }]);
  });

  test("deletes what was there of the document before the first batch only, and nothing without a documentId", () => {
    const chunks = copies(chunk, 301);
    const { batches } = toMastra(chunks, { documentId: "d\0", store: "chroma-cloud", vectors: vectorsFor(chunks) });
    expect(batches.map(({ ids, deleteFilter }) => [ids.length, deleteFilter])).toEqual([
      [300, { source_id: "d\ufffd" }],
      [1, undefined],
    ]);
    expect(batches[0]?.metadata[0]?.source_id).toBe("d\ufffd");
    expect(toMastra(chunks).batches[0]).not.toHaveProperty("deleteFilter");
  });
});

test("toHaystack() names the document itself and keeps the metadata under meta", () => {
  expect(toHaystack([chunk], { documentId, vectors: [[1]] }).records).toEqual([
    { id, content: chunk.embedText, meta: canonical, embedding: [1] },
  ]);
});

test("toPgvector() writes a vector as pgvector reads it, and no more rows than a statement has parameters for", () => {
  const [[row] = []] = toPgvector([chunk], { documentId, vectors: [[1, 1e-7, -2.5]] }).batches;
  expect(row).toEqual({ id, content: chunk.embedText, metadata: canonical, embedding: "[1,1e-7,-2.5]" });
  expect(profiles.pgvector.batch.records * Object.keys(row ?? {}).length).toBeLessThanOrEqual(65_535);
});

test("toPinecone() takes less metadata for Vectorize", () => {
  const headings = { ...chunk, links: Array.from({ length: 500 }, (_, index) => ({ url: `https://x.test/${index}`, text: "" })) };
  expect(toPinecone([headings]).dropped).toEqual([]);
  expect(toPinecone([headings], { store: "vectorize" }).dropped).toEqual([{ id, keys: ["boxes_json", "links"] }]);
});

describe("toJsonl()", () => {
  test("writes whole chunks, one a line, in one order of keys, with what else is given", () => {
    const shuffled = Object.fromEntries(Object.entries(chunk).reverse()) as unknown as Chunk;
    const [line] = toJsonl([chunk], { documentId, metadata: { mine: 1 }, vectors: [[1, 2]] }).records;
    expect(toJsonl([shuffled], { documentId, metadata: { mine: 1 }, vectors: [[1, 2]] }).records).toEqual([line]);
    expect(line?.startsWith('{"schemaVersion":1,"documentId":"report.pdf","id":')).toBe(true);
    expect(JSON.parse(line ?? "")).toEqual({ schemaVersion: 1, documentId, ...chunk, metadata: { mine: 1 }, embedding: [1, 2] });
    expect(JSON.parse(toJsonl([chunk]).records[0] ?? "")).toEqual({ schemaVersion: 1, ...chunk });
  });

  test("is one line for every reader of lines, and read back it is the chunk but for the characters replaced", () => {
    const property = fc.property(documents, (chunks) => {
      const { records } = toJsonl(chunks);
      for (const [index, line] of records.entries()) {
        expect(line.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)).toEqual([line.slice(0, -1), ""]);
        const { schemaVersion, ...read } = JSON.parse(line);
        expect(schemaVersion).toBe(1);
        expect(JSON.stringify(read.text)).toBe(JSON.stringify(chunks[index]?.text.toWellFormed().replaceAll("\0", "\ufffd")));
        expect(read.span).toEqual(chunks[index]?.span);
      }
    });
    fc.assert(property);
  });
});
