import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Batch, readBatch, safeReadBatch } from "../../src/payload/batch.ts";
import { codes, deepFreeze, type Wire } from "../build.ts";

const fixture = (name: string): Wire =>
  JSON.parse(readFileSync(new URL(`../../fixtures/formats/batch.${name}.json`, import.meta.url), "utf8"));
const [job, status, cancel, items, outputs] = ["job", "status", "cancel", "items", "processing-results"].map((name) =>
  fixture(`beta-${name}`),
) as [Wire, Wire, Wire, Wire, Wire];
const newer = fixture("newer");
const item = (item_id: string, extra: Wire = {}): Wire => ({ item_id, item_name: `${item_id}.pdf`, status: "completed", ...extra });
const newerBatch = (results: unknown, extra: Wire = {}): Wire => ({ ...newer, results, ...extra });

test("a newer batch lists its files, each with its job or the reason why it has none", () => {
  expect(readBatch(deepFreeze(newer))).toEqual({
    id: "bat-reports",
    status: "COMPLETED",
    jobType: "parse",
    directoryId: "dir-reports",
    projectId: "prj-optics",
    configurationId: "cfg-PARSE_AGENTIC",
    createdAt: "2026-09-01T08:00:00Z",
    updatedAt: "2026-09-01T08:04:10Z",
    counts: {},
    files: [
      { pointer: "/results/0", fileId: "dfl-report-2023", status: "done", jobId: "pjb-report-2023", jobType: "parse" },
      { pointer: "/results/1", fileId: "dfl-report-2024", status: "done", jobId: "pjb-report-2024", jobType: "parse" },
      {
        pointer: "/results/2",
        fileId: "dfl-report-2025",
        status: "failed",
        reason: "Unsupported file type: .pages (see https://files.example/report)",
      },
    ],
    warnings: [],
  });
});

const worked = (id: string): Wire => ({
  startedAt: "2026-02-03T10:00:02Z",
  completedAt: "2026-02-03T10:04:00Z",
  effectiveAt: "2026-02-03T10:04:00Z",
  jobRecordId: `rec-${id}`,
});

test("the parts of an older batch become the same shape", () => {
  expect(readBatch(deepFreeze([job, items, outputs]))).toEqual({
    id: "bjb-invoices",
    status: "COMPLETED",
    wireStatus: "completed",
    jobType: "extract",
    directoryId: "dir-invoices",
    projectId: "prj-optics",
    createdAt: "2026-02-03T10:00:00Z",
    startedAt: "2026-02-03T10:00:02Z",
    completedAt: "2026-02-03T10:05:00Z",
    updatedAt: "2026-02-03T10:05:00Z",
    effectiveAt: "2026-02-03T10:05:00Z",
    jobRecordId: "rec-1",
    workflowId: "wf-1",
    counts: { total: 4, processed: 2, failed: 1, skipped: 1 },
    files: [
      {
        pointer: "/1/items/0",
        fileId: "dfl-2291",
        name: "invoice LO-2291.pdf",
        status: "done",
        jobId: "ext-larkspur-older",
        ...worked("dfl-2291"),
        outputs: [
          {
            pointer: "/2/processing_results/0",
            jobType: "extract",
            path: "s3://optics-output/dfl-2291/result.json",
            parametersHash: "9f2c",
            processedAt: "2026-02-03T10:03:58Z",
            resultId: "res-2291",
          },
        ],
      },
      {
        pointer: "/1/items/1",
        fileId: "dfl-2292",
        name: "invoice LO-2292.pdf",
        status: "done",
        jobId: "ext-larkspur-2292",
        ...worked("dfl-2292"),
      },
      {
        pointer: "/1/items/2",
        fileId: "dfl-2293",
        name: "invoice LO-2293.pdf",
        status: "failed",
        reason: "The file is damaged",
        ...worked("dfl-2293"),
      },
      {
        pointer: "/1/items/3",
        fileId: "dfl-2290",
        name: "invoice LO-2290.pdf",
        status: "skipped",
        reason: "already_processed",
        ...worked("dfl-2290"),
      },
    ],
    warnings: [],
  });
});

test.each<[string, unknown, Partial<Batch>, string | undefined]>([
  ["a job record", job, { id: "bjb-invoices", status: "COMPLETED", jobType: "extract" }, ""],
  ["a status call", status, { status: "RUNNING", counts: { total: 4, processed: 1, failed: 0, skipped: 1, progress: 50 } }, "/job"],
  ["an answer to cancelling", cancel, { id: "bjb-invoices", status: "CANCELLED", serviceMessage: "Batch job cancelled" }, ""],
  ["a newer one that runs", fixture("newer-running"), { id: "bat-invoices", status: "RUNNING", jobType: "extract" }, "/results"],
])("without its files %s says how to get them", (_, input, found, pointer) => {
  const batch = readBatch(input);
  expect(batch).toMatchObject(found);
  expect(batch).not.toHaveProperty("files");
  expect(batch.warnings).toMatchObject([{ code: "section-missing", pointer, message: expect.stringMatching(/expand=results|\/items/) }]);
});

test.each(["FAILED", "cancelled"])("a newer batch that is %s gives no advice that cannot come true", (status) => {
  const { warnings } = readBatch({ ...newer, status, results: null, error_message: "quota" });
  expect(warnings).toMatchObject([{ code: "section-missing", pointer: "/results", message: expect.not.stringMatching(/fetch|once/) }]);
  expect(readBatch({ ...newer, results: null }).warnings[0]?.message).toMatch(/expand=results$/);
});

