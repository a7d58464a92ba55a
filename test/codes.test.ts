import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { auditCodes } from "../src/audit/codes.ts";
import { chunkDocument } from "../src/chunk/chunk.ts";
import { readJson } from "../src/cli/input.ts";
import { groundDocument } from "../src/document/ground.ts";
import { normalize } from "../src/document/normalize.ts";
import { selectPages } from "../src/document/select.ts";
import type { ChunkErrorCode, PayloadErrorCode, PdfErrorCode, WarningCode } from "../src/errors.ts";
import { resolveFields } from "../src/extract/citations.ts";
import { extractFields } from "../src/extract/fields.ts";
import type { Highlight } from "../src/highlight/highlight.ts";
import { batchManifest } from "../src/payload/batch/manifest.ts";
import { readBatch } from "../src/payload/batch.ts";
import { readExtractJob } from "../src/payload/extract.ts";
import { readGroundedItems } from "../src/payload/grounding.ts";
import { readParseResult } from "../src/payload/parse.ts";
import { readPages } from "../src/payload/stream.ts";
import { type AnnotateOptions, annotate } from "../src/pdf/annotate.ts";
import { lintTables } from "../src/table/lint.ts";
import { stitchTables } from "../src/table/stitch.ts";
import { tables } from "../src/table/tables.ts";
import { typeCells } from "../src/table/typed.ts";
import type { Cell } from "../src/tree/table.ts";
import type { Table } from "../src/tree/types.ts";
import { workbookModel } from "../src/xlsx/table-workbook.ts";
import * as build from "./build.ts";
import { file, highlight, password, target } from "./pdf/files.ts";

const { box, page, parseResult, rowsTable, text } = build;
const job = { id: "pjb-1", status: "COMPLETED" };

type Coded = readonly { readonly code: string }[];
type Case = () => Coded | Promise<Coded>;

const read = (...items: readonly build.Wire[]): Coded => build.doc(page(...items)).warnings;
const result = (sections: build.Wire): Coded => normalize(readParseResult({ job, ...sections })).warnings;
const stitched = (...pages: readonly build.Wire[]): Coded => stitchTables(build.doc(...pages)).warnings;
const fields = (value: unknown, metadata: unknown, on = build.doc(page(text("one one")))): Coded => {
  const found = extractFields(readExtractJob(build.extractJob(value, metadata)));
  return [...found.warnings, ...resolveFields(found.fields, on).warnings];
};
const cited = (citation: build.Wire): Coded => fields({ a: 1 }, { a: { citation: [citation] } });
const marked = async (name: string, change: Partial<Highlight> = {}, options: AnnotateOptions = {}): Promise<Coded> => {
  const { warnings, notDrawn } = await annotate(file(name), [target(name, change)], { onMissingPage: "skip", ...options });
  return [...warnings, ...notDrawn];
};
const whole = { pageNumber: 1, box: { x: 0, y: 0, width: 612, height: 792 }, size: { width: 612, height: 792 } };
const row = "<tr><td>1</td></tr>";
const owner = (...merged_from_pages: readonly number[]): build.Wire => rowsTable([["a"], ["1"]], { merged_from_pages });
const stub = (merged_into_page: number, rows: string[][] = []): build.Wire => rowsTable(rows, { merged_into_page });

const grounded = (...items: readonly build.Wire[]) => readGroundedItems([{ page_number: 1, items }]);
const lines = [{ span: [0, 1], bbox: { x: 1, y: 1, w: 1, h: 1 } }];
const batchItem = (item_id: string): build.Wire => ({ item_id, job_id: "ext-1", status: "completed" });

const linted = (...lines: readonly string[]): Coded => lintTables(tables(build.doc(page(build.table(...lines)))));

const [typed] = typeCells(tables(build.doc(page(rowsTable([["a"], ["1"], ["2"]]))))) as [Table];
const withFormat = (numberFormat: string): Table => {
  const formatted = (cell: Cell): Cell => (cell.typed === undefined ? cell : { ...cell, typed: { ...cell.typed, numberFormat } });
  return { ...typed, grid: { ...typed.grid, rows: typed.grid.rows.map((row) => ({ ...row, cells: row.cells.map(formatted) })) } };
};

