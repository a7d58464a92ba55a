import { type Box, normalizeRotation, union } from "../../geometry/box.ts";
import type { Page, PageContent, Table } from "../../tree/types.ts";

/** Where a table stands on its page, in shares of the page: 0 is its left and its top edge. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of the area of the page. The service gives such a box where it has none. */
const wholePage = 0.9;
/** Of the height of the page. */
const edge = 0.1;
/** Of the wider of two tables, side to side. */
export const minimumOverlap = 0.8;
const boxCounts = new WeakMap<Page, ReadonlyMap<string, number>>();

/** The place of a table; undefined where its box says nothing: there is none, it is turned, is the page, or is that of another table too. */
export function extentOf(table: Table, page: Page): Extent | undefined {
  const box = boxOf(table, page);
  const { width = 0, height = 0 } = page;
  if (box === undefined || !(width > 0) || !(height > 0)) return undefined;
  if (box.width * box.height >= wholePage * width * height || (countsOf(page).get(keyOf(box)) ?? 0) > 1) return undefined;
  const [left, top] = [box.x / width, box.y / height];
  return { left, top, right: left + box.width / width, bottom: top + box.height / height };
}

/** The upper and the lower end of the page's body, in shares of the page: what furniture with a box leaves, else the whole page. */
export function bodyOf(page: Page): { readonly top: number; readonly bottom: number } {
  const { height = 0 } = page;
  let [top, bottom] = [0, height];
  for (const node of page.children) {
    const box = boxOf(node, page);
    if (box === undefined) continue;
    const middle = box.y + box.height / 2;
    if (node.type === "pageHeader" && middle < height / 2) top = Math.max(top, box.y + box.height);
    if (node.type === "pageFooter" && middle > height / 2) bottom = Math.min(bottom, box.y);
  }
  return bottom > top && height > 0 ? { top: top / height, bottom: bottom / height } : { top: 0, bottom: 1 };
}

/** Whether a block stands along the upper or the lower edge of its page. */
export function isAtEdge(node: PageContent, page: Page): boolean {
  const [box, { height = 0 }] = [boxOf(node, page), page];
  if (box === undefined || !(height > 0)) return false;
  return box.y + box.height <= edge * height || box.y >= (1 - edge) * height;
}

/** Whether the places of two tables on two pages tell that they are not one; places that are not known tell nothing. */
export function isApart(from: Table, before: Page, to: Table, after: Page): boolean {
  const [one, other] = [extentOf(from, before), extentOf(to, after)];
  if (one === undefined || other === undefined) return false;
  return overlapOf(one, other) < minimumOverlap || isMidPage(one, other);
}

/** Whether the first ends and the second begins in the midst of its page. */
export function isMidPage(one: Extent, other: Extent): boolean {
  return one.bottom < 0.6 && other.top > 0.4;
}

/** How much of the wider one both have, side to side. */
export function overlapOf(one: Extent, other: Extent): number {
  const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return Math.max(shared, 0) / Math.max(one.right - one.left, other.right - other.left);
}

function boxOf({ regions }: PageContent, page: Page): Box | undefined {
  const boxes = regions.filter(({ pageNumber }) => pageNumber === page.number).map((region) => region.box);
  if (boxes.length === 0 || boxes.some((box) => normalizeRotation(box.rotation ?? 0) !== 0)) return undefined;
  const box = union(boxes);
  return box.width > 0 && box.height > 0 && Number.isFinite(box.width * box.height) ? box : undefined;
}

/** How many tables of the page have each box. */
function countsOf(page: Page): ReadonlyMap<string, number> {
  const known = boxCounts.get(page);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const node of page.children) {
    const box = node.type === "table" ? boxOf(node, page) : undefined;
    if (box !== undefined) counts.set(keyOf(box), (counts.get(keyOf(box)) ?? 0) + 1);
  }
  boxCounts.set(page, counts);
  return counts;
}

function keyOf({ x, y, width, height }: Box): string {
  return `${x} ${y} ${width} ${height}`;
}
