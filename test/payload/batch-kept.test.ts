import { expect, test } from "vitest";
import { readBatch } from "../../src/payload/batch.ts";
import { codes, deepFreeze, type Wire } from "../build.ts";

const newer = (results: unknown, extra: Wire = {}): Wire => ({
  ...{ id: "bat-1", source_directory_id: "d", status: "COMPLETED" },
  ...{ config: { job: { type: "parse_v2", configuration_id: "c" } }, results, ...extra },
});
const older = (extra: Wire = {}): Wire => ({ id: "bjb-1", job_type: "parse", status: "completed", total_items: 0, ...extra });
const item = (extra: Wire): Wire => ({ item_id: "a", status: "completed", ...extra });

test.each<[unknown, string, string, string | undefined]>([
  [{ id: 5, type: "parse_v2" }, "COMPLETED", "done", "parse"],
  ["j", "COMPLETED", "done", undefined],
  [{ id: 5, type: 5 }, "RUNNING", "pending", undefined],
  [{ id: 5 }, "odd", "pending", undefined],
  [{ id: "j", type: 5 }, "COMPLETED", "done", undefined],
])("a broken job %j in a batch that is %s does not make the file fail: it is %s", (job_reference, status, read, jobType) => {
  const { files, warnings } = readBatch(newer([{ source_directory_file_id: "a", job_reference }], { status }));
  expect(files?.map((file) => [file.status, file.jobType])).toEqual([[read, jobType]]);
  expect(codes(warnings)).toContain("field-invalid");
});

test.each([{ job_reference: null, error_message: "no" }, { error_message: "no" }, { job_reference: { id: null } }])(
  "a file that the service gave no job, or an error, has failed: %j",
  (result) => {
    expect(readBatch(newer([result]))).toMatchObject({ files: [{ status: "failed" }], warnings: [] });
  },
);

test("every field of an item, an output and a batch has its place", () => {
  const about = { effective_at: "e", job_record_id: "r", started_at: "s", completed_at: "c" };
  const found = { effectiveAt: "e", jobRecordId: "r", startedAt: "s", completedAt: "c" };
  const output = { item_id: "b", output_metadata: { pages: 3 } };
  const read = readBatch([
    older({ ...about, workflow_id: "w", organization_id: "o", user_id: "u", error_message: "no", message: "odd" }),
    item({ ...about, error_message: "no", skip_reason: "known", processing_results: [output, { item_id: "a", output_metadata: {} }] }),
  ]);
  expect(read).toMatchObject({
    ...{ ...found, workflowId: "w", organizationId: "o", userId: "u", serviceMessage: "no", raw: { message: "odd" } },
    files: [{ ...found, reason: "no", skipReason: "known" }],
    warnings: [],
  });
  expect(read.files?.[0]?.outputs).toEqual([
    { pointer: "/1/processing_results/0", itemId: "b", metadata: { pages: 3 } },
    { pointer: "/1/processing_results/1" },
  ]);
});

test("unknown fields are kept raw where they stood, each with a warning", () => {
  const config = { m1: 1, job: { type: "parse_v2", configuration_id: "c", m2: [2] } };
  const job_reference = { id: "j", type: "parse_v2", m3: { m: 3 } };
  const batch = readBatch(deepFreeze(newer([{ source_directory_file_id: "a", job_reference, m4: 4 }], { config, m5: 5, job_id: "x" })));
  expect(batch.raw).toEqual({ m5: 5, job_id: "x", config: { m1: 1, job: { m2: [2] } } });
  expect(batch.files).toMatchObject([{ jobId: "j", raw: { m4: 4, job_reference: { m3: { m: 3 } } } }]);
  expect(batch.warnings.map(({ code, pointer }) => [code, pointer]).sort()).toEqual(
    ["/config/job/m2", "/config/m1", "/job_id", "/m5", "/results/0/job_reference/m3", "/results/0/m4"].map((at) => ["field-unknown", at]),
  );
  const told = readBatch([
    { job: older({ m6: 6 }), progress_percentage: 5, m7: 7 },
    older({ m6: 6, m8: 8 }),
    item({ m9: 9 }),
    item({ m10: 10 }),
  ]);
  expect([told.raw, told.files?.[0]?.raw]).toEqual([
    { m6: 6, m7: 7, m8: 8 },
    { m9: 9, m10: 10 },
  ]);
  expect(readBatch(item({ processing_results: [{ m11: 11 }] })).files?.[0]?.outputs).toMatchObject([{ raw: { m11: 11 } }]);
});

test("a wrong field of the configuration costs only itself", () => {
  const { jobType, configurationId, warnings } = readBatch(newer([], { config: { job: { type: 5, configuration_id: "c" } } }));
  expect([jobType, configurationId]).toEqual([undefined, "c"]);
  expect(warnings).toMatchObject([{ code: "field-invalid", pointer: "/config/job/type" }]);
});

test("two directories that differ are a warning", () => {
  expect(readBatch(newer([], { directory_id: "e" }))).toMatchObject({
    directoryId: "d",
    warnings: [{ code: "field-conflict", pointer: "/directory_id" }],
  });
});

test("settings and what is named like a secret are kept nowhere, at any depth", () => {
  const secret = {
    webhook_url: "CANARY",
    headers: "CANARY",
    deep: [{ apiKey: "CANARY", job_config: "CANARY", auth_token: "CANARY", kept: 1 }],
  };
  let deep: unknown = "CANARY";
  for (let level = 0; level < 100_000; level++) deep = { deep };
  const link = "see https://h.example/a?sig=CANARY";
  const settings = { job_config: secret, webhook_configurations: [secret], webhook_configuration_ids: ["CANARY"] };
  const input = [
    newer([], { ...settings, config: { job: { novel: secret, webhook_secret: "CANARY" } }, novel: [deep, link] }),
    item({ ...settings, novel: secret, processing_results: [{ ...settings, output_metadata: secret, novel: secret }] }),
  ];
  const batch = readBatch(input);
  expect(JSON.stringify(batch)).not.toContain("CANARY");
  expect(batch.raw).toMatchObject({ config: { job: { novel: { deep: [{ kept: 1 }] } } }, novel: [{}, "see https://h.example/a"] });
  expect(batch.files?.[0]?.raw).toEqual({ novel: { deep: [{ kept: 1 }] } });
});

test("an unknown field named __proto__ is kept as any other", () => {
  const { files, raw } = readBatch(
    JSON.parse(
      '[{"id":"b","job_type":"x","status":"s","total_items":1,"__proto__":{"p":1}},{"item_id":"a","status":"failed","__proto__":{"p":1}}]',
    ),
  );
  for (const kept of [raw, files?.[0]?.raw]) expect(Object.entries(kept ?? {})).toEqual([["__proto__", { p: 1 }]]);
  expect(({} as Wire).p).toBeUndefined();
});
