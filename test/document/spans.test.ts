import fc from "fast-check";
import { expect, test } from "vitest";
import { boxSpans } from "../../src/document/spans.ts";
import { find } from "../../src/tree/find.ts";
import { soup } from "../arbitraries.ts";
import { box, codes, doc, heading, image, page, rowsTable, text, type Wire } from "../build.ts";

const first = "/items/pages/0/items/0";
const at = (start_index: number | null, end_index: number | null): Wire => box(10, 10, 20, 20, { start_index, end_index });

/** The markdown under each of the item's spans. */
function covered(item: Wire): (string | undefined)[] | undefined {
  const node = find(doc(page(item)), first);
  return node?.regions.map(({ span }) => span && node.markdown.slice(...span));
}

test.each([
  ["a heading's count in its value", heading(1, "NATION", at(0, 5)), ["NATION"]],
  ["a heading's in its markdown, where they reach its end", heading(1, "NATION", at(0, 7)), ["# NATION"]],
  ["a table's in its markdown", rowsTable([["a"], ["b"]], at(0, 18)), ["| a |\n| --- |\n| b |"]],
  ["an image's in its caption", { ...image("Plan", "a.jpg"), ...at(0, 3) }, ["Plan"]],
  ["a text's may leave out trailing characters", text("Total 12 ", at(0, 7)), ["Total 12"]],
  ["several boxes share the text", text("one two", { bbox: [...(at(0, 2).bbox as Wire[]), ...(at(4, 6).bbox as Wire[])] }), ["one", "two"]],
  ["code points, where their count fits", text("😀 total", at(2, 6)), ["total"]],
  ["code points of a value", heading(2, "😀 total", at(0, 6)), ["😀 total"]],
  ["no indices give no span", text("one", at(null, null)), [undefined]],
  ["one index alone gives none", text("one", at(0, null)), [undefined]],
])("boxSpans(): %s", (_, item, expected) => {
  expect(covered(item)).toEqual(expected);
  expect(codes(doc(page(item)).warnings)).toEqual([]);
});

test.each([
  ["past the end", text("one", at(0, 9))],
  ["turned round", text("one two", at(5, 2))],
  ["before the start", text("one", at(-1, 2))],
  ["inside a surrogate pair", text("a😀b and more", at(2, 5))],
  ["in a value that is not in the markdown", { ...heading(1, "two words"), md: "# two  words!", ...at(0, 8) }],
])("boxSpans() keeps a box and drops its span, with a warning, when its indices lie %s", (_, item) => {
  expect(covered(item)).toEqual([undefined]);
  expect(codes(doc(page(item)).warnings)).toEqual(["span-dropped"]);
});

test("boxSpans() gives spans inside the markdown that cut no surrogate pair, for any indices", () => {
  const index = fc.option(fc.integer({ min: -2, max: 40 }), { nil: undefined });
  const boxes = fc.array(
    fc.tuple(index, index).map(([startIndex, endIndex]) => ({
      ...{ pointer: "", x: 0, y: 0, width: 1, height: 1 },
      ...(startIndex === undefined ? {} : { startIndex }),
      ...(endIndex === undefined ? {} : { endIndex }),
    })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(boxes, soup, fc.constantFrom("", "# ", "😀 "), (list, value, lead) => {
      const markdown = lead + value;
      for (const span of boxSpans(list, markdown, value).spans) {
        if (span === undefined) continue;
        expect(0 <= span[0] && span[0] < span[1] && span[1] <= markdown.length).toBe(true);
        expect(markdown.slice(...span).isWellFormed()).toBe(true);
      }
    }),
  );
});
