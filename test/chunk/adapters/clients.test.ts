import { Document, type DocumentInterface } from "@langchain/core/documents";
import { jsonToNode, MetadataMode, TextNode } from "@llamaindex/core/schema";
import { metadataDictToNode, nodeToMetadata } from "@llamaindex/core/vector-store";
import { type PineconeRecord as ClientRecord, type IntegratedRecord, Pinecone } from "@pinecone-database/pinecone";
import { QdrantClient, type Schemas } from "@qdrant/js-client-rest";
import { ChromaClient, type RecordSet } from "chromadb";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test, vi } from "vitest";
import weaviate, { type DataObject } from "weaviate-client";
import { type ChromaUpsert, toChroma } from "../../../src/chunk/adapters/chroma.ts";
import { type LangChainDocument, toLangChain } from "../../../src/chunk/adapters/lang-chain.ts";
import { type LlamaIndexNode, toLlamaIndex } from "../../../src/chunk/adapters/llama-index.ts";
import { type PineconeRecord, type PineconeTextRecord, toPinecone, toPineconeText } from "../../../src/chunk/adapters/pinecone.ts";
import { toQdrant } from "../../../src/chunk/adapters/qdrant.ts";
import { toWeaviate, type WeaviateObject } from "../../../src/chunk/adapters/weaviate.ts";
import type { Chunk } from "../../../src/chunk/types.ts";
import { documents, plainMetadata, vectorsFor } from "./chunks.ts";

/** What the clients would have sent. */
const sent: { readonly url: string; readonly body: string }[] = [];

/** Stands in for the network: answers what the clients ask before they send records, and keeps what they send. */
async function offline(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(
    input,
    init === undefined ? undefined : { method: init.method ?? "GET", headers: init.headers ?? {}, body: init.body ?? null },
  );
  const url = new URL(request.url);
  if (url.hostname !== "offline.test") throw new Error(`A client asked for ${url.hostname}`);
  if (url.pathname.endsWith("/pre-flight-checks")) return Response.json({ max_batch_size: 300, supports_base64_encoding: false });
  if (url.pathname.endsWith("/meta")) return Response.json({ version: "1.33.0" });
  sent.push({ url: request.url, body: await request.text() });
  return Response.json({ result: { status: "completed", operation_id: 1 }, upsertedCount: 1, id: "1" });
}

function bodies<Body>(): Body[] {
  return sent.map(({ body }) => JSON.parse(body) as Body);
}

beforeAll(() => {
  vi.stubGlobal("fetch", offline);
});
beforeEach(() => {
  sent.length = 0;
});
afterAll(() => {
  vi.unstubAllGlobals();
});

/** Checks what the client sends for any chunks and any metadata. */
async function expectSent(
  check: (chunks: readonly Chunk[], metadata: Record<string, string | number | boolean>) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(documents, plainMetadata, async (chunks, metadata) => {
    sent.length = 0;
    await check(chunks, metadata);
  });
  await fc.assert(property, { numRuns: Number(process.env.FC_RUNS ?? 25) });
}

test("chunk A1: LangChain makes its Document of each record, with nothing lost", async () => {
  expectTypeOf<LangChainDocument>().toExtend<DocumentInterface>();
  await expectSent(async (chunks, metadata) => {
    for (const record of toLangChain(chunks, { documentId: "d", metadata }).records) {
      expect({ ...new Document(record) }).toEqual(record);
    }
  });
});

test("chunk A1: LlamaIndex makes its TextNode of each record and embeds the text alone", async () => {
  type Params = NonNullable<ConstructorParameters<typeof TextNode>[0]>;
  expectTypeOf<LlamaIndexNode>().toExtend<Params>();
  await expectSent(async (chunks, metadata) => {
    const { records } = toLlamaIndex(chunks, { documentId: "d", metadata, vectors: vectorsFor(chunks) });
    for (const [index, record] of records.entries()) {
      const node = jsonToNode(JSON.parse(JSON.stringify(record)));
      expect(node).toBeInstanceOf(TextNode);
      // Its getContent trims whatever it gives.
      for (const mode of [MetadataMode.EMBED, MetadataMode.LLM, MetadataMode.NONE]) expect(node.getContent(mode)).toBe(record.text.trim());
      expect(node.sourceNode?.nodeId).toBe("d");
      expect(node.prevNode?.nodeId).toBe(chunks[index - 1]?.id);
      expect(node.nextNode?.nodeId).toBe(chunks[index + 1]?.id);
      expect(node.parentNode?.nodeId).toBe(chunks[index]?.parentId);
      expect(node.getEmbedding()).toEqual(record.embedding);
      expect(node.metadata).toEqual(record.metadata);
      expect(node.endCharIdx).toBe(record.endCharIdx || undefined);
      const stored = metadataDictToNode(nodeToMetadata(new TextNode(record)));
      expect([stored.id_, stored.metadata]).toEqual([record.id_, record.metadata]);
    }
  });
});

