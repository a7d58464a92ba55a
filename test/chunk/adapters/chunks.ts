import fc from "fast-check";
import type { Chunk, ChunkFlag, ChunkKind, ChunkRegion, Segment } from "../../../src/chunk/types.ts";

/** Texts with all that stores, clients and formats stumble over; never blank. */
export const texts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("pump", "x", "漢字", "é", " ", "\n", "\r\n", "😀") },
      { weight: 1, arbitrary: fc.constantFrom("\0", "\ud800", "\udfff", '"', "\\", "\u2028", "\u0085", "\u200b", "__proto__", "{", "'") },
    ),
    { maxLength: 12 },
  )
  .map((parts) => `t${parts.join("")}`);

const coordinates = fc.oneof(fc.double({ min: 0, max: 2000, noNaN: true }), fc.constantFrom(0, 72, 0.1, 1e-9));
const lean = <Value>(values: fc.Arbitrary<Value[]>): fc.Arbitrary<Value[]> =>
  fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant<Value[]>([]) });
const optional = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(values, { nil: undefined });
const offsets = fc.nat(1_000_000);
const spans = fc.tuple(offsets, fc.nat(5000)).map(([start, length]): [number, number] => [start, start + length]);
const pointers = fc.tuple(fc.nat(50), fc.nat(90)).map(([page, item]) => `/items/pages/${page}/items/${item}`);
const headings = fc.record({ text: texts, depth: fc.integer({ min: 1, max: 6 }), pointer: pointers });
const urls = fc.tuple(fc.constantFrom("https://x.test/", "page_1_image_", "data:image/png;base64,"), texts).map((parts) => parts.join(""));
const regions = fc
  .record({
    pageNumber: fc.integer({ min: 1, max: 4 }),
    box: fc
      .tuple(coordinates, coordinates, coordinates, coordinates, optional(fc.double({ min: -180, max: 179, noNaN: true })))
      .map(([x, y, width, height, rotation]) => ({ x, y, width, height, ...(rotation === undefined ? {} : { rotation: rotation + 0 }) })),
    pointer: pointers,
  })
  .map((region): ChunkRegion => ({ ...region, precision: "node" }));
const kinds = fc.constantFrom<ChunkKind>("text", "list", "table", "code", "image", "heading", "mixed");
const flags = fc.uniqueArray(fc.constantFrom<ChunkFlag>("oversize", "context-shortened", "long-line", "page-gap", "low-confidence"));
const hashes = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });

const bodies = fc.record({
  kind: kinds,
  text: texts,
  context: fc.constantFrom("", "# One\n\n", "# One\n\n", "lines"),
  headingPath: fc.array(headings, { maxLength: 8 }),
  headings: optional(fc.array(headings, { minLength: 1, maxLength: 2 })),
  pages: fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 900 }), printedNumber: optional(texts) }), {
    selector: ({ number }) => number,
    maxLength: 4,
  }),
  regions: lean(fc.array(regions, { maxLength: 6 })),
  sources: lean(fc.array(fc.record({ pointer: pointers, span: spans, partial: fc.boolean() }), { maxLength: 5 })),
});
const extras = fc.record({
  rows: optional(spans),
  lang: optional(texts),
  images: fc.array(urls, { maxLength: 3 }),
  links: fc.array(urls, { maxLength: 3 }),
  confidence: optional(fc.double({ min: 0, max: 1, noNaN: true })),
  flags,
  hasSegments: fc.boolean(),
});

