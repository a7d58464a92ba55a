import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExtractJob, readExtractJob, safeReadExtractJob } from "../../src/payload/extract.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { codes, deepFreeze, extractJob, type Wire } from "../build.ts";

const fixture = (name: string): Wire =>
  JSON.parse(readFileSync(new URL(`../../fixtures/formats/extract.${name}.json`, import.meta.url), "utf8"));
const leaf = { confidence: 1 };
const completed = ["v2-older", "v2-newest", "v2-per-page", "v2-per-table-row", "v2-wrapped", "v1-run", "v1-result"];

test.each(completed)("the job in extract.%s.json is read without a warning, and its pointers lead to its data and metadata", (name) => {
  const input = deepFreeze(fixture(name));
  const job = readExtractJob(input);
  expect(job.warnings).toEqual([]);
  expect(job.entries.length).toBeGreaterThan(0);
  for (const { data, pointer, metadata, metadataPointer } of job.entries) {
    expect([data, metadata]).toEqual([resolvePointer(input, pointer), resolvePointer(input, metadataPointer)]);
    expect([data, metadata]).not.toContain(undefined);
  }
});

test("the older and the newest age of one job differ in nothing but what only one of them says", () => {
  const [older, newest] = [readExtractJob(fixture("v2-older")), readExtractJob(fixture("v2-newest"))];
  expect({ ...older, id: "", configuration: {}, usage: {}, parseTier: "" }).toEqual({
    ...newest,
    id: "",
    configuration: {},
    usage: {},
    parseTier: "",
  });
  expect(older).toMatchObject({
    source: { id: "dfl-invoice-2291" },
    parseTier: "fast",
    usage: { documentTokens: 1804, outputTokens: 212, pagesExtracted: 2 },
    configuration: { version: "2026-01-15", tier: "cost_effective", target: "per_doc", targetPages: "1-2", maxPages: 10, language: "en" },
  });
  expect(newest).toMatchObject({
    source: { id: "dfl-invoice-2291" },
    projectId: "prj-optics",
    createdAt: "2026-02-03T10:00:00.000000Z",
    usage: { credits: 50, extractCredits: 30, parseCredits: 20, pagesBilled: 2, pagesExtracted: 2 },
    configuration: { id: "cfg-extract-optics", version: "2026-08-30", tier: "agentic_plus", spreadsheetMode: false },
  });
});

test("a v1 run becomes a job like any other, and what has no counterpart is kept raw", () => {
  const job = readExtractJob(fixture("v1-run"));
  expect(job).toMatchObject({
    id: "0f6c1f3e-run",
    jobId: "0f6c1f3e-job",
    status: "COMPLETED",
    wireStatus: "SUCCESS",
    target: "per_doc",
    source: { id: "0f6c1f3e-file", name: "invoice LO-2291.pdf" },
    usage: { documentTokens: 1804, outputTokens: 96, pagesExtracted: 2 },
    configuration: { mode: "premium", target: "per_doc", targetPages: "1-2", citeSources: true },
    schema: { type: "object" },
    entries: [{ pointer: "/data", metadataPointer: "/extraction_metadata/field_metadata" }],
    raw: { extraction_agent_id: "0f6c1f3e-agent", from_ui: false, config: { use_reasoning: true }, file: { file_size: 25620 } },
  });
  expect(readExtractJob({ ...fixture("v1-run"), extraction_agent: null }).raw).toEqual(job.raw);
  const result = readExtractJob(fixture("v1-result"));
  expect(result).toMatchObject({ id: "0f6c1f3e-run", status: "COMPLETED", entries: job.entries });
  expect(result).not.toHaveProperty("wireStatus");
});

const v1 = (data: unknown, field_metadata: unknown, extra: Wire = {}): Wire => ({
  data,
  extraction_metadata: { field_metadata },
  ...extra,
});