test("chunk A1: LlamaIndex's check of flat metadata passes with a store of scalars, and so do the bytes with Pinecone's", async () => {
  await expectSent(async (chunks) => {
    for (const record of toLlamaIndex(chunks, { documentId: "d", store: "flat" }).records) {
      expect(() => nodeToMetadata(new TextNode(record), true, "text", true)).not.toThrow();
    }
  });
  const long = fc
    .sample(documents, 20)
    .flat()
    .map((chunk) => ({ ...chunk, embedText: `${chunk.embedText}${'"é\n'.repeat(2500)}` }));
  const linked = long.map((chunk) => ({
    ...chunk,
    links: Array.from({ length: 900 }, (_, index) => ({ url: `https://x.test/${index}`, text: "" })),
  }));
  for (const chunk of linked) {
    const [record] = toLlamaIndex([chunk], { documentId: "d", store: "pinecone", metadata: { mine: 1 } }).records;
    const stored = nodeToMetadata(new TextNode(record));
    expect(new TextEncoder().encode(JSON.stringify(stored)).length).toBeLessThanOrEqual(40_000);
  }
});

test("chunk A1: Chroma's client takes each batch and sends it whole", async () => {
  expectTypeOf<ChromaUpsert & { embeddings: number[][] }>().toExtend<RecordSet>();
  const collection = new ChromaClient({ host: "offline.test", port: 80, ssl: false, tenant: "t", database: "d" }).collection("c");
  await expectSent(async (chunks, metadata) => {
    const { batches } = toChroma(chunks, { documentId: "d", metadata, vectors: vectorsFor(chunks) });
    for (const batch of batches) await collection.upsert(batch);
    expect(bodies()).toEqual(JSON.parse(JSON.stringify(batches)));
    for (const { ids, metadatas } of batches) await collection.update({ ids, metadatas });
  });
});

test("chunk A1: Pinecone's client takes each batch and sends it whole", async () => {
  expectTypeOf<PineconeRecord>().toExtend<ClientRecord>();
  expectTypeOf<PineconeTextRecord>().toExtend<IntegratedRecord>();
  const index = new Pinecone({ apiKey: "k", fetchApi: offline }).index("i", "https://offline.test");
  await expectSent(async (chunks, metadata) => {
    const { batches } = toPinecone(chunks, { documentId: "d", metadata, vectors: vectorsFor(chunks) });
    for (const batch of batches) await index.upsert(batch);
    expect(bodies<{ vectors: unknown }>().map(({ vectors }) => vectors)).toEqual(JSON.parse(JSON.stringify(batches)));
  });
});

test("chunk A1: Qdrant's client takes each batch and sends it whole", async () => {
  const client = new QdrantClient({ url: "http://offline.test:80", checkCompatibility: false });
  await expectSent(async (chunks, metadata) => {
    const { batches } = toQdrant(chunks, { documentId: "d", metadata, vectors: vectorsFor(chunks) });
    expectTypeOf(batches).toExtend<Schemas["PointStruct"][][]>();
    for (const points of batches) await client.upsert("c", { points });
    expect(bodies()).toEqual(JSON.parse(JSON.stringify(batches.map((points) => ({ points })))));
  });
});

test("chunk A1: Weaviate's client takes each object and sends it whole", async () => {
  expectTypeOf<WeaviateObject>().toExtend<DataObject<undefined>>();
  const client = await weaviate.connectToCustom({
    ...{ httpHost: "offline.test", httpPort: 80, httpSecure: false, grpcHost: "offline.test", grpcPort: 81, grpcSecure: false },
    skipInitChecks: true,
  });
  const collection = client.collections.get("Chunk");
  await expectSent(async (chunks, metadata) => {
    const objects = toWeaviate(chunks, { documentId: "d", metadata, vectors: vectorsFor(chunks) }).batches.flat();
    for (const object of objects) await collection.data.insert(object);
    const wanted = objects.map(({ id, properties, vectors }) => ({ class: "Chunk", id, properties, vector: vectors }));
    expect(bodies()).toEqual(JSON.parse(JSON.stringify(wanted)));
  });
  await client.close();
});

test("chunk A1: records for an index of Pinecone that embeds have the text in its field and the metadata beside it", () => {
  const [chunks] = fc.sample(
    documents.filter((list) => list.length > 0),
    1,
  ) as [Chunk[]];
  const [[record] = []] = toPineconeText(chunks, { documentId: "d", textField: "body" }).batches;
  expect(record).toMatchObject({ id: chunks[0]?.id, source_id: "d" });
  expect(record?.body).toBe(chunks[0]?.embedText.toWellFormed().replaceAll("\0", "\ufffd"));
});
