import fc from "fast-check";
import { expect, test } from "vitest";
import { WarningLog } from "../../src/errors.ts";
import { readBoxes } from "../../src/payload/box.ts";
import { codes } from "../build.ts";

const good = { x: 1, y: 2, w: 3, h: 4 };
const read = (value: unknown): { boxes: ReturnType<typeof readBoxes>; warnings: string[]; pointers: string[] } => {
  const log = new WarningLog();
  const boxes = readBoxes(value, "/b", log);
  return { boxes, warnings: codes(log.list()), pointers: log.list().map((warning) => warning.pointer) };
};

test.each([[undefined], [null], [[]]])("readBoxes(%j) is none, without a word", (value) => {
  expect(read(value)).toEqual({ boxes: [], warnings: [], pointers: [] });
});

test("readBoxes() takes a single box for a list of one", () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  expect(read(good).boxes).toEqual([{ pointer: "/b", ...box }]);
  expect(read([good]).boxes).toEqual([{ pointer: "/b/0", ...box }]);
});

test("readBoxes() keeps what is said of a box; null is absent, 0 is a value", () => {
  const sent = { ...good, r: -270, confidence: 0, label: "text", start_index: 0, end_index: 9 };
  const kept = { rotation: -270, confidence: 0, label: "text", startIndex: 0, endIndex: 9 };
  expect(read([sent]).boxes).toMatchObject([kept]);
  const nulls = { ...good, r: null, confidence: null, label: null, start_index: null, end_index: null };
  expect(read([nulls])).toEqual(read([good]));
});

// JSON has no NaN, but 1e999 is read as Infinity; NaN stands for callers who made the payload themselves.
const wrong = [undefined, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "1", {}, true];

test("boxes: one that cannot be used costs only itself, whichever field is wrong", () => {
  const field = fc.oneof(
    fc.tuple(fc.constantFrom("x", "y", "w", "h"), fc.constantFrom(...wrong)),
    fc.tuple(fc.constantFrom("w", "h"), fc.constantFrom(0, -0, -5)),
    // At a wrong angle it would be a wrong box.
    fc.tuple(fc.constant("r"), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, "90", {})),
  );
  fc.assert(
    fc.property(field, fc.integer({ min: 0, max: 3 }), ([name, value], index) => {
      const list = [good, good, good].toSpliced(index, 0, { ...good, [name]: value });
      const { boxes, warnings, pointers } = read(list);
      expect(boxes.map((box) => box.pointer)).toEqual([0, 1, 2, 3].filter((place) => place !== index).map((place) => `/b/${place}`));
      expect([warnings, pointers]).toEqual([["box-invalid"], [`/b/${index}/${name}`]]);
    }),
  );
});

test.each([["left"], [7], [[[]]], [[null]]])("readBoxes(%j) is none, with a warning", (value) => {
  expect(read(value)).toMatchObject({ boxes: [], warnings: ["box-invalid"] });
});

test.each([
  ["confidence", "high"],
  ["label", 5],
  ["start_index", 1.5],
  ["end_index", Number.POSITIVE_INFINITY],
])("readBoxes() leaves out a %s of %j and keeps the box", (name, value) => {
  const { boxes, warnings, pointers } = read([{ ...good, [name]: value }]);
  expect(boxes).toEqual([{ pointer: "/b/0", x: 1, y: 2, width: 3, height: 4 }]);
  expect([warnings, pointers]).toEqual([["field-invalid"], [`/b/0/${name}`]]);
});