/** The smallest input for each warning. */
const warnings: Record<WarningCode, Case> = {
  "box-invalid": () => read(text("a", box(1, 1, 0, 1))),
  "box-outside-page": () => read(text("a", box(700, 1, 9, 9))),
  "box-whole-page": () => marked("plain", { regions: [whole] }),
  "boxes-fractional": () => read(text("a", box(0.1, 0.1, 0.1, 0.1))),
  "citation-ambiguous": () => cited({ page: 1, matching_text: "one" }),
  "citation-page-unknown": () => cited({ matching_text: "one" }),
  "citation-unlocated": () => cited({ page: 1, matching_text: "other" }),
  "comment-cut": () => marked("plain", { comment: { quote: "x".repeat(501) } }),
  "extract-error": () => fields({ a: 1 }, { error: "no schema" }),
  "field-conflict": () => readExtractJob(build.extractJob({}, {}, { document_input_value: "dfl-2" })).warnings,
  "field-invalid": () => read({ ...build.code("a"), language: 1 }),
  "field-unknown": () => read(text("a", { mood: 1 })),
  "grounding-row-invalid": () => readGroundedItems([{ page_number: 1, items: [] }, { page_number: "i" }]).warnings,
  "grounding-text-differs": () => groundDocument(build.doc(page(text("a"))), grounded({ md: "b", grounding: { lines } })).warnings,
  "grounding-unit-guessed": () => grounded({ md: "é", grounding: { lines } }).warnings,
  "grounding-unmatched": () => groundDocument(build.doc(page()), grounded({ md: "b", grounding: { lines } })).warnings,
  "item-invalid": () => read({ type: "text", md: "a" }),
  "item-type-guessed": () => read({ md: "a" }),
  "item-type-unknown": () => read({ type: "chart", md: "a" }),
  "job-duplicate": () => batchManifest(readBatch([batchItem("a"), batchItem("b")]), []).warnings,
  "job-not-completed": () => readParseResult({ job: { ...job, status: "FAILED" } }, { allowUnfinished: true }).warnings,
  "metadata-length-differs": () => fields({ a: [1, 2] }, { a: [{}] }),
  "number-rounded": () => fields({ a: 2 ** 53 }, {}),
  "page-absent": () => selectPages(build.doc(page()), "2").warnings,
  "page-duplicate": () => result({ text: { pages: [1, 1].map((page_number) => ({ page_number, text: "a" })) } }),
  "page-gap": () => chunkDocument(build.doc(build.failedPage())).warnings,
  "page-frame-uncertain": () =>
    marked("plain", { regions: [{ ...whole, box: { ...whole.box, width: 9 }, size: { width: 700, height: 700 } }] }),
  "page-orientation-angle": () => result({ metadata: { pages: [{ page_number: 1, original_orientation_angle: 90 }] } }),
  "page-size-missing": () => build.doc({ ...page(text("a", box(1, 1, 1, 1))), page_width: null }).warnings,
  "part-conflict": () => readParseResult([parseResult(page(text("a"))), parseResult(page(text("b")))]).warnings,
  "pdf-decrypted": () => marked("enc-password", {}, { password }),
  "pdf-page-box": () => annotate(noMediaBox(), [highlight({ pages: [1] })]).then(({ warnings }) => warnings),
  "pdf-page-count": () => marked("plain", { regions: [{ ...whole, pageNumber: 9 }] }),
  "pdf-page-shared": () => annotate(twice(), [highlight({ pages: [1] })]).then(({ warnings }) => warnings),
  "pdf-repaired": () => marked("bad-startxref"),
  "pdf-rewritten": () => marked("plain", {}, { save: "rewrite" }),
  "pdf-signature-broken": () => marked("form-signature", {}, { save: "rewrite" }),
  "pdf-signed": () => marked("form-signature"),
  "section-failed": () =>
    result({ items: { pages: [{ page_number: 1, items: [text("a")] }] }, forms: { pages: [{ page_number: 1, error: "timeout" }] } }),
  "section-missing": () => result({}),
  "sheet-formats-cut": () => workbookModel([withFormat('0"')]).warnings,
  "sheet-links-cut": () => workbookModel([{ ...typed, parts: new Array(32_766).fill(typed.parts[0]) }], { sourceUrl: "a.pdf" }).warnings,
  "sheet-split": () => workbookModel([typed], { rowsPerSheet: 2 }).warnings,
  "sheet-text-cut": () => workbookModel(tables(build.doc(page(rowsTable([["x".repeat(32_768)]]))))).warnings,
  "span-dropped": () => read(text("a", box(1, 1, 9, 9, { start_index: 0, end_index: 99 }))),
  "status-unknown": () => readParseResult({ job: { ...job, status: "HALFWAY" } }).warnings,
  "table-csv-md-differ": () => read(rowsTable([["a"]], { csv: "b", md: "| c |\n| --- |" })),
  "table-duplicate-row": () => linted("a|b", "x|1", "x|1"),
  "table-empty-column": () => linted("a|b", "1|"),
  "table-empty-row": () => linted("a|b", "|"),
  "table-header-doubtful": () => read(rowsTable([["1"], ["2"]])),
  "table-header-duplicate": () => linted("a|a", "1|2"),
  "table-percentage-sum": () => linted("a|Share", "x|50%", "y|30%", "z|18%"),
  "table-scale-change": () => linted("in millions|b", "in thousands|", "x|1"),
  "table-sequence-gap": () => linted("a|b", "1|x", "2|x", "3|x", "5|x"),
  "table-service-concern": () =>
    lintTables(tables(build.doc(page(rowsTable([["a"]], { parse_concerns: [{ type: "odd", details: "" }] }))))),
  "table-total-mismatch": () => linted("a|b", "x|1", "y|2", "Total|9"),
  "table-type-drift": () => linted("a", ...new Array<string>(9).fill("1"), "1O"),
  "table-html-unaligned": () => read(rowsTable([["1"]], { html: `<table>${row}${row}</table>` })),
  "table-merge-ambiguous": () => stitched(page(owner(1, 2), owner(1, 2)), page(stub(1))),
  "table-merge-cycle": () => stitched(page(stub(1))),
  "table-merge-orphan": () => stitched(page(), page(stub(1))),
  "table-merge-own-page-missing": () => stitched(page(owner(2)), page(stub(1))),
  "table-merge-page-missing": () => stitched(page(owner(1, 9))),
  "table-merge-stub-missing": () => stitched(page(owner(1, 2)), page()),
  "table-nested": () => read(rowsTable([["1"]], { html: "<table><tr><td>1<table></table></td></tr></table>" })),
  "table-part-dropped": () => selectPages(build.doc(page(owner(1, 2)), page(stub(1))), "2").warnings,
  "table-ragged": () => read(rowsTable([["a", "b"], ["1"]])),
  "table-rows-incomplete": () => read(rowsTable([["a"]], { csv: "a\nb" })),
  "table-rows-html-differ": () => read(rowsTable([["2"]], { html: `<table>${row}</table>` })),
  "table-rows-missing": () => read(rowsTable([], { html: `<table>${row}</table>` })),
  "table-span-clipped": () => read(rowsTable([["1"]], { html: '<table><tr><td rowspan="2">1</td></tr></table>' })),
  "table-stub-not-empty": () => stitched(page(owner(1, 2)), page(stub(1, [["a", "b", "c"]]))),
  "text-ill-formed": () => marked("plain", { title: "\ud800" }),
  "warnings-cut": () => read(...new Array<build.Wire>(1001).fill({ md: "a" })),
};