test("a v1 result that names only its job, or nothing at all, is read", () => {
  expect(readExtractJob(v1({ a: 1 }, { a: leaf }, { job_id: "job" }))).toMatchObject({ id: "job", entries: [{ metadata: { a: leaf } }] });
  expect(readExtractJob(v1({ a: 1 }, { a: leaf }))).not.toHaveProperty("id");
});

test.each([
  ["a list as long", [{ a: leaf }, { a: leaf }], [{ a: leaf }, { a: leaf }], []],
  ["a list that is shorter", [{ a: leaf }], [undefined, undefined], ["metadata-length-differs"]],
  ["one object", { a: leaf }, [undefined, undefined], ["metadata-length-differs"]],
  ["levels, as in v2", { page_metadata: [{ a: leaf }, {}] }, [{ a: leaf }, {}], []],
])("a list of v1 results has its metadata where that is %s", (_, sent, found, warned) => {
  const { target, entries, warnings } = readExtractJob(v1([{ a: 1 }, { a: 2 }], sent, { run_id: "r" }));
  expect([target, entries.map(({ pointer }) => pointer)]).toEqual(["per_page", ["/data/0", "/data/1"]]);
  expect([entries.map(({ metadata }) => metadata), codes(warnings)]).toEqual([found, warned]);
});

test.each([
  ["CREATED", "CREATED", "too early"],
  ["PENDING", "PENDING", undefined],
  ["ERROR", "ERROR", "broken at https://h.example/a?sig=CANARY"],
  ["cancelled", "cancelled", undefined],
])("a v1 run with the status %s is no result yet", (status, shown, error) => {
  const run = { id: "r", extraction_agent_id: "a", status, error, data: null, extraction_metadata: null };
  const read = safeReadExtractJob(run);
  expect(read).toMatchObject({ success: false, error: { name: "JobNotCompletedError", status: shown } });
  if (!read.success) expect(read.error.message + JSON.stringify(read.error)).not.toContain("CANARY");
  const { status: named, warnings } = readExtractJob(run, { allowUnfinished: true });
  expect([named, codes(warnings)]).toEqual([
    { CREATED: "PENDING", PENDING: "PENDING", ERROR: "FAILED", cancelled: "CANCELLED" }[status],
    ["job-not-completed", "section-missing"],
  ]);
});

test("a v1 result without data but with an error is one of a failed job", () => {
  expect(safeReadExtractJob({ run_id: "r", data: null, extraction_metadata: null, error: "no" })).toMatchObject({
    error: { status: "FAILED" },
  });
  expect(codes(readExtractJob({ run_id: "r", data: null }).warnings)).toEqual(["section-missing"]);
});

test("a partial success is read, with a warning that has the service's words", () => {
  const { status, entries, warnings } = readExtractJob(v1({ a: 1 }, { a: leaf }, { status: "PARTIAL_SUCCESS", error: "page 2 timed out" }));
  expect([status, entries.length]).toEqual(["PARTIAL_SUCCESS", 1]);
  expect(warnings).toMatchObject([{ code: "job-not-completed", pointer: "/status", message: expect.stringContaining("page 2 timed out") }]);
});

test("a failed job says why, without the query of a link", () => {
  const read = safeReadExtractJob(fixture("v2-failed"));
  expect(read).toMatchObject({ error: { status: "FAILED", serviceMessage: "Cannot download https://files.example/invoice.pdf" } });
  expect(readExtractJob(fixture("v2-failed"), { allowUnfinished: true }).serviceMessage).toBe(
    "Cannot download https://files.example/invoice.pdf",
  );
});

