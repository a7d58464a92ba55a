import { readFileSync } from "node:fs";
import { jsonToNode, MetadataMode } from "@llamaindex/core/schema";
import { expect, test } from "vitest";
import { toAiSdk } from "../../../src/chunk/adapters/ai-sdk.ts";
import { parseBoxes } from "../../../src/chunk/adapters/boxes.ts";
import { toLlamaIndex } from "../../../src/chunk/adapters/llama-index.ts";
import { type RecordTarget, recordMaker, recordTargets } from "../../../src/chunk/adapters/record-maker.ts";
import { chunkDocument } from "../../../src/chunk/chunk.ts";
import { diffChunks } from "../../../src/chunk/diff-chunks.ts";
import type { Chunk } from "../../../src/chunk/types.ts";
import { box, heading, image, link, list, page, parseResult, rowsTable, text, type Wire } from "../../build.ts";
import { documentOf } from "../documents.ts";

const report: Wire = JSON.parse(readFileSync(new URL("../../../fixtures/annual-report.parse.json", import.meta.url), "utf8"));

function chunksOf(wire: Wire): readonly Chunk[] {
  return chunkDocument(documentOf(wire), { documentId: "report.pdf", maxTokens: 128 }).chunks;
}

test.each(recordTargets)("chunk A7: no query of a link in the payload is in a record for %s", (target) => {
  const signed = "https://user:CANARY@files.test/a.png?sig=CANARY#CANARY";
  const chunks = chunksOf(
    parseResult(
      page(
        heading(1, `Links ${signed}`),
        text(`See [one](${signed}), <${signed}> and ${signed}.`, box(1, 2, 30, 40)),
        list(`[two](${signed})`),
        link("three", signed),
        image("Four", signed),
        rowsTable([
          ["a", `[five](${signed})`],
          ["b", signed],
        ]),
      ),
    ),
  );
  const make = recordMaker<RecordTarget>(target, { documentId: "report.pdf" });
  const written = JSON.stringify(chunks.map((chunk) => make(chunk).record));
  expect(written).toContain("files.test");
  expect(written).not.toContain("CANARY");
  expect(JSON.stringify(toAiSdk(chunks))).not.toContain("CANARY");
});

test.each(recordTargets)("the annual report becomes records for %s with nothing dropped or replaced", (target) => {
  const chunks = chunksOf(report);
  const make = recordMaker<RecordTarget>(target, { documentId: "report.pdf" });
  expect(chunks.length).toBeGreaterThan(10);
  for (const chunk of chunks) expect(make(chunk)).toMatchObject({ dropped: [], sanitized: 0 });
});

test("every chunk of the annual report leads back to its boxes, and LlamaIndex embeds exactly its text", () => {
  const chunks = chunksOf(report);
  const make = recordMaker("qdrant");
  for (const chunk of chunks) {
    const json = make(chunk).record.payload.boxes_json;
    const places = chunk.regions.map(({ pageNumber, box: place }) => ({ pageNumber, box: place }));
    expect(json === undefined ? [] : parseBoxes(String(json))).toEqual(places);
  }
  for (const [index, node] of toLlamaIndex(chunks).records.entries()) {
    expect(jsonToNode(node).getContent(MetadataMode.EMBED)).toBe(chunks[index]?.embedText);
  }
});

test("one more paragraph in the annual report is one or two chunks to embed, and the rest keeps its vectors", () => {
  const before = chunksOf(report);
  const pages = (report.items as { pages: Wire[] }).pages;
  const last = pages.at(-1) as Wire;
  const more = { ...last, items: [...(last.items as Wire[]), text("A paragraph that was not there before.")] };
  const diff = diffChunks(before, chunksOf({ ...report, items: { pages: pages.with(-1, more) } }));
  expect(diff.add.length).toBeGreaterThan(0);
  expect(diff.add.length + diff.delete.length).toBeLessThanOrEqual(4);
  expect(diff.keep.length).toBeGreaterThan(before.length / 2);
});
