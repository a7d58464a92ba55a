import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readBatch, safeReadBatch } from "../../src/payload/batch.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { codes, deepFreeze, extractJob, parseResult, type Wire } from "../build.ts";

const fixture = (name: string): Wire =>
  JSON.parse(readFileSync(new URL(`../../fixtures/formats/batch.${name}.json`, import.meta.url), "utf8"));
const [job, newer] = [fixture("beta-job"), fixture("newer")];
const item = (item_id: string, extra: Wire = {}): Wire => ({ item_id, item_name: `${item_id}.pdf`, status: "completed", ...extra });
const newerBatch = (results: unknown, extra: Wire = {}): Wire => ({ ...newer, results, ...extra });

test.each<[string, unknown, string]>([
  ["a parse result", parseResult(), "readParseResult"],
  ["an extract job", extractJob({}), "readExtractJob"],
  ["a page of batches", { items: [newer], next_page_token: null }, "one by one, beginning with /items/0"],
  ["an empty page", { items: [], total_size: 0 }, "one by one"],
  ["an empty list", [], "an empty list"],
  ["a list that holds something else", [job, extractJob({})], "at /1. It is an extract job"],
  ["a list of nulls", [item("a"), null], "at /1"],
  ["lists in lists in lists", [item("a"), [[item("b")]]], "at /1/0"],
  [
    "a page in a page in a page",
    { items: [{ item_id: "a", items: [{ items: [], total_size: 0 }], total_size: 1 }], total: 1 },
    "at /items/0/items/0",
  ],
  ["null", null, "it is null"],
])("readBatch() refuses %s, and says what it is", (_, input, advice) => {
  const read = safeReadBatch(input);
  expect(read).toMatchObject({ error: { code: "payload-wrong-kind" } });
  if (!read.success) expect(read.error.message).toContain(advice);
});

test.each<[unknown, string[]]>([
  [{ id: 1, job_type: "parse", total_items: 1 }, ["/id", "/status"]],
  [{ job: null, progress_percentage: 5 }, ["/job"]],
  [
    [
      { job_id: 5, processed_items: 1, status: "x" },
      { ...job, status: null },
    ],
    ["/0/job_id", "/1/status"],
  ],
])("a broken frame throws with all pointers: %j", (input, pointers) => {
  const read = safeReadBatch(input);
  expect(read).toMatchObject({ error: { code: "payload-invalid" } });
  if (!read.success) expect(read.error.issues.map((issue) => issue.pointer)).toEqual(pointers);
});

test.each<[string, unknown, string, number]>([
  ["the results", newerBatch("none"), "/results", 0],
  ["one result", newerBatch(["x", { source_directory_file_id: "a" }]), "/results/0", 1],
  ["a job", newerBatch([{ source_directory_file_id: "a", job_reference: "j" }]), "/results/0/job_reference", 1],
  ["a file id", newerBatch([{ source_directory_file_id: 5 }]), "/results/0/source_directory_file_id", 1],
  ["an item id", item("a", { item_id: 5 }), "/item_id", 1],
  ["a status", item("a", { status: 5 }), "/status", 1],
  ["an output", item("a", { processing_results: [5] }), "/processing_results/0", 1],
  ["a count", [{ ...job, total_items: -1 }, item("a")], "/0/total_items", 1],
  ["a configuration", newerBatch([], { config: 5 }), "/config", 0],
])("a wrong type in %s costs only that", (_, input, pointer, count) => {
  const { files, warnings } = readBatch(input);
  expect(files?.length ?? 0).toBe(count);
  expect(warnings.map((warning) => [warning.code, warning.pointer])).toContainEqual(["field-invalid", pointer]);
});

test("unknown fields warn, and neither they nor settings are in the shape or a message", () => {
  const secret = { webhook_headers: { Authorization: "CANARY" }, webhook_url: "https://h.example/?token=CANARY" };
  const input = [
    {
      ...job,
      total_items: 1,
      job_config: secret,
      webhook_configurations: [secret],
      "https://h.example/?sig=KEY": 1,
      error_message: "see https://h.example/?sig=CANARY",
    },
    item("a", {
      novel: secret,
      error_message: "https://h.example/a?sig=CANARY",
      processing_results: [{ job_config: secret, output_s3_path: "https://h.example/o?sig=CANARY", output_metadata: secret }],
    }),
  ];
  const batch = readBatch(input);
  expect(JSON.stringify(batch)).not.toContain("CANARY");
  for (const { message } of batch.warnings) expect(message).not.toContain("KEY");
  expect(batch.warnings.map((warning) => [warning.code, warning.pointer])).toEqual([
    ["field-unknown", "/0/https:~1~1h.example~1?sig=KEY"],
    ["field-unknown", "/1/novel"],
  ]);
});

test("fields named __proto__ reach no prototype, and ids named so are ids", () => {
  const input = JSON.parse(
    '[{"item_id":"__proto__","status":"completed","__proto__":{"polluted":1}},{"item_id":"constructor","status":"failed"}]',
  );
  const { files, warnings } = readBatch(input);
  expect(files).toMatchObject([
    { fileId: "__proto__", status: "done" },
    { fileId: "constructor", status: "failed" },
  ]);
  expect(codes(warnings)).toEqual(["field-unknown"]);
  expect(({} as Wire).polluted).toBeUndefined();
});

test("100,000 files, outputs and unknown fields are read in one go", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => item(`${index % 50_000}`, { job_id: `j${index}` }));
  const { files, warnings } = readBatch(many);
  expect([files?.length, warnings.length]).toEqual([50_000, 1001]);
  const processing_results = many.map((_, index) => ({ result_id: `${index}` }));
  expect(readBatch(item("a", { processing_results })).files?.[0]?.outputs?.length).toBe(100_000);
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level++) deep = { items: [deep], total: 1 };
  expect(safeReadBatch(deep)).toMatchObject({ error: { code: "payload-wrong-kind" } });
});

const ids = fc.constantFrom("a", "b", "__proto__", "\ud800", "");
const told = fc.record(
  {
    item_id: ids,
    item_name: ids,
    status: fc.constantFrom("completed", "failed", "pending", "odd"),
    job_id: ids,
    processing_results: fc.jsonValue(),
  },
  { requiredKeys: ["item_id"] },
);

test("batch: every file is there once, in the order in which it is named, and its pointer leads to it", () => {
  fc.assert(
    fc.property(fc.array(told, { minLength: 1 }), (list) => {
      const { files = [] } = readBatch(deepFreeze(list));
      expect(files.map((file) => file.fileId)).toEqual([...new Set(list.map(({ item_id }) => item_id))]);
      for (const { pointer, fileId } of files) expect(resolvePointer(list, `${pointer}/item_id`)).toBe(fileId);
    }),
  );
});

test("batch: whatever comes in, there is a batch or a PayloadError, the same one its twin throws", () => {
  const noise = fc.oneof(
    fc.jsonValue(),
    fc.anything(),
    fc.array(fc.oneof(told, fc.jsonValue())),
    fc.jsonValue().map((results) => newerBatch(results)),
    fc.dictionary(fc.constantFrom(...Object.keys(job), "job", "progress_percentage"), fc.jsonValue()),
  );
  fc.assert(
    fc.property(noise, (input) => {
      const read = safeReadBatch(input);
      if (read.success) expect(readBatch(input)).toEqual(read.data);
      else expect(() => readBatch(input)).toThrow(read.error);
    }),
  );
});
