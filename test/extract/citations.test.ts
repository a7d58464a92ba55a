import fc from "fast-check";
import { expect, test } from "vitest";
import { type ResolvedCitation, resolveCitations, resolveFields } from "../../src/extract/citations.ts";
import { readFields } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { soup, words } from "../arbitraries.ts";
import { box, codes, doc, extractJob, heading, page, rowsTable, text, type Wire } from "../build.ts";
import { documentOf, results } from "../chunk/documents.ts";

const fieldsOf = (...citations: readonly unknown[]) =>
  readFields(readExtractJob(extractJob({ total: 1 }, { total: { citation: citations } })));
const resolve = (document: Document | undefined, citation: Wire): ResolvedCitation | undefined =>
  resolveCitations(fieldsOf(citation), document)[0]?.citations[0];
const resolved = (document: Document | undefined, ...citations: readonly Wire[]) => resolveFields(fieldsOf(...citations), document);

const plain = "The net total, after “all” taxes, rose to 1,234.50 – more than in 2023";
const body = doc(page(text("Something else."), text(plain, box(10, 20, 30, 40))), page(text("Elsewhere")));
const pages = { width: 612, height: 792 };
const cited = (extra: Wire = {}): Wire => ({
  page: 1,
  matching_text: "The net total",
  bounding_boxes: [{ x: 1, y: 2, w: 3, h: 4 }],
  page_dimensions: pages,
  ...extra,
});

test.each([
  [
    "its boxes, checked by the quote",
    cited(),
    { method: "cited-box", score: 1, checked: true, regions: [{ pageNumber: 1, box: { x: 1, y: 2, width: 3, height: 4 }, size: pages }] },
  ],
  ["its boxes on the document's page size", cited({ page_dimensions: undefined }), { method: "cited-box", regions: [{ size: pages }] }],
  [
    "its boxes, though the quote is not there",
    cited({ matching_text: "not there" }),
    { method: "cited-box", score: 0, checked: true, regions: [{}] },
  ],
  ["its boxes, without a quote", cited({ matching_text: undefined }), { method: "cited-box", score: 1, checked: false }],
  [
    "its quote",
    cited({ bounding_boxes: undefined }),
    { method: "quote", score: 1, checked: true, regions: [{ box: { x: 10, y: 20, width: 30, height: 40 } }] },
  ],
  ["its quote, where its box covers the page", cited({ bounding_boxes: [{ x: 0, y: 0, w: 600, h: 790 }] }), { method: "quote" }],
  [
    "its page, where the quote is not there",
    cited({ bounding_boxes: [], matching_text: "not there" }),
    { method: "page", score: 0, checked: true, regions: [] },
  ],
  ["its page, where the quote stands on another", cited({ bounding_boxes: [], page: 2 }), { method: "page", regions: [] }],
  [
    "its page, where the quote is too short to tell",
    cited({ bounding_boxes: [], matching_text: "20" }),
    { method: "page", checked: false },
  ],
  [
    "its page, where what was found has no box",
    cited({ bounding_boxes: [], matching_text: "Something else" }),
    { method: "page", checked: true },
  ],
  ["its page, where the document has none like it", cited({ bounding_boxes: [], page: 9 }), { method: "page", checked: false }],
  ["nothing, without a page", cited({ page: undefined }), { method: "none", score: 0, regions: [] }],
])("resolveCitations() finds a citation by %s", (_, citation, expected) => {
  expect(resolve(body, citation)).toMatchObject(expected);
});

test("resolveCitations() without a document takes only boxes that bring their page's size", () => {
  expect(resolve(undefined, cited())).toMatchObject({ method: "cited-box", checked: false });
  expect(resolve(undefined, cited({ page_dimensions: undefined }))).toMatchObject({ method: "page", regions: [] });
});

test.each([
  ["citation-page-unknown", cited({ page: undefined })],
  ["citation-unlocated", cited({ matching_text: "not there" })],
  ["citation-ambiguous", cited({ bounding_boxes: [], matching_text: "twice" })],
])("resolveFields() warns with %s", (code, citation) => {
  const document = doc(page(text("once twice twice"), text("thrice")));
  expect(resolved(document, citation).warnings).toMatchObject([
    { code, message: expect.stringMatching(/^total: /), pointer: expect.stringMatching(/\/citation\/0$/) },
  ]);
});

