import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { JobNotCompletedError, PayloadError } from "../../src/errors.ts";
import { batchManifest, type GivenResult, type JobResult } from "../../src/payload/batch/manifest.ts";
import { readBatch } from "../../src/payload/batch.ts";
import { type ExtractJob, readExtractJob } from "../../src/payload/extract.ts";
import { type ParseResult, readParseResult } from "../../src/payload/parse.ts";
import { codes, extractJob, failedPage, page, parseResult, text, type Wire } from "../build.ts";

const fixture = (name: string): Wire => JSON.parse(readFileSync(new URL(`../../fixtures/formats/${name}.json`, import.meta.url), "utf8"));
const item = (item_id: string, job_id?: string | null, status = "completed", extra: Wire = {}): Wire => ({
  item_id,
  job_id,
  status,
  ...extra,
});
const batch = (...items: readonly Wire[]) => readBatch([...items]);
const extracted = (id: string, extra: Wire = {}): ExtractJob =>
  readExtractJob(extractJob({ a: 1 }, { a: {} }, { id, ...extra }), { allowUnfinished: true });
const parsed = (id: string, ...pages: readonly Wire[]): ParseResult =>
  readParseResult({ ...parseResult(...pages), job: { id, status: "COMPLETED" } });
const unread = new PayloadError("payload-invalid", "Cannot read the extract job: /id is missing");
const unfinished = (status: string, said?: string): PayloadError =>
  new JobNotCompletedError("Cannot read the result", "/status", status, said);

test("batchManifest() gives every file its result, or the reason why there is none", () => {
  const read = readBatch(fixture("batch.newer"));
  const result = parsed("pjb-report-2023", page(text("a")), failedPage());
  const other = parsed("pjb-of-another-batch", page(text("a")));
  const { entries, counts, unmatched, batchId, batchStatus, batchMessage, warnings } = batchManifest(read, [other, result]);
  expect(entries).toEqual([
    {
      pointer: "/results/0",
      fileId: "dfl-report-2023",
      jobId: "pjb-report-2023",
      state: "done",
      reason: "done, 1 of 2 pages failed",
      result,
    },
    {
      pointer: "/results/1",
      fileId: "dfl-report-2024",
      jobId: "pjb-report-2024",
      state: "missing",
      reason: "the result of job pjb-report-2024 is not at hand",
    },
    {
      pointer: "/results/2",
      fileId: "dfl-report-2025",
      state: "failed",
      reason: "the batch gives no job for it: Unsupported file type: .pages (see https://files.example/report)",
    },
  ]);
  expect(entries[0]?.result).toBe(result);
  expect(counts).toEqual({ done: 1, failed: 1, skipped: 0, cancelled: 0, pending: 0, missing: 1 });
  expect([batchStatus, batchMessage]).toEqual(["COMPLETED", undefined]);
  expect([unmatched, batchId, warnings]).toEqual([[other], "bat-reports", []]);
});

test("batchManifest() matches the jobs of an older batch, and a v1 run by the job it is of", () => {
  const read = readBatch([fixture("batch.beta-job"), fixture("batch.beta-items")]);
  const { entries } = batchManifest(read, [readExtractJob(fixture("extract.v2-older"))]);
  expect(entries.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    "invoice LO-2291.pdf: done",
    "invoice LO-2292.pdf: missing",
    "invoice LO-2293.pdf: failed",
    "invoice LO-2290.pdf: skipped",
  ]);
  const run = readExtractJob(fixture("extract.v1-run"));
  expect(batchManifest(batch(item("a", "0f6c1f3e-job")), [run])).toMatchObject({
    entries: [{ state: "done", result: run }],
    unmatched: [],
  });
  const both = batchManifest(batch(item("a", run.jobId), item("b", run.id)), [run]);
  expect(both.entries.map(({ state }) => state)).toEqual(["done", "missing"]);
});

test.each<[string, Wire, JobResult | undefined, string, string]>([
  ["is done", item("a", "j"), extracted("j"), "done", "done"],
  [
    "is done in part",
    item("a", "j"),
    extracted("j", { status: "PARTIAL_SUCCESS", error_message: "no page 2" }),
    "done",
    "done, the job is only a partial success: no page 2",
  ],
  ["was read before it was done", item("a", "j"), extracted("j", { status: "RUNNING" }), "pending", "the job is RUNNING"],
  [
    "was read though it failed",
    item("a", "j"),
    extracted("j", { status: "FAILED", error_message: "no" }),
    "failed",
    "the job is FAILED: no",
  ],
  ["failed", item("a", "j"), unfinished("FAILED", "out of credits"), "failed", "the job is FAILED: out of credits"],
  ["was cancelled", item("a", "j"), unfinished("CANCELLED"), "cancelled", "the job is CANCELLED"],
  ["still runs", item("a", "j"), unfinished("THROTTLED"), "pending", "the job is THROTTLED"],
  ["cannot be read", item("a", "j"), unread, "failed", `the result could not be read: ${unread.message}`],
  [
    "is done, though the batch says otherwise",
    item("a", "j", "failed", { error_message: "odd" }),
    extracted("j"),
    "done",
    "done, though the batch says that it is failed: odd",
  ],
  ["is not at hand", item("a", "j"), undefined, "missing", "the result of job j is not at hand"],
  ["is not named", item("a"), undefined, "missing", "the batch is done with it, but names no job"],
  ["failed, says the batch", item("a", "j", "failed"), undefined, "failed", "the batch says that it failed"],
  ["was skipped", item("a", null, "skipped", { skip_reason: "too large" }), undefined, "skipped", "the batch skipped it: too large"],
  [
    "was cancelled with the batch",
    item("a", "j", "cancelled"),
    undefined,
    "cancelled",
    "the batch was cancelled before it was done with it",
  ],
  ["is not done with", item("a", "j", "processing"), undefined, "pending", "the batch is not done with it"],
])("a file whose job %s says so", (_, file, result, state, reason) => {
  const given: GivenResult[] = result === undefined ? [] : [{ jobId: "j", result }];
  const manifest = batchManifest(batch(file), given);
  expect(manifest).toMatchObject({ entries: [{ state, reason }], unmatched: [], warnings: [] });
  const [entry] = manifest.entries;
  expect(entry?.result ?? entry?.error).toBe(result);
});

