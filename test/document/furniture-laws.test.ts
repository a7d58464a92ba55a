import fc from "fast-check";
import { expect, test } from "vitest";
import { furnitureWindow } from "../../src/document/furniture/repeated.ts";
import { markFurniture } from "../../src/document/furniture.ts";
import { normalize } from "../../src/document/normalize.ts";
import type { Box } from "../../src/geometry/box.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Block, Document, FurnitureDecision, Page } from "../../src/tree/types.ts";
import { bodyItems, parseResults, words } from "../arbitraries.ts";
import { box, deepFreeze, failedPage, footer, header, heading, page, parseResult, table, text, type Wire } from "../build.ts";

/** The document of these pages, nothing marked yet. */
function sent(...pages: readonly Wire[]): Document {
  return normalize(readParseResult(parseResult(...pages)), { furniture: "as-sent" });
}

/** Few words, so that many repeat, and numbers of all kinds. */
const running = fc.oneof(
  fc.constantFrom("ACME", "The year", "Chapter A", "Chapter B", "Page 3", "2025", "iv", "- 7 -", ""),
  fc.integer({ min: 1, max: 40 }).map(String),
  words,
);
/** A place in one of a few lines of the page, by chance one of the bands. */
const places = fc
  .tuple(
    fc.constantFrom(72, 300, 440),
    fc.constantFrom(10, 30, 50, 90, 400, 720, 750, 770),
    fc.constantFrom(10, 12, 200),
    fc.constantFrom("text", "header", "footer", "number", "footnote"),
  )
  .map(([x, y, h, label]) => box(x, y, 100, h, { label }));
const edgeItems: fc.Arbitrary<Wire> = fc.oneof(
  fc.tuple(running, places).map(([value, place]) => text(value, place)),
  fc.tuple(running, places).map(([value, place]) => heading(1, value, place)),
  fc.tuple(running, places).map(([value, place]) => header({ ...text(value), ...place })),
  fc.tuple(running, places).map(([value, place]) => footer({ ...text(value), ...place })),
  bodyItems,
);
const edgePages: fc.Arbitrary<Wire> = fc.oneof(
  { weight: 6, arbitrary: fc.array(edgeItems, { maxLength: 5 }).map((items) => page(...items)) },
  { weight: 3, arbitrary: fc.constant(page(text("ACME", box(72, 30, 100, 12)), text("Prose.", box(72, 200, 400, 300)))) },
  { weight: 1, arbitrary: fc.constant(failedPage()) },
);
const documents = fc.oneof(
  parseResults.map((result) => normalize(readParseResult(result), { furniture: "as-sent" })),
  fc.array(edgePages, { maxLength: 24 }).map((pages) => sent(...pages)),
);

/** The blocks of a page in order, whatever holds them. */
function blocks({ children }: Page): readonly Block[] {
  return children.flatMap((content) => (content.type === "pageHeader" || content.type === "pageFooter" ? content.children : [content]));
}

function decisionsOf(document: Document): readonly FurnitureDecision[] {
  return markFurniture(document).data?.furnitureDecisions ?? [];
}

test("no block is lost, copied, changed or moved, and the input is not touched", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const marked = markFurniture(deepFreeze(document));
      expect(marked.children).toHaveLength(document.children.length);
      for (const [index, after] of marked.children.entries()) {
        const before = blocks(document.children[index] as Page);
        expect(blocks(after).map((block, at) => block === before[at])).toEqual(before.map(() => true));
      }
    }),
  );
});

test("what is wrapped is what decisions say, each once and in order", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const marked = markFurniture(document);
      const furniture = marked.children.flatMap(({ number, children }) =>
        children.flatMap(({ pointer, type }) =>
          type === "pageHeader" || type === "pageFooter" ? [{ pointer, pageNumber: number, type }] : [],
        ),
      );
      const decisions = marked.data?.furnitureDecisions ?? [];
      expect(decisions.map(({ pointer, pageNumber, type }) => ({ pointer, pageNumber, type }))).toEqual(furniture);
    }),
  );
});

