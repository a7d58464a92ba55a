import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import type { ChunkOptions } from "../../src/chunk/options.ts";
import type { Chunk, ChunkResult, ChunkSection } from "../../src/chunk/types.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { prose } from "../arbitraries.ts";
import { box, doc, failedPage, heading, page, parseResult, text, type Wire } from "../build.ts";
import { additive, documentOf, expectLaw, resultsOf, runs } from "./documents.ts";
import { anyItems, fences, headings, lists, pipeTables } from "./items.ts";
import { placedBlocks } from "./places.ts";

function uuid(hash: Buffer): Buffer {
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.subarray(0, 16);
}

/** RFC 9562 §5.5, in the namespace of the package's address. */
function idOf(documentId: string, contentHash: string, occurrence: number): string {
  const url = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");
  const namespace = uuid(createHash("sha1").update(url).update("https://www.npmjs.com/package/postparse").digest());
  const name = uuid(createHash("sha1").update(namespace).update(`${documentId}\0${contentHash}\0${occurrence}`).digest());
  return name.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

test("chunk I1: the content hash is the SHA-256 of what is embedded", () => {
  expectLaw(({ result }) => {
    for (const { contentHash, embedText } of result.chunks) {
      expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
      if (embedText.isWellFormed()) expect(contentHash).toBe(createHash("sha256").update(embedText).digest("hex"));
    }
  });
});

test("chunk I1, I2: the id is the UUIDv5 of document id, content hash and how often that came before, and is unique", () => {
  expectLaw(
    ({ result: { chunks } }) => {
      const seen = new Map<string, number>();
      for (const { id, contentHash } of chunks) {
        const occurrence = seen.get(contentHash) ?? 0;
        expect(id).toBe(idOf("file-1", contentHash, occurrence));
        seen.set(contentHash, occurrence + 1);
      }
      expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
    },
    { options: { documentId: "file-1" } },
  );
});

test("chunk I1: ids depend on no box, no page number and no option that leaves what is embedded alone", () => {
  const property = fc.property(
    resultsOf(anyItems),
    fc.constantFrom(32, 64, 200),
    fc.integer({ min: 1, max: 9 }),
    (wire, maxTokens, shift) => {
      const known = (given: Wire, options: ChunkOptions = {}) =>
        chunkDocument(normalize(readParseResult(given), { furniture: "as-sent" }), { maxTokens, ...options }).chunks.map(
          ({ id, contentHash }) => `${id} ${contentHash}`,
        );
      const ids = known(wire);
      expect(known(withoutBoxes(wire) as Wire)).toEqual(ids);
      expect(known(shifted(wire, shift))).toEqual(ids);
      expect(known(wire, { minConfidence: 1, detail: "lean", furniture: "drop" })).toEqual(ids);
    },
  );
  fc.assert(property, { numRuns: runs });
});

function withoutBoxes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBoxes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, child]) => (key === "bbox" ? [] : [[key, withoutBoxes(child)]])));
}

function shifted(wire: Wire, shift: number): Wire {
  const { pages } = wire.items as { pages: Wire[] };
  return {
    ...wire,
    metadata: undefined,
    items: { pages: pages.map((one) => ({ ...one, page_number: (one.page_number as number) + shift })) },
  };
}

