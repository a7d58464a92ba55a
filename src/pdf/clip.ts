import type { Point } from "../geometry/matrix.ts";
import type { Quad, Rect } from "../geometry/page-space.ts";

/**
 * The part of a quad that lies in the rectangle, none where there is none.
 *
 * An upright or quarter-turned quad stays one quad with its reading order; one turned by another angle may lose corners and come back as several
 * quads that share edges, so nothing outside the given quad is covered.
 */
export function clipQuad(quad: Quad, rect: Rect): readonly Quad[] {
  const corners: readonly Point[] = [
    [quad[0], quad[1]],
    [quad[2], quad[3]],
    [quad[6], quad[7]],
    [quad[4], quad[5]],
  ];
  if (corners.every((corner) => contains(rect, corner))) return [quad];
  if (isUpright(corners)) {
    const clamped = corners.map((corner) => clamp(corner, rect));
    return hasArea(clamped) ? fan(clamped) : [];
  }
  let ring = corners;
  for (const side of [0, 1, 2, 3] as const) ring = cut(ring, rect, side);
  return ring.length >= 3 && hasArea(ring) ? fan(ring) : [];
}

/** Sutherland and Hodgman: what a convex ring keeps on the inner side of one side of the rectangle. */
function cut(ring: readonly Point[], rect: Rect, side: 0 | 1 | 2 | 3): readonly Point[] {
  const axis = side % 2;
  const depth = (point: Point): number => ((point[axis] as number) - rect[side]) * (side < 2 ? 1 : -1);
  return ring.flatMap((point, index) => {
    const previous = ring[(index + ring.length - 1) % ring.length] as Point;
    const [before, here] = [depth(previous), depth(point)];
    const kept = here >= 0 ? [point] : [];
    if (before * here >= 0) return kept;
    const share = before / (before - here);
    const crossing: Point = [previous[0] + (point[0] - previous[0]) * share, previous[1] + (point[1] - previous[1]) * share];
    return [axis === 0 ? [rect[side], crossing[1]] : [crossing[0], rect[side]], ...kept];
  });
}

/** A convex ring as quads around its first corner; the last one repeats a corner where the count is odd. */
function fan(ring: readonly Point[]): readonly Quad[] {
  const first = ring[0] as Point;
  const quads: Quad[] = [];
  for (let index = 1; index + 1 < ring.length; index += 2) {
    const [second, third] = [ring[index] as Point, ring[index + 1] as Point];
    quads.push([...first, ...second, ...(ring[index + 2] ?? third), ...third]);
  }
  return quads;
}

function isUpright(corners: readonly Point[]): boolean {
  const [topLeft, topRight] = corners as readonly [Point, Point];
  return Math.min(Math.abs(topLeft[0] - topRight[0]), Math.abs(topLeft[1] - topRight[1])) < 1e-6;
}

function hasArea(ring: readonly Point[]): boolean {
  const spread = (axis: 0 | 1): number => Math.max(...ring.map((point) => point[axis])) - Math.min(...ring.map((point) => point[axis]));
  return spread(0) > 0 && spread(1) > 0;
}

function contains([x1, y1, x2, y2]: Rect, [x, y]: Point): boolean {
  return x >= x1 && x <= x2 && y >= y1 && y <= y2;
}

function clamp([x, y]: Point, [x1, y1, x2, y2]: Rect): Point {
  return [Math.min(Math.max(x, x1), x2), Math.min(Math.max(y, y1), y2)];
}
