import { expect, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { AuditReport } from "../../src/audit/report.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import type { DocumentMetadata } from "../../src/tree/types.ts";
import { box, doc, failedPage, page, parseResult, text } from "../build.ts";

const filled = page(text("a", box(9, 9, 9, 9)));

/** The audit of a document with pages of these numbers. */
function numbered(numbers: readonly number[], metadata: DocumentMetadata = {}): AuditReport {
  return audit({ ...doc(...numbers.map((page_number) => ({ ...filled, page_number }))), metadata });
}
const messages = ({ findings }: AuditReport): string[] => findings.map(({ message }) => message);

test("pages that the numbers skip are missing, and said as ranges", () => {
  const report = numbered([2, 5, 6, 9]);
  expect(messages(report)).toEqual([
    "Page 1 is not in the result",
    "Pages 3 to 4 are not in the result",
    "Pages 7 to 8 are not in the result",
  ]);
  expect(report.pages).toEqual({
    count: 4,
    failed: [],
    empty: [],
    missing: [
      [1, 1],
      [3, 4],
      [7, 8],
    ],
  });
  expect(report.findings[1]).toMatchObject({ code: "page-missing", severity: "error", pageNumber: 3, count: 2, pointer: "" });
});

test.each<[string, DocumentMetadata]>([
  ["the confidence breakdown", { confidenceBreakdown: { totalPages: 4 } }],
  ["the job", { jobMetadata: { job_pages: 4 } }],
  ["the greater of two", { jobMetadata: { job_pages: 4 }, confidenceBreakdown: { totalPages: 3 } }],
])("pages past the last one are missing by the count of %s", (_, metadata) => {
  expect(messages(numbered([1, 2], metadata))).toEqual(["Pages 3 to 4 are not in the result: the service counts 4 pages"]);
  expect(messages(numbered([], metadata))).toContain("Pages 1 to 4 are not in the result: the service counts 4 pages");
});

test.each([0, 1, -1, 1.5, Number.NaN, 1e300, "9", null, [9]])("a count of %j pages says nothing", (job_pages) => {
  expect(messages(numbered([1, 2], { jobMetadata: { job_pages } }))).toEqual([]);
});

test.each<[Record<string, unknown>, string]>([
  [{ target_pages: "2,4-5" }, "target_pages “2,4-5”"],
  [{ page_ranges: { target_pages: "2" } }, "target_pages “2”"],
  [{ target_pages: [2, 4] }, "2 pages in target_pages"],
  [{ target_pages: "0-2" }, "target_pages “0-2”"],
  [{ target_pages: ["1"] }, "1 page in target_pages"],
  [{ target_pages: [{ toString: 1 }] }, "1 page in target_pages"],
  [{ target_pages: [0] }, "1 page in target_pages"],
])("pages that nobody asked for are no loss: %j", (parameters, asked) => {
  const [finding] = numbered([2], { parameters, jobMetadata: { job_pages: 3 } }).findings;
  expect(finding).toMatchObject({ code: "pages-not-requested", severity: "info", count: 2 });
  expect(finding?.message).toBe(`Pages 1, 3 are not in the result, which was asked for with ${asked}`);
});

type Said = [numbers: number[], parameters: Record<string, unknown>, lost: string[], excused?: string | undefined];
test.each<Said>([
  [[1, 3], { target_pages: "1-3" }, ["Page 2 is not in the result, though asked for with target_pages “1-3”"]],
  [[1, 2], { target_pages: "1-3" }, ["Page 3 is not in the result, though asked for with target_pages “1-3”"]],
  [
    [5, 6],
    { target_pages: "5-7" },
    ["Page 7 is not in the result, though asked for with target_pages “5-7”"],
    "Pages 1 to 4 are not in the result, which was asked for with target_pages “5-7”",
  ],
  [[1, 4], { target_pages: [4, 2, 1] }, ["Page 2 is not in the result, though asked for with 3 pages in target_pages"], "Page 3 is"],
  [[2, 4], { target_pages: "2-" }, ["Page 3 is not in the result, though asked for with target_pages “2-”"], "Page 1 is"],
  [[1, 2], { target_pages: "1,5-,9" }, [], undefined],
  [[1, 3], { page_ranges: { max_pages: 10 } }, ["Page 2 is not in the result, though asked for with max_pages 10"]],
  [[1, 3], { max_pages: 2.5 }, ["Page 2 is not in the result, though asked for with max_pages 2.5"]],
  [[1, 3], { target_pages: "1-9", max_pages: 3 }, ["Page 2 is not in the result, though asked for with target_pages “1-9”"]],
  [
    [1],
    { target_pages: "1-1000000000" },
    ["Pages 2 to 1000000000 are not in the result, though asked for with target_pages “1-1000000000”"],
  ],
])("of pages %j asked for with %j those that were lost are errors", (numbers, parameters, lost, excused) => {
  const { findings } = numbered(numbers, { parameters });
  expect(findings.filter(({ severity }) => severity === "error").map(({ code, message }) => [code, message])).toEqual(
    lost.map((message) => ["page-missing", message]),
  );
  const others = findings.filter(({ severity }) => severity !== "error");
  expect(others.map(({ code }) => code)).toEqual(excused === undefined ? [] : ["pages-not-requested"]);
  expect(others[0]?.message ?? "").toContain(excused ?? "");
});

test("a page asked for past those the source has is no loss, one that the service counts among them is", () => {
  const asked = (target_pages: string, job_pages: number, ...numbers: number[]): string[] =>
    numbered(numbers, { parameters: { target_pages }, jobMetadata: { job_pages } }).findings.map(
      ({ code, message }) => `${code} ${message}`,
    );
  expect(asked("1-100", 3, 1, 2, 3)).toEqual([]);
  expect(asked("1-100", 3, 1, 2)).toEqual(["page-missing Page 3 is not in the result, though asked for with target_pages “1-100”"]);
  // Fewer than the last page has been counted: the service counts what it read.
  expect(asked("5-7", 2, 5, 6)).toHaveLength(2);
});

test("max_pages excuses what is past it and past the last page there is", () => {
  const report = numbered([1, 3], { parameters: { max_pages: 4 }, jobMetadata: { job_pages: 9 } });
  expect(report.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "pages-not-requested Pages 5 to 9 are not in the result, which was asked for with max_pages 4",
    "page-missing Page 2 is not in the result, though asked for with max_pages 4",
    "page-missing Page 4 is not in the result, though asked for with max_pages 4",
  ]);
});

