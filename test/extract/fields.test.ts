import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { extractFields, type Field, formatPath, readFields } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { codes, extractJob, type Wire } from "../build.ts";

const fieldsOf = (result: unknown, metadata?: unknown): Field[] => readFields(readExtractJob(extractJob(result, metadata)));
const byPath = (fields: readonly Field[]): Map<string, Field> => new Map(fields.map((field) => [formatPath(field.path), field]));
const citation = (quote: string, page = 1): Wire => ({ page, matching_text: quote });

test("readFields() lets the data decide what is a leaf: fields may be called as metadata is", () => {
  const result = { confidence: "high", citation: { citation: 1, reasoning: "r" }, reasoning: ["x"] };
  const leaf = (quote: string): Wire => ({ citation: [citation(quote)], confidence: 0.5 });
  const fields = byPath(
    fieldsOf(result, { confidence: leaf("a"), citation: { citation: leaf("b"), reasoning: leaf("c") }, reasoning: [leaf("d")] }),
  );
  expect([...fields].map(([path, field]) => [path, field.citations[0]?.quote])).toEqual([
    ["confidence", "a"],
    ["citation.citation", "b"],
    ["citation.reasoning", "c"],
    ["reasoning[0]", "d"],
  ]);
});

test("readFields() tells a confidence of 0 from none, and keeps all three", () => {
  const fields = byPath(fieldsOf({ a: 1, b: 2 }, { a: { confidence: 0, extraction_confidence: 0.5, parsing_confidence: 1 } }));
  expect(fields.get("a")).toMatchObject({ confidence: 0, extractionConfidence: 0.5, parsingConfidence: 1 });
  expect(fields.get("b")).not.toHaveProperty("confidence");
});

test("readFields() gives a reasoning to the leaves it stands beside, arrays of scalars included; a leaf's own goes first", () => {
  const metadata = { part: { length: { confidence: 1 }, width: { reasoning: "own" }, reasoning: "VERBATIM", tags: [{}, {}] } };
  const fields = fieldsOf({ part: { length: 1, width: 2, depth: null, tags: ["x", "y"], inner: { a: 1 } } }, metadata);
  expect(fields.map(({ reasoning }) => reasoning)).toEqual(["VERBATIM", "own", "VERBATIM", "VERBATIM", "VERBATIM", undefined]);
});

test("readFields() lets one entry for a whole array speak for each element, and for the fields of each", () => {
  const shared = { citation: [citation("all of them")], confidence: 0.7 };
  for (const result of [
    { tags: ["x", "y"] },
    {
      tags: [
        { name: "x", size: 1 },
        { name: "y", size: { unit: "m" } },
      ],
    },
  ]) {
    for (const field of fieldsOf(result, { tags: shared })) {
      expect(field).toMatchObject({
        confidence: 0.7,
        citations: [{ quote: "all of them", pointer: "/extract_metadata/field_metadata/document_metadata/tags/citation/0" }],
      });
    }
  }
});

test.each([
  ["shorter", [{ confidence: 1 }], ["metadata-length-differs"]],
  ["longer", [{ confidence: 1 }, {}, {}, {}], ["metadata-length-differs"]],
  ["absent", undefined, []],
  ["null", null, []],
])("extractFields() keeps all values where the metadata of an array is %s", (_, metadata, expected) => {
  const { fields, warnings } = extractFields(readExtractJob(extractJob({ list: [1, 2, 3] }, { list: metadata })));
  expect(fields.map(({ value }) => value)).toEqual([1, 2, 3]);
  expect(codes(warnings)).toEqual(expected);
});

test("extractFields() warns where an empty array has metadata", () => {
  const { fields, warnings } = extractFields(readExtractJob(extractJob({ list: [] }, { list: [{ confidence: 1 }] })));
  expect(fields.map(({ value }) => value)).toEqual([[]]);
  expect(codes(warnings)).toEqual(["metadata-length-differs"]);
});

test.each([
  ["per_page", "page_metadata"],
  ["per_table_row", "row_metadata"],
])("readFields() pairs the entries of a %s result with %s, and its paths begin with the index", (target, level) => {
  const metadata = {
    document_metadata: null,
    page_metadata: null,
    row_metadata: null,
    [level]: [{ a: { citation: [citation("one", 7)] } }, { a: { confidence: 0.2 } }],
  };
  const job = readExtractJob(
    extractJob([{ a: 1 }, { a: 2 }], null, {
      configuration: { extraction_target: target },
      extract_metadata: { field_metadata: metadata },
    }),
  );
  expect(readFields(job)).toMatchObject([
    { path: [0, "a"], pointer: "/extract_result/0/a", citations: [{ quote: "one", pageNumber: 7 }] },
    { path: [1, "a"], pointer: "/extract_result/1/a", citations: [], confidence: 0.2 },
  ]);
});

