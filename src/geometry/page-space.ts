import { type Box, normalizeRotation, type PageSize } from "./box.ts";
import { apply, invert, type Matrix, type Point, turn } from "./matrix.ts";

/** A rectangle in PDF user space: points, y up, x1 ≤ x2, y1 ≤ y2. */
export type Rect = readonly [x1: number, y1: number, x2: number, y2: number];

/** The corners TL TR BL BR, as read on the displayed page, in PDF user space: their order is the orientation of the text. */
export type Quad = readonly [number, number, number, number, number, number, number, number];

/** The attributes of a PDF page after inheritance (ISO 32000-1 §7.7.3.4); boxes may have their corners in any order, rotation any multiple of 90. */
export interface PdfPage {
  readonly mediaBox: Rect;
  readonly cropBox?: Rect;
  readonly rotation: number;
  readonly userUnit: number;
}

export type FrameName = "cropBox" | "mediaBox" | "cropBox-unrotated" | "mediaBox-unrotated" | "upright";
export type Certainty = "certain" | "likely" | "guessed";

/** Which rectangle of the PDF page the payload's page is, the matrix from payload units to user space, and how sure that is. */
export interface PageFrame {
  readonly name: FrameName;
  readonly matrix: Matrix;
  readonly certainty: Certainty;
  /** Names of other frames that fit the payload's page size too, or at least its aspect ratio, but would put boxes elsewhere. */
  readonly rivals: readonly FrameName[];
}

export interface FrameOptions {
  /** Forces this frame, whatever the sizes say. @default the first that fits */
  readonly frame?: FrameName;
}

interface Candidate {
  readonly name: FrameName;
  readonly rect: Rect;
  readonly rotation: number;
}

/** The rectangle a viewer shows: mediaBox ∩ cropBox, the mediaBox where that is empty. `fallback` says that the cropBox had to be ignored. */
export function visibleRect(page: PdfPage): { readonly rect: Rect; readonly fallback: boolean } {
  const media = ordered(page.mediaBox);
  if (page.cropBox === undefined) return { rect: media, fallback: false };
  const crop = ordered(page.cropBox);
  const rect: Rect = [Math.max(media[0], crop[0]), Math.max(media[1], crop[1]), Math.min(media[2], crop[2]), Math.min(media[3], crop[3])];
  return rect[2] > rect[0] && rect[3] > rect[1] ? { rect, fallback: false } : { rect: media, fallback: true };
}

/**
 * The frame in which a payload page of this size was measured, found by comparing sizes and aspect ratios.
 *
 * Size alone cannot tell a page from the same page turned by 180 degrees: then the certainty is not `certain` and `rivals` names the others.
 *
 * @throws {RangeError} when a page has no size, or `frame` names none
 */
export function pageFrame(size: PageSize, page: PdfPage, options: FrameOptions = {}): PageFrame {
  const rotation = quarterTurn(page.rotation);
  const crop = visibleRect(page).rect;
  const media = ordered(page.mediaBox);
  assertSize("the payload", size);
  assertSize("the PDF", { width: crop[2] - crop[0], height: crop[3] - crop[1] });
  const first: Candidate = { name: "cropBox", rect: crop, rotation };
  const candidates: Candidate[] = [
    first,
    { name: "mediaBox", rect: media, rotation },
    { name: "cropBox-unrotated", rect: crop, rotation: 0 },
    { name: "mediaBox-unrotated", rect: media, rotation: 0 },
  ];
  const turned = uprightCandidates(size, crop, rotation);
  const upright = turned.find((candidate) => sizeMatch(size, candidate, page.userUnit) !== undefined);
  if (options.frame !== undefined) {
    const known = [...candidates, upright ?? turned[0]];
    const forced = known.find((candidate) => candidate.name === options.frame);
    if (forced === undefined) {
      throw new RangeError(`frame is "${options.frame}", expected ${known.map((candidate) => candidate.name).join(", ")}`);
    }
    return frameOf(forced, size, "certain", []);
  }
  const fits = candidates.map((candidate) => sizeMatch(size, candidate, page.userUnit));
  const exact = candidates[fits.indexOf("exact")];
  const best = exact ?? candidates[fits.indexOf("near")];
  if (best === undefined) return frameOf(upright ?? first, size, "guessed", []);
  const matrix = matrixOf(best, size);
  const rivals = candidates.filter((candidate, index) => fits[index] !== undefined && !sameMatrix(matrixOf(candidate, size), matrix));
  const certainty = (["guessed", "likely", "certain"] as const)[(exact === undefined ? 0 : 1) + (rivals.length === 0 ? 1 : 0)] as Certainty;
  return frameOf(
    best,
    size,
    certainty,
    rivals.map((candidate) => candidate.name),
  );
}

/** The box's corners in PDF user space. */
export function toPdfQuad(box: Box, size: PageSize, page: PdfPage, options: FrameOptions = {}): Quad {
  return quadIn(pageFrame(size, page, options), box);
}

