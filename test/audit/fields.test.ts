import { expect, test } from "vitest";
import { audit, auditFields } from "../../src/audit/audit.ts";
import type { AuditReport } from "../../src/audit/report.ts";
import { resolveFields } from "../../src/extract/citations.ts";
import { extractFields } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, doc, extractJob, failedPage, page, rowsTable, text, type Wire } from "../build.ts";

/** The audit of the fields of a job, with its document or without. */
function found(value: unknown, metadata: unknown, on?: Document, extra?: Wire): AuditReport {
  const job = readExtractJob(extractJob(value, metadata, extra));
  const read = extractFields(job);
  const resolved = resolveFields(read.fields, on);
  const options = { warnings: [...job.warnings, ...read.warnings, ...resolved.warnings] };
  return on === undefined ? auditFields(resolved.fields, options) : audit(on, { ...options, fields: resolved.fields });
}
const told = ({ findings }: AuditReport): unknown[][] =>
  findings.filter(({ payload }) => payload === "extract").map(({ code, pageNumber, message }) => [code, pageNumber, message]);
const cited = (...citation: readonly Wire[]): Wire => ({ a: { citation } });

const document = doc(
  page(text("one fish", box(9, 9, 9, 9)), text("two fish")),
  page(
    text("red fish", box(9, 9, 9, 9)),
    rowsTable([
      ["a", "b"],
      ["blue", "7"],
    ]),
  ),
  failedPage(),
);

test("a quote on another page is told with it, one that is nowhere as missing", () => {
  const findings = found({ a: 1 }, cited({ page: 1, matching_text: "red fish" }, { page: 2, matching_text: "no fish" }), document);
  expect(told(findings)).toEqual([
    ["quote-elsewhere", 1, "a is cited with “red fish”, which is not on the page, but on page 2"],
    ["quote-missing", 2, "a is cited with “no fish”, which is not on the page, nor on any other"],
  ]);
  expect(findings.findings.map(({ pointer }) => pointer)).toContain("/extract_metadata/field_metadata/document_metadata/a/citation/0");
});

test.each([
  ["| blue | 7 |", 2],
  ["**One** fish", 1],
  ["one fish\n\ntwo fish", 1],
  ["- two fish", 1],
  ["fish", 1],
  ["?!", 1],
])("%j is on its page, or too short to look for", (matching_text, number) => {
  const codes = found({ a: 1 }, cited({ page: number, matching_text }), document).findings.map(({ code }) => code);
  expect(codes.filter((code) => code.startsWith("quote-"))).toEqual([]);
});

test("a quote that only the plain text of its page has is there", () => {
  const [first, ...others] = document.children;
  const read = { ...document, children: [{ ...(first as (typeof document.children)[0]), text: "small print" }, ...others] };
  expect(told(found({ a: 1 }, cited({ page: 1, matching_text: "small print" }), read)).map(([code]) => code)).toEqual([
    "citation-unlocated",
  ]);
});

test("a page that failed or does not exist is told in place of its quote", () => {
  expect(told(found({ a: 1 }, cited({ page: 3, matching_text: "x" }, { page: 9, matching_text: "one fish" }), document))).toEqual([
    ["citation-page-failed", 3, "a is cited from the page, which the service failed on"],
    ["citation-page-missing", 9, "a is cited from page 9, which the parse result does not have"],
  ]);
});

test("citations without a page, and those without a place, are counted", () => {
  expect(told(found({ a: 1 }, cited({ matching_text: "x" }, { page: 4 }, { page: 5 })))).toEqual([
    ["citation-page-unknown", undefined, "1 of 3 citations has no page: where the value stands is unknown"],
    ["citation-unlocated", undefined, "2 of 3 citations have a page, but no place on it"],
  ]);
});

test("low confidence is told where the field is cited; 0 is a confidence, and 0.7 is not below it", () => {
  const metadata = {
    a: { confidence: 0, citation: [{ page: 9 }, { page: 2, matching_text: "red fish" }] },
    b: { confidence: 0.7 },
    c: { confidence: 0.6999 },
  };
  const report = found({ a: 1, b: 2, c: 3 }, metadata, document);
  expect(report.findings.filter(({ code }) => code === "field-confidence-low")).toMatchObject(
    [
      { pageNumber: 2, message: "a has a confidence of 0, below 0.7", pointer: "/extract_result/a", regions: [{ pageNumber: 2 }] },
      { message: "c has a confidence of 0.699, below 0.7", pointer: "/extract_result/c" },
    ].toReversed(),
  );
});

test("the job's own warnings are told, an error it reports as one", () => {
  const metadata = { a: [{}], error: "see https://x.example/?sig=SECRET" };
  expect(told(found({ a: [1, 2] }, metadata)).map(([code]) => code)).toEqual(["extract-error", "metadata-length-differs"]);
  expect(JSON.stringify(found({ a: [1, 2] }, metadata))).not.toContain("SECRET");
  expect(told(found({ a: 1 }, null, undefined, { extract_metadata: null }))).toEqual([
    ["section-missing", undefined, expect.stringContaining("expand=extract_metadata")],
  ]);
});

test("a path names what it is, whatever its keys hold", () => {
  const key = `https://x.example/?sig=SECRET ${"k".repeat(500)}\n`;
  const [, , message = ""] = told(
    found(JSON.parse(`{"__proto__": 1, ${JSON.stringify(key)}: 2}`), { [key]: { confidence: 0.1 } }),
  )[0] as string[];
  expect(message).not.toContain("SECRET");
  expect(message.length).toBeLessThan(150);
});

test("many lost quotes in a long document end", () => {
  const long = doc(...Array.from({ length: 200 }, (_, index) => page(text(`${"ab ".repeat(2000)}${index}`))));
  const lost = Array.from({ length: 3000 }, (_, index) => ({ page: 1 + (index % 200), matching_text: `lost ${index}` }));
  const report = found({ a: 1 }, cited(...lost), long);
  expect(report.findings.filter(({ code }) => code === "quote-missing")).toHaveLength(3000);
  expect(report.findings.some(({ message }) => message.endsWith("which is not on the page"))).toBe(true);
});
