import { expect, test } from "vitest";
import { JobNotCompletedError, PayloadError } from "../../src/errors.ts";
import { readParseResult, safeReadParseResult } from "../../src/payload/parse.ts";
import { failedPage, markdownResult, page, text, type Wire } from "../build.ts";

const job = { id: "pjb-1", project_id: "prj-1", status: "COMPLETED" };
const ofPage = (entry: Wire, sections: Wire = {}): Wire => ({ job, items: { pages: [{ page_number: 1, ...entry }] }, ...sections });

test("readParseResult() joins sections by page number, in ascending order", () => {
  const { pages } = readParseResult({
    job,
    items: { pages: [{ page_number: 3, success: true, items: [text("three")] }] },
    markdown: { pages: [{ page_number: 7, success: true, markdown: "seven", header: "H", footer: "F" }] },
    text: {
      pages: [
        { page_number: 7, text: "7" },
        { page_number: 3, text: "3" },
      ],
    },
    metadata: {
      pages: [{ page_number: 3, confidence: 0, printed_page_number: "iii", original_orientation_angle: 90, speaker_notes: "N" }],
    },
  });
  expect(pages).toMatchObject([
    { number: 3, text: "3", confidence: 0, printedNumber: "iii", orientationAngle: 90, speakerNotes: "N" },
    { number: 7, text: "7", markdown: "seven", header: "H", footer: "F" },
  ]);
  expect(pages.map((page) => page.pointers)).toEqual([
    { items: "/items/pages/0", text: "/text/pages/1", metadata: "/metadata/pages/0" },
    { markdown: "/markdown/pages/0", text: "/text/pages/0" },
  ]);
});

test("readParseResult() takes the first of two pages with one number, with a warning", () => {
  const double = { job, items: { pages: [1, 1].map((page_number, index) => ({ page_number, items: [text(`${index}`)] })) } };
  const read = readParseResult(double);
  expect(read.pages.map(({ items }) => items?.length)).toEqual([1]);
  expect(read.pages[0]?.items).toMatchObject([{ value: "0" }]);
  expect(read.warnings).toMatchObject([{ code: "page-duplicate", pointer: "/items/pages/1" }]);
});

test.each([
  [{ job: {} }, ["/job/id", "/job/status"]],
  [{ job: { id: 1, status: null } }, ["/job/id", "/job/status"]],
  [{ job, items: [] }, ["/items"]],
  [{ job, items: "x", text: {} }, ["/items", "/text/pages"]],
  [{ job, items: { pages: [null, 7, {}] } }, ["/items/pages/0", "/items/pages/1", "/items/pages/2/page_number"]],
  ...[0, -1, 1.5, "1", null, Number.POSITIVE_INFINITY].map((page_number): [Wire, string[]] => [
    { job, markdown: { pages: [{ page_number: 1 }, { page_number }] } },
    ["/markdown/pages/1/page_number"],
  ]),
])("readParseResult(%j) throws with all pointers of the broken frame", (input, pointers) => {
  const read = safeReadParseResult(input);
  expect(read).toMatchObject({ success: false, error: { code: "payload-invalid" } });
  if (!read.success) expect(read.error.issues.map((issue) => issue.pointer)).toEqual(pointers);
});

test("readParseResult() names at most 100 of 1,000 broken pages, and says how many more", () => {
  const read = safeReadParseResult({ job, items: { pages: new Array(1000).fill({}) } });
  if (read.success) throw new Error("It was read");
  expect(read.error.issues.length).toBe(100);
  expect(read.error.message).toMatch(/^Cannot read the parse result: \/items\/pages\/0\/page_number .* \(and 999 more\)$/);
});

test.each([
  ["a bare job", { job }, []],
  ["null sections", { job, items: null, markdown: null, text: null, metadata: null }, []],
  ["no pages", { job, items: { pages: [] } }, []],
])("readParseResult() reads %s as a result without pages", (_, input, warnings) => {
  expect(readParseResult(input)).toEqual({
    job: { id: "pjb-1", status: "COMPLETED", projectId: "prj-1" },
    metadata: {},
    images: [],
    pages: [],
    warnings,
  });
});

test("readParseResult() gives the whole text only where there are no pages", () => {
  expect(readParseResult({ job, markdown_full: "# A", text_full: "A" })).toMatchObject({ markdownFull: "# A", textFull: "A" });
  expect(readParseResult({ ...markdownResult("# A"), markdown_full: "# A" })).not.toHaveProperty("markdownFull");
});