test("marking again changes nothing, and a document without furniture is given back", () => {
  fc.assert(
    fc.property(documents, (document) => {
      const marked = markFurniture(document);
      expect(markFurniture(marked)).toBe(marked);
      if (marked.data?.furnitureDecisions === undefined) expect(marked).toBe(document);
    }),
  );
});

test("what is decided of a page depends on the pages within the window only", () => {
  fc.assert(
    fc.property(fc.array(edgePages, { minLength: 1, maxLength: 40 }), fc.nat(), (pages, place) => {
      const document = sent(...pages);
      const index = place % document.children.length;
      const near = document.children.slice(Math.max(index - furnitureWindow, 0), index + furnitureWindow + 1);
      const number = document.children[index]?.number;
      const ofPage = (whole: Document): FurnitureDecision[] => decisionsOf(whole).filter(({ pageNumber }) => pageNumber === number);
      expect(ofPage({ ...document, children: near })).toEqual(ofPage(document));
    }),
  );
});

test("text of the body is never furniture, however often it repeats", () => {
  const bodyPlaces = fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: Math.ceil(792 * 0.12), max: 600 }), fc.integer({ min: 1, max: 90 }))
    .map(([x, y, h]) => box(x, y, 100, h, { label: "text" }));
  const item = fc
    .tuple(running, bodyPlaces, fc.boolean())
    .map(([value, place, isHeading]) => (isHeading ? heading(2, value, place) : text(value, place)));
  const repeated = fc.tuple(fc.array(item, { minLength: 1, maxLength: 4 }), fc.integer({ min: 3, max: 20 }));
  fc.assert(
    fc.property(repeated, ([items, times]) => {
      const document = sent(...Array.from({ length: times }, () => page(...items)));
      expect(markFurniture(document)).toBe(document);
    }),
  );
});

test("nor is a title at the top of pages, a heading that opens each or a table", () => {
  const titles = fc.uniqueArray(fc.string({ unit: fc.constantFrom(..."abefghjk"), minLength: 3, maxLength: 9 }), {
    minLength: 3,
    maxLength: 12,
  });
  fc.assert(
    fc.property(titles, fc.constantFrom("text", "heading", "table"), (names, kind) => {
      const item = (name: string): Wire => {
        if (kind === "table") return { ...table("ACME", "Ltd"), ...box(72, 30, 100, 12) };
        return kind === "text" ? text(name, box(72, 30, 100, 12)) : heading(1, name, box(72, 30, 100, 12));
      };
      const document = sent(...names.map((name) => page(item(name), text("Prose.", box(72, 200, 400, 300)))));
      expect(markFurniture(document)).toBe(document);
    }),
  );
});

test("a running head and page numbers are found on all pages, whatever their sizes, covers and failures, and nothing else", () => {
  const roman = (value: number): string =>
    `${"x".repeat(Math.floor(value / 10))}${["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][value % 10]}`;
  const model = fc.record({
    head: fc.constantFrom("ACME", "Annual Report 2025", "**ACME** | Report"),
    number: fc.constantFrom(
      (n: number) => String(n),
      (n: number) => `Page ${n}`,
      (n: number) => `ACME | ${roman(n)}`,
      (n: number) => `– ${roman(n)} –`,
    ),
    sizes: fc.constantFrom(
      [[612, 792]],
      [
        [595.28, 841.89],
        [841.89, 595.28],
      ],
      [
        [612, 792],
        [612, 1008],
      ],
    ),
    alignment: fc.constantFrom("left", "right", "center", "outer"),
    covers: fc.integer({ min: 0, max: 2 }),
    pages: fc.array(fc.tuple(bodyItems, fc.boolean()), { minLength: 4, maxLength: 24 }),
    failed: fc.integer({ min: 1, max: 30 }),
    jitter: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 30, maxLength: 30 }),
  });
  fc.assert(
    fc.property(model, ({ head, number, sizes, alignment, covers, pages, failed, jitter }) => {
      const expected: string[] = [];
      const wire = [...pages.keys()].map((index): Wire => {
        const at = index + 1;
        if (at === failed) return failedPage();
        const [w, h] = sizes[index % sizes.length] as [number, number];
        const content: Wire = { ...(pages[index]?.[0] as Wire), ...box(72, 100, w - 144, h - 240) };
        const sized = (...items: readonly Wire[]): Wire => ({ ...page(...items), page_width: w, page_height: h });
        if (index < covers) return sized(content);
        expected.push(`${at} pageHeader`, `${at} pageFooter`);
        const line = (value: string, y: number): Wire => {
          const side = alignment === "outer" ? (at % 2 === 0 ? "left" : "right") : alignment;
          const length = 6 * value.length;
          const x = side === "left" ? 72 : side === "right" ? w - 72 - length : (w - length) / 2;
          return text(value, box(x + (jitter[index] as number), y + (jitter[index] as number), length, 10));
        };
        return sized(line(head, 30), content, line(number(at - covers), h - 40));
      });
      const silent = expected.length / 2 < 3;
      const found = decisionsOf(sent(...wire)).map(({ pageNumber, type }) => `${pageNumber} ${type}`);
      expect(found).toEqual(silent ? [] : expected);
    }),
  );
});

