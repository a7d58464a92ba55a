import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readExtractJob, safeReadExtractJob } from "../../src/payload/extract.ts";
import { codes, deepFreeze, extractJob, type Wire } from "../build.ts";

const metadata = (fields: Wire): Wire => ({ extract_metadata: { field_metadata: fields } });
const leaf = { confidence: 1 };

test("readExtractJob() gives the data, its metadata, and where both stand", () => {
  const schema = { type: "object" };
  const job = extractJob({ a: 1 }, { a: leaf }, { configuration: { data_schema: schema, extraction_target: "per_doc" } });
  expect(readExtractJob(deepFreeze(job))).toEqual({
    id: "ext-1",
    status: "COMPLETED",
    projectId: "prj-1",
    source: { id: "dfl-1" },
    configuration: { target: "per_doc" },
    target: "per_doc",
    schema,
    entries: [
      {
        data: { a: 1 },
        pointer: "/extract_result",
        metadata: { a: leaf },
        metadataPointer: "/extract_metadata/field_metadata/document_metadata",
      },
    ],
    warnings: [],
  });
});

test.each([
  ["the older shape", { document_input_value: "dfl-1" }],
  ["the newest shape", { file_input: "dfl-1", configuration_id: "cfg-1", usage: { credits: 1, extract_credits: 1, parse_credits: 0 } }],
  ["both names of the source", { document_input_value: "dfl-1", file_input: "dfl-1" }],
])("readExtractJob() reads %s", (_, fields) => {
  const { file_input: __, ...rest } = extractJob({ a: 1 }, { a: leaf });
  expect(readExtractJob({ ...rest, ...fields })).toMatchObject({ entries: [{ data: { a: 1 } }], warnings: [] });
});

test("readExtractJob() reads a real job", () => {
  const file = new URL("../../fixtures/annual-report.extract.json", import.meta.url);
  expect(readExtractJob(JSON.parse(readFileSync(file, "utf8")))).toMatchObject({ status: "COMPLETED", target: "per_doc", warnings: [] });
});

test.each([
  ["flat, as one page of the docs has it", { a: 1 }, { a: leaf }, { a: leaf }],
  ["by level", { a: 1 }, { document_metadata: { a: leaf }, page_metadata: null }, { a: leaf }],
  ["a field named like a level", { document_metadata: 1 }, { document_metadata: leaf }, { document_metadata: leaf }],
  [
    "a field named like a level, by level",
    { document_metadata: 1 },
    { document_metadata: { document_metadata: leaf }, page_metadata: null },
    { document_metadata: leaf },
  ],
  ["an empty level", { a: 1 }, { document_metadata: null }, null],
])("readExtractJob() finds the metadata: %s", (_, result, sent, found) => {
  expect(readExtractJob(extractJob(result, null, metadata(sent))).entries[0]?.metadata).toEqual(found);
});

const list = [{ a: 1 }, { a: 2 }];
const entries = [{ a: leaf }, { a: { confidence: 0 } }];
const target = (extraction_target: string): Wire => ({ configuration: { extraction_target } });
test.each([
  ["pages", { page_metadata: entries, row_metadata: null }, {}, "per_page", "page_metadata"],
  ["rows", { page_metadata: null, row_metadata: entries }, {}, "per_table_row", "row_metadata"],
  ["pages, though the rows are an empty list", { page_metadata: entries, row_metadata: [] }, {}, "per_page", "page_metadata"],
  ["rows, as configured", { page_metadata: entries, row_metadata: entries }, target("per_table_row"), "per_table_row", "row_metadata"],
  ["pages, as configured", { page_metadata: entries, row_metadata: entries }, target("per_page"), "per_page", "page_metadata"],
  ["pages, though one result is configured", { page_metadata: entries }, target("per_doc"), "per_page", "page_metadata"],
  ["rows that were configured as pages", { row_metadata: entries }, target("per_page"), "per_page", "row_metadata"],
])("readExtractJob() reads a list of results as %s", (_, sent, extra, wanted, level) => {
  const job = readExtractJob(extractJob(list, null, { ...metadata(sent), ...extra }));
  expect([job.target, job.warnings]).toEqual([wanted, []]);
  expect(job.entries).toEqual(
    list.map((data, index) => ({
      data,
      pointer: `/extract_result/${index}`,
      metadata: entries[index],
      metadataPointer: `/extract_metadata/field_metadata/${level}/${index}`,
    })),
  );
});

