import { expect, test } from "vitest";
import { resolveCitations } from "../../src/extract/citations.ts";
import { readFields } from "../../src/extract/fields.ts";
import { fieldRecords } from "../../src/extract/records.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { extractJob } from "../build.ts";

const recordsOf = (result: unknown, metadata?: unknown, options = {}) =>
  fieldRecords(resolveCitations(readFields(readExtractJob(extractJob(result, metadata)))), options);

test("fieldRecords() gives a row a field with its first citation, and how many there are", () => {
  const bounding_boxes = [{ x: 1, y: 2, w: 3, h: 4 }];
  const citation = [{ page: 2, matching_text: "q", bounding_boxes, page_dimensions: { width: 9, height: 99 } }, { page: 3 }];
  expect(recordsOf({ a: { b: 0 } }, { a: { b: { citation, confidence: 0 } } })).toEqual({
    header: [
      "field",
      "value",
      "confidence",
      "extraction_confidence",
      "parsing_confidence",
      "page_number",
      "matching_text",
      "x",
      "y",
      "width",
      "height",
      "method",
      "citations",
      "pointer",
    ],
    rows: [["a.b", 0, 0, null, null, 2, "q", 1, 2, 3, 4, "cited-box", 2, "/extract_result/a/b"]],
  });
});

test("fieldRecords() keeps nulls, booleans and empty containers", () => {
  expect(recordsOf({ a: null, b: false, c: [], d: {} }).rows.map(([, value]) => value)).toEqual([null, false, "[]", "{}"]);
});

test("fieldRecords() leaves out the queries of links unless told to keep them", () => {
  const url = "https://x.test/a?sig=1";
  const result = { [url]: url };
  const metadata = { [url]: { citation: [{ page: 1, matching_text: `see ${url}` }] } };
  const cells = (options = {}) => recordsOf(result, metadata, options).rows.map(([field, value, , , , , quote]) => [field, value, quote]);
  expect(cells()).toEqual([['["https://x.test/a"]', "https://x.test/a", "see https://x.test/a"]]);
  expect(cells({ keepUrls: true })).toEqual([[`["${url}"]`, url, `see ${url}`]]);
});