/** Trees as no reader makes them: boxes of any numbers, regions of other pages, broken characters. */
const wild = fc.oneof(fc.double(), fc.constantFrom(0, -0, 10, 30, 612, 1e308, -1e308, 5e-324));
const boxes: fc.Arbitrary<Box> = fc.record({ x: wild, y: wild, width: wild, height: wild, rotation: wild });
const hostileBlocks: fc.Arbitrary<Block> = fc
  .record({
    value: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\ud800", "\udc00 1", "](](](", "<a<a<a", "__proto__", "ACME")),
    regions: fc.array(
      fc.record(
        {
          pageNumber: fc.constantFrom(1, 2, -1, Number.NaN),
          box: boxes,
          label: fc.constantFrom("header", "number", "\ud800", "__proto__"),
        },
        { requiredKeys: ["pageNumber", "box"] },
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ value, regions }) => ({ type: "paragraph", pointer: "", regions, markdown: value, value }));
const hostilePages: fc.Arbitrary<Page> = fc
  .record({
    number: fc.constantFrom(1, 2, 2, -1, Number.NaN),
    width: wild,
    height: wild,
    header: fc.string({ unit: "binary" }),
    children: fc.array(hostileBlocks, { maxLength: 4 }),
  })
  .map((fields) => ({ type: "page", pointer: "", regions: [], markdown: "", source: "items", ...fields }));

test("no numbers, texts or labels make it throw or lose a block", () => {
  fc.assert(
    fc.property(fc.array(hostilePages, { maxLength: 12 }), (children) => {
      const document: Document = { type: "root", pointer: "", regions: [], markdown: "", metadata: {}, images: [], warnings: [], children };
      expect(markFurniture(document).children.map((one) => blocks(one).length)).toEqual(children.map((one) => one.children.length));
    }),
  );
});

test("5,000 pages, bands full of texts, a page of 30,000 blocks and long texts are marked at full size", () => {
  const lines = Array.from({ length: 8 }, (_, index) => text(`Line ${"abcdefgh"[index]}`, box(72, 5 + 10 * index, 100, 9)));
  const numbered = (index: number): Wire => text(String(index), box(72, 770, 9, 9));
  const pages = Array.from({ length: 5000 }, (_, index) => page(...lines.slice(0, index < 500 ? 8 : 1), numbered(index)));
  const crowd = Array.from({ length: 30_000 }, (_, index) => text("Line", box(72, index % 90, 100, 1)));
  const long = ["](", "<a", "* ", "i ", "1", " "].map((piece) => text(piece.repeat(200_000), box(72, 30, 100, 12, { label: "number" })));
  const marked = markFurniture(sent(...pages, page(...crowd), ...long.map((item) => page(item))));
  expect(marked.data?.furnitureDecisions?.length).toBe(500 * 9 + 4500 * 2);
});
