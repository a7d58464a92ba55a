import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { extractFields } from "../../src/extract/fields.ts";
import { readExtractJob, safeReadExtractJob } from "../../src/payload/extract.ts";
import { readParseResult, safeReadParseResult } from "../../src/payload/parse.ts";
import { codes, deepFreeze, extractJob, page, parseResult, rowsTable, text, type Wire } from "../build.ts";

/** `levels` of containers round a value, made without recursion. */
function nested(levels: number, wrap: (inner: unknown) => unknown, core: unknown): unknown {
  let value = core;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

const inList = (inner: unknown): Wire => ({ type: "list", ordered: false, md: "", items: [inner] });
const inUnknown = (inner: unknown): Wire => ({ type: "section", md: "", items: [inner] });
const inArray = (inner: unknown): unknown => [inner];
const inRecord = (inner: unknown): unknown => ({ inner });
const lists = (levels: number, wrap = inList): Wire => parseResult(page(nested(levels, wrap, text("deep")) as Wire));
const data = (levels: number, wrap = inRecord): Wire => extractJob({ data: nested(levels - 1, wrap, "deep") });
const metadata = (levels: number): Wire => extractJob({ a: 1 }, nested(levels, inRecord, {}));

test.each([
  ["lists", lists(64), readParseResult],
  ["containers of an unknown type", lists(64, inUnknown), readParseResult],
  ["objects in extracted data", data(64), readExtractJob],
  ["arrays in extracted data", data(64, inArray), readExtractJob],
])("64 %s are not too deep", (_, input, read) => {
  expect(codes(read(input).warnings)).not.toContain("payload-too-deep");
});

test("64 levels of metadata, with citations and boxes below them, are not too deep", () => {
  const citation = [{ page: 1, bounding_boxes: [{ x: 1, y: 1, w: 1, h: 1 }], page_dimensions: { width: 9, height: 9 } }];
  const job = readExtractJob(extractJob(nested(64, inRecord, "deep"), nested(64, inRecord, { citation })));
  const { fields } = extractFields(job);
  expect(fields).toMatchObject([{ value: "deep", citations: [{ pageNumber: 1, boxes: [{ x: 1 }] }] }]);
});

test.each([65, 1000, 100_000])("%d levels are too deep, wherever they stand", (levels) => {
  const inputs: [Wire, typeof safeReadParseResult | typeof safeReadExtractJob, string][] = [
    [lists(levels), safeReadParseResult, "/items/pages/0/items/0/items"],
    [lists(levels, inUnknown), safeReadParseResult, "/items/pages/0/items/0/items"],
    [data(levels), safeReadExtractJob, "/extract_result/data/inner"],
    [data(levels, inArray), safeReadExtractJob, "/extract_result/data/0"],
    [metadata(Math.max(levels, 80)), safeReadExtractJob, "/extract_metadata/field_metadata/document_metadata/inner"],
  ];
  for (const [input, read, start] of inputs) {
    const result = read(input);
    if (result.success) throw new Error(`${start} was read`);
    expect(result.error.code).toBe("payload-too-deep");
    expect(result.error.issues[0]?.pointer.startsWith(start)).toBe(true);
    expect(result.error.message).toContain("nested deeper than");
    expect(result.error.message.length).toBeLessThan(200);
  }
});

test("maxDepth moves the limit, and at its largest all of it can be read and made a tree", () => {
  expect(safeReadParseResult(lists(2), { maxDepth: 1 })).toMatchObject({ success: false });
  expect(safeReadParseResult(lists(1), { maxDepth: 1 })).toMatchObject({ success: true });
  expect(normalize(readParseResult(lists(256), { maxDepth: 256 })).children[0]?.source).toBe("items");
  expect(extractFields(readExtractJob(data(256), { maxDepth: 256 })).fields.length).toBe(1);
});

test.each([
  ["an unknown field", () => text("a", { noise: nested(100_000, inArray, 1) })],
  ["a box", () => text("a", { bbox: nested(100_000, inArray, 1) })],
  ["a cell", () => rowsTable([["a"]], { rows: [[nested(100_000, inArray, 1)]] })],
  ["what stands for items", () => ({ type: "list", ordered: false, md: "", items: [nested(100_000, inArray, 1)] })],
])("100,000 levels in %s cost only that", (_, item) => {
  const { pages, warnings } = readParseResult(parseResult(page(item(), text("next"))));
  expect(pages[0]?.items?.[1]).toMatchObject({ type: "text", value: "next" });
  expect(warnings.length).toBe(1);
});

const reserved = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

test.each(reserved)("a field named %s is read as any other, in items, pages and extracted data", (name) => {
  const own = (value: unknown): Wire => Object.fromEntries([[name, value]]);
  const { pages, warnings } = readParseResult(
    parseResult(
      Object.fromEntries([
        ...Object.entries(page()),
        [name, 1],
        ["items", [Object.fromEntries([...Object.entries(text("a")), [name, 1]])]],
      ]),
    ),
  );
  expect(pages[0]?.items).toMatchObject([{ type: "text", value: "a" }]);
  expect(codes(warnings)).toEqual(["field-unknown", "field-unknown"]);
  const pointers = new Set(warnings.map((warning) => warning.pointer));
  expect(pointers).toEqual(new Set([`/items/pages/0/${name}`, `/items/pages/0/items/0/${name}`]));
  const job = deepFreeze(extractJob(own("kept"), own({ confidence: 0.5, citation: [{ page: 2 }] })));
  const { fields } = extractFields(readExtractJob(job));
  expect(fields).toMatchObject([{ path: [name], value: "kept", confidence: 0.5, citations: [{ pageNumber: 2 }] }]);
  expect(extractFields(readExtractJob(extractJob({ a: 1 }, own({ confidence: 1 })))).fields).toEqual([
    { path: ["a"], pointer: "/extract_result/a", value: 1, citations: [] },
  ]);
});

test("no key of a payload reaches a prototype", () => {
  const poison = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
  readParseResult({ ...parseResult(page({ ...text("a"), ...poison })), ...poison });
  extractFields(readExtractJob(extractJob(poison, poison)));
  expect(({} as Wire).polluted).toBeUndefined();
});

test("1e999 is no number: a box, a cell, a page size or a confidence that is one is left out or read as text", () => {
  const huge = JSON.parse("1e999");
  const { pages, warnings } = readParseResult({
    ...parseResult({ ...page(text("a", { bbox: [{ x: huge, y: 1, w: 1, h: 1 }] }), rowsTable([[huge]])), page_width: huge }),
    metadata: { pages: [{ page_number: 1, confidence: huge }] },
  });
  expect(pages).toMatchObject([{ height: 792, items: [{ boxes: [] }, { rows: [["Infinity"]] }] }]);
  expect(pages[0]).not.toHaveProperty("width");
  expect(pages[0]).not.toHaveProperty("confidence");
  expect(codes(warnings).sort()).toEqual(["box-invalid", "field-invalid", "field-invalid", "field-invalid"]);
});

test("lone surrogates pass as they are: text is repaired on its way out", () => {
  const input = parseResult(page(text("a\ud800b"), rowsTable([["\udc00"]])));
  expect(readParseResult(input)).toMatchObject({ pages: [{ items: [{ value: "a\ud800b" }, { rows: [["\udc00"]] }] }], warnings: [] });
});

const many = 200_000;
const fill = (value: unknown): unknown[] => new Array(many).fill(value);
const fields = Object.fromEntries(Array.from({ length: many }, (_, index) => [`field${index}`, 1]));
const place = { x: 1, y: 1, w: 1, h: 1, label: "text" };

test.each<[string, () => unknown[]]>([
  ["items", () => fill(text("a"))],
  ["containers that may be header or footer", () => fill({ md: "", items: [] })],
  ["items that are none", () => fill(null)],
  ["children with labels", () => [{ md: "", items: fill(text("a", { bbox: [place] })) }]],
  ["boxes", () => [text("a", { bbox: fill(place) })]],
  ["rows", () => [{ ...rowsTable([]), rows: fill(["1"]) }]],
  ["cells", () => [{ ...rowsTable([]), rows: [fill("1")] }]],
  ["pages merged from", () => [rowsTable([["a"]], { merged_from_pages: fill(1) })]],
  ["unknown fields", () => [{ ...text("a"), ...fields }]],
])("%s by the 200,000 are read in one go", (_, items) => {
  const { pages, warnings } = readParseResult(parseResult({ ...page(), items: items() }));
  expect(pages.length).toBe(1);
  // At most 1,000 of one code.
  expect(warnings.length).toBeLessThanOrEqual(2002);
});

test("200,000 pages are read in one go", () => {
  const pages = Array.from({ length: many }, (_, index) => ({ page_number: many - index, success: true, items: [] }));
  const result = readParseResult({ ...parseResult(), items: { pages } });
  expect([result.pages.length, result.pages[0]?.number, result.pages.at(-1)?.number]).toEqual([many, 1, many]);
});

test("200,000 values, their metadata and citations are read in one go", () => {
  const values = fill(1);
  const { fields } = extractFields(readExtractJob(extractJob({ values }, { values: values.map(() => ({ confidence: 1 })) })));
  expect(fields.length).toBe(many);
});
