import fc from "fast-check";
import { expect, test } from "vitest";
import { apply, invert, type Matrix, turn } from "../../src/geometry/matrix.ts";

const numbers = fc.double({ min: -100, max: 100, noNaN: true });
const points = fc.tuple(numbers, numbers);
const matrices = fc
  .tuple(numbers, numbers, numbers, numbers, numbers, numbers)
  .filter(([a, b, c, d]) => Math.abs(a * d - b * c) > 1) satisfies fc.Arbitrary<Matrix>;

test("apply() is X = a·x + c·y + e, Y = b·x + d·y + f", () => {
  expect(apply([1, 2, 3, 4, 5, 6], [10, 100])).toEqual([315, 426]);
});

test("invert: there and back is where one was", () => {
  fc.assert(
    fc.property(matrices, points, (matrix, point) => {
      const [x, y] = apply(invert(matrix), apply(matrix, point));
      expect(Math.hypot(x - point[0], y - point[1])).toBeLessThan(1e-6);
    }),
  );
});

test.each([[[0, 0, 0, 0, 1, 1]], [[1, 2, 2, 4, 0, 0]], [[Number.NaN, 0, 0, 1, 0, 0]]] as [Matrix][])("invert(%j) throws", (matrix) => {
  expect(() => invert(matrix)).toThrow(RangeError);
});

test("turn() turns clockwise where y grows downward", () => {
  const [x, y] = turn([11, 5], 90, [10, 5]);
  expect([x, y]).toEqual([expect.closeTo(10), expect.closeTo(6)]);
});

test("turn: four quarter turns are none, and the distance to the center stays", () => {
  fc.assert(
    fc.property(points, points, numbers, (point, center, degrees) => {
      const around = [0, 1, 2, 3].reduce((at) => turn(at, 90, center), point as readonly [number, number]);
      expect(Math.hypot(around[0] - point[0], around[1] - point[1])).toBeLessThan(1e-9);
      const turned = turn(point, degrees, center);
      const distance = ([x, y]: readonly [number, number]): number => Math.hypot(x - center[0], y - center[1]);
      expect(distance(turned)).toBeCloseTo(distance(point), 9);
    }),
  );
});
