import { expect, test } from "vitest";
import { find } from "../../src/tree/find.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, codes, doc, header, page, text, type Wire } from "../build.ts";

const boxes = (document: Document): unknown[] => (find(document, "/items/pages/0/items/0")?.regions ?? []).map((region) => region.box);

test.each([
  ["inside the page stays", box(10, 20, 30, 40), { x: 10, y: 20, width: 30, height: 40 }, []],
  ["over the left and top edge by at most 1 % is cut", box(-5, -7, 30, 40), { x: 0, y: 0, width: 25, height: 33 }, []],
  ["over the right and bottom edge too", box(600, 780, 18, 15), { x: 600, y: 780, width: 12, height: 12 }, []],
  ["over it by more stays, with a warning", box(600, 20, 30, 40), { x: 600, y: 20, width: 30, height: 40 }, ["box-outside-page"]],
  ["all outside stays, with a warning", box(900, 1e9, 1, 1), { x: 900, y: 1e9, width: 1, height: 1 }, ["box-outside-page"]],
  ["that is turned is not cut", box(-5, 20, 30, 40, { r: 450 }), { x: -5, y: 20, width: 30, height: 40, rotation: 90 }, []],
  ["turned all the way round is not turned", box(10, 20, 30, 40, { r: -360 }), { x: 10, y: 20, width: 30, height: 40 }, []],
  [
    "as small as a share of the page is in points, beside one that is not",
    {
      bbox: [
        { x: 0.1, y: 0.1, w: 0.5, h: 0.5 },
        { x: 9, y: 9, w: 9, h: 9 },
      ],
    },
    { x: 0.1, y: 0.1, width: 0.5, height: 0.5 },
    [],
  ],
  ["that is one object, and no list, is read", { bbox: { x: 10, y: 20, w: 30, h: 40 } }, { x: 10, y: 20, width: 30, height: 40 }, []],
])("a box %s", (_, place, expected, warnings) => {
  const document = doc(page(text("a", place)));
  expect(boxes(document)[0]).toEqual(expected);
  expect(codes(document.warnings)).toEqual(warnings);
});

test.each([
  ["null", null],
  ["zero", 0],
  ["negative", -3],
  ["missing", undefined],
])("a box whose width is %s costs only itself", (_, w) => {
  const document = doc(
    page(
      text("a", {
        bbox: [
          { x: 1, y: 1, w, h: 9 },
          { x: 10, y: 20, w: 30, h: 40 },
        ],
      }),
    ),
  );
  expect(boxes(document)).toEqual([{ x: 10, y: 20, width: 30, height: 40 }]);
  expect(codes(document.warnings)).toEqual(["box-invalid"]);
});

test("boxes within 0 and 1 are shares of the page when all of the page's boxes are", () => {
  const share = box(0.25, 0.5, 0.5, 0.5, { label: "text", confidence: 0 });
  const document = doc(page(text("a", share), header(text("b", share))), page(text("c", box(10, 20, 30, 40))));
  expect(boxes(document)).toEqual([{ x: 153, y: 396, width: 306, height: 396 }]);
  expect(find(document, "/items/pages/0/items/1/items/0")?.regions).toEqual([
    { pageNumber: 1, box: { x: 153, y: 396, width: 306, height: 396 }, label: "text", confidence: 0 },
  ]);
  expect(codes(document.warnings)).toEqual(["boxes-fractional"]);
  const points = doc(page(text("a", share), header(text("b", box(10, 20, 30, 40)))));
  expect(boxes(points)).toEqual([{ x: 0.25, y: 0.5, width: 0.5, height: 0.5 }]);
});

test("on a page of one unit a share is the box itself", () => {
  const document = doc({ ...page(text("a", box(0.25, 0.5, 0.5, 0.5))), page_width: 1, page_height: 1 });
  expect(boxes(document)).toEqual([{ x: 0.25, y: 0.5, width: 0.5, height: 0.5 }]);
  expect(document.warnings).toEqual([]);
});

test.each<Wire>([{ page_width: null }, { page_width: 0 }, { page_height: -1 }])(
  "a page of size %o has no regions, which is said once",
  (size) => {
    const document = doc({ ...page(text("a", box(1, 1, 1, 1)), text("b", box(2, 2, 2, 2))), ...size });
    expect(boxes(document)).toEqual([]);
    expect(codes(document.warnings)).toEqual(["page-size-missing"]);
  },
);
