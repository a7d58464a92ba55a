import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import { box, doc, failedPage, heading, page, text } from "../build.ts";
import { expectLaw } from "./documents.ts";

test("chunk I1: the content hash is the SHA-256 of what is embedded", () => {
  expectLaw(({ result }) => {
    for (const { contentHash, embedText } of result.chunks) {
      if (embedText.isWellFormed()) expect(contentHash).toBe(createHash("sha256").update(embedText).digest("hex"));
    }
  });
});

test("chunk I1: the id is the UUIDv5 of document id, content hash and occurrence", () => {
  const namespace = createHash("sha1")
    .update(Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex"))
    .update("https://www.npmjs.com/package/postparse");
  const uuid = (hash: Buffer): Buffer => {
    hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
    hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
    return hash.subarray(0, 16);
  };
  const [one] = chunk(doc(page(text("a"))), { documentId: "file-1" });
  const name = `file-1\0${one?.contentHash}\0${0}`;
  const expected = uuid(createHash("sha1").update(uuid(namespace.digest())).update(name).digest()).toString("hex");
  expect(one?.id.replaceAll("-", "")).toBe(expected);
  expect(one?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("chunk I1: ids do not depend on index, page or boxes, but on the document's id", () => {
  const [one] = chunk(doc(page(text("a"))));
  const moved = chunk(doc(failedPage(), page(text("before")), failedPage(), page(text("a", box(1, 2, 3, 4)))));
  expect(moved.at(-1)?.id).toBe(one?.id);
  expect(chunk(doc(page(text("a"))), { documentId: "other" })[0]?.id).not.toBe(one?.id);
});

test("chunk I2: ids are unique, also for equal texts", () => {
  expectLaw(({ result }) => {
    expect(new Set(result.chunks.map((one) => one.id)).size).toBe(result.chunks.length);
  });
  const twice = chunk(doc(page(text("same")), failedPage(), page(text("same"))));
  expect(new Set(twice.map((one) => one.contentHash)).size).toBe(1);
  expect(new Set(twice.map((one) => one.id)).size).toBe(2);
});

test("chunk I4: hashes are equal exactly where texts are, and neighbors name each other", () => {
  expectLaw(({ result: { chunks } }) => {
    const hashes = new Map(chunks.map((one) => [one.embedText, one.contentHash]));
    expect(new Set(hashes.values()).size).toBe(hashes.size);
    for (const [index, one] of chunks.entries()) {
      expect(one.contentHash).toBe(hashes.get(one.embedText));
      expect([one.prevId, one.nextId]).toEqual([chunks[index - 1]?.id, chunks[index + 1]?.id]);
    }
  });
});

test("chunk I4: texts that differ in a lone surrogate have different hashes", () => {
  const hashes = ["\ud800", "\ud801", "\udc00", "\ufffd"].map(
    (unit) => chunk(doc(page(heading(1, "é"), text(`a${unit}`))))[0]?.contentHash,
  );
  expect(new Set(hashes).size).toBe(4);
});
