import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { failedPage, footer, header, page, parseResult, table, text } from "../../build.ts";
import { cli, filesIn, job, onlyLine, report, temporaryFolder, written } from "../run.ts";

const folder = temporaryFolder();

test("inspect says what a parse result holds, on standard output", async () => {
  const { code, stdout, stderr } = await cli(["inspect", report]);
  expect(stdout.split("\n").slice(0, 4)).toEqual([
    "Parse result pjb-fixture-annual-report",
    "  status    COMPLETED, tier agentic",
    "  pages     11 read, 1 failed",
    expect.stringMatching(/^ {2}items {5}85 paragraph, 22 heading, /),
  ]);
  expect(stdout).toContain(
    "3  pages 6 to 8: 90 rows × 6 columns, joined by the service from 3 pages, “Direct export orders booked in 2025”\n",
  );
  expect([code, stderr]).toEqual([0, ""]);
});

test("inspect says what an extract job holds", async () => {
  const { stdout } = await cli(["inspect", job]);
  expect(stdout).toContain("  fields    47, of which 2 below a confidence of 0.7\n");
  expect(stdout).toContain("  citations 45 of 47 found: 45 by box, 2 by page only\n");
});

test("inspect --json is one object on standard output", async () => {
  const { stdout, stderr } = await cli(["inspect", report, "--json"]);
  const found = JSON.parse(onlyLine(stdout));
  expect(found).toMatchObject({
    kind: "parse-result",
    jobId: "pjb-fixture-annual-report",
    pages: { count: 12, failed: [{ pageNumber: 11 }] },
  });
  expect(found.tables.map((table: { rows: number }) => table.rows)).toEqual([6, 6, 90, 7, 34, 8, 16]);
  expect(JSON.parse((await cli(["inspect", job, "--json"])).stdout)).toMatchObject({ kind: "extract-job", fields: { count: 47 } });
  expect(stderr).toBe("");
});

test("inspect -q tells by its exit code only", async () => {
  expect(await cli(["inspect", report, "-q"])).toMatchObject({ code: 0, stdout: "", stderr: "" });
});

test("inspect writes out what would steer the terminal, and a line stays a line", async () => {
  const title = "Sales\u001b[31m\u202e\npages     99 read";
  const payload = parseResult(
    page(text("before"), { type: "heading", level: 1, md: title, value: title }, table("a|b", "1|2")),
    failedPage("\u0007x"),
  );
  const { stdout } = await cli(["inspect", written(folder, "a.json", payload)]);
  expect(stdout).toContain("failed on the page: “\\u0007x”");
  expect(stdout).toContain("“Sales\\u001b[31m\\u202e");
  expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}|^pages/mu);
});

test("inspect of a result without anything in it says so", async () => {
  const { stdout } = await cli(["inspect", written(folder, "a.json", { job: { id: "pjb-1", status: "COMPLETED" } })]);
  expect(stdout).toContain("  pages     0 read, 0 failed\n  items     none\n  tables    none\n");
});

test("markdown has the document on standard output and the summary on standard error", async () => {
  const { code, stdout, stderr } = await cli(["markdown", report]);
  expect(stdout).toContain("\n# Northwind Instruments plc\n\n## Annual Report 2025\n");
  expect(stderr).toBe("Markdown of pjb-fixture-annual-report\n  warnings  none\n");
  expect(code).toBe(0);
});

test("markdown -q says nothing but the data", async () => {
  const { stdout, stderr } = await cli(["markdown", report, "-q"]);
  expect(stdout).toBe((await cli(["markdown", report])).stdout);
  expect(stderr).toBe("");
});

test("markdown --json has one object on standard error beside the data, and on standard output when there is a file", async () => {
  const output = join(folder, "a.md");
  const [beside, filed] = [await cli(["markdown", report, "--json"]), await cli(["markdown", report, "--json", "-o", output])];
  expect(JSON.parse(onlyLine(beside.stderr))).toMatchObject({ pages: { count: 12 }, files: [] });
  expect(JSON.parse(onlyLine(filed.stdout))).toMatchObject({ pages: { count: 12 }, files: [output] });
  expect(filed.stderr).toBe("");
  expect(readFileSync(output, "utf8")).toBe(beside.stdout);
});

test("markdown -o refuses a file that exists, keeps it, and replaces it with --force", async () => {
  const output = written(folder, "mine.md", "mine");
  const { code, stderr } = await cli(["markdown", report, "-o", output]);
  expect([code, onlyLine(stderr)]).toEqual([2, `postparse: Cannot write ${output}: it exists; pass --force to replace it`]);
  expect(readFileSync(output, "utf8")).toBe("mine");
  expect((await cli(["markdown", report, "-o", output, "--force"])).code).toBe(0);
  expect(readFileSync(output, "utf8")).toContain("# Northwind");
  expect(filesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("markdown leaves running headers out, and --furniture keeps them", async () => {
  const payload = written(folder, "a.json", parseResult(page(header(text("RUNNING")), text("Body"), footer(text("FOOT")))));
  expect((await cli(["markdown", payload])).stdout).toBe("Body\n");
  expect((await cli(["markdown", payload, "--furniture"])).stdout).toBe("RUNNING\n\nBody\n\nFOOT\n");
});