const one = { vendor: "L" };
const pages = [one, one];
test.each<[string, Wire, Wire, string, ExtractJob["target"]]>([
  ["one", { document_result: one }, {}, "/extract_result/document_result", "per_doc"],
  ["pages", { page_results: pages }, {}, "/extract_result/page_results/0", "per_page"],
  ["rows", { table_results: pages }, {}, "/extract_result/table_results/0", "per_table_row"],
  ["one beside nulls", { document_result: one, page_results: null }, {}, "/extract_result/document_result", "per_doc"],
  ["a field beside another one", { document_result: one, total: 1 }, {}, "/extract_result", "per_doc"],
  ["two of them", { document_result: one, page_results: pages }, {}, "/extract_result", "per_doc"],
  [
    "a field of the schema",
    { document_result: one },
    { data_schema: { properties: { document_result: {} } } },
    "/extract_result",
    "per_doc",
  ],
  ["a list in a result for the document", { page_results: pages }, { extraction_target: "per_doc" }, "/extract_result", "per_doc"],
  ["no object", { document_result: 1 }, {}, "/extract_result", "per_doc"],
  ["no list", { page_results: one }, {}, "/extract_result", "per_doc"],
])("a result is taken out of the object around it only where it is one: %s", (_, result, configuration, pointer, target) => {
  const job = readExtractJob(extractJob(result, null, { configuration, extract_metadata: null }));
  expect([job.entries[0]?.pointer, job.target]).toEqual([pointer, target]);
});

test.each([{ document_metadata: { document_result: leaf }, page_metadata: null }, { document_result: leaf }])(
  "a field that the metadata knows is no object around the result: %j",
  (field_metadata) => {
    const job = readExtractJob(extractJob({ document_result: one }, null, { extract_metadata: { field_metadata } }));
    expect(job.entries).toMatchObject([{ pointer: "/extract_result", metadata: { document_result: leaf } }]);
  },
);

test.each<[string, Wire, Wire, string]>([
  ["source", { file_input: "dfl-1", document_input_value: "dfl-2" }, { source: { id: "dfl-1" } }, "/document_input_value"],
  [
    "version",
    { configuration: { version: "2", extract_version: "1" } },
    { configuration: { version: "2" } },
    "/configuration/extract_version",
  ],
])("two spellings of the %s that differ are a warning", (_, extra, found, pointer) => {
  const { warnings, ...job } = readExtractJob(extractJob({ a: 1 }, { a: leaf }, extra));
  expect(job).toMatchObject(found);
  expect(warnings).toMatchObject([{ code: "field-conflict", pointer }]);
});

test("settings are read in either case", () => {
  const configuration = { extraction_target: "PER_TABLE_ROW", tier: "AGENTIC", parse_tier: "Fast" };
  expect(readExtractJob(extractJob([one], null, { configuration, status: "completed" }))).toMatchObject({
    status: "COMPLETED",
    wireStatus: "completed",
    target: "per_table_row",
    configuration: { target: "per_table_row", tier: "agentic", parseTier: "fast" },
  });
});

test("unknown fields warn and are kept where they stood; null ones are none", () => {
  const job = extractJob(
    { a: 1 },
    { a: leaf },
    {
      new_root: 1,
      gone: null,
      configuration: { new_setting: [2], gone: null },
      metadata: { usage: { num_new: 3 }, stage: "x" },
      usage: { new_credits: 4 },
      extract_metadata: { field_metadata: { document_metadata: { a: leaf } }, new_metadata: 5 },
    },
  );
  const { raw, warnings } = readExtractJob(deepFreeze(job));
  expect(raw).toEqual({
    new_root: 1,
    configuration: { new_setting: [2] },
    metadata: { usage: { num_new: 3 }, stage: "x" },
    usage: { new_credits: 4 },
    extract_metadata: { new_metadata: 5 },
  });
  expect(new Set(codes(warnings))).toEqual(new Set(["field-unknown"]));
  expect(warnings.map(({ pointer }) => pointer).sort()).toEqual([
    ...["/configuration/new_setting", "/extract_metadata/new_metadata", "/metadata/stage", "/metadata/usage/num_new"],
    ...["/new_root", "/usage/new_credits"],
  ]);
});

