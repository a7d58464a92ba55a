import fc from "fast-check";
import { expect, test } from "vitest";
import { pageRangeOf, parsePageRange } from "../../src/document/page-range.ts";
import { selectPages } from "../../src/document/select.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document, Page } from "../../src/tree/types.ts";
import { codes, deepFreeze, doc, failedPage, footer, page, rowsTable, text, type Wire } from "../build.ts";

const plain = (count: number): Document => deepFreeze(doc(...Array.from({ length: count }, (_, index) => page(text(`p${index + 1}`)))));
const numbers = (document: Document): number[] => document.children.map((child) => child.number);
const messages = (document: Document): string[] => document.warnings.map((warning) => warning.message);
const owner = (...merged_from_pages: readonly number[]): Wire => rowsTable([["h"], ["1"]], { merged_from_pages });
const stub = (merged_into_page: number, ...rows: readonly string[][]): Wire => rowsTable(rows, { merged_into_page });

test.each([
  ["3", [3]],
  ["1-5,10", [1, 2, 3, 4, 5, 10]],
  [" 2 - 3 ,\t9-\n", [2, 3, 9, 10]],
  ["-3", [1, 2, 3]],
  ["8-", [8, 9, 10]],
  ["4,2,2-4,3", [2, 3, 4]],
  ["007", [7]],
  ["9-,10", [9, 10]],
])("selectPages() reads %j", (selection, expected) => {
  const selected = selectPages(plain(10), selection);
  expect(numbers(selected)).toEqual(expected);
  expect(selected.warnings).toEqual([]);
});

test.each([
  "",
  " ",
  ",",
  "1,",
  "0",
  "0-3",
  "-0",
  "5-3",
  "1--2",
  "-",
  "1 5",
  "1.5",
  "+1",
  "1e3",
  "a",
  "1–5",
  "0x1",
  "١",
  "9007199254740992",
  "9".repeat(400),
])("parsePageRange() refuses %j", (given) => {
  expect(() => parsePageRange(given)).toThrow(RangeError);
  expect(() => selectPages(plain(1), given)).toThrow(/^Cannot read the page range ".*": expected page numbers from 1 and ascending ranges/);
});

test("parsePageRange() quotes the part that is wrong, cut, and the start of the whole", () => {
  expect(() => parsePageRange("1,5-3")).toThrow(
    'Cannot read the page range "5-3" in "1,5-3": expected page numbers from 1 and ascending ranges, such as "1-5,10,20-"',
  );
  expect(() => parsePageRange(`1,${"\ud800x".repeat(500)}`)).toThrow(/^.{0,300}$/);
});

test("parsePageRange() tells of any number at once, however many it names", () => {
  const range = parsePageRange("3-1000000000, 2000000000-");
  expect([2, 3, 999_999_999, 1_000_000_000, 1_000_000_001, 1_999_999_999, 2_000_000_000, Number.MAX_SAFE_INTEGER].map(range.has)).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
  expect([0, -1, Number.NaN].map(range.has)).toEqual([false, false, false]);
});

test("selectPages() reads a list of page numbers, in any order and repeated", () => {
  expect(numbers(selectPages(plain(4), [3, 1, 3]))).toEqual([1, 3]);
  expect(selectPages(plain(4), [])).toMatchObject({ children: [], warnings: [] });
  for (const wrong of [0, -1, 1.5, Number.NaN, Infinity]) {
    expect(() => selectPages(plain(1), [1, wrong])).toThrow(`Cannot select page ${wrong}: expected whole numbers from 1`);
  }
});

test("selectPages() gives the document back when all pages are selected, and shares what it keeps", () => {
  const document = plain(3);
  expect(selectPages(document, "1-3")).toBe(document);
  expect(selectPages(document, "1-")).toBe(document);
  expect(selectPages(doc(), [])).toMatchObject({ children: [] });
  expect(selectPages(document, "2").children[0]).toBe(document.children[1]);
});

test.each([
  ["4", "4"],
  ["1-1000000000", "4-1000000000"],
  ["9-", "9-"],
  ["5,7,9,11,13,15", "5, 7, 9, 11, 13, …"],
  ["2,5-6,9-", "5-6, 9-"],
])("selectPages() warns once of the pages that %j names and the document does not have", (selection, absent) => {
  const selected = selectPages(plain(3), selection);
  expect(selected.warnings).toEqual([
    { code: "page-absent", message: `The selection names pages that the document does not have: ${absent}`, pointer: "" },
  ]);
});

test("selectPages() warns of a hole in a range, but not in an open one", () => {
  const holed = selectPages(plain(9), "1-2,6-7");
  expect(messages(selectPages(holed, "1-7"))).toEqual(["The selection names pages that the document does not have: 3-5"]);
  expect(selectPages(holed, "2-").warnings).toEqual([]);
});

test("selectPages() keeps failed pages, images of no known page, and all warnings", () => {
  const read = doc(page(text("a", { mood: 1 })), failedPage(), page());
  const images = [{ pointer: "/a", filename: "a" }, ...[1, 2, 3].map((pageNumber) => ({ pointer: "/b", filename: "b", pageNumber }))];
  const selected = selectPages({ ...read, images }, "2-3");
  expect(selected.children[0]?.error).toBe("timeout");
  expect(selected.images.map((image) => image.pageNumber)).toEqual([undefined, 2, 3]);
  expect(selected.warnings).toEqual(read.warnings);
});

