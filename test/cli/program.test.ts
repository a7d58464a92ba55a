import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cli, fixture, job, onlyLine, pdf, report } from "./run.ts";

const usage: [args: string[], message: RegExp][] = [
  [["mardown", report], /unknown command 'mardown' \(Did you mean markdown\?\)/],
  [["markdown", report, "--forc"], /unknown option '--forc' \(Did you mean --force\?\)/],
  [["markdown"], /missing required argument 'parse'/],
  [["fields", report, report], /too many arguments/],
  [["chunk", report, "--max-tokens", "abc"], /--max-tokens.*whole number from 32/],
  [["chunk", report, "--max-tokens", "31"], /--max-tokens.*whole number from 32/],
  [["chunk", report, "--max-tokens", "1e999"], /--max-tokens.*whole number from 32/],
  [["chunk", report, "--tokenizer", "o200k"], /Allowed choices are approx, bytes/],
  [["chunk", report, "--to", "csv"], /Allowed choices are jsonl/],
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
  [["chunk", report, "--keep-urls"], /unknown option '--keep-urls'/],
  [["inspect", report, "-o", "x"], /unknown option '-o'/],
];

test.each(usage)("%j ends with 2 and one line that says why", async (args, message) => {
  const { code, stdout, stderr } = await cli(args);
  expect(onlyLine(stderr)).toMatch(/^postparse: /);
  expect(stderr).toMatch(message);
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

test.each(["--help", ...commands.map((name) => `${name} --help`)])(
  "postparse %s fits a screen of 80 columns and 40 lines",
  async (line) => {
    const { code, stdout } = await cli(line.split(" "));
    const lines = stdout.split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(80);
    expect(code).toBe(0);
  },
);

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