test("the id that is given beside a result is the one that counts", () => {
  const result = extracted("other");
  expect(batchManifest(batch(item("a", "j")), [{ jobId: "j", result }])).toMatchObject({ entries: [{ state: "done", result }] });
});

test("of two results of one job the one that could be read is taken, and none where both could", () => {
  const [one, other, error] = [extracted("j"), extracted("j"), { jobId: "j", result: unread }];
  expect(batchManifest(batch(item("a", "j")), [error, one])).toMatchObject({
    entries: [{ state: "done", result: one }],
    unmatched: [error],
  });
  const both = batchManifest(batch(item("a", "j")), [one, other]);
  expect(both).toMatchObject({ entries: [{ state: "missing", reason: "2 results at hand are of job j: give one of them" }] });
  expect(both.unmatched).toEqual([one, other]);
  expect(codes(both.warnings)).toEqual(["job-duplicate"]);
});

test("a job that two files name is the first one's", () => {
  const { entries, warnings } = batchManifest(batch(item("a", "j"), item("b", "j")), [extracted("j")]);
  expect(entries).toMatchObject([{ state: "done" }, { state: "missing", reason: "the result of job j is that of the file at /0" }]);
  expect(warnings).toMatchObject([{ code: "job-duplicate", pointer: "/1" }]);
});

test("a batch that does not list its files matches nothing, and says so", () => {
  const given = [extracted("j")];
  const manifest = batchManifest(readBatch(fixture("batch.beta-job")), given);
  expect(manifest).toMatchObject({ entries: [], unmatched: given, warnings: [{ code: "section-missing" }] });
});

test("a result without the id of its job is in no entry", () => {
  const given = readExtractJob({ data: { a: 1 }, extraction_metadata: null });
  expect(batchManifest(batch(item("a", "j"), item("b")), [given]).unmatched).toEqual([given]);
});

test("20,000 files and as many results are matched in one go", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => index);
  const { counts } = batchManifest(
    batch(...many.map((index) => item(`f${index}`, `j${index}`))),
    many.map((index) => ({ jobId: `j${index % 10_000}`, result: unread })),
  );
  expect([counts.failed, counts.missing]).toEqual([0, 20_000]);
});

const names = fc.constantFrom("a", "b", "c", "d", "__proto__", "toString");
const statuses = fc.constantFrom("completed", "failed", "skipped", "cancelled", "pending");
const files = fc.array(
  fc.tuple(names, fc.option(names), statuses).map(([id, job, status]) => item(id, job, status)),
  { minLength: 1 },
);
const givens: fc.Arbitrary<GivenResult[]> = fc.array(
  names.chain((jobId) =>
    fc
      .constantFrom<() => GivenResult>(
        () => extracted(jobId),
        () => parsed(jobId, page(text("a"))),
        () => ({ jobId, result: unread }),
        () => ({ jobId, result: unfinished("FAILED") }),
        () => ({ jobId, result: extracted("other") }),
      )
      .map((make) => make()),
  ),
  { maxLength: 8 },
);
const of = (given: GivenResult): JobResult => ("result" in given ? given.result : given);

test("manifest: each file once and in order, each result in one entry or left over, and all counted", () => {
  fc.assert(
    fc.property(files, givens, (items, results) => {
      const read = batch(...items);
      const { entries, unmatched, counts } = batchManifest(read, results);
      expect(entries.map(({ pointer }) => pointer)).toEqual(read.files?.map(({ pointer }) => pointer));
      const held = entries.map((entry) => entry.result ?? entry.error).filter((result) => result !== undefined);
      expect(held.length + unmatched.length).toBe(results.length);
      const count = (list: readonly JobResult[], result: JobResult): number => list.filter((one) => one === result).length;
      for (const result of new Set(results.map(of)))
        expect(count(held, result) + count(unmatched.map(of), result)).toBe(count(results.map(of), result));
      expect(Object.values(counts).reduce((sum, number) => sum + number, 0)).toBe(entries.length);
      for (const { reason } of entries) expect(reason).not.toBe("");
    }),
  );
});

test("manifest: the order of the results changes nothing but the order of those left over", () => {
  const shuffled = givens.chain((results) => fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })));
  fc.assert(
    fc.property(files, shuffled, (items, [results, other]) => {
      const [one, two] = [results, other].map((list) => batchManifest(batch(...items), list)) as [
        ReturnType<typeof batchManifest>,
        ReturnType<typeof batchManifest>,
      ];
      expect({ ...two, unmatched: [] }).toEqual({ ...one, unmatched: [] });
      for (const [index, entry] of one.entries.entries()) expect(two.entries[index]?.result).toBe(entry.result);
      expect(new Set(two.unmatched)).toEqual(new Set(one.unmatched));
    }),
  );
});
