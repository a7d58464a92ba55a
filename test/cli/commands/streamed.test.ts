import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chunk } from "../../../src/cli/commands/chunk.ts";
import { convert } from "../../../src/cli/commands/convert.ts";
import { markdown } from "../../../src/cli/commands/markdown.ts";
import { tables } from "../../../src/cli/commands/tables.ts";
import { finish } from "../../../src/cli/result.ts";
import { heading, page, parseResult, text } from "../../build.ts";

const fixtures = new URL("../../../fixtures/", import.meta.url).pathname;
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postparse-streamed-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const payloads = [
  "annual-report.parse.json",
  "annual-report.markdown-only.parse.json",
  ...["older", "newer", "newest", "v1", "section", "parts"].map((name) => `formats/parse.${name}.json`),
];

/** Every file below a folder, by its path there. */
function filesOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(root, name)).isFile());
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(root, name), "latin1")]));
}

test.each(payloads)("%s read page by page gives what it gives when read whole", async (name) => {
  const path = join(fixtures, name);
  const commands = [
    (options: object) => markdown([path], { furniture: true, ...options }),
    (options: object) => chunk([path], { maxTokens: 64, tokenizer: "approx", ...options }),
    (options: object) => tables([path], { to: "json", ...options }),
    (options: object) => tables([path], { to: "csv", output: join(folder, "tables"), ...options }),
  ];
  for (const command of commands) {
    const [whole, streamed] = [await command({}), await command({ streamAbove: 0 })];
    expect(streamed.stdout).toBe(whole.stdout);
    expect(streamed.files).toEqual(whole.files);
    expect(sorted(streamed.report)).toEqual(sorted(whole.report));
  }
});

/** The order of warnings is that of reading. */
function sorted(report: object): object {
  const { warnings = [] } = report as { warnings?: readonly { pointer: string; message: string }[] };
  return { ...report, warnings: warnings.map((warning) => JSON.stringify(warning)).sort() };
}

test("convert read page by page writes the same files, the PDF and the fields with it", async () => {
  const options = {
    extract: join(fixtures, "annual-report.extract.json"),
    pdf: join(fixtures, "annual-report.pdf"),
    maxTokens: 512,
    below: 0.7,
  };
  const path = join(fixtures, "annual-report.parse.json");
  const [whole, streamed] = [join(folder, "whole"), join(folder, "streamed")];
  await finish(await convert([path], { ...options, quiet: true, output: whole }), { quiet: true });
  await finish(await convert([path], { ...options, quiet: true, output: streamed, streamAbove: 0 }), { quiet: true });
  expect(Object.keys(filesOf(streamed))).toContain("annotated.pdf");
  expect(filesOf(streamed)).toEqual(filesOf(whole));
}, 60_000);

test("an output too large for memory goes through a file, and nothing of it is left behind", async () => {
  const path = join(folder, "large.json");
  const words = "one two three four five six seven eight nine ten ".repeat(2000);
  const pages = Array.from({ length: 400 }, (_, index) => page(heading(1, `Page ${index}`), text(words)));
  writeFileSync(path, JSON.stringify(parseResult(...pages)));
  const output = join(folder, "out.md");
  await finish(await markdown([path], { output, streamAbove: 0 }), { quiet: true });
  expect(statSync(output).size).toBeGreaterThan(39_000_000);
  expect(readFileSync(output, "utf8").match(/^# Page \d+$/gm)).toHaveLength(400);
  expect(readdirSync(folder).sort()).toEqual(["large.json", "out.md"]);
}, 60_000);

test("a file that breaks off is told with its name, and no output is written", async () => {
  const path = join(folder, "broken.json");
  writeFileSync(path, JSON.stringify(parseResult(page(text("a")), page(text("b")))).slice(0, -9));
  const output = join(folder, "out.md");
  await expect(markdown([path], { output, streamAbove: 0 })).rejects.toThrow(/broken\.json: .*/);
  expect(readdirSync(folder)).toEqual(["broken.json"]);
});

test("tables --force removes the tables of an earlier run, and nothing else", async () => {
  const output = join(folder, "tables");
  mkdirSync(join(output, "table-p009-01.csv"), { recursive: true });
  for (const name of ["table-p777-01.csv", "notes.csv"]) writeFileSync(join(output, name), "old");
  const made = await tables([join(fixtures, "formats/parse.older.json")], { to: "csv", output, force: true });
  await finish(made, { quiet: true, force: true });
  expect(readdirSync(output).sort()).toEqual(["notes.csv", "table-p001-01.csv", "table-p009-01.csv"]);
});