test("selectPages() keeps the decisions about what it keeps, and an empty list where a stage was run", () => {
  const wires = [page(owner(1, 2)), page(stub(1, ["2"])), page(text("a"), footer(text("f")))];
  const document = stitchTables(doc(...wires));
  expect(selectPages(document, "1-2").data).toEqual({ stitchDecisions: document.data?.stitchDecisions, furnitureDecisions: [] });
  const last = selectPages(document, "3");
  expect(last.data).toEqual({ stitchDecisions: [], furnitureDecisions: document.data?.furnitureDecisions });
  expect(stitchTables(last)).toBe(last);
});

test("selectPages() warns of a table whose rows were stitched into one of a page that is left out", () => {
  const document = stitchTables(doc(page(owner(1, 2)), page(text("a"), stub(1, ["2"])), page()));
  const selected = selectPages(document, "2-3");
  expect(selected.warnings).toEqual([
    {
      code: "table-part-dropped",
      message: "The rows of the table stand in that of page 1, which is not selected",
      pointer: "/items/pages/1/items/1",
    },
  ]);
  expect(selectPages(document, "1-2").warnings).toEqual([]);
});

test("selectPages() keeps a stitched table whole with the page it begins on", () => {
  const document = stitchTables(doc(page(owner(1, 2)), page(stub(1, ["2"]))));
  const selected = selectPages(document, "1");
  expect(selected.children[0]).toBe(document.children[0]);
  expect(selected.warnings).toEqual([]);
});

test("selectPages() warns of a table that was not stitched only when it has no rows of its own", () => {
  const document = doc(page(owner(1, 2, 3)), page(stub(1)), page(stub(1, ["2"])), page(stub(9)));
  expect(codes(selectPages(document, "2-").warnings)).toEqual(["table-part-dropped"]);
  expect(selectPages(document, "2-").warnings[0]?.pointer).toBe("/items/pages/1/items/0");
});

/** A selection as text, and the test it stands for. */
const selections = fc
  .array(
    fc.oneof(
      fc.integer({ min: 1, max: 14 }).map((n) => [`${n}`, n, n] as const),
      fc.tuple(fc.integer({ min: 1, max: 14 }), fc.nat(6)).map(([n, more]) => [`${n}-${n + more}`, n, n + more] as const),
      fc.integer({ min: 1, max: 14 }).map((n) => [`${n} -`, n, Infinity] as const),
      fc.integer({ min: 1, max: 14 }).map((n) => [`- ${n}`, 1, n] as const),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => ({
    text: parts.map(([part]) => part).join(" , "),
    has: (number: number): boolean => parts.some(([, first, last]) => first <= number && number <= last),
    /** An open range finds a page as soon as one of several does. */
    isVain: (kept: readonly number[]): boolean => {
      const from = Math.min(...parts.filter(([, , last]) => last === Infinity).map(([, first]) => first));
      const closed = Array.from({ length: 20 }, (_, index) => index + 1).filter((number) =>
        parts.some(([, first, last]) => first <= number && number <= last && last !== Infinity),
      );
      return closed.some((number) => !kept.includes(number)) || (from < Infinity && !kept.some((number) => number >= from));
    },
  }));

test("law: a page is kept when a part of the selection names it, and a warning says that one names a page in vain", () => {
  const whole = plain(20);
  const subsets = fc.subarray(whole.children.map((child) => child.number));
  fc.assert(
    fc.property(selections, subsets, (selection, kept) => {
      const document = { ...whole, children: whole.children.filter((child) => kept.includes(child.number)) };
      const selected = selectPages(document, selection.text);
      expect(numbers(selected)).toEqual(kept.filter(selection.has));
      expect(codes(selected.warnings)).toEqual(selection.isVain(kept) ? ["page-absent"] : []);
      expect(selectPages(selected, numbers(selected))).toBe(selected);
    }),
  );
});

test("law: spans ascend, are disjoint and do not touch", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), (list) => {
      const { spans, has } = pageRangeOf(list);
      for (const [index, { first, last }] of spans.entries()) {
        expect(first).toBeLessThanOrEqual(last);
        if (index > 0) expect(first).toBeGreaterThan((spans[index - 1]?.last ?? 0) + 1);
      }
      for (let number = 0; number <= 41; number++) expect(has(number)).toBe(list.includes(number));
    }),
  );
});

test("selectPages() takes 100,000 numbers of 20,000 pages", () => {
  const [child] = plain(1).children;
  const children = Array.from({ length: 20_000 }, (_, index) => ({ ...(child as Page), number: index + 1 }));
  const odd = Array.from({ length: 100_000 }, (_, index) => index * 2 + 1);
  const selected = selectPages({ ...plain(1), children }, odd);
  expect(selected.children).toHaveLength(10_000);
  expect(selected.warnings).toHaveLength(1);
});
