import { expect, test } from "vitest";
import type { Finding } from "../../../src/audit/finding.ts";
import { findingLines } from "../../../src/cli/findings.ts";
import { box, extractJob, failedPage, page, parseResult, text } from "../../build.ts";
import { cli, fixture, job, onlyLine, report, temporaryFolder, written } from "../run.ts";

const folder = temporaryFolder();
const good = written(folder, "good.json", parseResult(page(text("a", box(9, 9, 90, 9)))));
const doubtful = written(folder, "doubtful.json", parseResult(page(text("a", { mood: 1, ...box(9, 9, 90, 9) }), text("NO_CONTENT_HERE"))));
const noted = written(folder, "noted.json", parseResult(page(text("a", { mood: 1, ...box(9, 9, 90, 9) }))));

test("inspect says what is wrong with a parse result, the gravest first, by page", async () => {
  const { code, stdout, stderr } = await cli(["inspect", report]);
  expect(stdout.slice(stdout.indexOf("\n  audit"))).toBe(`
  audit     1 error, 1 warning, 1 note

Errors (1)
  page 11  The service failed on the page: “Page could not be parsed: the layout model timed out
           after 3 attempts”; its plain text is read instead [page-failed]

Warnings (1)
  page 9  The service's confidence in the page is 0.55, below 0.7 [page-confidence-low]

Notes (1)
  page 8  The service doubts the table: header_value_type_mismatch, “col 0 'As printed' expects
          string, got '-5.2%' in row 2” [table-concern]
`);
  expect([code, stderr]).toEqual([0, ""]);
});

test("inspect says so where nothing is wrong", async () => {
  const { stdout } = await cli(["inspect", good]);
  expect(stdout.split("\n").slice(-2)).toEqual(["  audit     nothing missing, doubtful or broken was found", ""]);
});

test("inspect of an extract job says which fields are doubtful", async () => {
  const { stdout } = await cli(["inspect", job, "--below", "0.5"]);
  expect(stdout).toContain("  fields    47, of which 1 below a confidence of 0.5\n");
  expect(stdout).toContain("  page 5  financials.temporary_staff has a confidence of 0.41, below 0.5 [field-confidence-low]\n");
});

test("inspect --extract looks the quotes of a job up in the parse result", async () => {
  const { stdout } = await cli(["inspect", report, "--extract", job]);
  expect(stdout).toContain("  fields    47, of which 2 below a confidence of 0.7\n  citations 46 of 47 found");
  expect(stdout).toMatch(
    /page 8 +company\.credit_rating is cited with “Our long-term credit rating .*\n.*nor on any other \[quote-missing\]/,
  );
  const { code, stderr } = await cli(["inspect", job, "--extract", job]);
  expect([code, onlyLine(stderr)]).toEqual([2, expect.stringContaining("give its parse result as the input")]);
});

test("inspect --json has all findings, the counts and the pages in one object", async () => {
  const { findings, counts, pages } = JSON.parse(onlyLine((await cli(["inspect", report, "--extract", job, "--json"])).stdout));
  expect(counts).toEqual({ error: 1, warning: 4, info: 1 });
  expect(findings.map(({ code }: Finding) => code)).toEqual([
    "field-confidence-low",
    "quote-missing",
    "table-concern",
    "page-confidence-low",
    "field-confidence-low",
    "page-failed",
  ]);
  expect(pages).toMatchObject({ count: 12, failed: [{ pageNumber: 11 }], empty: [], missing: [] });
});

test.each([
  [good, "warning", 0, ""],
  [noted, "warning", 0, ""],
  [doubtful, "error", 0, ""],
  [doubtful, "warning", 6, "postparse: The audit found 1 warning (--fail-on warning)\n"],
  [report, "error", 6, "postparse: The audit found 1 error (--fail-on error)\n"],
  [report, "warning", 6, "postparse: The audit found 1 error and 1 warning (--fail-on warning)\n"],
])("inspect %s --fail-on %s ends with %i, quiet or not", async (path, severity, expected, reason) => {
  const { code, stdout, stderr } = await cli(["inspect", path, "--fail-on", severity]);
  expect([code, stderr]).toEqual([expected, reason]);
  expect(stdout).toContain("  audit     ");
  expect(await cli(["inspect", path, "--fail-on", severity, "-q"])).toMatchObject({ code: expected, stdout: "", stderr: reason });
});

