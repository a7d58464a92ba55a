import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { extractJob, list, page, parseResult, text } from "../build.ts";
import { cli, filesIn, fixture, job, onlyLine, report, temporaryFolder, written } from "./run.ts";

const folder = temporaryFolder();
const source = readFileSync(report, "utf8");
const small = parseResult(page(text("Hello")));
const failedJob = { id: "pjb-1", project_id: "prj-1", status: "FAILED", error_message: "no\npages \u001b[31m" };

const deep = `${'{"type":"list","ordered":false,"md":"","items":['.repeat(5000)}${"]}".repeat(5000)}`;
const deepResult = JSON.stringify(parseResult(page(text("DEEP")))).replace(/\{[^{]*DEEP[^}]*\}/, deep);

const broken: [name: string, command: string, content: unknown, code: number, message: RegExp][] = [
  ["words", "markdown", "hello {", 3, /it is not JSON/],
  ["a truncated payload", "markdown", source.slice(0, 5000), 3, /it is not JSON: it breaks off at character 5000/],
  ["an empty file", "markdown", "", 3, /it is not JSON, it is empty/],
  ["white space", "markdown", " \r\n", 3, /it is not JSON, it is empty/],
  ["trailing garbage", "markdown", `${JSON.stringify(small)}]`, 3, /it is not JSON: character \d+ is not expected there/],
  ["an HTML page", "markdown", "<html>\n<body>AccessDenied</body>", 3, /but HTML or XML: has the link it came from expired\?/],
  ["invalid UTF-8", "markdown", Buffer.from([0x22, 0xff, 0xfe, 0x22]), 3, /it is not UTF-8/],
  ["null", "inspect", "null", 3, /it is null/],
  ["an extract job", "markdown", extractJob({}), 3, /is an extract job, not a parse result: the command `fields`/],
  ["a parse result", "fields", small, 3, /is a parse result, not an extract job: all commands but `fields`/],
  ["a list of jobs", "inspect", { items: [extractJob({})], next_page_token: null }, 3, /It is a list of jobs/],
  [
    "a batch",
    "markdown",
    { id: "bat-1", source_directory_id: "dir-1", status: "COMPLETED" },
    3,
    /is a batch, which holds no results: the command `inspect` reads it/,
  ],
  ["a sidecar", "chunk", [{ page_number: 1, items: [{ md: "a", grounding: {} }] }], 3, /give it as --grounding/],
  ["a v1 job", "fields", { id: "1", extraction_agent: {}, status: "SUCCESS" }, 3, /holds no data/],
  ["a broken frame", "chunk", { job: { id: "a", status: "COMPLETED" }, items: { pages: [{ page_number: "iv" }] } }, 3, /\/items\/pages\/0/],
  ["5,000 nested lists", "tables", deepResult, 3, /nested deeper than 64 levels/],
  ["a failed job", "chunk", { ...small, job: failedJob }, 5, /FAILED, not COMPLETED: the service says "no\\u000apages \\u001b\[31m"/],
  ["a running job", "fields", extractJob({}, {}, { status: "RUNNING" }), 5, /RUNNING, not COMPLETED/],
];

test.each(broken)("%s given to %s ends with one line, and no file is written", async (name, command, content, expected, message) => {
  const path = written(folder, "input.json", content);
  const output = command === "inspect" ? [] : ["-o", join(folder, "output")];
  const { code, stdout, stderr } = await cli([command, path, ...output]);
  expect(onlyLine(stderr), name).toMatch(message);
  expect(stderr).toContain(path);
  expect(stderr.length).toBeLessThan(500);
  expect([code, stdout]).toEqual([expected, ""]);
  expect(filesIn(folder)).toEqual(["input.json"]);
});

test.each([
  [folder, "it is a folder"],
  [join(folder, "none.json"), "there is no such file"],
  [
    "https://files.example.com/a.json?X-Amz-Signature=CANARY",
    "Cannot read https://files.example.com/a.json: it is a link, download it first",
  ],
])("%s cannot be read: %s", async (path, message) => {
  const { code, stdout, stderr } = await cli(["markdown", path]);
  expect(onlyLine(stderr)).toContain(message);
  expect(stderr).not.toContain("CANARY");
  expect([code, stdout]).toEqual([3, ""]);
});

test.each([
  ["a byte order mark", `\ufeff${JSON.stringify(small)}`],
  ["white space and CRLF", `\r\n\t ${JSON.stringify(small, null, 1).replaceAll("\n", "\r\n")} `],
])("%s before or in the payload is read over", async (_, content) => {
  expect(await cli(["markdown", written(folder, "input.json", content)])).toMatchObject({ code: 0, stdout: "Hello\n" });
});

test("every proper beginning of a payload is refused, and the whole is read", async () => {
  const bytes = Buffer.from(JSON.stringify(parseResult(page(text("é漢😀"), list("a", "b")))));
  const path = join(folder, "input.json");
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
      written(folder, "input.json", bytes.subarray(0, length));
      const { code, stderr } = await cli(["inspect", path]);
      expect([code, stderr.split("\n").length]).toEqual([3, 2]);
    }),
  );
  written(folder, "input.json", bytes);
  expect((await cli(["inspect", path])).code).toBe(0);
});

test("a lone - reads standard input", async () => {
  expect(await cli(["markdown", "-"], JSON.stringify(small))).toMatchObject({ code: 0, stdout: "Hello\n" });
  const { code, stderr } = await cli(["markdown", "-"], "");
  expect([code, onlyLine(stderr)]).toEqual([3, "postparse: Cannot read standard input: it is not JSON, it is empty"]);
});

test("--allow-unfinished reads what is there of a failed job", async () => {
  const path = written(folder, "input.json", { ...small, job: failedJob });
  const { code, stdout, stderr } = await cli(["markdown", path, "--allow-unfinished"]);
  expect([code, stdout]).toEqual([0, "Hello\n"]);
  expect(stderr).toContain("job-not-completed");
});

test("an unreadable second input is named", async () => {
  const { code, stderr } = await cli(["fields", job, "--parse", fixture("annual-report.pdf")]);
  expect(onlyLine(stderr)).toContain("annual-report.pdf: it is not ");
  expect(code).toBe(3);
});
