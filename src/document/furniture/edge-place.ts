import { type Box, normalizeRotation, type Region } from "../../geometry/box.ts";
import type { FurnitureDecision, Page } from "../../tree/types.ts";

export type FurnitureType = FurnitureDecision["type"];

/** A page whose size is known, in the units of its boxes. */
export interface SizedPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
}

/** Where a block lies, in page units: from `near` to `far` inward from its edge (the top for a header, the bottom for a footer), and how far from the sides. */
export interface Place {
  readonly near: number;
  readonly far: number;
  readonly left: number;
  readonly right: number;
}

/** Indexes of the children of a page, from the edge inward. */
export function edgeOrder(page: Page, type: FurnitureType): number[] {
  const indexes = [...page.children.keys()];
  return type === "pageHeader" ? indexes : indexes.reverse();
}

export function isSized(page: Page): page is Page & SizedPage {
  return isSize(page.width) && isSize(page.height);
}

function isSize(size: number | undefined): boolean {
  return size !== undefined && size > 0 && Number.isFinite(size);
}

/** The place of all regions on the page; undefined when it has none there that can be measured. */
export function placeOf(regions: readonly Region[], page: SizedPage, type: FurnitureType): Place | undefined {
  let [top, bottom, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { box, pageNumber } of regions) {
    if (pageNumber !== page.number || !isMeasured(box)) continue;
    const { width, height } = extent(box);
    const [centerX, centerY] = [box.x + box.width / 2, box.y + box.height / 2];
    top = Math.min(top, centerY - height / 2);
    bottom = Math.max(bottom, centerY + height / 2);
    left = Math.min(left, centerX - width / 2);
    right = Math.max(right, centerX + width / 2);
  }
  const [near, far] = type === "pageHeader" ? [top, bottom] : [page.height - bottom, page.height - top];
  const place = { near, far, left, right: page.width - right };
  return Object.values(place).every(Number.isFinite) ? place : undefined;
}

// Of the height of the page. Running heads stand within the margin, which is 9 % on Letter with an inch and 12 % on A4 as LaTeX sets it.
const edgeBand = 0.12;
/** Of the height of the page: boxes of neighbors overlap by as much. */
export const slack = 0.005;

export function isInBand({ near, far }: Place, page: SizedPage): boolean {
  return near >= -slack * page.height && far <= edgeBand * page.height;
}

/** Whether all regions are on the page, finite and unturned; false when there are none. */
export function isUpright(regions: readonly Region[], page: SizedPage): boolean {
  const isPlain = ({ box, pageNumber }: Region): boolean =>
    pageNumber === page.number && isMeasured(box) && box.width >= 0 && box.height >= 0 && normalizeRotation(box.rotation ?? 0) === 0;
  return regions.length > 0 && regions.every(isPlain);
}

function isMeasured({ x, y, width, height, rotation = 0 }: Box): boolean {
  return [x, y, width, height, rotation].every(Number.isFinite);
}

/** Size of the unturned box around a turned one. */
function extent({ width, height, rotation = 0 }: Box): { readonly width: number; readonly height: number } {
  if (rotation === 0) return { width, height };
  const radians = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}

// Less than a line of text on a page of any size; scans and margins of type set anew shift by no more.
const tolerance = 0.015;

/** Whether two places are in one line: as far from the edge, and as high. */
export function isSameLine(one: Place, { height }: SizedPage, other: Place, { height: otherHeight }: SizedPage): boolean {
  return isNear(one.near, height, other.near, otherHeight) && isNear(one.far - one.near, height, other.far - other.near, otherHeight);
}

/** Whether two places in one line are also aligned: at the left, the right or the center, on facing pages mirrored too. */
export function isAligned(one: Place, page: SizedPage, other: Place, otherPage: SizedPage): boolean {
  const [width, otherWidth] = [page.width, otherPage.width];
  if (isNear(one.left, width, other.left, otherWidth) || isNear(one.right, width, other.right, otherWidth)) return true;
  if (isNear((one.left - one.right) / 2, width, (other.left - other.right) / 2, otherWidth)) return true;
  const isFacing = (page.number - otherPage.number) % 2 !== 0;
  return isFacing && (isNear(one.left, width, other.right, otherWidth) || isNear(one.right, width, other.left, otherWidth));
}

/** Pages of several sizes keep their margins either in units or in proportion. */
function isNear(one: number, size: number, other: number, otherSize: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.min(size, otherSize) || Math.abs(one / size - other / otherSize) <= tolerance;
}
