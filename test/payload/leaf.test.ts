import { expect, test } from "vitest";
import { WarningLog } from "../../src/errors.ts";
import { type LeafMetadata, readLeaf } from "../../src/payload/extract/leaf.ts";

function read(raw: unknown): { leaf: LeafMetadata; warnings: string[] } {
  const log = new WarningLog();
  const leaf = readLeaf(raw, "/m", log);
  return { leaf, warnings: log.list().map((warning) => `${warning.code} ${warning.pointer}`) };
}

test("readLeaf() reads all the service says of a value", () => {
  const raw = {
    citation: [
      {
        page: 2,
        matching_text: "# Harbor",
        bounding_boxes: [{ x: 1, y: 2, w: 3, h: 4 }],
        page_dimensions: { width: 595.2, height: 841.92 },
      },
    ],
    confidence: 0,
    extraction_confidence: 0.5,
    parsing_confidence: 1,
    reasoning: "VERBATIM",
  };
  expect(read(raw)).toEqual({
    leaf: {
      citations: [
        {
          pointer: "/m/citation/0",
          pageNumber: 2,
          quote: "# Harbor",
          boxes: [{ pointer: "/m/citation/0/bounding_boxes/0", x: 1, y: 2, width: 3, height: 4 }],
          size: { width: 595.2, height: 841.92 },
        },
      ],
      confidence: 0,
      extractionConfidence: 0.5,
      parsingConfidence: 1,
      reasoning: "VERBATIM",
    },
    warnings: [],
  });
});

test.each([[undefined], [null], [{}], [[]], ["words"], [7], [{ citation: null, confidence: null }], [{ citation: [] }]])(
  "readLeaf(%j) is a leaf of which nothing is known",
  (raw) => {
    expect(read(raw)).toEqual({ leaf: { citations: [] }, warnings: [] });
  },
);

const at = (citation: unknown): unknown => read({ citation: [citation] }).leaf.citations[0]?.pageNumber;
test.each([
  [{ page: 2 }, 2],
  [{ page: 2.0 }, 2],
  [{ page: "2" }, 2],
  [{ page_number: 2 }, 2],
  [{ page: null, page_number: 2 }, 2],
  [{ page_index: 1 }, 2],
  [{}, undefined],
  [{ page: null }, undefined],
])("a citation that says %j stands on page %s", (citation, expected) => {
  expect(at(citation)).toBe(expected);
});

test.each([0, -1, 1.5, "iv", "0", "2.0", {}, Number.POSITIVE_INFINITY])(
  "a citation on page %j stands on no known page, never on page 1",
  (page) => {
    const { leaf, warnings } = read({ citation: [{ page, matching_text: "q" }] });
    expect(leaf.citations).toEqual([{ pointer: "/m/citation/0", quote: "q", boxes: [] }]);
    expect(warnings).toEqual(["field-invalid /m/citation/0/page"]);
  },
);

test.each([
  ["words alone", { citation: "bar" }, "/m/citation"],
  ["words in a list", { citation: ["bar"] }, "/m/citation/0"],
  ["a single citation", { citation: { matching_text: "bar" } }, "/m/citation"],
  ["the other name", { citations: [{ matching_text: "bar" }] }, "/m/citations/0"],
  ["the other name beside a null", { citation: null, citations: ["bar"] }, "/m/citations/0"],
])("readLeaf() takes %s for a citation", (_, raw, pointer) => {
  expect(read(raw)).toEqual({ leaf: { citations: [{ pointer, quote: "bar", boxes: [] }] }, warnings: [] });
});

test.each([
  [
    "a citation that is none",
    { citation: [7, { page: 1 }], confidence: 1 },
    { citations: [{ pageNumber: 1 }], confidence: 1 },
    "/m/citation/0",
  ],
  ["citations that are none", { citation: 7, confidence: 1 }, { citations: [], confidence: 1 }, "/m/citation"],
  ["a confidence that is text", { citation: ["a"], confidence: "high" }, { citations: [{ quote: "a" }] }, "/m/confidence"],
  ["a reasoning that is none", { reasoning: 7, confidence: 1 }, { confidence: 1 }, "/m/reasoning"],
  [
    "a page without a size",
    { citation: [{ page: 1, page_dimensions: { width: 0, height: 9 } }] },
    { citations: [{ pageNumber: 1 }] },
    "/m/citation/0/page_dimensions/width",
  ],
])("%s costs only itself, and a warning", (_, raw, found, pointer) => {
  const { leaf, warnings } = read(raw);
  expect(leaf).toMatchObject(found);
  expect(warnings).toEqual([`field-invalid ${pointer}`]);
});

test("a box that cannot be used costs only itself: the citation keeps the others", () => {
  const good = { x: 1, y: 2, w: 3, h: 4 };
  const { leaf, warnings } = read({ citation: [{ page: 1, bounding_boxes: [{ ...good, w: null }, good] }] });
  expect(leaf.citations[0]?.boxes).toMatchObject([{ pointer: "/m/citation/0/bounding_boxes/1", width: 3 }]);
  expect(warnings).toEqual(["box-invalid /m/citation/0/bounding_boxes/0/w"]);
});
