import fc from "fast-check";
import { expect, test } from "vitest";
import { concatDocuments } from "../../src/document/concat.ts";
import { normalize } from "../../src/document/normalize.ts";
import { selectPages } from "../../src/document/select.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { allTables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { parseResults } from "../arbitraries.ts";
import { box, codes, deepFreeze, doc, header, page, parseResult, rowsTable, text, type Wire } from "../build.ts";

const numbered = (number: number, ...items: readonly Wire[]): Wire => ({ page_number: number, ...page(...items) });
const numbers = (document: Document): number[] => document.children.map((child) => child.number);
const owner = (...merged_from_pages: readonly number[]): Wire => rowsTable([["h"], ["1"]], { merged_from_pages });
const stub = (merged_into_page: number): Wire => rowsTable([["2"]], { merged_into_page });

test("concatDocuments() gives a single document back as it is", () => {
  const only = doc(page(text("a")));
  expect(concatDocuments([only])).toBe(only);
  expect(concatDocuments([only], { renumber: "always" })).toBe(only);
});

test("concatDocuments() refuses an empty list and an unknown option", () => {
  expect(() => concatDocuments([])).toThrow(new RangeError("Cannot concatenate 0 documents: give at least one"));
  const renumber = "sometimes" as "auto";
  expect(() => concatDocuments([doc()], { renumber })).toThrow('renumber is "sometimes", expected "auto", "always" or "never"');
});

test("concatDocuments() sorts page ranges of one file by the numbers they have", () => {
  const [late, early] = [doc(numbered(3, text("c")), numbered(4)), doc(numbered(1, text("a")), numbered(2))];
  const whole = concatDocuments([late, early]);
  expect(numbers(whole)).toEqual([1, 2, 3, 4]);
  expect(whole.children.map((child) => child.pointer)).toEqual([
    "/1/items/pages/0",
    "/1/items/pages/1",
    "/0/items/pages/0",
    "/0/items/pages/1",
  ]);
  expect(whole.jobId).toBe("pjb-1");
});

test("concatDocuments() counts page numbers on where two documents share one, in the order given", () => {
  const file = doc(numbered(2, text("a", box(1, 1, 9, 9))), numbered(5, owner(5, 6)), numbered(6, stub(5)));
  const whole = concatDocuments([file, file, doc(page())]);
  expect(numbers(whole)).toEqual([2, 5, 6, 8, 11, 12, 13]);
  expect(whole.children[3]?.children[0]?.regions[0]?.pageNumber).toBe(8);
  expect(allTables(whole).map((table) => table.mergedFromPages ?? table.mergedIntoPage)).toEqual([[5, 6], 5, [11, 12], 11]);
  expect(allTables(stitchTables(whole)).map((table) => table.continues)).toEqual([
    undefined,
    "/0/items/pages/1/items/0",
    undefined,
    "/1/items/pages/1/items/0",
  ]);
});

test("concatDocuments() renumbers always or never when told so", () => {
  const [one, other] = [doc(numbered(1)), doc(numbered(2))];
  expect(numbers(concatDocuments([one, other], { renumber: "always" }))).toEqual([1, 3]);
  expect(numbers(concatDocuments([other, one], { renumber: "never" }))).toEqual([1, 2]);
  expect(() => concatDocuments([one, other, one], { renumber: "never" })).toThrow(/page 1 is there more than once/);
});

test("concatDocuments() lets no page number lead into another document, not even one that its own does not have", () => {
  const whole = concatDocuments([doc(page(owner(1, 4))), doc(page(rowsTable([["a"]], { merged_from_pages: [0, -3, 2] })))]);
  expect(numbers(whole)).toEqual([1, 5]);
  expect(allTables(whole).map((table) => table.mergedFromPages)).toEqual([
    [1, 4],
    [0, -3, 6],
  ]);
});

test("concatDocuments() refuses to count page numbers past what a number can tell apart", () => {
  const far = doc(page(stub(Number.MAX_SAFE_INTEGER)));
  expect(() => concatDocuments([far, far])).toThrow(
    "Cannot renumber: documents[1] names page 1, 9007199254740991 pages further on that is past 2^53 - 1",
  );
  expect(numbers(concatDocuments([far, doc(numbered(2))]))).toEqual([1, 2]);
});

test("concatDocuments() keeps what all metadata agree on and adds credits up", () => {
  const meta = (extra: Document["metadata"]): Document => ({ ...doc(), metadata: { tier: "fast", ...extra } });
  const one = meta({ name: "a", credits: 2, userMetadata: { b: 1, c: [2] }, confidenceBreakdown: { totalPages: 1 } });
  const other = meta({ name: "b", credits: 3, userMetadata: { c: [2], b: 1 }, confidenceBreakdown: { totalPages: 1 } });
  expect(concatDocuments([one, other]).metadata).toEqual({ tier: "fast", credits: 5, userMetadata: { b: 1, c: [2] } });
  expect(concatDocuments([one, meta({})]).metadata).toEqual({ tier: "fast" });
});