test("readExtractJob() reads one result as one, whatever is configured", () => {
  expect(readExtractJob(extractJob({ a: 1 }, { a: leaf }, target("per_page"))).target).toBe("per_doc");
});

test("readExtractJob() looks one level down for the metadata of a page, unless the data has that field", () => {
  const wrapped = metadata({ page_metadata: [{ page: 3, field_metadata: { a: leaf } }] });
  expect(readExtractJob(extractJob([{ a: 1 }], null, wrapped)).entries).toMatchObject([
    { metadata: { a: leaf }, metadataPointer: "/extract_metadata/field_metadata/page_metadata/0/field_metadata" },
  ]);
  expect(readExtractJob(extractJob([{ field_metadata: 1 }], null, wrapped)).entries).toMatchObject([{ metadata: { page: 3 } }]);
});

test.each([
  ["fewer entries of metadata than results", { page_metadata: [entries[0]] }, [{ a: leaf }, undefined]],
  ["more entries of metadata than results", { page_metadata: [...entries, {}] }, entries],
])("readExtractJob() pairs as many as there are of %s, with a warning", (_, sent, found) => {
  const job = readExtractJob(extractJob(list, null, metadata(sent)));
  expect(job.entries.map((entry) => entry.metadata)).toEqual(found);
  expect(codes(job.warnings)).toEqual(["metadata-length-differs"]);
});

test.each([
  ["no result", { extract_result: null }, "/extract_result", 0],
  ["no metadata", { extract_metadata: null }, "/extract_metadata/field_metadata", 1],
  ["empty metadata", metadata(null as unknown as Wire), "/extract_metadata/field_metadata", 1],
])("readExtractJob() says what to fetch where there is %s", (_, extra, pointer, count) => {
  const { entries, warnings } = readExtractJob(extractJob({ a: 1 }, {}, extra));
  expect(entries.length).toBe(count);
  expect(warnings).toMatchObject([{ code: "section-missing", pointer }]);
});

test.each([
  ["/error_message", { error_message: 5 }],
  ["/configuration", { configuration: "none" }],
  ["/configuration/extraction_target", { configuration: { extraction_target: "per_word" } }],
  ["/configuration/data_schema", { configuration: { data_schema: [] } }],
  ["/extract_metadata/parse_job_id", { extract_metadata: { parse_job_id: 5, field_metadata: { a: leaf } } }],
])("readExtractJob() leaves out the optional %s when it has a wrong type", (pointer, extra) => {
  const { entries, warnings } = readExtractJob(extractJob({ a: 1 }, { a: leaf }, extra));
  expect(entries).toMatchObject([{ data: { a: 1 }, metadata: { a: leaf } }]);
  expect(warnings).toMatchObject([{ code: "field-invalid", pointer }]);
});

test.each([
  [{ id: 1, status: undefined }, ["/id", "/status"]],
  [{ extract_result: "text" }, ["/extract_result"]],
])("readExtractJob() throws with all pointers of the broken frame: %j", (extra, pointers) => {
  const read = safeReadExtractJob(extractJob({}, {}, extra));
  expect(read).toMatchObject({ success: false, error: { code: "payload-invalid" } });
  if (!read.success) expect(read.error.issues.map((issue) => issue.pointer)).toEqual(pointers);
});

test("readExtractJob() refuses a job that is not completed, and reads what is there when asked to", () => {
  const job = extractJob({ a: 1 }, { a: leaf }, { status: "THROTTLED", error_message: "busy" });
  expect(safeReadExtractJob(job)).toMatchObject({ success: false, error: { status: "THROTTLED", serviceMessage: "busy" } });
  const { entries, warnings } = readExtractJob(job, { allowUnfinished: true });
  expect([entries.length, codes(warnings)]).toEqual([1, ["job-not-completed"]]);
});
