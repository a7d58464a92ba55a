import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, page, parseResult, table, text } from "../../build.ts";
import { annotationsOf, startsWith } from "../../pdf/read-back.ts";
import { cli, filesIn, fixture, job, onlyLine, pdf, report, temporaryFolder, written } from "../run.ts";

const folder = temporaryFolder();
const plain = fixture("pdfs/plain.pdf");
const locked = fixture("pdfs/enc-password.pdf");
const onePage = written(folder, "one.json", parseResult(page(text("TARGET 42", box(72, 72, 144, 36)))));
const twoPages = written(folder, "two.json", parseResult(page(), page(text("x", box(72, 72, 144, 36)))));

test("annotate marks the items of a parse result, behind the original bytes", async () => {
  const output = join(folder, "items.pdf");
  const { code, stdout, stderr } = await cli(["annotate", "--pdf", plain, "--parse", onePage, "-o", output]);
  const bytes = readFileSync(output);
  const [[mark] = []] = await annotationsOf(bytes);
  expect(mark?.rect.map(Math.round)).toEqual([72, 684, 216, 720]);
  expect(startsWith(bytes, readFileSync(plain))).toBe(true);
  expect(stderr).toContain("  pdf       1 marks drawn, 0 not; appended to the original bytes\n");
  expect([code, stdout]).toEqual([0, ""]);
});

test("annotate writes the PDF to standard output, its summary to standard error", async () => {
  const { bytes, stderr } = await cli(["annotate", "--pdf", pdf, "--extract", job, "--parse", report, "--json"]);
  expect(startsWith(bytes, readFileSync(pdf))).toBe(true);
  expect(JSON.parse(onlyLine(stderr))).toMatchObject({ pdf: { save: "incremental", drawn: 47, notDrawn: [] }, files: [] });
});

test("annotate reads the PDF from standard input, and rewrites it when told to", async () => {
  const args = ["annotate", "--pdf", "-", "--parse", onePage, "--full-save"];
  const { code, bytes, stderr } = await cli(args, readFileSync(plain));
  expect((await annotationsOf(bytes))[0]?.map(({ subtype }) => subtype)).toContain("Highlight");
  expect(startsWith(bytes, readFileSync(plain))).toBe(false);
  expect(stderr).toMatch(/^Annotated standard input\n.*; rewritten\n/);
  expect(code).toBe(0);
});

const words = written(folder, "words.txt", "no PDF");
const refused: [pdf: string, args: string[], message: string][] = [
  [words, [], `${words}: Cannot annotate: the bytes hold no PDF header`],
  [written(folder, "empty.pdf", ""), [], "empty.pdf: Cannot annotate: the bytes hold no PDF header"],
  [locked, [], `Cannot open ${locked}: it is encrypted, give its password with --password-file`],
  [locked, ["--password-file", words], `${locked}: `],
  [locked, ["--password-file", join(folder, "none")], `Cannot read ${join(folder, "none")}: there is no such file`],
  [plain, ["--parse", twoPages], "plain.pdf: Cannot annotate page 2: the PDF has 1 page"],
  [join(folder, "none.pdf"), [], "there is no such file"],
];

test.each(refused)("annotate --pdf %s %j ends with 3, one line, and no file", async (path, args, message) => {
  const before = filesIn(folder);
  const output = join(folder, "refused.pdf");
  const { code, stdout, stderr } = await cli(["annotate", "--pdf", path, "--parse", onePage, ...args, "-o", output]);
  expect(onlyLine(stderr)).toContain(message);
  expect([code, stdout, filesIn(folder)]).toEqual([3, "", before]);
});

const payload = written(folder, "parse.json", parseResult(page(text("TARGET 42", box(72, 72, 144, 36)), table("a|b", "=1|2"))));
const files = ["chunks.jsonl", "document.md", "report.json", "tables.xlsx", "tables/table-p001-01.csv"];

