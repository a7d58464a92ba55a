import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cli, fixture, job, onlyLine, pdf, report } from "./run.ts";

const usage: [args: string[], message: RegExp][] = [
  [["mardown", report], /unknown command 'mardown' \(Did you mean markdown\?\)/],
  [["markdown", report, "--forc"], /unknown option '--forc' \(Did you mean --force\?\)/],
  [["markdown"], /missing required argument 'parse'/],
  [["fields", report, report], /too many arguments/],
  [["chunk", report, "--max-tokens", "abc"], /--max-tokens.*Expected a whole number/],
  [["chunk", report, "--max-tokens", ""], /--max-tokens.*Expected a whole number/],
  [["chunk", report, "--max-tokens", "1e999"], /--max-tokens.*Expected a whole number/],
  [["chunk", report, "--max-tokens", "31"], /: --max-tokens is 31, expected a whole number from 32$/],
  [["convert", report, "-o", "out", "--max-tokens", "31"], /: --max-tokens is 31, expected a whole number from 32$/],
  [["chunk", report, "--overlap", "257"], /: --overlap is 257, expected a whole number from 0 to 256$/],
  [["chunk", report, "--overlap", "-1"], /: --overlap is -1, expected a whole number from 0 to 256$/],
  [["chunk", report, "--max-tokens", "100", "--target-tokens", "101"], /: --target-tokens is 101, expected a whole number from 1 to 100$/],
  [["chunk", report, "--max-tokens", "100", "--min-tokens", "101"], /: --min-tokens is 101, expected a whole number from 0 to 100$/],
  [["chunk", report, "--max-context-tokens", "300"], /: --max-context-tokens is 300, expected a whole number from 0 to 256$/],
  [["chunk", report, "--split-depth", "7"], /: --split-depth is 7, expected a whole number from 1 to 6$/],
  [["chunk", report, "--table-min-rows", "0"], /: --table-min-rows is 0, expected a whole number from 1$/],
  [["chunk", report, "--min-confidence", "2"], /Expected a number from 0 to 1/],
  [["chunk", report, "--tokenizer", "words"], /Allowed choices are approx, bytes, o200k, cl100k/],
  [["chunk", report, "--table", "html"], /Allowed choices are rows, as-one, key-value, rows\+key-value/],
  [["chunk", report, "--to", "csv"], /Allowed choices are jsonl, langchain, /],
  [["chunk", report, "--store", "qdrant"], /--store has no meaning for jsonl: it is for langchain, /],
  [["chunk", report, "--to", "haystack", "--store", "mysql"], /: --store is "mysql", expected "any", /],
  [["chunk", report, "--to", "chroma", "--store", "qdrant"], /: --store is "qdrant", expected "chroma", "chroma-cloud"/],
  [["chunk", report, "--pages", "7-3"], /Cannot read --pages: /],
  [["tables", report, "--to", "pdf"], /Allowed choices are csv, xlsx, json/],
  [["tables", report, "--table", "0"], /whole number from 1/],
  [["tables", report, "--table", "8"], /There is no table 8: the document has 7/],
  [["tables", report], /There are 7 tables: give a folder with -o, or choose one with --table/],
  [["tables", report, "-o", "all.csv"], /There are 7 tables: give a folder with -o/],
  [["fields", job, "--below", "1.5"], /Expected a number from 0 to 1/],
  [["fields", job, "--below", ""], /Expected a number from 0 to 1/],
  [["convert", report], /give a folder with -o/],
  [["convert", report, "-o", "-"], /give a folder with -o/],
  [["annotate", "--parse", report], /required option '--pdf <file>' not specified/],
  [["annotate", "--pdf", pdf], /There is nothing to mark: give an extract job with --extract/],
  [["fields", "-", "--parse", "-"], /Standard input can be read only once/],
  [["convert", "-", "--pdf", "-", "-o", "out"], /Standard input can be read only once/],
  [["annotate", "--pdf", "-", "--extract", "-"], /Standard input can be read only once/],
  [["annotate", "--pdf", "-", "--parse", report, "--password-file", "-"], /Standard input can be read only once/],
  [["annotate", "--pdf", pdf, "--keep-urls"], /unknown option '--keep-urls'/],
  [["inspect", report, "-o", "x"], /unknown option '-o'/],
];

test.each(usage)("%j ends with 2 and one line that says why", async (args, message) => {
  const { code, stdout, stderr } = await cli(args);
  expect(onlyLine(stderr)).toMatch(/^postparse: /);
  expect(onlyLine(stderr)).toMatch(message);
  expect([code, stdout]).toEqual([2, ""]);
});

test("an error is one object a line with --json", async () => {
  const { code, stderr } = await cli(["markdown", fixture("none.json"), "--json"]);
  const { error } = JSON.parse(onlyLine(stderr));
  expect(error).toEqual({ code: "input-unreadable", message: `Cannot read ${fixture("none.json")}: there is no such file` });
  expect(code).toBe(3);
});

test.each([[[]], [["help", "mardown"]]])("%j shows the help on standard error and ends with 2", async (args) => {
  const { code, stdout, stderr } = await cli(args);
  expect(stderr).toMatch(/^Usage: postparse/);
  expect(stderr).not.toContain("outputHelp");
  expect([code, stdout]).toEqual([2, ""]);
});

const commands = ["inspect", "markdown", "tables", "chunk", "fields", "annotate", "convert"];

test("the help names every command and the exit codes", async () => {
  const { code, stdout, stderr } = await cli(["--help"]);
  expect([...stdout.matchAll(/^ {2}([a-z]+) .*\[?options/gm)].map(([, name]) => name)).toEqual(commands);
  expect(stdout).toContain("Exit codes: 0 ok, 1 unexpected, 2 usage, 3 invalid input, 5 job not completed");
  expect([code, stderr]).toEqual([0, ""]);
});

test.each(["--help", ...commands.map((name) => `${name} --help`)])("postparse %s fits a screen of 80 columns", async (line) => {
  const { code, stdout } = await cli(line.split(" "));
  const lines = stdout.split("\n");
  // chunk has an option for all that can be asked of chunks, each on a line.
  expect(lines.length).toBeLessThanOrEqual(line === "chunk --help" ? 50 : 40);
  expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(80);
  expect(code).toBe(0);
});

test("the help of chunk names the defaults of the library, a line an option", async () => {
  const { stdout } = await cli(["chunk", "--help"]);
  expect(stdout).toMatch(/^ {2}--max-tokens <n> .*\(512\)$/m);
  expect(stdout).toMatch(/^ {2}--target-tokens <n> .*\(409 of 512\)$/m);
  expect(stdout.match(/^(?:\S.*):$/gm)).toEqual([
    "What is written:",
    "How large, in tokens:",
    "Where it is cut:",
    "What goes in:",
    "Options:",
  ]);
  expect(stdout.match(/^ {3,}\S/gm)).toHaveLength(2);
});

test("--version is that of the package", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(await cli(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("data that nobody can take is one line and 1", async () => {
  const outcome = await cli(
    ["inspect", report],
    "",
    Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }),
  );
  expect([outcome.code, onlyLine(outcome.stderr)]).toEqual([1, "postparse: Unexpected error: ENOSPC: no space left on device, write"]);
});
