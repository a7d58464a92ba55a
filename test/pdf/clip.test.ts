import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Quad, quadBounds, type Rect, toPdfQuad } from "../../src/geometry/page-space.ts";
import { clipQuad } from "../../src/pdf/clip.ts";

const page: Rect = [0, 0, 200, 100];
const pdfPage = { mediaBox: page, rotation: 0, userUnit: 1 };

const quads: fc.Arbitrary<Quad> = fc
  .record({
    x: fc.integer({ min: -100, max: 250 }),
    y: fc.integer({ min: -100, max: 150 }),
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 200 }),
    rotation: fc.integer({ min: -180, max: 179 }),
  })
  .map((box) => toPdfQuad(box, { width: 200, height: 100 }, pdfPage));

test("clipQuad() keeps a quad inside as it is and drops one outside", () => {
  const inside: Quad = [10, 20, 30, 20, 10, 10, 30, 10];
  expect(clipQuad(inside, page)).toEqual([inside]);
  expect(clipQuad([210, 20, 230, 20, 210, 10, 230, 10], page)).toEqual([]);
  expect(clipQuad([200, 20, 230, 20, 200, 10, 230, 10], page)).toEqual([]);
});

test("clipQuad() keeps the reading order of an upright or quarter-turned quad", () => {
  expect(clipQuad([-10, 20, 30, 20, -10, 10, 30, 10], page)).toEqual([[0, 20, 30, 20, 0, 10, 30, 10]]);
  expect(clipQuad([10, -20, 10, 30, 20, -20, 20, 30], page)).toEqual([[10, 0, 10, 30, 20, 0, 20, 30]]);
});

test("clipQuad() cuts the corner off a turned quad and covers nothing else", () => {
  const diamond: Quad = [0, 60, 10, 50, -10, 50, 0, 40];
  const parts = clipQuad(diamond, page);
  expect(parts).toHaveLength(1);
  expect(area(parts)).toBeCloseTo(100, 6);
  expect(quadBounds(parts)).toEqual([0, 40, 10, 60]);
});

test("clipQuad() stays in the rectangle and never grows", () => {
  fc.assert(
    fc.property(quads, (quad) => {
      const parts = clipQuad(quad, page);
      expect(area(parts)).toBeLessThanOrEqual(area([quad]) + 1e-6);
      if (parts.length === 0) return;
      const [x1, y1, x2, y2] = quadBounds(parts);
      expect(x1 >= page[0] && y1 >= page[1] && x2 <= page[2] && y2 <= page[3]).toBe(true);
    }),
  );
});

test("clipQuad() and what it cuts off at one side make up the quad", () => {
  const [left, right]: [Rect, Rect] = [
    [-1e4, -1e4, 100, 1e4],
    [100, -1e4, 1e4, 1e4],
  ];
  fc.assert(
    fc.property(quads, (quad) => {
      expect(area(clipQuad(quad, left)) + area(clipQuad(quad, right))).toBeCloseTo(area([quad]), 3);
    }),
  );
});

test("clipQuad() of its own result changes nothing", () => {
  fc.assert(
    fc.property(quads, (quad) => {
      const parts = clipQuad(quad, page);
      expect(parts.flatMap((part) => clipQuad(part, page))).toEqual(parts);
    }),
  );
});

function area(parts: readonly Quad[]): number {
  return parts.reduce((sum, [x1, y1, x2, y2, x3, y3, x4, y4]) => {
    const ring = [x1, y1, x2, y2, x4, y4, x3, y3];
    let twice = 0;
    for (let index = 0; index < 8; index += 2) {
      const [x, y, nextX, nextY] = [0, 1, 2, 3].map((step) => ring[(index + step) % 8] as number) as [number, number, number, number];
      twice += x * nextY - nextX * y;
    }
    return sum + Math.abs(twice) / 2;
  }, 0);
}
