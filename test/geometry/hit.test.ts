import fc from "fast-check";
import { expect, test } from "vitest";
import type { Box } from "../../src/geometry/box.ts";
import { containsPoint, coveredShare } from "../../src/geometry/hit.ts";
import { type Point, turn } from "../../src/geometry/matrix.ts";

const wide: Box = { x: 10, y: 20, width: 40, height: 10 };

test.each<[string, Box, Point, boolean]>([
  ["inside", wide, [30, 25], true],
  ["on its corner", wide, [10, 20], true],
  ["beside it", wide, [30, 31], false],
  ["inside once it stands upright", { ...wide, rotation: 90 }, [30, 6], true],
  ["where it lay before it stood upright", { ...wide, rotation: 90 }, [12, 25], false],
  ["on the edge of an upright box", { ...wide, rotation: 90 }, [25, 5], true],
  ["below the center, clockwise being down on the right", { ...wide, rotation: 45 }, [40, 35], true],
  ["above the center on the right", { ...wide, rotation: 45 }, [40, 15], false],
])("containsPoint() of a point %s", (_, box, point, expected) => {
  expect(containsPoint(box, point)).toBe(expected);
});

test.each<[string, Box, Box, number]>([
  ["a box by itself", wide, wide, 1],
  ["a box by a larger one", wide, { x: 0, y: 0, width: 100, height: 100 }, 1],
  ["a box by its right half", wide, { x: 30, y: 0, width: 100, height: 100 }, 0.5],
  ["a box by a neighbor that shares an edge", wide, { x: 50, y: 20, width: 10, height: 10 }, 0],
  ["a box by one far away", wide, { x: 500, y: 20, width: 10, height: 10 }, 0],
  ["an upright box by a lying one", { ...wide, rotation: 90 }, wide, 0.25],
  ["a lying box by an upright one", wide, { ...wide, rotation: -90 }, 0.25],
  [
    "a diamond by the box around its left half",
    { x: 0, y: 0, width: 10, height: 10, rotation: 45 },
    { x: -9, y: -9, width: 14, height: 99 },
    0.5,
  ],
  [
    "a diamond by a box in the corner of its hull",
    { x: 0, y: 0, width: 10, height: 10, rotation: 45 },
    { x: -2, y: -2, width: 2, height: 2 },
    0,
  ],
  ["a box without area", { ...wide, width: 0 }, wide, 0],
])("coveredShare() of %s", (_, box, other, expected) => {
  expect(coveredShare(box, other)).toBeCloseTo(expected, 9);
});

const sides = fc.integer({ min: 1, max: 80 });
const places = fc.integer({ min: -100, max: 100 });
const boxes: fc.Arbitrary<Box> = fc.record({
  x: places,
  y: places,
  width: sides,
  height: sides,
  rotation: fc.oneof(fc.constantFrom(0, 90, -90, 180, 45), fc.double({ min: -180, max: 179, noNaN: true })),
});

test("containsPoint: a turned box contains its corners and its center, and no corner moved outward", () => {
  fc.assert(
    fc.property(boxes, (box) => {
      const center: Point = [box.x + box.width / 2, box.y + box.height / 2];
      expect(containsPoint(box, center)).toBe(true);
      for (const [right, down] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const) {
        const corner = (by: number): Point => [center[0] + right * (box.width / 2 + by), center[1] + down * (box.height / 2 + by)];
        expect(containsPoint(box, turn(corner(0), box.rotation ?? 0, center))).toBe(true);
        expect(containsPoint(box, turn(corner(0.01), box.rotation ?? 0, center))).toBe(false);
      }
    }),
  );
});

test("coveredShare: the area shared is the same both ways, and turning both boxes about a point changes nothing", () => {
  fc.assert(
    fc.property(boxes, boxes, fc.double({ min: -180, max: 180, noNaN: true }), (one, other, degrees) => {
      const shared = coveredShare(one, other) * one.width * one.height;
      expect(coveredShare(other, one) * other.width * other.height).toBeCloseTo(shared, 6);
      const turned = (box: Box): Box => {
        const [x, y] = turn([box.x + box.width / 2, box.y + box.height / 2], degrees, [7, 3]);
        return { ...box, x: x - box.width / 2, y: y - box.height / 2, rotation: (box.rotation ?? 0) + degrees };
      };
      expect(coveredShare(turned(one), turned(other))).toBeCloseTo(coveredShare(one, other), 6);
    }),
  );
});

test("coveredShare: the share of points of a grid over the box that the other box contains", () => {
  fc.assert(
    fc.property(boxes, boxes, (box, other) => {
      let inside = 0;
      for (let slot = 0; slot < 400; slot++) {
        const flat: Point = [box.x + (((slot % 20) + 0.5) / 20) * box.width, box.y + ((Math.floor(slot / 20) + 0.5) / 20) * box.height];
        if (containsPoint(other, turn(flat, box.rotation ?? 0, [box.x + box.width / 2, box.y + box.height / 2]))) inside++;
      }
      expect(Math.abs(coveredShare(box, other) - inside / 400)).toBeLessThan(0.13);
    }),
  );
});
