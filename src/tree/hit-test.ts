import type { Box, Region } from "../geometry/box.ts";
import { containsPoint, coveredShare } from "../geometry/hit.ts";
import { present } from "../payload/present.ts";
import type { GroundedText, TextLine } from "./page-data.ts";
import type { Cell, Row } from "./table.ts";
import { type Target, targetsOf } from "./targets.ts";
import type { Document, Node } from "./types.ts";

/** What lies under a point or a box. */
export interface Hit {
  readonly node: Node;
  /** The box that was hit: of the cell or row, when there is one, else of the node. */
  readonly region: Region;
  /** The share of that box under the query, over 0 to 1; 1 for a point. */
  readonly overlap: number;
  /** The cell of a table whose cells have boxes. */
  readonly cell?: Cell;
  /** The row the cell begins in; of a table whose rows alone have boxes, the row. */
  readonly row?: Row;
  /** The line under the query, and the word in it, of a document read with its `grounded_items` sidecar. */
  readonly line?: TextLine;
  readonly word?: GroundedText;
}

/**
 * What lies under a point or a box on a page, the smallest and innermost first; empty for a page there is not.
 *
 * Each node is hit once, by the box of it that is covered most, and a table once for each of its cells that is hit; what has no box is not
 * hit. A stitched table is hit on all its pages. The first call walks the document once, later ones look at one page.
 *
 * @param query in the units of the page's boxes, origin top left, y down
 * @throws {RangeError} when a number of the query is not finite, or its box has no area
 */
export function hitTest(document: Document, pageNumber: number, query: { readonly x: number; readonly y: number } | Box): Hit[] {
  const covered = shareUnder(query);
  const best = new Map<Node | Row | Cell, { readonly target: Target; readonly overlap: number }>();
  for (const target of targetsOf(document).get(pageNumber) ?? []) {
    const overlap = covered(target.region.box);
    const key = target.cell ?? target.row ?? target.node;
    const known = best.get(key);
    const isBetter = known === undefined || overlap > known.overlap || (overlap === known.overlap && areaOf(target) < areaOf(known.target));
    if (overlap > 0 && isBetter) best.set(key, { target, overlap });
  }
  const found = [...best.values()];
  const details = new Map<Node, number>();
  for (const { target } of found) details.set(target.node, Math.max(details.get(target.node) ?? 0, detailOf(target)));
  return found
    .filter(({ target }) => detailOf(target) === details.get(target.node))
    .sort((one, other) => areaOf(one.target) - areaOf(other.target) || other.target.depth - one.target.depth)
    .map(({ target: { node, region, cell, row }, overlap }) => {
      const onPage = ({ region }: GroundedText): number => (region.pageNumber === pageNumber ? covered(region.box) : 0);
      const line = mostCovered((cell ?? node).lines ?? [], onPage);
      return present({ node, region, overlap, cell, row, line, word: mostCovered(line?.words ?? [], onPage) });
    });
}

/** Less than this is the edge two boxes share. */
const leastShare = 1e-6;

/** Gives for each box the share of it under the query. */
function shareUnder(query: { readonly x: number; readonly y: number } | Box): (box: Box) => number {
  const { x, y } = query;
  if (!("width" in query)) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new RangeError(`The point is (${x}, ${y}), expected two finite numbers`);
    return (box) => (containsPoint(box, [x, y]) ? 1 : 0);
  }
  const { width, height, rotation = 0 } = query;
  if (![x, y, width, height, rotation].every(Number.isFinite) || width <= 0 || height <= 0) {
    const shown = `${width} × ${height} at (${x}, ${y})${rotation === 0 ? "" : `, turned by ${rotation}`}`;
    throw new RangeError(`The box is ${shown}, expected finite numbers and a positive size: for a place without size give a point`);
  }
  return (box) => {
    const share = coveredShare(box, query);
    return share > leastShare ? share : 0;
  };
}

function mostCovered<T extends GroundedText>(texts: readonly T[], covered: (text: GroundedText) => number): T | undefined {
  let best: { readonly text: T; readonly share: number } | undefined;
  for (const text of texts) {
    const share = covered(text);
    if (share > (best?.share ?? 0)) best = { text, share };
  }
  return best?.text;
}

/** A cell says more than its row, a row more than its table. */
function detailOf({ cell, row }: Target): number {
  return cell !== undefined ? 2 : row !== undefined ? 1 : 0;
}

function areaOf({ region: { box } }: Target): number {
  return box.width * box.height;
}