test("readFields() takes paths from the data, whatever target the configuration names", () => {
  const withTarget = (result: unknown, target: string) =>
    readFields(readExtractJob(extractJob(result, null, { configuration: { extraction_target: target } })));
  expect(withTarget([{ a: 1 }, { a: 2 }], "per_doc").map(({ path }) => path)).toEqual([
    [0, "a"],
    [1, "a"],
  ]);
  expect(withTarget({ a: 1 }, "per_page").map(({ path }) => path)).toEqual([["a"]]);
});

test.each<[Wire, number | undefined, string]>([
  [{ page: 2 }, 2, "a whole number"],
  [JSON.parse('{"page": 2.0}'), 2, "a float that is whole"],
  [{ page: "2" }, 2, "a string"],
  [{ page_number: 2 }, 2, "the stored variant"],
  [{ page_index: 1 }, 2, "an index from 0"],
  [{}, undefined, "missing is unknown, never page 1"],
  [{ page: null }, undefined, "null is missing"],
  [{ page: 2.5 }, undefined, "no page"],
  [{ page: 0 }, undefined, "pages count from 1"],
])("readFields() reads the page of %j as %s: %s", (place, expected) => {
  expect(fieldsOf({ a: 1 }, { a: { citation: [{ ...place, matching_text: "q" }] } })[0]?.citations[0]?.pageNumber).toBe(expected);
});

test("readFields() reads a citation that is a string as a quote without a place", () => {
  expect(fieldsOf({ a: 1, b: 2 }, { a: { citation: "bar" }, b: { citation: ["baz"] } }).map(({ citations: [one] }) => one)).toMatchObject([
    { quote: "bar", boxes: [] },
    { quote: "baz", boxes: [] },
  ]);
});

test("extractFields() warns of a number that JSON.parse has rounded, and only of that", () => {
  const job = readExtractJob(extractJob(JSON.parse('{"a": 9007199254740993, "b": 9007199254740991, "c": 0.1}')));
  expect(extractFields(job).warnings).toMatchObject([{ code: "number-rounded", pointer: "/extract_result/a" }]);
});

test("extractFields() reports the service's error once, without the query of a link, and not as a field", () => {
  const job = readExtractJob(extractJob({ a: 1 }, { a: {}, error: "no answer from https://x.test/a?sig=1" }));
  const { fields, warnings } = extractFields(job);
  expect(fields.map(({ path }) => path)).toEqual([["a"]]);
  expect(codes(warnings)).toEqual(["extract-error"]);
  expect(warnings[0]?.message).toContain("https://x.test/a");
  expect(warnings[0]?.message).not.toContain("sig=1");
});

test.each([
  [[], ""],
  [["sites", 0, "name"], "sites[0].name"],
  [[2, "a"], "[2].a"],
  [["a.b", "", "0", "größe"], '["a.b"][""]["0"].größe'],
])("formatPath() writes %j as %s", (path, expected) => {
  expect(formatPath(path)).toBe(expected);
});

const realJob = fileURLToPath(new URL("../../../shared/data/extract-v2.citations.json", import.meta.url));
test.skipIf(!existsSync(realJob))("readFields() lists each leaf of a real job with value, page and confidence", () => {
  const fields = readFields(readExtractJob(JSON.parse(readFileSync(realJob, "utf8"))));
  expect(
    fields.map(({ path, value, citations, confidence }) => [
      formatPath(path),
      value,
      citations.map(({ pageNumber }) => pageNumber),
      confidence?.toFixed(3),
    ]),
  ).toEqual([
    ["title", "A Short History of the Harbor", [1], "0.943"],
    ["sites[0].site", "Hazel Bend", [2], "0.948"],
    ["sites[0].samples", 205, [2], "0.950"],
    ["sites[1].site", "Ash Grove", [2], "0.947"],
    ["sites[1].samples", 195, [2], "0.948"],
  ]);
  expect(fields[0]?.citations[0]?.size).toEqual({ width: 595.2, height: 841.92 });
});