/** The box whose corners these are, in units of the payload page: undoes `toPdfQuad`. */
export function fromPdfQuad(quad: Quad, size: PageSize, page: PdfPage, options: FrameOptions = {}): Box {
  const frame = pageFrame(size, page, options);
  const [scaleX, scaleY] = displayedScale(frame.matrix);
  const inverse = invert(frame.matrix);
  const corner = (index: number): Point => {
    const [x, y] = apply(inverse, [quad[2 * index] as number, quad[2 * index + 1] as number]);
    return [x * scaleX, y * scaleY];
  };
  const [topLeft, topRight, bottomLeft, bottomRight] = [corner(0), corner(1), corner(2), corner(3)];
  const width = Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1]);
  const height = Math.hypot(bottomLeft[0] - topLeft[0], bottomLeft[1] - topLeft[1]);
  const degrees = (Math.atan2(topRight[1] - topLeft[1], topRight[0] - topLeft[0]) * 180) / Math.PI;
  const center: Point = [(topLeft[0] + bottomRight[0]) / 2, (topLeft[1] + bottomRight[1]) / 2];
  const rotation = Math.abs(degrees) < 1e-9 ? 0 : normalizeRotation(degrees);
  const box = { x: (center[0] - width / 2) / scaleX, y: (center[1] - height / 2) / scaleY, width: width / scaleX, height: height / scaleY };
  return rotation === 0 ? box : { ...box, rotation };
}

/** The box's corners in a frame already found: one search is enough for all boxes of a page. */
export function quadIn(frame: PageFrame, box: Box): Quad {
  const [scaleX, scaleY] = displayedScale(frame.matrix);
  const [left, top] = [box.x * scaleX, box.y * scaleY];
  const [right, bottom] = [(box.x + box.width) * scaleX, (box.y + box.height) * scaleY];
  const center: Point = [(left + right) / 2, (top + bottom) / 2];
  const degrees = normalizeRotation(box.rotation ?? 0);
  const place = (x: number, y: number): Point => {
    const [displayedX, displayedY] = turn([x, y], degrees, center);
    return apply(frame.matrix, [displayedX / scaleX, displayedY / scaleY]);
  };
  return [...place(left, top), ...place(right, top), ...place(left, bottom), ...place(right, bottom)];
}

/** The smallest rectangle that holds the quads; throws a RangeError for none. */
export function quadBounds(quads: readonly Quad[]): Rect {
  if (quads.length === 0) throw new RangeError("Cannot bound 0 quads: give at least one");
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const quad of quads) {
    for (let index = 0; index < 8; index += 2) {
      const [x, y] = [quad[index] as number, quad[index + 1] as number];
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    }
  }
  return bounds;
}

/** Points of the displayed page per payload unit, along the displayed x and y axes. Turning happens in points: there a circle is round. */
function displayedScale([a, b, c, d]: Matrix): readonly [x: number, y: number] {
  return [Math.hypot(a, b), Math.hypot(c, d)];
}

function matrixOf({ rect: [x0, y0, x1, y1], rotation }: Candidate, size: PageSize): Matrix {
  const [width, height] = [x1 - x0, y1 - y0];
  switch (rotation) {
    case 90:
      return [0, height / size.width, width / size.height, 0, x0, y0];
    case 180:
      return [-width / size.width, 0, 0, height / size.height, x1, y0];
    case 270:
      return [0, -height / size.width, -width / size.height, 0, x1, y1];
    default:
      // ISO 32000-1 §8.3.2.3: user space starts bottom left, so y is flipped here, once.
      return [width / size.width, 0, 0, -height / size.height, x0, y1];
  }
}

function frameOf(candidate: Candidate, size: PageSize, certainty: Certainty, rivals: readonly FrameName[]): PageFrame {
  return { name: candidate.name, matrix: matrixOf(candidate, size), certainty, rivals };
}

/** `exact`: same size but for rounding, or for a small common scale; `near`: same aspect ratio. The payload may count in user units or in points. */
function sizeMatch(size: PageSize, candidate: Candidate, userUnit: number): "exact" | "near" | undefined {
  if (size.width === 1 && size.height === 1) return "near";
  const displayed = displayedSize(candidate);
  const isNear = Math.abs(size.width / size.height / (displayed.width / displayed.height) - 1) <= 0.005;
  const isExact = [1, userUnit].some((unit) => {
    const [width, height] = [displayed.width * unit, displayed.height * unit];
    const isSame = Math.abs(size.width - width) <= 1 && Math.abs(size.height - height) <= 1;
    return isSame || (isNear && Math.abs(size.width / width - 1) <= 0.01);
  });
  return isExact ? "exact" : isNear ? "near" : undefined;
}

/** The page as the parser turned it upright, in the one direction and in the other. */
function uprightCandidates(size: PageSize, rect: Rect, rotation: number): readonly [Candidate, Candidate] {
  const angle = quarterTurn(size.orientationAngle ?? 0);
  return [
    { name: "upright", rect, rotation: quarterTurn(rotation + angle) },
    { name: "upright", rect, rotation: quarterTurn(rotation - angle) },
  ];
}

function assertSize(owner: string, { width, height }: PageSize): void {
  if (width > 0 && height > 0 && Number.isFinite(width) && Number.isFinite(height)) return;
  throw new RangeError(`Cannot place boxes: the page of ${owner} is ${width} × ${height}, expected two positive numbers`);
}

function displayedSize({ rect: [x0, y0, x1, y1], rotation }: Candidate): PageSize {
  return rotation % 180 === 0 ? { width: x1 - x0, height: y1 - y0 } : { width: y1 - y0, height: x1 - x0 };
}

function quarterTurn(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  return turned % 90 === 0 ? turned : 0;
}

function ordered([x1, y1, x2, y2]: Rect): Rect {
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

function sameMatrix(one: Matrix, other: Matrix): boolean {
  return one.every((value, index) => Math.abs(value - (other[index] as number)) < 1e-9);
}
