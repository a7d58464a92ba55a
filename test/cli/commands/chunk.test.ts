import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chunk as chunked } from "../../../src/chunk/chunk.ts";
import type { ChunkOptions } from "../../../src/chunk/options.ts";
import type { Chunk } from "../../../src/chunk/types.ts";
import { chunkTargets } from "../../../src/cli/chunk-targets.ts";
import { normalize } from "../../../src/document/normalize.ts";
import { selectPages } from "../../../src/document/select.ts";
import { readParseResult } from "../../../src/payload/parse.ts";
import { stitchTables } from "../../../src/table/stitch.ts";
import { o200k } from "../../../src/tokenizers/o200k.ts";
import { box, code, failedPage, header, heading, image, page, parseResult, rowsTable, text, type Wire } from "../../build.ts";
import { cli, onlyLine, report, temporaryFolder, written } from "../run.ts";

const folder = temporaryFolder();
const documentOf = (payload: unknown) => stitchTables(normalize(readParseResult(payload)));
const annual = documentOf(JSON.parse(readFileSync(report, "utf8")));

type Line = Chunk & { readonly schemaVersion: number; readonly documentId?: string };

async function linesOf<T = Line>(path: string, ...args: readonly string[]): Promise<readonly T[]> {
  const { code, stdout, stderr } = await cli(["chunk", path, ...args]);
  expect(code, stderr).toBe(0);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test("chunk writes the chunks of the library, one object a line", async () => {
  const lines = await linesOf(report);
  expect(lines).toEqual(chunked(annual).map((chunk) => ({ schemaVersion: 1, ...chunk })));
});

const words = "The pump is cleaned with a soft brush. It is never oiled in use. ".repeat(12);
const rows = (count: number): string[][] => Array.from({ length: count }, (_, index) => [`P-${index}`, `${index * 7} bar`, "as ordered"]);
const rich = parseResult(
  page(
    header(text("RUNNING 2025")),
    heading(1, "Pumps"),
    text(words, box(72, 90, 400, 300)),
    heading(4, "Deep"),
    text("Deep words stand here."),
    text("A paragraph that goes on"),
  ),
  page(
    header(text("RUNNING 2025")),
    text("over the end of its page."),
    rowsTable([["Part", "Pressure", "State"], ...rows(40)], box(72, 90, 400, 300, { confidence: 0.4 })),
  ),
  page(
    code(Array.from({ length: 60 }, (_, index) => `const line${index} = ${index};`).join("\n"), "ts"),
    image("A pump", "pump.png"),
    heading(1, "Links"),
    text("See [a file](https://files.example/a?b=secret)."),
  ),
  failedPage("timeout"),
  page(text("After the page that failed."), heading(1, "Filters"), text(words.slice(0, 400))),
);
const richPath = written(folder, "rich.json", rich);

const effects: [args: string, options: ChunkOptions][] = [
  ["--max-tokens 100", { maxTokens: 100 }],
  ["--target-tokens 60", { targetTokens: 60 }],
  ["--min-tokens 0", { minTokens: 0 }],
  ["--max-tokens 128 --overlap 40", { maxTokens: 128, overlap: 40 }],
  ["--tokenizer bytes", { tokenizer: { id: "bytes", count: (value) => Buffer.byteLength(value), additiveAtNewline: true } }],
  ["--tokenizer o200k", { tokenizer: o200k }],
  ["--context none", { context: "none" }],
  ["--max-context-tokens 2", { maxContextTokens: 2 }],
  ["--split-at page", { splitAt: "page" }],
  ["--split-at none", { splitAt: "none" }],
  ["--split-depth 6 --min-tokens 0", { splitDepth: 6, minTokens: 0 }],
  ["--no-join-across-pages", { joinAcrossPages: false }],
  ["--table as-one", { table: "as-one" }],
  ["--table key-value", { table: "key-value" }],
  ["--table rows+key-value", { table: "rows+key-value" }],
  ["--max-tokens 64 --table-min-rows 1", { maxTokens: 64, tableMinRows: 1 }],
  ["--code as-one", { code: "as-one" }],
  ["--furniture keep", { furniture: "keep" }],
  ["--furniture metadata", { furniture: "metadata" }],
  ["--images markdown", { images: "markdown" }],
  ["--keep-urls", { keepUrls: true }],
  ["--across-gaps", { acrossGaps: true }],
  ["--min-confidence 0.9", { minConfidence: 0.9 }],
  ["--detail lean", { detail: "lean" }],
];

test.each(effects)("chunk %s does what the option of the library does, and not what is done without it", async (args, options) => {
  const expected = chunked(documentOf(rich), options);
  const lines = await linesOf(richPath, ...args.split(" "));
  expect(lines).toEqual(expected.map((chunk) => ({ schemaVersion: 1, ...chunk })));
  expect(expected).not.toEqual(chunked(documentOf(rich)));
});

test("chunk --document-id is part of the ids, and on every line", async () => {
  const [one, again, other] = [
    await linesOf(report, "--document-id", "a"),
    await linesOf(report, "--document-id", "a"),
    await linesOf(report),
  ];
  expect(again).toEqual(one);
  expect(one[0]?.documentId).toBe("a");
  expect(other[0]?.id).not.toBe(one[0]?.id);
});

test("chunk --failed-pages throw ends with 3 and the words of the service", async () => {
  const { code, stdout, stderr } = await cli(["chunk", richPath, "--failed-pages", "throw"]);
  expect([code, stdout, onlyLine(stderr)]).toEqual([3, "", "postparse: Cannot chunk page 4: timeout"]);
  const { error } = JSON.parse(onlyLine((await cli(["chunk", richPath, "--failed-pages", "throw", "--json"])).stderr));
  expect(error.code).toBe("page-failed");
});

test("chunk --stitch and --heal-rows join tables as they do for the command tables", async () => {
  const counts = async (...args: string[]) => new Set((await linesOf(report, ...args)).flatMap(({ table }) => table?.rowCount ?? []));
  expect([...(await counts())]).toEqual([6, 90, 7, 34, 8, 16]);
  expect([...(await counts("--stitch", "infer"))]).toEqual([6, 90, 7, 42, 16]);
  const refused = await cli(["chunk", report, "--stitch", "off", "--heal-rows"]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("--heal-rows")]);
});