test.each<[string, unknown, string[]]>([
  ["one item", item("a"), [""]],
  ["a list of items", [item("a"), item("b")], ["/0", "/1"]],
  ["a page of items", { items: [item("a"), item("b")], next_page_token: null }, ["/items/0", "/items/1"]],
  [
    "two pages of items",
    [
      { items: [item("a")], next_page_token: "x" },
      { items: [item("b")], next_page_token: null },
    ],
    ["/0/items/0", "/1/items/0"],
  ],
  ["what was made of an item", outputs, [""]],
  ["a list of what was made", [outputs, { ...outputs, item_id: "b" }], ["/0", "/1"]],
  ["a list in a list", [[item("a")], item("b")], ["/0/0", "/1"]],
  [
    "an empty page beside a job",
    [
      { ...job, total_items: 0 },
      { items: [], next_page_token: null },
    ],
    [],
  ],
])("readBatch() reads %s alone, without a warning", (_, input, pointers) => {
  const { files, warnings } = readBatch(input);
  expect([files?.map((file) => file.pointer), warnings]).toEqual([pointers, []]);
});

test.each<[string, unknown]>([
  ["a page that is not the last", { items: [item("a")], next_page_token: "x" }],
  ["fewer items than there are", [{ ...job, total_items: 3 }, item("a")]],
])("%s is told, for files are missing", (_, input) => {
  expect(readBatch(input).warnings).toMatchObject([{ code: "section-missing", message: expect.stringContaining("1") }]);
});

test.each([
  ["completed", "done"],
  ["COMPLETED", "done"],
  ["processing", "pending"],
  ["pending", "pending"],
  ["failed", "failed"],
  ["Skipped", "skipped"],
  ["cancelled", "cancelled"],
])("an item that is %s is %s", (sent, read) => {
  expect(readBatch(item("a", { status: sent }))).toMatchObject({ files: [{ status: read }], warnings: [] });
});

test.each([
  ["COMPLETED", "failed"],
  ["FAILED", "failed"],
  ["CANCELLED", "cancelled"],
  ["RUNNING", "pending"],
  ["THROTTLED", "pending"],
])("a file with neither job nor error, in a newer batch that is %s, is %s", (sent, read) => {
  expect(readBatch(newerBatch([{ source_directory_file_id: "a" }], { status: sent })).files).toMatchObject([{ status: read }]);
});

test("a status that nobody has heard of is kept, with a warning", () => {
  const {
    status: kept,
    files,
    warnings,
  } = readBatch([
    { ...job, status: "napping", total_items: 2 },
    item("a", { status: "dozing" }),
    item("b", { status: "dozing", job_id: "j" }),
  ]);
  expect([kept, files?.map((file) => file.status)]).toEqual(["NAPPING", ["pending", "done"]]);
  expect(codes(warnings)).toEqual(["status-unknown", "status-unknown", "status-unknown"]);
});

test("the files of a newer batch that failed may not be trusted", () => {
  expect(readBatch(newerBatch([], { status: "FAILED" })).warnings).toMatchObject([{ code: "job-not-completed", pointer: "/status" }]);
});

test("of parts fetched one after the other the last state is read, whatever their order", () => {
  const running = item("a", { status: "processing" });
  const done = item("a", { job_id: "j" });
  for (const input of [
    [job, status, running, done],
    [done, running, status, job],
  ]) {
    const batch = readBatch(input);
    expect(batch).toMatchObject({ status: "COMPLETED", counts: { processed: 2 }, files: [{ status: "done", jobId: "j" }] });
    expect(codes(batch.warnings)).toEqual(["section-missing"]);
  }
  const [early, late] = [1, 2].map((count) => ({ ...job, status: "running", processed_items: count, updated_at: `2026-02-0${count}` }));
  expect(readBatch([early, late]).counts.processed).toBe(2);
});

test.each<[string, unknown[], string]>([
  ["two jobs for a file", [item("a", { job_id: "j" }), item("a", { job_id: "k" })], "/1"],
  ["two names of a file", [item("a"), item("a", { item_name: "b.pdf" })], "/1"],
  ["a file that failed and did not", [item("a"), item("a", { status: "failed" })], "/1"],
  ["two directories", [{ ...job, total_items: 0 }, { ...job, directory_id: "other" }, []], "/1"],
  ["two ends of a batch", [job, cancel, { items: [item("a"), item("b"), item("c"), item("d")], total_size: 4 }], "/1"],
])("parts that contradict each other are a warning: %s", (_, input, pointer) => {
  const found = readBatch(input).warnings.filter(({ code }) => code === "part-conflict");
  expect(found.at(0)).toMatchObject({ pointer, message: expect.stringContaining("/0") });
});

test("one file told twice by one payload is one file", () => {
  const result = { source_directory_file_id: "a", job_reference: { id: "j", type: "parse_v2" } };
  expect(readBatch(newerBatch([result, result]))).toMatchObject({ files: [{ fileId: "a" }], warnings: [] });
  expect(readBatch([outputs, outputs]).files?.[0]?.outputs).toMatchObject([{ pointer: "/0/processing_results/0" }]);
});

test("parts of two batches are none", () => {
  const read = safeReadBatch([job, { ...job, id: "bjb-other" }]);
  expect(read).toMatchObject({ error: { code: "payload-wrong-kind", issues: [{ pointer: "/1" }] } });
});
