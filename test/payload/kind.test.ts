import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type PayloadError, payloadKind, readExtractJob, readParseResult } from "../../src/index.ts";
import { extractJob, parseResult } from "../build.ts";

const job = { id: "pjb-1", project_id: "prj-1", status: "COMPLETED" };

test.each([
  [parseResult(), "parse-result", undefined],
  [{ job }, "parse-result", undefined],
  [{ job, progress_percentage: 50 }, "batch-status", "read it with readBatch"],
  [{ job_id: "bjb-1", message: "cancelled", processed_items: 3, status: "cancelled" }, "batch-status", "read it with readBatch"],
  [{ pages: [{ page: 1, md: "x" }], job_metadata: {} }, "parse-v1", undefined],
  [{ pages: [], job_metadata: {} }, "parse-v1", undefined],
  [[{ pages: [{ page: 1 }], job_id: "1", file_path: "a.pdf" }], "parse-v1", undefined],
  [[{ page: 1, md: "x" }], "parse-v1", undefined],
  [{ pages: [{ page_number: 1, markdown: "x" }] }, "parse-section", undefined],
  [[{ page_number: 1, markdown: "x" }], "parse-section", undefined],
  [[parseResult(), parseResult()], "parse-result", undefined],
  [extractJob({}), "extract-job", undefined],
  [{ ...job, id: "ext-1", document_input_value: "dfl-1" }, "extract-job", undefined],
  [{ ...job, id: "ext-1", file_input: "dfl-1" }, "extract-job", undefined],
  [{ ...job, data: {}, extraction_metadata: {} }, "extract-v1-run", undefined],
  [{ data: {}, extraction_metadata: {}, run_id: "1" }, "extract-v1-run", undefined],
  [{ id: "1", extraction_agent: {}, status: "SUCCESS" }, "extract-v1-job", "GET /api/v1/extraction/jobs/{job_id}/result"],
  [{ field_metadata: {} }, "field-metadata", "read the whole extract job"],
  [{ ...job, id: "bat-1", config: { job: { type: "parse_v2" } }, source_directory_id: "dir-1" }, "batch", "read it with readBatch"],
  [{ ...job, id: "bjb-1", job_type: "parse", total_items: 3 }, "batch", "read it with readBatch"],
  [{ item_id: "1", item_name: "a.pdf", processing_results: [] }, "batch-item", "read it with readBatch"],
  [{ page_number: 1, page_width: 1, page_height: 1, items: [] }, "grounded-items", "the parse result it belongs to"],
  [{ items: [], next_page_token: null }, "list", "one by one"],
  [{ items: [], total_size: 0 }, "list", "one by one"],
  [{ items: [{ description: "a pump" }], total: 10 }, "unknown", "its fields begin items, total"],
  [{ ...job, tier: "agentic" }, "parse-job", "expand=items,markdown,metadata"],
  [null, "unknown", "it is null"],
  [undefined, "unknown", "it is a undefined"],
  [7, "unknown", "it is a number"],
  ["{}", "unknown", "it is a string"],
  [[], "unknown", "it is an empty list"],
  [[{}], "unknown", "it is a list of 1"],
  [{}, "unknown", "it is an empty object"],
  [{ one: 1, two: 2, three: 3, four: 4 }, "unknown", "its fields begin one, two, three"],
  [JSON.parse('{"__proto__":{"job":{}}}'), "unknown", "its fields begin __proto__"],
])("payloadKind(%j) is %s, and readers refuse it with advice", (input, kind, advice) => {
  expect(payloadKind(input)).toBe(kind);
  for (const [reader, wanted] of [
    [readParseResult, ["parse-result", "parse-v1", "parse-section"]],
    [readExtractJob, ["extract-job", "extract-v1-run"]],
  ] as const) {
    if (wanted.some((one) => one === kind)) continue;
    const error = thrown(() => reader(input));
    expect(error).toMatchObject({ name: "PayloadError", code: "payload-wrong-kind" });
    expect(error.message).toContain(advice ?? (kind.startsWith("extract") ? "readExtractJob" : "readParseResult"));
  }
});

const fixtures = new URL("../../fixtures/", import.meta.url);

test.each(readdirSync(fixtures).filter((name) => name.endsWith(".json")))(
  "the fixture %s is read by one reader and refused by the other",
  (name) => {
    const input = JSON.parse(readFileSync(new URL(name, fixtures), "utf8"));
    const [reader, other] = name.endsWith("extract.json") ? [readExtractJob, readParseResult] : [readParseResult, readExtractJob];
    expect(reader(input).warnings).toBeDefined();
    expect(thrown(() => other(input)).code).toBe("payload-wrong-kind");
  },
);

test("payloadKind() takes arrays in arrays, 100,000 deep", () => {
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(payloadKind(deep)).toBe("unknown");
});

test("no message shows the query of a link that is a key, or more than 80 characters of keys", () => {
  const error = thrown(() => readParseResult({ "https://me:CANARY@h.example/a?sig=CANARY": 1, ["x".repeat(500)]: 2 }));
  expect(error.message).not.toContain("CANARY");
  expect(error.message).not.toContain("x".repeat(81));
});

function thrown(call: () => unknown): PayloadError {
  try {
    call();
  } catch (error) {
    return error as PayloadError;
  }
  throw new Error("Nothing was thrown");
}
