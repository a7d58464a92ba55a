import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolveFields } from "../../src/extract/citations.ts";
import { extractFields, formatPath } from "../../src/extract/fields.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { documentOf } from "../chunk/documents.ts";

// The facts fixtures/README.md says were planted in the annual report.
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/annual-report.${name}`, import.meta.url), "utf8"));
const document = documentOf(fixture("parse.json") as Record<string, unknown>);
const { fields: raw, warnings: doubts } = extractFields(readExtractJob(fixture("extract.json")));
const { fields, warnings } = resolveFields(raw, document);
const found = new Map(fields.map((field) => [field.path.map((key) => `/${key}`).join(""), field]));
const pagesOf = (path: string) => found.get(path)?.citations.map(({ pageNumber }) => pageNumber);
const boxesOf = (path: string) => found.get(path)?.citations.map(({ regions }) => regions.length);

test("the annual report has 46 leaves with metadata and 47 citations", () => {
  expect(fields.filter(({ confidence }) => confidence !== undefined)).toHaveLength(46);
  expect(fields.flatMap(({ citations }) => citations)).toHaveLength(47);
  expect(doubts).toEqual([]);
});

test("two confidences of the annual report are below 0.85", () => {
  const low = fields.filter(({ confidence = 1 }) => confidence < 0.85);
  expect(low.map(({ path, confidence }) => [formatPath(path), confidence])).toEqual([
    ["financials.temporary_staff", 0.41],
    ["risk_keywords[2]", 0.58],
  ]);
});

test("a quote without boxes is found by its text, and one that stands nowhere is said to", () => {
  expect(found.get("/emissions/tonnes")?.citations).toMatchObject([{ pageNumber: 10, method: "quote", score: 1, checked: true }]);
  expect(boxesOf("/emissions/tonnes")).toEqual([1]);
  expect(found.get("/company/credit_rating")?.citations).toMatchObject([{ pageNumber: 8, method: "page", score: 0, regions: [] }]);
  expect(warnings.map(({ code, message }) => [code, message])).toEqual([
    ["citation-unlocated", "company.credit_rating: the quote is not on page 8"],
  ]);
});

test("every other citation has its boxes, and its quote is found on its page", () => {
  const others = fields.flatMap(({ citations }) => citations).filter(({ method }) => method === "cited-box");
  expect(others).toHaveLength(45);
  expect(others.every(({ score, checked, quote }) => score === 1 && (checked || (quote?.length ?? 0) < 4))).toBe(true);
});

test("a null has no metadata, a field may be called confidence, and a reasoning speaks for its neighbors", () => {
  expect(found.get("/company/registration/vat_number")).toMatchObject({ value: null, citations: [] });
  expect(found.get("/company/registration/vat_number")).not.toHaveProperty("confidence");
  expect(found.get("/outlook/confidence")?.value).toBe("high");
  const dividend = fields.filter(({ path }) => path[0] === "dividend");
  expect(dividend.length).toBeGreaterThan(1);
  expect(dividend.every(({ reasoning }) => reasoning !== undefined)).toBe(true);
});

test.each(["/company/purpose", "/dividend/interim", "/outlook/confidence", "/financials/currency"])(
  "%s has two boxes, one a line",
  (path) => {
    expect(boxesOf(path)).toEqual([2]);
  },
);

test("citations name the pages their cells are on, also of a merged, a cropped and a turned table", () => {
  const order = fields.filter(({ path }) => path[0] === "largest_order");
  expect(new Set(order.flatMap(({ citations }) => citations.map(({ pageNumber }) => pageNumber)))).toEqual(new Set([7]));
  expect(pagesOf("/financials/revenue")).toEqual([4, 12]);
  expect([pagesOf("/financials/net_debt"), pagesOf("/dividend/total")]).toEqual([[12], [12]]);
  const [cropped, turned] = found.get("/financials/revenue")?.citations ?? [];
  expect([cropped?.regions[0]?.size, turned?.regions[0]?.size]).toMatchObject([
    { width: 530, height: 765 },
    { width: 841.89, height: 595.28 },
  ]);
});
