import { expect, test } from "vitest";
import { inspect } from "../../../src/cli/commands/inspect.ts";
import { cli, temporaryFolder, written } from "../run.ts";

const at = (name: string): string => new URL(`../../../fixtures/formats/${name}`, import.meta.url).pathname;
const said = async (...names: readonly string[]): Promise<string> => String((await inspect(names.map(at), { below: 0.7 })).stdout);
const report = async (...names: readonly string[]): Promise<object> => (await inspect(names.map(at), { below: 0.7, json: true })).report;

test("inspect tells of a batch what became of each file, and why", async () => {
  const text = await said("batch.newer.json");
  expect(text).toContain(
    "Batch bat-reports\n  status    COMPLETED\n  job type  parse\n  files     3: 1 failed, 2 done, results not at hand\n",
  );
  expect(text).toMatch(/“dfl-report-2025”: the batch gives no job for it: Unsupported file type/);
});

test("inspect says of a batch that failed why, and once that it lists no file", async () => {
  const job = { type: "parse_v2", configuration_id: "c" };
  const failed = { id: "bat-1", config: { job }, source_directory_id: "d", project_id: "p", status: "FAILED", error_message: "quota" };
  const path = written(temporaryFolder(), "failed.json", failed);
  const { code, stdout } = await cli(["inspect", path, "--fail-on", "error"]);
  expect(stdout).toContain("Batch bat-1\n  status    FAILED: “quota”\n  job type  parse\n  files     not listed\n");
  expect(stdout).toContain("The batch is FAILED, not COMPLETED: the service says “quota” [batch-failed]");
  expect(stdout.split("[section-missing]")).toHaveLength(2);
  expect(stdout).not.toMatch(/once it is COMPLETED/);
  expect(code).not.toBe(0);
});

test("inspect joins a batch to the results given beside it", async () => {
  const found = await report("batch.beta-items.json", "extract.v2-older.json", "extract.v1-run.json");
  expect(found).toMatchObject({
    kind: "batch",
    states: { done: 1, failed: 1, skipped: 1, missing: 1 },
    unmatched: 1,
    counts: { error: 1, warning: 2, info: 1 },
  });
});

test("inspect counts a result that no file of the batch names", async () => {
  expect(await said("batch.newer.json", "parse.v1.json")).toContain("1 of the results at hand are of no file of the batch");
});

test("inspect says how much a sidecar places", async () => {
  expect(await said("grounded.jsonl")).toContain("pages     1\n  places    2 lines, 5 words, 2 table cells\n");
});

test("inspect takes several files as the parts of one result", async () => {
  const found = await report("parse.section.json", "parse.section.json");
  expect(found).toMatchObject({ kind: "parse-result", pages: { count: 2, failed: [{ pageNumber: 2 }] } });
});

test.each(["parse.v1.json", "parse.pages.ndjson", "parse.parts.json"])("inspect reads %s", async (name) => {
  expect(await said(name)).toMatch(/^Parse result.*\n(?: {2}status.*\n)? {2}pages {5}\d/);
});

test("inspect takes one extract job at a time", async () => {
  await expect(said("extract.v2-older.json", "extract.v2-newest.json")).rejects.toThrow(/one at a time/);
});
