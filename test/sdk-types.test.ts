import type { BatchGetResponse } from "@llamaindex/llama-cloud/resources/batches";
import type { ExtractV2Job } from "@llamaindex/llama-cloud/resources/extract";
import type { ParsingGetResponse } from "@llamaindex/llama-cloud/resources/parsing";
import { expect, expectTypeOf, test } from "vitest";
import {
  type Chunk,
  chunk,
  type Document,
  type Field,
  normalize,
  type ParseResult,
  readBatch,
  readExtractJob,
  readFields,
  readParseResult,
  type WireExtractJob,
  type WireParseResult,
} from "../src/index.ts";

test("the SDK's ParsingGetResponse is what our reader takes, field by field", () => {
  expectTypeOf<ParsingGetResponse>().toExtend<WireParseResult>();
  const response: ParsingGetResponse = {
    job: { id: "pjb-1", project_id: "prj-1", status: "COMPLETED" },
    items: {
      pages: [
        {
          page_number: 1,
          page_width: 612,
          page_height: 792,
          success: true,
          items: [{ type: "text", md: "Hello", value: "Hello", bbox: [{ x: 72, y: 72, w: 100, h: 12, r: 0 }] }],
        },
        { page_number: 2, success: false, error: "timeout" },
      ],
    },
  };
  expect(readParseResult(response).pages.map((page) => page.items?.length ?? page.error)).toEqual([1, "timeout"]);
});

test("what the SDK's newest response holds has a place in the document", () => {
  const box = { x: 72, y: 72, w: 100, h: 12 };
  const response: ParsingGetResponse = {
    job: { id: "pjb-1", project_id: "prj-1", status: "COMPLETED", usage: { credits: 3 }, user_metadata: { team: "legal" } },
    items: {
      pages: [
        {
          page_number: 1,
          page_width: 612,
          page_height: 792,
          success: true,
          items: [{ type: "text", md: "Hello", value: "Hello", bbox: [{ ...box, r: -90 }] }],
          revisions: [
            { type: "comment", content: "Why?", target: "Hello", target_bbox: box, revision_bbox: box, start_index: 0, end_index: 5 },
          ],
        },
      ],
    },
    markdown: {
      pages: [{ page_number: 1, success: true, markdown: "Hello", line_numbers: [{ line_number: "1", start_index: 0, end_index: 5 }] }],
    },
    forms: {
      pages: [
        {
          page_number: 1,
          success: true,
          forms: [{ json: [{ field: "checkbox", label: "Yes", value: true }], list: { md: "", items: [], ordered: false } }],
        },
      ],
    },
    metadata: { pages: [{ page_number: 1, speaker_notes: "Greet", slide_section_name: "Opening" }], document: { confidence: 0.9 } },
    images_content_metadata: { total_count: 1, images: [{ filename: "page_1.jpg", index: 0, category: "screenshot" }] },
    raw_parameters: { tier: "agentic" },
  };
  expect(normalize(readParseResult(response))).toMatchObject({
    metadata: { credits: 3, userMetadata: { team: "legal" }, confidence: 0.9, parameters: { tier: "agentic" } },
    images: [{ filename: "page_1.jpg", pageNumber: 1, category: "screenshot" }],
    warnings: [],
    children: [
      {
        children: [{ regions: [{ box: { rotation: -90 } }] }],
        revisions: [{ content: "Why?", target: { span: [0, 5] } }],
        lineNumbers: [{ label: "1", span: [0, 5] }],
        forms: [{ children: [{ type: "field", kind: "checkbox", value: true }] }],
        speakerNotes: "Greet",
        slideSectionName: "Opening",
      },
    ],
  });
});

test("the SDK's BatchGetResponse is read as a batch with its files", () => {
  const response: BatchGetResponse = {
    id: "bat-1",
    project_id: "prj-1",
    source_directory_id: "dir-1",
    status: "COMPLETED",
    config: { job: { type: "parse_v2", configuration_id: "cfg-1" } },
    results: [
      { source_directory_file_id: "dfl-1", job_reference: { id: "pjb-1", type: "parse_v2" } },
      { source_directory_file_id: "dfl-2", error_message: "damaged" },
    ],
  };
  expect(readBatch(response)).toMatchObject({
    files: [
      { fileId: "dfl-1", status: "done", jobId: "pjb-1" },
      { fileId: "dfl-2", status: "failed", reason: "damaged" },
    ],
  });
});

test("the SDK's ExtractV2Job is what our reader takes, field by field", () => {
  expectTypeOf<ExtractV2Job>().toExtend<WireExtractJob>();
  const job: ExtractV2Job = {
    id: "ext-1",
    project_id: "prj-1",
    status: "COMPLETED",
    file_input: "dfl-1",
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    extract_result: { total: 12.5 },
    extract_metadata: { field_metadata: { document_metadata: { total: { confidence: 0.9 } } } },
  };
  expect(readFields(readExtractJob(job)).map((field) => [field.pointer, field.value, field.confidence])).toEqual([
    ["/extract_result/total", 12.5, 0.9],
  ]);
});

test("each stage gives the type that the next one takes", () => {
  expectTypeOf(readParseResult).returns.toEqualTypeOf<ParseResult>();
  expectTypeOf(normalize).parameter(0).toEqualTypeOf<ParseResult>();
  expectTypeOf(normalize).returns.toEqualTypeOf<Document>();
  expectTypeOf(chunk).returns.toEqualTypeOf<readonly Chunk[]>();
  expectTypeOf(readFields).returns.toEqualTypeOf<Field[]>();
  expectTypeOf<Chunk["pages"][number]["number"]>().toEqualTypeOf<number>();
});