test.each([{ target_pages: "" }, { target_pages: null }, { max_pages: 0 }, JSON.parse('{"__proto__": {"max_pages": 2}}')])(
  "%j limits nothing",
  (parameters) => {
    expect(messages(numbered([2], { parameters }))).toEqual(["Page 1 is not in the result"]);
  },
);

test("a gap up to the greatest page number there is is one range", () => {
  expect(messages(numbered([1, Number.MAX_SAFE_INTEGER]))).toEqual([`Pages 2 to ${Number.MAX_SAFE_INTEGER - 1} are not in the result`]);
});

test("a whole text that is read as page 1 lacks no page", () => {
  const payload = { job: { id: "a", status: "COMPLETED" }, text_full: "a" };
  const document = normalize(readParseResult(payload));
  expect(audit({ ...document, metadata: { jobMetadata: { job_pages: 9 } } }).pages.missing).toEqual([]);
});

test("a failed page says what is left of it, an empty one that it is", () => {
  const pages = parseResult(failedPage("timeout at https://x.example/?sig=SECRET"), page(), { ...filled, error: "late" }, failedPage());
  const read = { text: { pages: [{ page_number: 4, text: "a" }] } };
  expect(messages(audit(normalize(readParseResult({ ...pages, ...read }))))).toEqual([
    "The service failed on the page: “timeout at https://x.example/”; nothing of it is here",
    "The page has no content",
    "The service failed on the page: “late”; what items it has are kept",
    "The service failed on the page: “timeout”; its plain text is read instead",
  ]);
});

test("a page that stands twice is told once", () => {
  const twice = doc(filled, { ...filled, page_number: 1 });
  expect(audit(twice).findings.map(({ code, pageNumber }) => [code, pageNumber])).toEqual([["page-duplicate", undefined]]);
});

test.each([[{ confidenceBelow: 1.1 }], [{ confidenceBelow: Number.NaN }], [{ missingAbove: -1 }]])("%j is refused", (options) => {
  expect(() => audit(doc(), options)).toThrow(RangeError);
});