test.each(["1-5", "6", "6-7", "2,8-", "5,9-10,12"])(
  "chunk --pages %s gives what the library gives of these pages, whole or in windows",
  async (pages) => {
    const expected = chunked(selectPages(annual, pages)).map((chunk) => ({ schemaVersion: 1, ...chunk }));
    expect(await linesOf(report, "--pages", pages)).toEqual(expected);
    const { chunk } = await import("../../../src/cli/commands/chunk.ts");
    const [whole, streamed] = [
      await chunk([report], { pages, explain: true }),
      await chunk([report], { pages, explain: true, streamAbove: 0 }),
    ];
    expect(streamed.stdout).toBe(whole.stdout);
    expect(streamed.lines).toEqual(whole.lines);
  },
);

test("chunk --pages keeps a stitched table whole with the page it begins on, and warns where its rows stand with another", async () => {
  const [first, later] = [await linesOf(report, "--pages", "6"), await cli(["chunk", report, "--pages", "7"])];
  expect(first.flatMap(({ table }) => table?.rows[1] ?? []).at(-1)).toBe(90);
  expect(later.stderr).toContain("table-part-dropped  The rows of the table stand in that of page 6, which is not selected");
  expect(later.stderr).toContain("  pages     1 of 12: 7\n");
});

test("chunk --pages tells of pages that are not there, and calls no page missing that was not asked for", async () => {
  const { stderr } = await cli(["chunk", report, "--pages", "1,12,40-", "--json"]);
  const { chunks, pages, warnings } = JSON.parse(stderr);
  expect(pages).toEqual({ chosen: 2, count: 12 });
  expect(chunks.gaps).toEqual([]);
  expect(warnings).toEqual([{ code: "page-absent", message: expect.stringContaining("40-"), pointer: "" }]);
  const none = await cli(["chunk", report, "--pages", "40"]);
  expect([none.code, none.stdout, onlyLine(none.stderr)]).toEqual([2, "", "postparse: None of the 12 pages is chosen: see --pages"]);
});

/** How many records a line holds, and their ids. */
function idsOf(record: Record<string, unknown>): unknown[] {
  return Array.isArray(record.ids) ? record.ids : [record.id ?? record.id_];
}

