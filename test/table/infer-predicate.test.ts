import { expect, test } from "vitest";
import { mayContinue, type StitchOptions, type StitchPair, stitchTables } from "../../src/table/stitch.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, doc, failedPage, page, text, type Wire } from "../build.ts";
import { decisions, lined, lines, short, tall, twoPages } from "./pages.ts";

const infer = (document: Document, options: StitchOptions = {}): Document => stitchTables(document, { mode: "infer", ...options });
const first = ["Site|Staff", "Ayr|12", "Bath|7"];
const repeated = ["Site|Staff", "Cork|31"];
const whole = ["Site|Staff", "Ayr|12", "Bath|7", "Cork|31"];

test("the predicate has the last word, but needs a map of columns", () => {
  const same = twoPages(first, repeated);
  const other = twoPages(first, ["City|Visitors", "Cork|31"]);
  const wider = twoPages(first, ["a|b|c", "1|2|3"]);
  expect(lines(infer(same, { predicate: () => false }))).toHaveLength(2);
  expect(lines(infer(other, { predicate: () => true }))).toHaveLength(1);
  expect(lines(stitchTables(same, { predicate: () => true }))).toEqual([whole]);
  expect(lines(infer(wider, { predicate: () => true }))).toHaveLength(2);
  expect(lines(infer(same, { predicate: () => undefined }))).toHaveLength(1);
  expect(lines(stitchTables(same, { predicate: () => undefined }))).toHaveLength(2);
  expect(stitchTables(same, { mode: "off", predicate: () => true })).toBe(same);
  expect(decisions(infer(other, { predicate: () => true }))[0]).toMatchObject({ rule: "predicate", joined: true });
  expect(decisions(stitchTables(same, { predicate: () => undefined }))[0]).toMatchObject({ rule: "explicit", joined: false, score: 1 });
});

test("the predicate sees both tables, their pages and what the rule says, also of what the service joins", () => {
  const seen: StitchPair[] = [];
  const predicate = (pair: StitchPair): undefined => {
    seen.push(pair);
  };
  const owner = { ...tall(...first), merged_from_pages: [1, 2] };
  const document = doc(page(owner), page({ ...tall("Cork|31"), merged_into_page: 1 }), page(short("Deal|2", "Ely|3")));
  infer(document, { predicate });
  expect(
    seen.map(({ from, to, fromPage, toPage, decision }) => [from.pointer, to.pointer, fromPage.number, toPage.number, decision.rule]),
  ).toEqual([
    ["/items/pages/0/items/0", "/items/pages/1/items/0", 1, 2, "explicit"],
    ["/items/pages/1/items/0", "/items/pages/2/items/0", 2, 3, "inferred"],
  ]);
  expect(seen[1]?.decision.from).toBe("/items/pages/0/items/0");
});

test("the predicate keeps a part apart that the service joins, without a warning", () => {
  const document = doc(page({ ...tall(...first), merged_from_pages: [1, 2] }), page({ ...short(...repeated), merged_into_page: 1 }));
  const apart = stitchTables(document, { predicate: () => false });
  expect(lines(apart)).toHaveLength(2);
  expect(apart.warnings).toEqual(document.warnings);
  expect(decisions(apart)).toMatchObject([{ rule: "predicate", joined: false }]);
});

test.each<[StitchOptions, string]>([
  [{ minimumScore: Number.NaN }, "minimumScore is NaN, expected a finite number"],
  [{ healSplitRows: "yes" as unknown as boolean }, 'healSplitRows is "yes", expected true, false'],
  [{ locateRows: 1 as unknown as boolean }, "locateRows is 1, expected true, false"],
  [{ predicate: true as unknown as () => boolean }, "predicate is true, expected a function"],
])("stitchTables() refuses %j", (options, message) => {
  expect(() => stitchTables(doc(page()), options)).toThrow(new RangeError(message));
});

test.each([
  ["async", async () => false, "a value of type object"],
  ["null", () => null, "null"],
])("stitchTables() refuses a predicate that gives no answer: %s", (_, predicate, given) => {
  expect(() => stitchTables(twoPages(first, repeated), { predicate: predicate as unknown as () => boolean })).toThrow(
    new TypeError(`predicate gave ${given}, expected true, false or undefined: it cannot be async`),
  );
});

test("stitchTables() names an option that there is not", () => {
  const options = { mode: "off", minimumscore: 5 } as StitchOptions;
  expect(() => stitchTables(doc(page()), options)).toThrow(
    new RangeError('"minimumscore" is no option here, expected one of healSplitRows, locateRows, minimumScore, mode, predicate'),
  );
});

test("mayContinue() is false where nothing can go on", () => {
  const pages = (...wires: readonly Wire[]): boolean => {
    const [before, after] = doc(...wires).children;
    return before !== undefined && after !== undefined && mayContinue(before, after);
  };
  expect(pages(page(tall(...first)), page(short("City|Visitors", "Cork|31")))).toBe(true);
  expect(pages(page(tall(...first)), page(text("Staff grew."), short(...repeated)))).toBe(false);
  expect(pages(page(tall(...first)), page(text("-")))).toBe(false);
  expect(pages(page(tall(...first)), failedPage())).toBe(false);
  expect(pages(page(tall(...first)), { ...page(short(...repeated)), page_number: 3 })).toBe(false);
  expect(pages(page(tall(...first)), page({ ...lined(...repeated), ...box(320, 60, 240, 200) }))).toBe(false);
});
