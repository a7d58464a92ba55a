import type { Box } from "./box.ts";
import { type Point, turn } from "./matrix.ts";

// Page units: what turning a point loses in its last digits.
const tolerance = 1e-6;

/** Whether the point lies in the box, edges included. */
export function containsPoint(box: Box, point: Point): boolean {
  const [x, y] = turn(point, -(box.rotation ?? 0), centerOf(box));
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return x >= box.x - tolerance && x <= right + tolerance && y >= box.y - tolerance && y <= bottom + tolerance;
}

/** The share of the box that the other one covers, 0 to 1; both may be turned. 0 for a box without area. */
export function coveredShare(box: Box, other: Box): number {
  const area = box.width * box.height;
  if (!(area > 0)) return 0;
  // In the frame of the other box its edges are straight, and each cuts one side off.
  const toFrame = (corner: Point): Point => turn(corner, -(other.rotation ?? 0), centerOf(other));
  let polygon = cornersOf(box).map(toFrame);
  polygon = clip(polygon, ([x]) => x - other.x);
  polygon = clip(polygon, ([x]) => other.x + other.width - x);
  polygon = clip(polygon, ([, y]) => y - other.y);
  polygon = clip(polygon, ([, y]) => other.y + other.height - y);
  const share = areaOf(polygon) / area;
  // Rounding keeps a box that is covered whole a little below 1.
  return share > 1 - 1e-9 ? 1 : share;
}

function centerOf({ x, y, width, height }: Box): Point {
  return [x + width / 2, y + height / 2];
}

function cornersOf(box: Box): Point[] {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const corners: Point[] = [
    [box.x, box.y],
    [right, box.y],
    [right, bottom],
    [box.x, bottom],
  ];
  return corners.map((corner) => turn(corner, box.rotation ?? 0, centerOf(box)));
}

/** The part of a convex polygon where the distance is not negative (Sutherland and Hodgman). */
function clip(polygon: readonly Point[], distance: (point: Point) => number): Point[] {
  return polygon.flatMap((to, index) => {
    const from = polygon.at(index - 1) as Point;
    const [before, after] = [distance(from), distance(to)];
    if (before < 0 === after < 0) return after < 0 ? [] : [to];
    const share = before / (before - after);
    const crossing: Point = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    return after < 0 ? [crossing] : [crossing, to];
  });
}

/** Counted from the first corner, so that a small polygon far from the origin keeps its digits. */
function areaOf(polygon: readonly Point[]): number {
  const [first] = polygon;
  if (first === undefined) return 0;
  let twice = 0;
  for (const [index, [x, y]] of polygon.entries()) {
    const [lastX, lastY] = polygon.at(index - 1) as Point;
    twice += (lastX - first[0]) * (y - first[1]) - (x - first[0]) * (lastY - first[1]);
  }
  return Math.abs(twice) / 2;
}
