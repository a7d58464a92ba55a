import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ended, filesIn, job, onlyLine, report, start, temporaryFolder, written } from "./run.ts";

const folder = temporaryFolder();

test.concurrent("the command reads standard input to its end and writes data of any size", async () => {
  const child = start(["chunk", "-", "--max-tokens", "64"]);
  child.stdin?.end(readFileSync(report));
  const { code, stdout, stderr } = await ended(child);
  expect(stdout.length).toBeGreaterThan(65_536);
  for (const line of stdout.trimEnd().split("\n")) expect(JSON.parse(line)).toMatchObject({ schemaVersion: 1 });
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^Chunks of pjb-fixture-annual-report\n {2}chunks/)]);
});

test.concurrent("a reader that leaves both pipes ends the command quietly with 0", async () => {
  const child = start(["chunk", report]);
  // At once: what a pipe can hold would never be missed.
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect((await ended(child)).code).toBe(0);
});

test.concurrent("an interrupt ends the command with 130 and leaves no file", async () => {
  const child = start(["markdown", "-", "-o", join(folder, "interrupted", "a.md")]);
  // The pipe takes more than it holds only when somebody reads: by then the handler stands.
  await new Promise((resolve) => child.stdin?.write(" ".repeat(1_000_000), resolve));
  child.kill("SIGINT");
  const { code, stdout, stderr } = await ended(child);
  expect([code, stdout, stderr]).toEqual([130, "", ""]);
  expect(filesIn(folder).filter((name) => name.startsWith("interrupted"))).toEqual([]);
});

const optional: [name: string, args: string[]][] = [
  ["exceljs", ["fields", job, "--to", "xlsx"]],
  ["gpt-tokenizer", ["chunk", report, "--tokenizer", "o200k"]],
  ["gpt-tokenizer", ["chunk", report, "--tokenizer", "cl100k"]],
];

test.concurrent.each(optional)("a missing %s is named, with how to install it", async (missing, args) => {
  const hook = `export const resolve = async (name, context, next) => {
    if (name.startsWith(${JSON.stringify(missing)})) throw Object.assign(new Error("gone"), { code: "ERR_MODULE_NOT_FOUND" });
    return next(name, context);
  };`;
  const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;
  const child = start(args, ["--import", written(folder, `${args.join("-").replaceAll(/\W/g, "-").slice(-40)}.mjs`, register)]);
  const { code, stdout, stderr } = await ended(child);
  expect(onlyLine(stderr)).toBe(`postparse: This needs ${missing}, which is not installed: run \`npm install ${missing}\``);
  expect([code, stdout]).toEqual([2, ""]);
});

test.skipIf(process.platform !== "linux").concurrent("a full disk behind standard output is 1 and no stack trace", async () => {
  const full = openSync("/dev/full", "w");
  const { code, stderr } = await ended(start(["--version"], [], full)).finally(() => closeSync(full));
  expect([code, stderr]).toEqual([1, ""]);
});