const folder = mkdtempSync(join(tmpdir(), "postparse-codes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const json = (bytes: string | Uint8Array): Promise<unknown> => {
  writeFileSync(join(folder, "input.json"), bytes);
  return readJson(join(folder, "input.json"));
};
let deep: build.Wire = text("a");
for (let level = 0; level < 65; level++) deep = { type: "list", ordered: false, md: "", items: [deep] };

/** The smallest input for each error. */
const errors: Record<PayloadErrorCode | PdfErrorCode | ChunkErrorCode, () => unknown> = {
  "json-encoding": () => json(new Uint8Array([0xff])),
  "json-invalid": () => json("{"),
  "job-not-completed": () => readParseResult({ job: { ...job, status: "FAILED" } }),
  "page-failed": () => chunkDocument(build.doc(build.failedPage()), { failedPages: "throw" }),
  "page-too-large": () => readPages(new Blob([JSON.stringify(parseResult(page(text("a"))))]).stream(), { maxPageBytes: 9 }).next(),
  "payload-invalid": () => readParseResult({ job: {} }),
  "payload-too-deep": () => readParseResult(parseResult(page(deep))),
  "payload-wrong-kind": () => readParseResult({}),
  "pdf-damaged": () => annotate(new TextEncoder().encode("%PDF-1.7\n"), []),
  "pdf-encrypted": () => annotate(file("enc-password"), []),
  "pdf-invalid": () => annotate(new Uint8Array(), []),
  "token-count-invalid": () => chunkDocument(build.doc(page(text("a"))), { tokenizer: () => Number.NaN }),
  "window-too-small": () => chunkDocument(build.doc(page(text("a"))), { tokenizer: (value) => 999 * value.length }),
};

test.each(Object.entries(warnings))("%s is what its smallest input warns of", async (code, run) => {
  expect(build.codes(await run())).toContain(code);
});

test.each(Object.entries(errors))("%s is what its smallest input fails with", async (code, run) => {
  await expect((async () => run())()).rejects.toMatchObject({ code });
});

/** The members of a union, read off the source: a type is gone when a test runs. */
function members(union: string): string[] {
  const source = readFileSync(new URL("../src/errors.ts", import.meta.url), "utf8");
  const [, body = ""] = new RegExp(`export type ${union} =([^;]+);`).exec(source) ?? [];
  return [...body.matchAll(/"([^"]+)"/g)].map(([, code = ""]) => code);
}

describe("the README's tables", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = readme.split("\n").filter((line) => line.startsWith("| `"));

  test("every code has a case here", () => {
    expect(members("WarningCode").sort()).toEqual(Object.keys(warnings).sort());
    expect([...members("PayloadErrorCode"), ...members("PdfErrorCode"), ...members("ChunkErrorCode")].sort()).toEqual(
      Object.keys(errors).sort(),
    );
  });

  test("every warning has one row, in the order of the alphabet, and no row is of a code that is gone", () => {
    const [first, last] = ["box-invalid", "warnings-cut"].map((code) => rows.findIndex((line) => line.startsWith(`| \`${code}\``)));
    const listed = rows.slice(first, (last as number) + 1).map((line) => line.split("`")[1] as string);
    expect(listed).toEqual(members("WarningCode"));
    expect(listed).toEqual([...listed].sort());
  });

  test("the table of findings says of each what auditCodes says", () => {
    const found = rows.slice(rows.findIndex((line) => line.startsWith("| `batch-file-failed`")));
    const listed = found.map((line) => line.split("|").map((cell) => cell.trim()));
    const wanted = Object.entries(auditCodes).map(([code, { severity, meaning }]) => ["", `\`${code}\``, severity, meaning, ""]);
    expect(listed).toEqual(wanted);
  });

  test.each(Object.keys(errors))("%s stands in the row of its class", (code) => {
    expect(rows.filter((line) => /^\| `\w*Error` +\|/.test(line) && line.includes(`\`${code}\``)).length).toBe(1);
  });
});

/** A file whose page has no usable mediaBox. */
function noMediaBox(): Uint8Array {
  return replaced("/MediaBox", "/MediaBoy");
}

/** A file that lists its page twice. */
function twice(): Uint8Array {
  const source = Buffer.from(file("plain")).toString("latin1");
  const [kids = "", ref = ""] = /\/Kids\s*\[\s*(\d+ \d+ R)/.exec(source) ?? [];
  expect(kids).not.toBe("");
  return new Uint8Array(Buffer.from(source.replace(kids, `${kids} ${ref}`), "latin1"));
}

function replaced(from: string, to: string): Uint8Array {
  const source = Buffer.from(file("plain")).toString("latin1");
  expect(source).toContain(from);
  return new Uint8Array(Buffer.from(source.replaceAll(from, to), "latin1"));
}
