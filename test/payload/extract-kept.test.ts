import { expect, test } from "vitest";
import { readExtractJob } from "../../src/payload/extract.ts";
import { codes, deepFreeze, type Wire } from "../build.ts";

const leaf = { confidence: 1 };
const v2 = (extract_result: unknown, extract_metadata: unknown): Wire => ({
  ...{ id: "ext-1", status: "COMPLETED", file_input: "d" },
  ...{ extract_result, extract_metadata },
});
const leveled = (result: unknown, field_metadata: unknown): Wire => v2(result, { field_metadata });
const v1 = (extra: Wire): Wire => ({ data: { a: 1 }, extraction_metadata: { field_metadata: { a: leaf } }, ...extra });

test.each<[string, Wire, string]>([
  ["v2 metadata that is text", v2({ a: 1 }, "x"), "/extract_metadata"],
  ["v2 metadata that is a list", v2({ a: 1 }, []), "/extract_metadata"],
  ["v2 field metadata that is text", leveled({ a: 1 }, "x"), "/extract_metadata/field_metadata"],
  ["v2 field metadata that is a list", leveled([{ a: 1 }], [{ a: leaf }]), "/extract_metadata/field_metadata"],
  ["v1 metadata that is a list", v1({ extraction_metadata: [] }), "/extraction_metadata"],
  ["v1 field metadata that is a number", v1({ extraction_metadata: { field_metadata: 5 } }), "/extraction_metadata/field_metadata"],
])("%s costs only itself: the values are read", (_, job, pointer) => {
  const { entries, warnings } = readExtractJob(deepFreeze(job));
  expect(entries).toMatchObject([{ data: { a: 1 }, metadata: undefined }]);
  expect(warnings.map((warning) => [warning.code, warning.pointer])).toEqual([["field-invalid", pointer]]);
});

test("field metadata that is broken takes nothing beside it along", () => {
  const { parseJobId, warnings } = readExtractJob(v2({ a: 1 }, { field_metadata: "x", parse_job_id: "pjb-1" }));
  expect([parseJobId, codes(warnings)]).toEqual(["pjb-1", ["field-invalid"]]);
});

const page = { page_metadata: [{ a: leaf }] };
const row = { row_metadata: [{ a: { confidence: 0 } }] };
const whole = { document_metadata: { a: leaf } };
test.each<[string, unknown, Wire, Wire | undefined, string[]]>([
  ["pages and rows of one result", { a: 1 }, { ...whole, ...page, ...row }, { ...page, ...row }, []],
  ["the document of a list", [{ a: 1 }], { ...whole, ...page }, whole, []],
  ["rows of pages", [{ a: 1 }], { ...page, row_metadata: "x" }, { row_metadata: "x" }, []],
  ["what is no level", { a: 1 }, { ...whole, novel: 5, gone: null }, { novel: 5 }, ["field-unknown"]],
  ["what is no level, of a list", [{ a: 1 }], { ...page, novel: 5 }, { novel: 5 }, ["field-unknown"]],
  ["fields without levels, of a list", [{ a: 1 }], { a: leaf }, { a: leaf }, ["metadata-length-differs"]],
  ["a level that is no list", [{ a: 1 }], { page_metadata: "x" }, { page_metadata: "x" }, ["metadata-length-differs"]],
  ["more entries than results", [], page, page, ["metadata-length-differs"]],
  ["levels without a result", null, { ...whole, novel: 5 }, { ...whole, novel: 5 }, ["field-unknown", "section-missing"]],
  ["nothing else", { a: 1 }, { ...whole, page_metadata: null }, undefined, []],
  ["fields without levels", { a: 1 }, { a: leaf, b: leaf }, undefined, []],
])("metadata that is in no entry is kept raw: %s", (_, result, metadata, kept, warned) => {
  const { raw, warnings } = readExtractJob(deepFreeze(leveled(result, metadata)));
  expect(raw).toEqual(kept === undefined ? undefined : { extract_metadata: { field_metadata: kept } });
  expect(codes(warnings).sort()).toEqual(warned);
});

test("a v1 list of metadata that cannot be paired is kept raw, beside what else is", () => {
  const field_metadata = [{ a: leaf }];
  const { raw } = readExtractJob({ data: [], extraction_metadata: { field_metadata, novel: 1 }, run_id: "r", from_ui: true });
  expect(raw).toEqual({ from_ui: true, extraction_metadata: { field_metadata, novel: 1 } });
});

test.each<[Wire, number | undefined, Wire | undefined, string[]]>([
  [{ page: 7 }, 7, undefined, []],
  [{ page: "7" }, 7, undefined, []],
  [{ page_number: 7 }, 7, undefined, []],
  [{ page_index: 6 }, 7, undefined, []],
  [{ page: 7, novel: 5 }, 7, { novel: 5 }, ["field-unknown"]],
  [{ page: 0 }, undefined, undefined, ["field-invalid"]],
  [{}, undefined, undefined, []],
])("an entry around its metadata that says %j is of page %s", (around, pageNumber, raw, warned) => {
  const { entries, warnings } = readExtractJob(leveled([{ a: 1 }], { page_metadata: [{ ...around, field_metadata: { a: leaf } }] }));
  expect(entries).toMatchObject([{ metadata: { a: leaf } }]);
  expect([entries[0]?.pageNumber, entries[0]?.raw, codes(warnings)]).toEqual([pageNumber, raw, warned]);
});

test.each<[string, Wire, Wire, Wire]>([
  ["/run_id", { id: "r1", run_id: "r2", job_id: "j" }, { id: "r1" }, { run_id: "r2" }],
  ["/file/id", { run_id: "r", file_id: "f1", file: { id: "f2" } }, { source: { id: "f1" } }, { file: { id: "f2" } }],
  [
    "/config/data_schema",
    { run_id: "r", data_schema: { a: {} }, config: { data_schema: { a: [] }, priority: "low" } },
    { schema: { a: {} } },
    { config: { data_schema: { a: [] }, priority: "low" } },
  ],
])("of two v1 fields that differ the one at %s is kept raw, with a warning", (pointer, extra, found, raw) => {
  const job = readExtractJob(deepFreeze(v1(extra)));
  expect(job).toMatchObject(found);
  expect(job.raw).toEqual(raw);
  expect(job.warnings).toMatchObject([{ code: "field-conflict", pointer }]);
});

test("two v1 fields that agree are none, however deep and in whatever order", () => {
  const nest = (last: unknown): unknown => {
    let value = last;
    for (let level = 0; level < 100_000; level++) value = { value };
    return { order: { a: 1, b: [2] }, value };
  };
  const schemas = { data_schema: nest(1), config: { data_schema: Object.fromEntries(Object.entries(nest(1) as Wire).reverse()) } };
  const { raw, warnings } = readExtractJob(v1({ id: "r", run_id: "r", file_id: "f", file: { id: "f" }, ...schemas }));
  expect([raw, warnings]).toEqual([undefined, []]);
  expect(codes(readExtractJob(v1({ run_id: "r", ...schemas, data_schema: nest(2) })).warnings)).toEqual(["field-conflict"]);
});