test("chunk I1: ids do not depend on the place in the document, but on the document's id", () => {
  const [one] = chunk(doc(page(text("a"))));
  const moved = chunk(doc(failedPage(), page(text("before")), failedPage(), page(text("a", box(1, 2, 3, 4)))));
  expect(moved.at(-1)?.id).toBe(one?.id);
  expect(chunk(doc(page(text("a"))), { documentId: "other" })[0]?.id).not.toBe(one?.id);
  expect(one?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("chunk I2: equal texts have the same hash and different ids", () => {
  const twice = chunk(doc(page(text("same")), failedPage(), page(text("same"))));
  expect(new Set(twice.map((one) => one.contentHash)).size).toBe(1);
  expect(new Set(twice.map((one) => one.id)).size).toBe(2);
});

const bodies = fc.array(
  fc.oneof(
    prose.map((value) => text(value)),
    lists,
    fences,
    pipeTables,
  ),
  { maxLength: 6 },
);
/** Sections, each a heading and a body that begins with a paragraph. */
const sectionLists = fc.array(fc.tuple(headings, prose, bodies), { minLength: 2, maxLength: 9 });
const editing = fc.record({
  sections: sectionLists,
  at: fc.nat(8),
  value: fc.option(prose),
  pageLength: fc.integer({ min: 1, max: 12 }),
  maxTokens: fc.constantFrom(48, 64, 128, 256),
  overlapShare: fc.constantFrom(0, 0.25),
  tokenizer: fc.constantFrom(...additive),
});

test("chunk I3: an edit in the body of a section changes chunks from the one just before it to the next section that is not small", () => {
  const property = fc.property(editing, ({ sections, at, value, pageLength, maxTokens, overlapShare, tokenizer }) => {
    const edited = at % sections.length;
    const minTokens = Math.floor(maxTokens / 4);
    const options: ChunkOptions = {
      maxTokens,
      tokenizer,
      overlap: Math.floor(maxTokens * overlapShare),
      minTokens,
      joinAcrossPages: false,
    };
    // Without any body a section would be one with the next.
    fc.pre(value !== null || (sections[edited]?.[2].length ?? 0) > 0);
    const itemsWith = (own: (first: string, index: number) => readonly Wire[]) =>
      sections.map(([lead, first, rest], index) => [lead, ...own(first, index), ...rest]);
    const [before, after] = [
      chunksOf(
        itemsWith((first) => [text(first)]),
        pageLength,
        options,
      ),
      chunksOf(
        itemsWith((first, index) => (index !== edited ? [text(first)] : value === null ? [] : [text(value)])),
        pageLength,
        options,
      ),
    ];
    const place = before.starts[edited] as number;
    const index = before.result.sections.findLastIndex(({ span }) => span[0] <= place);
    const large = (one: ChunkSection): boolean => tokenizer.count(before.result.markdown.slice(...one.span)) >= minTokens;
    const next = before.result.sections.findIndex((one, at_) => at_ > index && large(one));
    const ahead = ({ result }: Sectioned): Chunk[] => result.chunks.filter((one) => one.span[1] <= (result.sections[index]?.span[0] ?? 0));
    const behind = ({ result }: Sectioned): Chunk[] =>
      next < 0 ? [] : result.chunks.filter((one) => one.span[0] >= (result.sections[next]?.span[0] ?? 0));
    const kept = ahead(before).slice(0, -1);
    const repeated = new Set([...repeatedTexts(before.result), ...repeatedTexts(after.result)]);
    const shown = ({ id, embedText }: Chunk): string => (repeated.has(embedText) ? embedText : `${id} ${embedText}`);
    expect(ahead(after).slice(0, kept.length).map(shown)).toEqual(kept.map(shown));
    expect(behind(after).map(shown)).toEqual(behind(before).map(shown));
  });
  fc.assert(property, { numRuns: 3 * runs });
});

interface Sectioned {
  readonly result: ChunkResult;
  /** Where each heading with its body begins. */
  readonly starts: readonly number[];
}

/** The chunks of sections on pages that are so many items long, so that an edit moves what follows over pages too. */
function chunksOf(sections: readonly (readonly Wire[])[], pageLength: number, options: ChunkOptions): Sectioned {
  const items = sections.flat();
  const count = Math.ceil(items.length / pageLength);
  const pages = Array.from({ length: count }, (_, index) => page(...items.slice(index * pageLength, (index + 1) * pageLength)));
  const document = normalize(readParseResult(parseResult(...pages)), { furniture: "as-sent" });
  const result = chunkDocument(document, options);
  const blocks = placedBlocks({ document, result });
  let first = 0;
  const starts = sections.map((section) => {
    const start = blocks[first]?.span[0] ?? result.markdown.length;
    first += section.length;
    return start;
  });
  return { result, starts };
}

function repeatedTexts({ chunks }: ChunkResult): string[] {
  const texts = chunks.map(({ embedText }) => embedText);
  return texts.filter((own, index) => texts.indexOf(own) !== index);
}

test("chunk I3: a section of minTokens or more always begins a chunk", () => {
  expectLaw(
    ({ settings: { tokenizer, minTokens }, result: { chunks, excluded, sections, markdown } }) => {
      // A header that stands in no chunk is what the first chunk of its table begins behind.
      const starts = new Set([...chunks, ...excluded].map((one) => one.span?.[0]));
      for (const { span } of sections) if (tokenizer.count(markdown.slice(...span)) >= minTokens) expect(starts).toContain(span[0]);
    },
    { items: fc.oneof(headings, anyItems), among: additive, options: { splitAt: "heading", table: "rows" } },
  );
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

test("chunk I4: a chunk's parent is the section that its new text begins in, and sections part the document at their headings", () => {
  expectLaw((chunked) => {
    const { chunks, sections } = chunked.result;
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    for (const one of chunks) {
      const parent = sections.find(({ id }) => id === one.parentId);
      expect(parent && parent.span[0] <= one.span[0] && one.span[0] < parent.span[1]).toBe(true);
    }
    const blocks = placedBlocks(chunked);
    const begins = blocks.flatMap(({ node, span }, index) => {
      const before = blocks[index - 1]?.node.type;
      const isFirst = index === 0 || (node.type === "heading" && before !== "heading" && node.depth <= chunked.settings.splitDepth);
      return isFirst ? [span[0]] : [];
    });
    expect(sections.map(({ span }) => span[0])).toEqual(begins);
    for (const [index, { span }] of sections.entries()) expect(span[1]).toBeLessThanOrEqual(sections[index + 1]?.span[0] ?? span[1]);
  });
});

test("chunk I4: texts that differ in a lone surrogate have different hashes", () => {
  const hashes = ["\ud800", "\ud801", "\udc00", "\ufffd"].map(
    (unit) => chunk(doc(page(heading(1, "é"), text(`a${unit}`))))[0]?.contentHash,
  );
  expect(new Set(hashes).size).toBe(4);
});

test("chunk I4: the sections of a document are listed with their headings and pages", () => {
  const { chunks, sections } = chunkDocument(
    documentOf(parseResult(page(text("a"), heading(1, "B"), text("b")), page(text("c"), heading(2, "D"), text("d")))),
  );
  expect(sections.map((one) => [one.headingPath.map((above) => above.text), one.pageNumbers])).toEqual([
    [[], [1]],
    [["B"], [1, 2]],
    [["B", "D"], [2]],
  ]);
  expect(sections.map(({ id }) => id)).toContain(chunks[0]?.parentId);
});

test("chunk I4: sections whose headings differ in a lone surrogate, or that have an empty one or none, are told apart", () => {
  const { sections, chunks } = chunkMarkdown("intro\n\n#\n\ntext\n\n# \ud800\n\na\n\n# \ud801\n\nb\n", { minTokens: 0 });
  expect(new Set(sections.map(({ id }) => id)).size).toBe(4);
  expect(chunks.map(({ parentId }) => parentId)).toEqual(sections.map(({ id }) => id));
  const [alone] = chunkMarkdown("#\n\ntext\n", { minTokens: 0 }).sections;
  expect(alone?.id).toBe(sections[1]?.id);
});
