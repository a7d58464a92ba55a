import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { audit, auditFields } from "../../src/audit/audit.ts";
import { type AuditCode, auditCodes } from "../../src/audit/codes.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { auditManifest } from "../../src/audit/manifest.ts";
import type { AuditReport } from "../../src/audit/report.ts";
import { normalize } from "../../src/document/normalize.ts";
import type { WarningCode } from "../../src/errors.ts";
import { resolveFields } from "../../src/extract/citations.ts";
import { extractFields } from "../../src/extract/fields.ts";
import { batchManifest, type GivenResult } from "../../src/payload/batch/manifest.ts";
import { readBatch } from "../../src/payload/batch.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, codes, doc, extractJob, failedPage, image, page, parseResult, rowsTable, text, type Wire } from "../build.ts";

const read = (...items: readonly Wire[]): Document => doc(page(...items));
const sections = (extra: Wire, ...items: readonly Wire[]): Document =>
  normalize(readParseResult({ ...parseResult(page(...items)), ...extra }));
const section = (fields: Wire): Wire => ({ pages: [{ page_number: 1, ...fields }] });
const cited = (citation: Wire, on: Document): AuditReport => {
  const { fields } = extractFields(readExtractJob(extractJob({ a: 1 }, { a: { citation: [citation] } })));
  return audit(on, { fields: resolveFields(fields, on).fields });
};
const low = { confidence: 0.1 };
const batch = (item: Wire, ...results: readonly GivenResult[]): AuditReport =>
  auditManifest(batchManifest(readBatch([{ item_id: "a", job_id: "ext-1", ...item }]), results));

const newer: Wire = {
  id: "bat-1",
  config: { job: { type: "parse_v2", configuration_id: "c" } },
  source_directory_id: "d",
  project_id: "p",
};

/** The smallest input for each finding of the audit's own. */
const cases: Record<AuditCode, () => AuditReport> = {
  "batch-file-failed": () => batch({ status: "failed" }),
  "batch-failed": () => auditManifest(batchManifest(readBatch({ ...newer, status: "FAILED" }), [])),
  "batch-file-missing": () => batch({ status: "completed" }),
  "batch-file-pending": () => batch({ status: "pending" }),
  "batch-file-skipped": () => batch({ status: "skipped" }),
  "batch-result-unmatched": () => batch({ status: "skipped" }, readParseResult(parseResult())),
  "batch-unfinished": () => auditManifest(batchManifest(readBatch({ ...newer, status: "RUNNING" }), [])),
  "boxes-confidence-low": () => audit(read(text("a", box(1, 1, 9, 9, low)))),
  "boxes-missing": () => audit(read(text("a"))),
  "boxes-scaled": () => audit(read(...[1, 2, 3].map((y) => text("a", box(1, y, 4, 1))))),
  "boxes-shared": () => audit(read(text("a", box(1, 1, 9, 9)), text("b", box(1, 1, 9, 9)))),
  "citation-page-failed": () => cited({ page: 1, matching_text: "one" }, doc(failedPage())),
  "citation-page-missing": () => cited({ page: 2, matching_text: "one" }, read(text("one"))),
  "document-confidence-low": () => audit({ ...read(), metadata: low }),
  "field-confidence-low": () => auditFields(extractFields(readExtractJob(extractJob({ a: 1 }, { a: low }))).fields.map(uncited)),
  "page-confidence-low": () => audit(sections({ metadata: section(low) })),
  "page-empty": () => audit(read()),
  "page-failed": () => audit(doc(failedPage())),
  "page-missing": () => audit(doc({ ...page(), page_number: 2 })),
  "pages-not-requested": () => audit({ ...doc({ ...page(), page_number: 2 }), metadata: { parameters: { target_pages: "2" } } }),
  "quote-elsewhere": () => cited({ page: 1, matching_text: "two" }, doc(page(text("one")), page(text("two")))),
  "quote-missing": () => cited({ page: 1, matching_text: "two" }, read(text("one"))),
  "table-concern": () => audit(read(rowsTable([["a"]], { parse_concerns: [{ type: "odd", details: "a" }] }))),
  "text-refusal": () => audit(read(text("NO_CONTENT_HERE"))),
  "words-missing": () => audit(sections({ markdown: section({ markdown: "a 1" }) }, text("a"))),
  "words-unconfirmed": () => audit(sections({ markdown: section({ markdown: "a" }) }, text("a 1"))),
};

