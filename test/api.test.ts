import { expect, test } from "vitest";

test("postparse exports these names and no others", async () => {
  expect(Object.keys(await import("../src/index.ts")).sort()).toEqual([
    "JobNotCompletedError",
    "PayloadError",
    "PdfError",
    "approx",
    "bytes",
    "chunk",
    "chunkDocument",
    "extractFields",
    "fieldRecords",
    "find",
    "formatPath",
    "fromMarkdown",
    "fromPdfQuad",
    "highlights",
    "itemNodes",
    "normalize",
    "pageFrame",
    "payloadKind",
    "readExtractJob",
    "readFields",
    "readParseResult",
    "recordsToCsv",
    "resolveCitations",
    "resolveFields",
    "resolvePointer",
    "safeReadExtractJob",
    "safeReadParseResult",
    "stitchTables",
    "tables",
    "toCsv",
    "toMarkdown",
    "toMdast",
    "toPdfQuad",
    "toTexts",
    "union",
    "visit",
  ]);
});

test("postparse/xlsx exports these names and no others", async () => {
  expect(Object.keys(await import("../src/xlsx/to-xlsx.ts")).sort()).toEqual([
    "fieldsToXlsx",
    "fieldsWorkbook",
    "recordsWorkbook",
    "toXlsx",
    "workbookModel",
    "writeXlsx",
  ]);
});

test("postparse/pdf exports annotate and nothing else", async () => {
  expect(Object.keys(await import("../src/pdf/annotate.ts"))).toEqual(["annotate"]);
});
