import { sizeOf } from "../extract/citations.ts";
import type { Box, Region } from "../geometry/box.ts";
import type { Document, Node, Page } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { counted, type Finding, toFinding } from "./finding.ts";
import { ownRegions } from "./own-regions.ts";

type Placed = ReturnType<typeof ownRegions>;

/** Fewer boxes prove nothing of their unit: one small item may stand in a corner. */
const fewestBoxes = 3;
/** Of the page, in both directions: boxes that all end before it are counted in a larger unit, such as inches. */
const tooNear = 0.05;
/** Times the page, in both directions: where most boxes end past the page and some this far, they are counted in a smaller unit, such as pixels. */
const tooFar = 1.2;
const wholePage = 0.95;

/** Boxes that cannot be right as they are: missing, in another unit than the page, on several items at once, or of the whole page. */
export function boxFindings(document: Document): Finding[] {
  // Sheets and recordings have no page size, and so no boxes.
  const read = document.children.filter((page) => page.source === "items" && page.children.length > 0 && sizeOf(page) !== undefined);
  const bare = read.filter((page) => !hasRegions(page));
  return [...missingFindings(bare, read.length), ...read.flatMap((page) => placedFindings(page, ownRegions(page)))];
}

/** One finding when no page has a box: that is how the result was made, and not what became of a page. */
function missingFindings(bare: readonly Page[], readCount: number): Finding[] {
  const [first] = bare;
  if (first === undefined) return [];
  const message = (subject: string): string => `${subject} items but no box: nothing can be highlighted there`;
  if (bare.length === readCount && readCount > 1)
    return [toFinding("boxes-missing", message(`All ${readCount} pages have`), { pointer: first.pointer, count: readCount })];
  return bare.map((page) => toFinding("boxes-missing", message("The page has"), { pointer: page.pointer, pageNumber: page.number }));
}

function hasRegions(page: Page): boolean {
  let has = false;
  visit(page, (node) => {
    has ||= node.regions.some((region) => region.pageNumber === page.number);
    return has ? "skip" : undefined;
  });
  return has;
}

function placedFindings(page: Page, placed: Placed): Finding[] {
  const { number: pageNumber, pointer, width = 0, height = 0 } = page;
  const findings: Finding[] = [];
  const scale = scaleOf(placed, width, height);
  if (scale !== undefined) findings.push(toFinding("boxes-scaled", scale, { pointer, pageNumber, count: placed.length }));
  const isWhole = ({ box }: Region): boolean => box.width >= wholePage * width && box.height >= wholePage * height;
  const whole = placed.filter(({ node, region }) => isWhole(region) && node.type !== "image");
  const [first] = whole;
  // What stands alone on its page, such as a sheet, may fill it.
  if (first !== undefined && new Set(placed.map(({ node }) => node)).size > 1) {
    const message = `${counted(whole.length, "box")} of the page ${whole.length === 1 ? "covers" : "cover"} all of it, and so say nothing`;
    const regions = whole.map(({ region }) => region);
    findings.push(toFinding("box-whole-page", message, { pointer: first.node.pointer, pageNumber, regions, count: whole.length }));
  }
  for (const { region, nodes } of sharedRegions(placed.filter(({ region }) => !isWhole(region)))) {
    const message = `${nodes.length} items have the same box (${[region.box.x, region.box.y, region.box.width, region.box.height].map(rounded).join(", ")})`;
    const place = { pointer: nodes[0]?.pointer, pageNumber, regions: [region], count: nodes.length };
    findings.push(toFinding("boxes-shared", message, place));
  }
  return findings;
}

/** Why the boxes cannot be counted in the units of the page; undefined where they can. */
function scaleOf(placed: Placed, width: number, height: number): string | undefined {
  if (placed.length < fewestBoxes) return undefined;
  let [right, bottom, outside] = [0, 0, 0];
  for (const { region } of placed) {
    const ends = endsOf(region.box);
    [right, bottom] = [Math.max(right, ends.right), Math.max(bottom, ends.bottom)];
    if (ends.right > width * 1.01 || ends.bottom > height * 1.01) outside++;
  }
  const [across, down] = [right / width, bottom / height];
  const spans = `they reach to ${rounded(right)} × ${rounded(bottom)} on a page of ${rounded(width)} × ${rounded(height)}`;
  if (across < tooNear && down < tooNear) return `The boxes may be counted in another unit than the page: ${spans}`;
  if (across < tooFar || down < tooFar || 2 * outside < placed.length || Math.max(across / down, down / across) > 1.5) return undefined;
  return `The boxes may be counted in another unit than the page, such as pixels: ${spans}`;
}

function endsOf({ x, y, width, height }: Box): { readonly right: number; readonly bottom: number } {
  return { right: x + width, bottom: y + height };
}

function sharedRegions(placed: Placed): { readonly region: Region; readonly nodes: readonly Node[] }[] {
  const found = new Map<string, { readonly region: Region; readonly nodes: Node[] }>();
  for (const { node, region } of placed) {
    const { x, y, width, height, rotation = 0 } = region.box;
    const key = [x, y, width, height, rotation].map(rounded).join(" ");
    const known = found.get(key);
    if (known === undefined) found.set(key, { region, nodes: [node] });
    else if (known.nodes.at(-1) !== node) known.nodes.push(node);
  }
  return [...found.values()].filter(({ nodes }) => nodes.length > 1);
}

/** To a hundredth: the service's numbers carry noise. */
function rounded(value: number): number {
  return Math.abs(value) < 1e12 ? Math.round(value * 100) / 100 : value;
}