function uncited<T extends object>(field: T): T & { readonly citations: readonly [] } {
  return { ...field, citations: [] };
}

test.each(Object.entries(cases))("%s is what its smallest input is found to be", (code, run) => {
  const found = run().findings.find((finding) => finding.code === code) as Finding;
  expect(found).toMatchObject({ code, severity: auditCodes[code as AuditCode].severity, group: auditCodes[code as AuditCode].group });
  expect(found.message).toMatch(/^[\p{L}\p{N}]/u);
});

test.each<[Wire, readonly string[]]>([
  [
    { status: "FAILED", error_message: "quota, see https://x.example/?sig=SECRET" },
    ["The batch is FAILED, not COMPLETED: the service says “quota, see https://x.example/”"],
  ],
  [{ status: "cancelled" }, ["The batch is CANCELLED, not COMPLETED"]],
  [{ status: "PENDING", results: [] }, ["The batch is PENDING, not COMPLETED"]],
  [{ status: "COMPLETED", results: [] }, []],
  [{ status: "PARTIAL_SUCCESS", results: [] }, []],
  [{ status: "HALFWAY", results: [] }, []],
])("of a batch as a whole %j tells %j", (extra, messages) => {
  const { findings } = auditManifest(batchManifest(readBatch({ ...newer, ...extra }), []));
  expect(findings.filter(({ code }) => code !== "section-missing").map(({ message }) => message)).toEqual(messages);
});

test("nothing is found in a page as it should be", () => {
  const good = sections({ markdown: section({ markdown: "a\n\nb" }) }, text("a", box(9, 9, 90, 9)), text("b", box(300, 700, 90, 9)));
  expect(audit(good)).toEqual({
    findings: [],
    counts: { error: 0, warning: 0, info: 0 },
    pages: { count: 1, failed: [], empty: [], missing: [] },
  });
});

const [union = ""] = /export type WarningCode =[^;]+;/.exec(readFileSync("src/errors.ts", "utf8")) ?? [];
const warningCodes = [...union.matchAll(/"([^"]+)"/g)].map(([, code]) => code as WarningCode);

test("every warning of a document is told once, under its own code, with its message and pointer", () => {
  const warnings = warningCodes.map((code, index) => ({ code, message: `message ${index}`, pointer: `/items/pages/0/x/${index}` }));
  const { findings } = audit({ ...read(), warnings });
  const told = findings.filter(({ message }) => message.startsWith("message "));
  expect(warnings.length).toBeGreaterThan(40);
  expect(new Set(told.map(({ code, message, pointer }) => ({ code, message, pointer })).map((one) => JSON.stringify(one)))).toEqual(
    new Set(warnings.map((one) => JSON.stringify(one))),
  );
  expect(told).toHaveLength(warnings.length);
  for (const { pageNumber, severity, group } of told) expect([pageNumber, typeof severity, typeof group]).toEqual([1, "string", "string"]);
});

test("an image may cover its page, and what stands alone on it; anything else then says nothing of a place", () => {
  const whole = box(0, 0, 612, 792);
  const covering = (...items: readonly Wire[]): readonly string[] => codes(audit(read(...items)).findings);
  expect(covering(text("a", whole), text("b", box(9, 9, 9, 9)))).toContain("box-whole-page");
  expect(covering({ ...image("a", "b"), ...whole }, text("b", box(9, 9, 9, 9)))).not.toContain("box-whole-page");
  expect(covering(text("a", whole))).not.toContain("box-whole-page");
});