test.each(chunkTargets)("chunk --to %s writes lines that hold every id once, in order, and the source", async (to) => {
  const lines = await linesOf<Record<string, unknown>>(report, "--to", to, "--document-id", "annual.pdf");
  expect(lines.flatMap(idsOf)).toEqual(chunked(annual, { documentId: "annual.pdf" }).map(({ id }) => id));
  for (const line of lines) expect(JSON.stringify(line)).toContain("annual.pdf");
});

test("chunk --to chroma writes batches that its cloud takes", async () => {
  const many = parseResult(...Array.from({ length: 650 }, (_, index) => page(heading(1, `Section ${index}`), text("Words."))));
  const lines = await linesOf<{ ids: string[]; documents: string[]; metadatas: object[] }>(
    written(folder, "many.json", many),
    "--to",
    "chroma",
    "--min-tokens",
    "0",
  );
  expect(lines.map(({ ids, documents, metadatas }) => [ids.length, documents.length, metadatas.length])).toEqual([
    [300, 300, 300],
    [300, 300, 300],
    [50, 50, 50],
  ]);
});

test("chunk --to llamaindex-python has the names of Python, llamaindex those of TypeScript", async () => {
  const [python] = await linesOf<Record<string, unknown>>(report, "--to", "llamaindex-python");
  const [typescript] = await linesOf<Record<string, unknown>>(report, "--to", "llamaindex");
  expect(Object.keys(python ?? {})).toContain("excluded_embed_metadata_keys");
  expect(Object.keys(typescript ?? {})).toContain("excludedEmbedMetadataKeys");
});

test("chunk --store binds the metadata to the store behind a framework", async () => {
  const metadata = async (...args: string[]) => (await linesOf<{ metadata: object }>(report, "--to", "langchain", ...args))[0]?.metadata;
  expect(await metadata()).toMatchObject({ loc: { pageNumber: 1 }, pages: [1] });
  expect(await metadata("--store", "pinecone")).toMatchObject({ pages: ["1"] });
  expect(await metadata("--store", "pinecone")).not.toHaveProperty("loc");
});

test("what a store does not take of the metadata is counted", async () => {
  const boxes = Array.from({ length: 900 }, (_, index) => ({ x: index, y: 1.23456, w: 100, h: 9.87654 }));
  const path = written(folder, "boxes.json", parseResult(page({ ...text(words), bbox: boxes })));
  const { stderr } = await cli(["chunk", path, "--to", "chroma", "--json"]);
  expect(JSON.parse(stderr).records).toEqual({ target: "chroma", shortened: 1, dropped: { boxes_json: 1 }, sanitized: 0 });
  expect((await cli(["chunk", path, "--to", "chroma"])).stderr).toContain(
    "  shortened 1 record, for chroma takes no more: boxes_json of 1\n",
  );
  expect((await cli(["chunk", path, "--to", "qdrant"])).stderr).not.toContain("shortened");
});

test("characters that stores refuse are replaced and counted, and no line breaks in two", async () => {
  const path = written(folder, "controls.json", parseResult(page(text("a\u0000b and c\u2028d\u0085e"))));
  for (const to of chunkTargets) {
    const { stdout, stderr } = await cli(["chunk", path, "--to", to]);
    expect(stderr, to).toMatch(/^ {2}replaced {2}\d+ characters? that stores refuse, by U\+FFFD$/m);
    expect(onlyLine(stdout), to).not.toMatch(/[\u0085\u2028]|\\u0000/);
  }
});