/** Any chunk there may be, of a document or of plain markdown, full or lean; alone, so without neighbors. */
export const lone: fc.Arbitrary<Chunk> = fc
  .tuple(fc.uuid({ version: 5 }), fc.uuid({ version: 5 }), hashes, spans, fc.nat(600), bodies, extras)
  .map(([id, parentId, contentHash, span, tokens, body, extra]): Chunk => {
    const { kind, text, context, headingPath, pages, sources } = body;
    const segments: Segment[] = extra.hasSegments ? [{ kind: "source", text, span }] : [];
    const printed = pages.map(({ number, printedNumber }) => ({ number, ...(printedNumber === undefined ? {} : { printedNumber }) }));
    return {
      ...{ id, index: 0, kind, text, embedText: context === "lines" ? `column: ${text};` : context + text },
      ...{ tokenCount: tokens + 1, textTokenCount: tokens, tokenizer: "approx-v1", span, segments, headingPath },
      ...(body.headings === undefined ? {} : { headings: body.headings }),
      pages: printed.sort((one, other) => one.number - other.number),
      regions: body.regions,
      sources: sources.map((source) => ({ ...source, type: "paragraph", pageNumbers: [1] })),
      ...(extra.rows === undefined
        ? {}
        : { table: { rows: extra.rows, rowCount: 9, columnCount: 2, headerRowCount: 1, header: "source" as const } }),
      ...(extra.lang === undefined ? {} : { code: { lang: extra.lang } }),
      ...(extra.images.length === 0 ? {} : { images: extra.images.map((url) => ({ url, pointer: "" })) }),
      ...(extra.links.length === 0 ? {} : { links: extra.links.map((url) => ({ url, text: url })) }),
      ...(extra.confidence === undefined ? {} : { confidence: extra.confidence }),
      ...(extra.flags.length === 0 ? {} : { flags: extra.flags }),
      parentId,
      contentHash,
    };
  });

/** Chunks of one document: each knows its place and its neighbors. */
export const documents: fc.Arbitrary<Chunk[]> = fc.uniqueArray(lone, { selector: ({ id }) => id, maxLength: 9 }).map((chunks) =>
  chunks.map((chunk, index) => {
    const [before, after] = [chunks[index - 1], chunks[index + 1]];
    return {
      ...chunk,
      index,
      ...(before === undefined ? {} : { prevId: before.id }),
      ...(after === undefined ? {} : { nextId: after.id }),
    };
  }),
);

/** Chunks of which some parts are so large that limits bind; `length` bounds the text, in characters of two bytes. */
export function swollen(length: number): fc.Arbitrary<Chunk> {
  const counts = {
    boxes: fc.constantFrom(0, 3, 100, 3000),
    headings: fc.constantFrom(0, 3, 40),
    headingLength: fc.constantFrom(1, 30, 5000),
    pointers: fc.constantFrom(0, 200, 3000),
    links: fc.constantFrom(0, 30, 2000),
    printed: fc.constantFrom(0, 0, 5000),
    textLength: fc.constantFrom(1, length >> 2, length),
  };
  return fc
    .record({ chunk: lone, ...counts })
    .map(({ chunk, boxes, headings, headingLength, pointers, links, printed, textLength }): Chunk => {
      const text = `${chunk.text}${"é".repeat(textLength)}`;
      return {
        ...chunk,
        ...{ text, embedText: `# One\n\n${text}`, segments: [] },
        headingPath: many(headings, (index) => ({ text: `${index}${"h".repeat(headingLength)}`, depth: 6, pointer: "" })),
        pages: [...chunk.pages, ...many(printed, (index) => ({ number: 1000 + index, printedNumber: `A-${index}` }))],
        regions: many(boxes, (index) => ({
          pageNumber: 1 + (index % 3),
          box: { x: index + 0.123, y: index / 7, width: 20.5, height: 10 },
          pointer: "",
          precision: "node" as const,
        })),
        sources: many(pointers, (index) => ({
          pointer: `/items/pages/0/items/${index}`,
          type: "paragraph" as const,
          pageNumbers: [1],
          span: [0, 1] as const,
          partial: false,
        })),
        links: many(links, (index) => ({ url: `https://x.test/${index}`, text: "" })),
      };
    });
}

function many<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** So many chunks, alike but for their ids. */
export function copies(chunk: Chunk, count: number): Chunk[] {
  return many(count, (index) => ({ ...chunk, index, id: `00000000-0000-5000-8000-${String(index).padStart(12, "0")}` }));
}

/** Metadata that every store takes. */
export const plainMetadata: fc.Arbitrary<Record<string, string | number | boolean>> = fc.dictionary(
  fc.string({ unit: fc.constantFrom(..."abcxyz"), minLength: 1, maxLength: 9 }).map((name) => `my_${name}`),
  fc.oneof(
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
  ),
  { maxKeys: 4 },
);

/** A vector of three dimensions for each chunk. */
export function vectorsFor(chunks: readonly Chunk[]): number[][] {
  return chunks.map((_, index) => [index + 0.1, 1, -0.5]);
}