test("concatDocuments() drops the job id where the documents are of different jobs", () => {
  expect(concatDocuments([doc(page()), { ...doc(page()), jobId: "pjb-2" }])).not.toHaveProperty("jobId");
});

test("concatDocuments() prefixes warnings and keeps the order of images", () => {
  const warned = doc(page(text("a", { mood: 1 })));
  const image = { pointer: "/images_content_metadata/images/0", filename: "page_1.jpg", pageNumber: 1 };
  const whole = concatDocuments([warned, { ...warned, images: [image, { pointer: "/b", filename: "b" }] }]);
  expect(whole.warnings.map((warning) => warning.pointer)).toEqual(["/0/items/pages/0/items/0/mood", "/1/items/pages/0/items/0/mood"]);
  expect(whole.images).toEqual([
    { ...image, pointer: `/1${image.pointer}`, pageNumber: 2 },
    { pointer: "/1/b", filename: "b" },
  ]);
});

test("concatDocuments() stitches the others when one of the documents is stitched", () => {
  const plain = doc(page(owner(1, 2)), page(stub(1)));
  expect(concatDocuments([plain, plain]).data?.stitchDecisions).toBeUndefined();
  const stitched = concatDocuments([plain, stitchTables(plain)]);
  expect(stitched.data?.stitchDecisions?.map(({ from, to }) => [from, to])).toEqual([
    ["/0/items/pages/0/items/0", "/0/items/pages/1/items/0"],
    ["/1/items/pages/0/items/0", "/1/items/pages/1/items/0"],
  ]);
  expect(stitchTables(stitched)).toBe(stitched);
});

test("concatDocuments() joins the decisions about furniture", () => {
  const one = doc(page(header(text("top"))));
  const decisions = concatDocuments([one, doc(page()), one]).data?.furnitureDecisions;
  expect(decisions?.map(({ pointer, pageNumber }) => [pointer, pageNumber])).toEqual([
    ["/0/items/pages/0/items/0", 1],
    ["/2/items/pages/0/items/0", 3],
  ]);
});

test("concatDocuments() can be nested: pointers lead into the list of lists", () => {
  const payloads = [[parseResult(page(text("a"))), parseResult(page(text("b")))], parseResult(page(text("c")))] as const;
  const read = (wire: unknown): Document => normalize(readParseResult(wire));
  const nested = concatDocuments([concatDocuments(payloads[0].map(read)), read(payloads[1])]);
  const values = nested.children.map((child) => resolvePointer(payloads, `${child.children[0]?.pointer}/value`));
  expect(values).toEqual(["a", "b", "c"]);
});

test("law: each pointer leads to the same payload item as before, from the list of payloads", () => {
  fc.assert(
    fc.property(fc.array(parseResults, { minLength: 2, maxLength: 3 }), (payloads) => {
      const documents = payloads.map((payload) => deepFreeze(normalize(readParseResult(payload))));
      const whole = concatDocuments(documents);
      const before: unknown[] = [];
      for (const [index, document] of documents.entries()) {
        for (const child of document.children) visit(child, (node) => void before.push(resolvePointer(payloads[index], node.pointer)));
      }
      const after: unknown[] = [];
      for (const child of whole.children) visit(child, (node) => void after.push(resolvePointer(payloads, node.pointer)));
      expect(before).not.toContain(undefined);
      expect(after).toHaveLength(before.length);
      for (const [index, item] of after.entries()) expect(item).toBe(before[index]);
      expect(codes(whole.warnings)).toEqual(documents.flatMap((document) => codes(document.warnings)));
    }),
  );
});

test("law: page numbers of the whole are unique and ascend, and a document cut in two comes together again", () => {
  fc.assert(
    fc.property(parseResults, parseResults, fc.constantFrom("auto" as const, "always" as const), (one, other, renumber) => {
      const [first, second] = [one, other].map((payload) => normalize(readParseResult(payload))) as [Document, Document];
      const whole = numbers(concatDocuments([first, second], { renumber }));
      expect(whole).toEqual([...new Set(whole)].sort((a, b) => a - b));
      expect(whole).toHaveLength(first.children.length + second.children.length);
      const [head, tail] = [selectPages(first, "1"), selectPages({ ...first, children: first.children.slice(1) }, "1-")];
      expect(numbers(concatDocuments([tail, head]))).toEqual(numbers(first));
    }),
  );
});