test("an unknown field named __proto__ is kept as any other, in jobs of both APIs", () => {
  for (const job of [extractJob({ a: 1 }, { a: leaf }), v1({ a: 1 }, { a: leaf }, { run_id: "r", extraction_agent_id: "a" })]) {
    const poisoned = JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(job).slice(1)}`);
    const { raw = {} } = readExtractJob(poisoned);
    expect(Object.entries(raw)).toContainEqual(["__proto__", { polluted: 1 }]);
    expect(Object.getPrototypeOf(raw)).toBe(Object.prototype);
  }
  expect(({} as Wire).polluted).toBeUndefined();
});

test.each([
  ["/file_input", { file_input: 7 }],
  ["/configuration/max_pages", { configuration: { max_pages: -1 } }],
  ["/configuration/sheet_names/0", { configuration: { sheet_names: [1] } }],
  ["/usage/credits", { usage: { credits: "5" } }],
  ["/metadata/usage", { metadata: { usage: [] } }],
])("a wrong %s costs only itself", (pointer, extra) => {
  const { entries, warnings } = readExtractJob(extractJob({ a: 1 }, { a: leaf }, extra));
  expect([entries.length, warnings.map((warning) => [warning.code, warning.pointer])]).toEqual([1, [["field-invalid", pointer]]]);
});

test.each([
  ["/data", { data: "text", extraction_metadata: {}, run_id: "r" }],
  ["/status", { data: {}, extraction_metadata: {}, status: 5 }],
])("a v1 payload with a broken %s is none", (pointer, input) => {
  expect(safeReadExtractJob(input)).toMatchObject({ error: { code: "payload-invalid", issues: [{ pointer }] } });
});

test.each<[string, unknown, string, string]>([
  ["a page of a list", fixture("v2-list"), "one by one, beginning with /items/0", "/items/0"],
  ["an empty page", { items: [], next_page_token: null }, "one by one", ""],
  ["a v1 page", { items: [fixture("v1-run")], total: 1, skip: 0, limit: 10 }, "beginning with /items/0", "/items/0"],
  ["a list of jobs", [extractJob({}), extractJob({})], "beginning with /0", "/0"],
  ["a list of v1 runs", [fixture("v1-run")], "beginning with /0", "/0"],
  ["a v1 job", fixture("v1-job"), "GET /api/v1/extraction/jobs/{job_id}/result", ""],
  ["metadata alone", { field_metadata: {} }, "without values", ""],
  ["a batch", { id: "bjb-1", job_type: "extract", total_items: 1, status: "pending" }, "readBatch", ""],
])("readExtractJob() refuses %s, and says what to do", (_, input, advice, pointer) => {
  const read = safeReadExtractJob(input);
  expect(read).toMatchObject({ error: { code: "payload-wrong-kind", issues: [{ pointer }] } });
  if (!read.success) expect(read.error.message).toContain(advice);
});

test("v1 data is checked for its depth, and 200,000 results are read in one go", () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = { deep };
  expect(safeReadExtractJob(v1({ deep }, {}))).toMatchObject({ error: { code: "payload-too-deep" } });
  expect(safeReadExtractJob(v1({}, { deep }))).toMatchObject({ error: { code: "payload-too-deep" } });
  const many = new Array(200_000).fill({ a: 1 });
  expect(readExtractJob(v1(many, many)).entries.length).toBe(200_000);
});

const records = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { noNullPrototype: true });

test("the same data and metadata give the same entries in v1 and v2, but for where they stand", () => {
  fc.assert(
    fc.property(records, records, (data, metadata) => {
      const fields = { ...metadata, flat: leaf };
      const [old] = readExtractJob(v1(data, fields, { run_id: "r" })).entries;
      const [current] = readExtractJob(extractJob(data, null, { extract_metadata: { field_metadata: fields } })).entries;
      expect([old?.data, old?.metadata]).toEqual([current?.data, current?.metadata]);
    }),
  );
});
