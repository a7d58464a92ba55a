/** An affine transform as PDF writes it: X = a·x + c·y + e, Y = b·x + d·y + f (ISO 32000-1 §8.3.3). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export type Point = readonly [x: number, y: number];

export function apply([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** The transform that undoes this one. Throws a RangeError when the matrix flattens the plane. */
export function invert([a, b, c, d, e, f]: Matrix): Matrix {
  const determinant = a * d - b * c;
  if (determinant === 0 || !Number.isFinite(determinant)) throw new RangeError(`Cannot invert a matrix with determinant ${determinant}`);
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
}

/** The point turned clockwise (y down) about a center, in degrees. */
export function turn([x, y]: Point, degrees: number, [centerX, centerY]: Point): Point {
  if (degrees === 0) return [x, y];
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [dx, dy] = [x - centerX, y - centerY];
  return [centerX + dx * cos - dy * sin, centerY + dx * sin + dy * cos];
}