test("inspect --fail-on with --json has the findings on standard output and the reason on standard error", async () => {
  const { code, stdout, stderr } = await cli(["inspect", report, "--fail-on", "error", "--json"]);
  expect(JSON.parse(onlyLine(stdout)).findings).toHaveLength(3);
  expect(JSON.parse(onlyLine(stderr))).toEqual({ error: { code: "findings", message: "The audit found 1 error (--fail-on error)" } });
  expect(code).toBe(6);
});

test("inspect refuses a severity nobody knows, and a payload that is none", async () => {
  expect(await cli(["inspect", report, "--fail-on", "info"])).toMatchObject({ code: 2 });
  expect((await cli(["inspect", fixture("formats/extract.v1-job.json")])).code).toBe(3);
});

const findings = (count: number, change: (index: number) => Partial<Finding> = () => ({})): Finding[] =>
  Array.from({ length: count }, (_, index) => ({
    code: "box-invalid",
    severity: "warning",
    group: "boxes",
    message: `Message ${index} ${"word ".repeat(30)}`,
    pointer: "",
    payload: "parse",
    pageNumber: index + 1,
    ...change(index),
  }));
const linesOf = (found: readonly Finding[]): string[] => {
  const count = (severity: string): number => found.filter((finding) => finding.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), info: count("info") };
  return findingLines({ findings: found, counts });
};

test("findings fill forty lines of a hundred columns, and each severity has some of them", () => {
  const many = (["error", "warning", "info"] as const).flatMap((severity) => findings(500, () => ({ severity })));
  const lines = linesOf(many);
  expect(lines.filter((line) => line !== "").length).toBeLessThanOrEqual(41);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  for (const heading of ["Errors (500)", "Warnings (500)", "Notes (500)"]) {
    const at = lines.indexOf(heading);
    expect(lines[at + 1]).toMatch(/^ {2}page 1 +Message 0 word/);
  }
  const left = lines.flatMap((line) => /^ {2}and (\d+) more: see --json$/.exec(line)?.[1] ?? []).map(Number);
  const shown = lines.filter((line) => line.includes("Message")).length;
  expect(left.reduce((sum, one) => sum + one, shown)).toBe(1500);
});

test("what is said of several pages is one line, of many alike on one page three and a count", () => {
  expect(linesOf(findings(3, () => ({ message: "Same" }))).at(-1)).toBe("  pages 1, 2, 3  Same [box-invalid]");
  expect(linesOf(findings(9, () => ({ message: "Same" }))).at(-1)).toBe("  9 pages  Same [box-invalid]");
  const alike = linesOf(findings(9, (index) => ({ pageNumber: 7, message: `Message ${index}` })));
  expect(alike.slice(-4)).toEqual([
    "  page 7  Message 0 [box-invalid]",
    "          Message 1 [box-invalid]",
    "          Message 2 [box-invalid]",
    "          and 6 more like these [box-invalid]",
  ]);
});

test("a poisoned name cannot steer the terminal or break a line", async () => {
  const payload = extractJob({ "a\u001b[31m\n\u202eb": 1 }, { "a\u001b[31m\n\u202eb": { confidence: 0.1 } });
  const { stdout } = await cli(["inspect", written(folder, "poisoned.json", payload)]);
  expect(stdout).toContain("has a confidence of 0.1, below 0.7");
  expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
});

test("an unfinished job that is read all the same is an error of its own", async () => {
  const pending = { ...parseResult(failedPage()), job: { id: "a", project_id: "p", status: "PENDING" } };
  const path = written(folder, "pending.json", pending);
  expect((await cli(["inspect", path])).code).toBe(5);
  expect(await cli(["inspect", path, "--allow-unfinished", "--fail-on", "error"])).toMatchObject({ code: 6 });
});
