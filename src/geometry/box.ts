/** A rectangle on a displayed page, in that page's own units (points for a PDF), origin top left, y down; `rotation` in degrees clockwise about its center. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation?: number;
}

/** A place: which page (1-based physical number), where, how sure, and which characters of the node's markdown it covers (UTF-16, half-open). */
export interface Region {
  readonly pageNumber: number;
  readonly box: Box;
  readonly confidence?: number;
  readonly label?: string;
  readonly span?: readonly [start: number, end: number];
}

/** Size of a displayed page in the units of the boxes on it; `orientationAngle` is how far the parser turned the page, in degrees. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  readonly orientationAngle?: number;
}

/** A region with the size of the page it is measured on, and what is printed there as its number. */
export interface PlacedRegion extends Region {
  readonly size?: PageSize;
  readonly printedNumber?: string;
}

/** The smallest unrotated box that holds them all; their rotations are not looked at. Throws a RangeError for no boxes. */
export function union(boxes: readonly Box[]): Box {
  if (boxes.length === 0) throw new RangeError("Cannot unite 0 boxes: give at least one");
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Degrees brought into [-180, 180); what lies there stays as it is. */
export function normalizeRotation(degrees: number): number {
  if (degrees >= -180 && degrees < 180) return degrees;
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}
