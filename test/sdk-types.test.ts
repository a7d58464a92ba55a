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