test("a text that is too large for the store is wrong use, and says what to do", async () => {
  const long = parseResult(page(text("word ".repeat(4000))));
  const { code, stdout, stderr } = await cli(["chunk", written(folder, "large.json", long), "--to", "chroma", "--max-tokens", "20000"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(onlyLine(stderr)).toMatch(/^postparse: The text of chunk .* expected at most 16384 for chroma-cloud: try a smaller --max-tokens$/);
  expect((await cli(["chunk", join(folder, "large.json"), "--to", "chroma", "--max-tokens", "20000", "--store", "chroma"])).code).toBe(0);
});

test("chunk --json counts the chunks and lists what was left out, on standard error", async () => {
  const { stdout, stderr } = await cli(["chunk", report, "--json"]);
  const found = JSON.parse(stderr);
  expect(found.chunks).toMatchObject({ count: stdout.trimEnd().split("\n").length, maxTokens: 512, tokenizer: "approx-v1" });
  expect(found.chunks.excluded.length).toBeGreaterThan(0);
  expect(found.chunks.sections).toBeGreaterThan(10);
  expect(found.chunks.gaps).toEqual([expect.objectContaining({ pageNumber: 11 })]);
  expect(found.records).toEqual({ target: "jsonl", shortened: 0, dropped: {}, sanitized: 0 });
  expect(found).not.toHaveProperty("explanation");
});

test("warnings of the chunks stand beside those of the document, each once", async () => {
  const path = written(folder, "unknown.json", parseResult(page({ type: "chart", md: "A chart." }, text("a")), failedPage("timeout")));
  const { warnings } = JSON.parse((await cli(["chunk", path, "--json"])).stderr);
  expect(warnings.map(({ code, pointer }: Wire) => `${code} ${pointer}`)).toEqual([
    "item-type-unknown /items/pages/0/items/0",
    "page-gap /items/pages/1",
  ]);
  expect(warnings[0].message).toContain("chart");
  const output = join(folder, "converted");
  const converted = JSON.parse((await cli(["convert", path, "-o", output, "--json"])).stdout);
  expect(converted.pages.failed).toEqual([{ pageNumber: 2, error: "timeout" }]);
  expect(converted.warnings.map(({ code }: Wire) => code)).toEqual(["item-type-unknown"]);
});

test("chunk --explain says of every chunk how it came about, then what is in none and what they are like", async () => {
  const { stderr } = await cli(["chunk", report, "--explain"]);
  const lines = stderr.split("\n");
  expect(lines[2]).toMatch(/^ {2}chunk {2}kind +tokens +fill {2}pages {2}part +rows +header +headings$/);
  expect(lines[3]?.trim()).toMatch(/^0 {2}image +\d+ +\d+ % {2}1$/);
  expect(stderr).toMatch(/^ +\d+ {2}table +\d+ +\d+ % {2}6–7 +4 of 11 +26–34 of 90 {2}repeated {2}3 Order book$/m);
  expect(stderr).toMatch(/^ +\d+ {2}text +\d+ +\d+ % {2}4 +… › 1\.1\.2 Laboratories and industry$/m);
  expect(lines.filter((line) => /^ +\d+ {2}(image|text|mixed|table) /.test(line))).toHaveLength(45);
  expect(stderr).toMatch(/^ {2}fill {6}from \d+ % to 100 %, half of them up to \d+ %$/m);
  expect(stderr).toMatch(/^ {2}kinds {5}\d+ text, \d+ table, \d+ mixed, 1 image$/m);
  expect(stderr).toMatch(/^ {12}40 running headers and footers: \/items\/pages\/1\/items\/0, .*, …$/m);
  expect(stderr).toMatch(/^ {12}page 11: failed: Page could not be parsed/m);
  expect(Math.max(...lines.slice(2, 48).map((line) => line.length))).toBeLessThanOrEqual(120);
});

test("chunk --explain with --json is data", async () => {
  const { stderr } = await cli(["chunk", report, "--explain", "--json"]);
  const { explanation, chunks } = JSON.parse(onlyLine(stderr));
  expect(explanation.chunks).toHaveLength(chunks.count);
  expect(explanation.chunks[22]).toMatchObject({
    index: 22,
    kind: "table",
    pages: [6, 7],
    headings: ["3 Order book"],
    split: { part: 3, parts: 11, reason: "size" },
    table: { rows: [25, 34], rowCount: 90, header: "repeated" },
  });
  expect(explanation.fill.max).toBeLessThanOrEqual(1);
  expect(explanation.fill.min).toBeLessThanOrEqual(explanation.fill.median);
});

test("chunk --explain of many chunks shows fifty and says how to see the others; of none it is quiet about them", async () => {
  const many = parseResult(
    page(...Array.from({ length: 80 }, (_, index) => heading(1, `Section ${index}`)).flatMap((one) => [one, text("Words.")])),
  );
  const { stderr } = await cli(["chunk", written(folder, "sections.json", many), "--explain", "--min-tokens", "0"]);
  expect(stderr).toContain("\n     49  ");
  expect(stderr).not.toContain("\n     50  ");
  expect(stderr).toContain("\n  and 30 more: choose pages with --pages, or see --json\n");
  const none = await cli(["chunk", written(folder, "none.json", parseResult(page())), "--explain"]);
  expect([none.code, none.stdout]).toEqual([0, ""]);
  expect(none.stderr).not.toMatch(/fill|kinds|more/);
});
