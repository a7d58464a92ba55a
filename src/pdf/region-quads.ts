import type { WarningCode } from "../errors.ts";
import type { Box, PageSize } from "../geometry/box.ts";
import { type PageFrame, type Quad, quadBounds, quadIn, type Rect } from "../geometry/page-space.ts";
import type { Highlight, PlacedRegion } from "../highlight/highlight.ts";
import { clipQuad } from "./clip.ts";

/** Where a region lies on its PDF page, or why it is not drawn there. */
export type RegionPlace =
  | { readonly type: "placed"; readonly quads: readonly Quad[]; readonly frame: PageFrame }
  | { readonly type: "refused"; readonly code: WarningCode; readonly message: string; readonly hasNote: boolean };

/** The region's quads, clipped to what the page shows, with three decimals; a refusal when no box of it can be drawn. */
export function placeRegion(
  region: PlacedRegion,
  kind: Highlight["kind"],
  frameOf: (size: PageSize) => PageFrame,
  visible: Rect,
): RegionPlace {
  const { box, size } = region;
  if (!isDrawable(box)) return refused("box-invalid", "The box has no usable position or size, the page is marked");
  if (size === undefined || !isPositive(size.width) || !isPositive(size.height)) {
    return refused("page-size-missing", "The size of the payload's page is not known, the page is marked");
  }
  if (kind === "citation" && isWholePage(box, size)) {
    return refused("box-whole-page", `The box covers the whole page ${region.pageNumber}, the page is marked`);
  }
  const frame = frameOf(size);
  const quads = clipQuad(quadIn(frame, box), visible).map(rounded).filter(isVisible);
  if (quads.length > 0) return { type: "placed", quads, frame };
  const message = `Nothing of the box at x ${shown(box.x)}, y ${shown(box.y)} is on the page, ${shown(size.width)} × ${shown(size.height)}`;
  return { type: "refused", code: "box-outside-page", message, hasNote: false };
}

function refused(code: WarningCode, message: string): RegionPlace {
  return { type: "refused", code, message, hasNote: true };
}

function isDrawable({ x, y, width, height, rotation = 0 }: Box): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && isPositive(width) && isPositive(height) && Number.isFinite(rotation);
}

function isPositive(length: number): boolean {
  return Number.isFinite(length) && length > 0;
}

function isWholePage(box: Box, size: PageSize): boolean {
  return box.width >= 0.95 * size.width && box.height >= 0.95 * size.height;
}

/** Three decimals; the sum turns -0, which some readers print, into 0. */
function rounded(quad: Quad): Quad {
  return quad.map((value) => Math.round(value * 1000) / 1000 + 0) as unknown as Quad;
}

function isVisible(quad: Quad): boolean {
  const [x1, y1, x2, y2] = quadBounds([quad]);
  return x2 > x1 && y2 > y1;
}

function shown(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
