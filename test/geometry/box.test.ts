import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeRotation, union } from "../../src/geometry/box.ts";
import { unitBoxes } from "../arbitraries.ts";

test("union() is the smallest box that holds all", () => {
  const left = { x: 72, y: 90, width: 100, height: 12 };
  expect(union([left, { x: 180, y: 95, width: 10, height: 30 }])).toEqual({ x: 72, y: 90, width: 118, height: 35 });
  expect(union([left])).toEqual(left);
  expect(union([{ ...left, rotation: 90 }])).toEqual(left);
});

test("union() throws for no boxes, and takes 200,000", () => {
  expect(() => union([])).toThrow(RangeError);
  const row = Array.from({ length: 200_000 }, (_, index) => ({ x: index, y: 0, width: 1, height: 1 }));
  expect(union(row)).toEqual({ x: 0, y: 0, width: 200_000, height: 1 });
});

test("union: no order matters, and it holds each box", () => {
  fc.assert(
    fc.property(fc.array(unitBoxes, { minLength: 1, maxLength: 6 }), (boxes) => {
      const { x, y, width, height } = union(boxes);
      expect(union([...boxes].reverse())).toEqual({ x, y, width, height });
      for (const box of boxes) {
        expect(x <= box.x && y <= box.y).toBe(true);
        expect(x + width - box.x - box.width).toBeGreaterThan(-1e-12);
        expect(y + height - box.y - box.height).toBeGreaterThan(-1e-12);
      }
    }),
  );
});

test.each([
  [0, 0],
  [30.1, 30.1],
  [-180, -180],
  [180, -180],
  [270, -90],
  [450, 90],
  [-270, 90],
  [360, 0],
  [-359.5, 0.5],
])("normalizeRotation(%d) is %d", (degrees, expected) => {
  expect(normalizeRotation(degrees)).toBeCloseTo(expected, 9);
});

test("normalizeRotation: idempotent, within [-180, 180), and equal for whole turns", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -5, max: 5 }), (degrees, turns) => {
      const once = normalizeRotation(degrees);
      expect(once >= -180 && once < 180).toBe(true);
      expect(normalizeRotation(once)).toBe(once);
      const difference = Math.abs(normalizeRotation(degrees + 360 * turns) - once);
      expect(Math.min(difference, 360 - difference)).toBeLessThan(1e-8);
    }),
  );
  expect(normalizeRotation(Number.NaN)).toBeNaN();
});