test.each([
  ["it says so", failedPage("timeout"), undefined, "timeout"],
  ["it gives no reason", { success: false }, undefined, "the service gives no reason"],
  ["older: there is an error", { error: "timeout" }, undefined, "timeout"],
  ["older: there are no items", { page_width: 612 }, undefined, "the service gives no reason"],
  ["it has items all the same: they stay", { success: false, error: "half", items: [text("kept")] }, 1, "half"],
  ["no items came with it", { success: false, error: "timeout", items: [] }, undefined, "timeout"],
  ["not: an empty error is none", { success: true, error: "", items: [text("a")] }, 1, undefined],
  ["not: older, with items", { items: [] }, 0, undefined],
  ["not: newer, without items", { success: true, items: null }, undefined, undefined],
])("readParseResult() tells a failed page: %s", (_, entry, items, error) => {
  const [read] = readParseResult(ofPage(entry)).pages;
  expect([read?.items?.length, read?.error]).toEqual([items, error]);
});

test.each([
  [{ success: false, error: "timeout" }, undefined, "timeout"],
  [{ success: false }, undefined, "the service gives no reason"],
  [{ success: false, error: "half", markdown: "kept" }, "kept", "half"],
  [{ markdown: "older" }, "older", undefined],
  [{ success: true, markdown: "" }, "", undefined],
])("readParseResult() reads the markdown page %j", (entry, markdown, error) => {
  const [read] = readParseResult({ job, markdown: { pages: [{ page_number: 1, ...entry }] } }).pages;
  expect([read?.markdown, read?.error]).toEqual([markdown, error]);
});

test.each([
  ["/job/tier", { job: { ...job, tier: 5 } }],
  ["/job/error_message", { job: { ...job, error_message: {} } }],
  ["/markdown_full", { job, markdown_full: 5 }],
  ["/items/pages/0/page_width", ofPage({ ...page(), page_width: "612" })],
  ["/items/pages/0/items", ofPage({ ...page(), items: {} })],
  ["/text/pages/0/text", { ...ofPage(page()), text: { pages: [{ page_number: 1, text: 5 }] } }],
  ["/metadata/pages/0/confidence", { ...ofPage(page()), metadata: { pages: [{ page_number: 1, confidence: "high" }] } }],
])("readParseResult() leaves out the optional %s when it has a wrong type", (pointer, input) => {
  expect(readParseResult(input).warnings).toMatchObject([{ code: "field-invalid", pointer }]);
});

test.each(["PENDING", "RUNNING", "FAILED", "CANCELLED", "THROTTLED", "pending"])("readParseResult() refuses a job that is %s", (status) => {
  const said = "Could not fetch https://h.example/a.pdf?X-Amz-Signature=CANARY";
  const input = { ...ofPage(page(text("a"))), job: { ...job, status, error_message: said } };
  const read = safeReadParseResult(input);
  expect(read).toMatchObject({ success: false, error: { code: "job-not-completed", status, name: "JobNotCompletedError" } });
  if (read.success) return;
  expect(read.error).toBeInstanceOf(JobNotCompletedError);
  expect(read.error).toBeInstanceOf(PayloadError);
  expect(read.error.message).toContain(status);
  expect(JSON.stringify([read.error.message, read.error])).not.toContain("CANARY");
  expect((read.error as JobNotCompletedError).serviceMessage).toBe("Could not fetch https://h.example/a.pdf");
  const allowed = readParseResult(input, { allowUnfinished: true });
  expect(allowed.pages[0]?.items?.length).toBe(1);
  expect(allowed.warnings).toMatchObject([{ code: "job-not-completed", pointer: "/job/status" }]);
});

test("readParseResult() takes a status nobody has heard of for completed, with a warning that cuts it short", () => {
  const { warnings } = readParseResult({ job: { ...job, status: "HALFWAY".repeat(99) } });
  expect(warnings).toMatchObject([{ code: "status-unknown", pointer: "/job/status" }]);
  expect(warnings[0]?.message.length).toBeLessThan(180);
});

test.each([0, -1, 257, Number.NaN, Number.POSITIVE_INFINITY])("readParseResult() throws a RangeError for maxDepth %d", (maxDepth) => {
  expect(() => readParseResult({ job }, { maxDepth })).toThrow(new RangeError(`maxDepth is ${maxDepth}, expected 1 to 256`));
});