test("convert --force into a used folder removes what the earlier run wrote and this one does not, and nothing else", async () => {
  const output = join(folder, "used");
  const two = written(folder, "two-tables.json", parseResult(page(table("a|b", "1|2"), table("c|d", "3|4"))));
  const one = written(folder, "one-table.json", parseResult(page(table("a|b", "1|2"))));
  await cli(["convert", two, "-o", output]);
  writeFileSync(join(output, "tables", "mine.csv"), "kept");
  await cli(["convert", one, "-o", output, "--force"]);
  expect(readdirSync(join(output, "tables")).sort()).toEqual(["mine.csv", "table-p001-01.csv"]);
});

test("convert writes the files into the folder, and its report lists the guarded cells", async () => {
  const output = join(folder, "a/b");
  const { code, stdout } = await cli(["convert", payload, "-o", output, "--json"]);
  expect([code, filesIn(output)]).toEqual([0, files]);
  const report = JSON.parse(readFileSync(join(output, "report.json"), "utf8"));
  expect(report).toMatchObject({ status: "COMPLETED", jobId: "pjb-1", guardedCells: [{ file: "table-p001-01.csv", row: 1, column: 0 }] });
  expect(JSON.parse(onlyLine(stdout))).toEqual({ ...report, files: expect.arrayContaining(files.map((name) => join(output, name))) });
});

test("convert makes the same bytes each time", async () => {
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  for (const output of [one, other]) await cli(["convert", payload, "--pdf", fixture("pdfs/plain.pdf"), "-o", output, "-q"]);
  for (const name of [...files, "annotated.pdf"])
    expect(readFileSync(join(one, name)).equals(readFileSync(join(other, name))), name).toBe(true);
});

test("convert writes nothing at all where one output exists, and all of it with --force", async () => {
  const output = join(folder, "taken");
  mkdirSync(output);
  written(output, "report.json", "mine");
  const { code, stderr } = await cli(["convert", payload, "-o", output]);
  expect([code, onlyLine(stderr)]).toEqual([2, expect.stringContaining("report.json: it exists; pass --force to replace it")]);
  expect(filesIn(output)).toEqual(["report.json"]);
  expect((await cli(["convert", payload, "-o", output, "--force", "-q"])).code).toBe(0);
  expect(filesIn(output)).toEqual(files);
});

test.each([
  ["words", () => ["--pdf", written(folder, "words.pdf", "no PDF")], 3],
  ["an encrypted PDF", () => ["--pdf", fixture("pdfs/enc-password.pdf")], 3],
  ["no PDF", () => ["--pdf", join(folder, "none.pdf")], 3],
  ["a parse result as the extract job", () => ["--extract", payload], 3],
])("convert given %s writes nothing at all", async (_, args, expected) => {
  const output = join(folder, "nothing");
  const { code, stderr } = await cli(["convert", payload, ...args(), "-o", output]);
  expect([code, existsSync(output), onlyLine(stderr)]).toEqual([expected, false, expect.stringMatching(/^postparse: /)]);
});

test("convert opens an encrypted PDF by the password in a file", async () => {
  const output = join(folder, "opened");
  const password = written(folder, "password.txt", "secret\n");
  const args = ["convert", payload, "--pdf", fixture("pdfs/enc-password.pdf"), "--password-file", password, "-o", output];
  expect((await cli(args)).stderr).toContain("pdf-decrypted");
  expect(filesIn(output)).toContain("annotated.pdf");
});

test("convert says so when the folder is a file, and follows no link out of it", async () => {
  expect((await cli(["convert", payload, "-o", payload])).stderr).toContain("document.md: a part of its path is a file");
  const output = join(folder, "linked");
  mkdirSync(output);
  symlinkSync(folder, join(output, "tables"));
  const { code, stderr } = await cli(["convert", payload, "-o", output, "--force"]);
  expect([code, onlyLine(stderr)]).toEqual([2, expect.stringContaining("it is a symbolic link")]);
});