test.each([
  ["the document has no page 9", cited({ bounding_boxes: [], page: 9 })],
  ["the citation has no usable box, and no quote that can be looked up", cited({ bounding_boxes: [], matching_text: "a" })],
  ["the quote stands on page 1, but there without a box", cited({ bounding_boxes: [], matching_text: "Something else" })],
])("resolveFields() says that %s", (reason, citation) => {
  expect(resolved(body, citation).warnings).toMatchObject([{ code: "citation-unlocated", message: `total: ${reason}` }]);
});

test("resolveFields() resolves each of many citations alone and says nothing of those it found", () => {
  const { fields, warnings } = resolved(body, cited(), cited({ bounding_boxes: [] }), cited({ page: 2, matching_text: "Elsewhere" }));
  expect(fields[0]?.citations.map(({ method }) => method)).toEqual(["cited-box", "quote", "cited-box"]);
  expect(codes(warnings)).toEqual([]);
});

test("every region equals a box some source gave, and each score is from 0 to 1", () => {
  const boxes = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 700 })).map(([x, side]) => ({ x, y: x, w: side, h: side })),
    { maxLength: 3 },
  );
  const quotes = fc.oneof(soup, words);
  fc.assert(
    fc.property(
      results,
      fc.integer({ min: 1, max: 5 }),
      quotes,
      boxes,
      fc.boolean(),
      fc.integer(),
      (wire, pageNumber, quote, bounding_boxes, isSized, pick) => {
        const document = documentOf(wire);
        const given = new Set(bounding_boxes.map(({ x, y, w, h }) => [x, y, w, h].join()));
        const known: string[] = [];
        visit(document, (node) => {
          for (const { box: place } of node.regions) given.add([place.x, place.y, place.width, place.height].join());
          if ("value" in node) known.push(node.value);
          return undefined;
        });
        const matching_text = pick % 2 === 0 ? quote : (known[Math.abs(pick) % (known.length || 1)] ?? quote);
        const found = resolve(document, {
          page: pageNumber,
          matching_text,
          bounding_boxes,
          ...(isSized ? { page_dimensions: pages } : {}),
        });
        expect(found?.score).toBeGreaterThanOrEqual(0);
        expect(found?.score).toBeLessThanOrEqual(1);
        for (const region of found?.regions ?? []) {
          expect(region.pageNumber).toBe(pageNumber);
          expect(given).toContain([region.box.x, region.box.y, region.box.width, region.box.height].join());
        }
      },
    ),
  );
});

const ledger = rowsTable(
  [
    ["item", "net"],
    ["first", "10"],
    ["second row", "20"],
  ],
  { ...box(6, 0, 9, 9), merged_from_pages: [1, 2] },
);
test.each([
  ["whose rows all stand with its owner", rowsTable([])],
  [
    "that repeats its rows",
    rowsTable([
      ["item", "net"],
      ["second row", "20"],
    ]),
  ],
])("resolveCitations() finds a row of a merged table on its own page, by a stub %s", (_, stub) => {
  const document = stitchTables(doc(page(heading(1, "Ledger"), ledger), page({ ...stub, ...box(7, 0, 9, 9), merged_into_page: 1 })));
  const found = resolve(document, { page: 2, matching_text: "| second row | 20 |" });
  expect(found).toMatchObject({ method: "quote", regions: [{ pageNumber: 2, box: { x: 7 } }] });
});

test("resolveCitations() marks only the regions of a node that hold the quote", () => {
  const places = {
    bbox: [
      { x: 1, y: 0, w: 9, h: 9, start_index: 0, end_index: 8 },
      { x: 2, y: 0, w: 9, h: 9, start_index: 10, end_index: 19 },
    ],
  };
  const found = resolve(doc(page(text("one alpha two bravo.", places))), { page: 1, matching_text: "bravo" });
  expect(found?.regions.map(({ box: { x } }) => x)).toEqual([2]);
});
