import { expect, test } from "vitest";
import { audit } from "../../src/audit/audit.ts";
import type { Finding } from "../../src/audit/finding.ts";
import { box, doc, header, image, list, page, table, text, type Wire } from "../build.ts";

/** What the audit says of the boxes of these pages. */
function found(...pages: readonly Wire[]): Finding[] {
  return audit(doc(...pages)).findings.filter(({ group }) => group === "boxes");
}
const ofPage = (...items: readonly Wire[]): string[] => found(page(...items)).map(({ message }) => message);
const codesOf = (...items: readonly Wire[]): string[] => found(page(...items)).map(({ code }) => code);

test("pages without boxes are told one by one where others have some, else once", () => {
  const [bare, boxed] = [page(text("a")), page(text("a", box(9, 9, 9, 9)))];
  expect(found(boxed, bare).map(({ code, pageNumber, message }) => [code, pageNumber, message])).toEqual([
    ["boxes-missing", 2, "The page has items but no box: nothing can be highlighted there"],
  ]);
  expect(found(bare, bare, page()).map(({ pageNumber, message, count }) => [pageNumber, message, count])).toEqual([
    [undefined, "All 2 pages have items but no box: nothing can be highlighted there", 2],
  ]);
});

test("a page without a size is told when it has boxes, and is a sheet when it has none", () => {
  expect(found({ ...page(text("a")), page_width: null })).toEqual([]);
  expect(found({ ...page(text("a", box(9, 9, 9, 9))), page_width: null }).map(({ code }) => code)).toEqual(["page-size-missing"]);
});

test("boxes in pixels, and in inches, are told from a page in points", () => {
  const spread = (factor: number): Wire[] =>
    [
      [0.1, 0.1],
      [0.8, 0.5],
      [0.5, 0.9],
    ].map(([x = 0, y = 0]) => text("a", box(x * 612 * factor, y * 792 * factor, 60 * factor, 20 * factor)));
  expect(ofPage(...spread(2.78)).at(-1)).toBe(
    "The boxes may be counted in another unit than the page, such as pixels: they reach to 1527.89 × 2037.18 on a page of 612 × 792",
  );
  expect(ofPage(...spread(1 / 72))).toEqual([
    "The boxes may be counted in another unit than the page: they reach to 7.63 × 10.18 on a page of 612 × 792",
  ]);
  for (const factor of [1, 0.5, 1.05]) expect(codesOf(...spread(factor)), String(factor)).not.toContain("boxes-scaled");
});

test("one box far off the page is no other unit, and neither are two in a corner", () => {
  const good = [100, 300, 500].map((y) => text("a", box(50, y, 400, 90)));
  expect(codesOf(...good, text("a", box(5000, 9000, 9, 9)))).toEqual(["box-outside-page"]);
  expect(codesOf(text("a", box(2, 2, 4, 4)), text("b", box(8, 2, 4, 4)))).toEqual([]);
});

test("items that share a box are told with it; what holds them may have it, too", () => {
  const place = box(72, 72, 100.004, 10);
  const [finding, ...others] = found(page(text("a", place), text("b", box(72, 72, 100, 10)), text("c", box(72, 90, 9, 9))));
  expect(finding).toMatchObject({ code: "boxes-shared", count: 2, pointer: "/items/pages/0/items/0", pageNumber: 1 });
  expect(finding?.message).toBe("2 items have the same box (72, 72, 100, 10)");
  expect(finding?.regions).toHaveLength(1);
  expect(others).toEqual([]);
  expect(codesOf({ ...header(text("a", place)), ...place }, { ...list("a"), ...place })).not.toContain("boxes-shared");
});

test("boxes of low confidence are told together, each box once", () => {
  const low = (confidence: number): Wire => box(9, 9 + 100 * confidence, 9, 9, { confidence });
  const items = [
    text("a", low(0.31)),
    { ...list(text("b", low(0.6999)) as never), ...box(9, 300, 9, 9) },
    table("a|b"),
    text("c", low(0.7)),
  ];
  expect(ofPage(...items)).toEqual(["2 of 3 boxes have a confidence below 0.7, the least 0.31"]);
  expect(found(page(text("a", low(0.6999))))[0]).toMatchObject({
    message: "1 of 1 box has a confidence below 0.7, the least 0.699",
    severity: "info",
  });
});

test("a broken box, and equal warnings of one page, are told once with their place", () => {
  const broken = { bbox: [{ x: null, y: 1, w: 9, h: 9 }] };
  const findings = found(page(text("a", box(9, 9, 9, 9)), text("b", broken), text("c", broken)), page(image("a", "b"), text("c", broken)));
  const message = "The field x is null, expected number: the box is left out";
  expect(findings.map((finding) => [finding.code, finding.pageNumber, finding.message, finding.count])).toEqual([
    ["box-invalid", 1, `${message} (2 times)`, 2],
    ["box-invalid", 2, message, undefined],
    ["boxes-missing", 2, "The page has items but no box: nothing can be highlighted there", undefined],
  ]);
});

test("fields that nobody knows are told once for all pages", () => {
  const odd = page(text("a", { mood: 1, ...box(9, 9, 9, 9) }));
  const findings = audit(doc(odd, odd, odd)).findings;
  expect(findings).toMatchObject([{ code: "field-unknown", count: 3, pointer: "/items/pages/0/items/0/mood", severity: "info" }]);
  expect(findings[0]?.message).toBe('The field "mood" is unknown: it is kept in data.raw (3 times)');
  expect(findings[0]).not.toHaveProperty("pageNumber");
});
