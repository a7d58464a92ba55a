import { unreachable, type WarningLog } from "../errors.ts";
import type { Box, Region } from "../geometry/box.ts";
import { toBox, type WireBox } from "../payload/box.ts";
import type { ParseItem } from "../payload/item.ts";
import type { ParseFormPart } from "../payload/parse/forms.ts";
import type { ParsePage } from "../payload/parse/page.ts";
import { present } from "../payload/present.ts";
import { boxSpans } from "./spans.ts";

/** The page that boxes are read against; without a size it has no regions. */
export interface PageGeometry {
  readonly number: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The boxes are shares (0 to 1) of the page. */
  readonly isFractional: boolean;
  readonly age: ParsePage["age"];
}

/** How a page's boxes are to be read: as shares of the page only when all of them are, for one small box proves nothing. */
export function pageGeometry(
  page: Pick<ParsePage, "number" | "width" | "height" | "age" | PlacedFields>,
  pointer: string,
  log: WarningLog,
): PageGeometry {
  return geometryOf(page, allBoxes(page), pointer, log);
}

/** Likewise, of a page that has these boxes. */
export function geometryOf(
  page: Pick<ParsePage, "number" | "width" | "height" | "age">,
  boxes: readonly WireBox[],
  pointer: string,
  log: WarningLog,
): PageGeometry {
  const isSized = page.width !== undefined && page.height !== undefined && page.width > 0 && page.height > 0;
  if (!isSized && boxes.length > 0) log.add("page-size-missing", `Page ${page.number} has boxes but no size: it has no regions`, pointer);
  const isFractional = isSized && Math.max(page.width, page.height) > 2 && boxes.length > 0 && boxes.every(isShare);
  if (isFractional)
    log.add("boxes-fractional", `All boxes of page ${page.number} lie within 0 and 1: they are read as shares of the page`, pointer);
  return {
    number: page.number,
    age: page.age,
    width: isSized ? page.width : undefined,
    height: isSized ? page.height : undefined,
    isFractional,
  };
}

/** The places of an item: its boxes in page units, clamped when off the page by at most 1 %, each with the characters it covers. */
export function regionsOf(item: ParseItem, value: string, page: PageGeometry, log: WarningLog): readonly Region[] {
  const { width, height } = page;
  if (width === undefined || height === undefined || item.boxes.length === 0) return [];
  const { spans, dropped } = boxSpans(item.boxes, item.markdown, page.age === "v1" ? item.markdown : value);
  if (dropped)
    log.add("span-dropped", "The indices of the item's boxes fit neither its value nor its markdown: boxes stay, spans go", item.pointer);
  return item.boxes.flatMap((wire, index) => {
    const region = placeBox(wire, page, log);
    return region === undefined ? [] : [present({ ...region, span: spans[index] })];
  });
}

/** The place of one box, as `regionsOf` has those of items; undefined where there is none or the page has no size. */
export function placeBox(wire: WireBox | undefined, page: PageGeometry, log: WarningLog): Region | undefined {
  const { width, height } = page;
  if (wire === undefined || width === undefined || height === undefined) return undefined;
  const box = clamp(page.isFractional ? scale(wire, width, height) : wire, width, height);
  if (box === undefined) log.add("box-outside-page", outsideMessage(wire, width, height), wire.pointer);
  return present({ pageNumber: page.number, box: box ?? toBox(wire), confidence: wire.confidence, label: wire.label });
}

/** Of all that stands on the page: one in other units than the rest says so for all of them. */
function allBoxes({ items = [], forms = [], revisions = [], images = [] }: Pick<ParsePage, PlacedFields>): WireBox[] {
  const boxes: WireBox[] = [];
  const add = (box: WireBox | undefined): void => {
    if (box !== undefined) boxes.push(box);
  };
  const stack = [...items];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    for (const box of item.boxes) boxes.push(box);
    if ("items" in item) for (const child of item.items) stack.push(child);
  }
  const parts = forms.flatMap((form) => form.parts);
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if ("boxes" in part) for (const box of part.boxes) boxes.push(box);
    for (const child of childrenOf(part)) parts.push(child);
  }
  for (const { target, parts: pieces, balloon } of revisions) {
    for (const { box } of [target, ...pieces]) add(box);
    add(balloon);
  }
  for (const { box } of images) add(box);
  return boxes;
}

type PlacedFields = "items" | "forms" | "revisions" | "images";

function childrenOf(part: ParseFormPart): readonly ParseFormPart[] {
  switch (part.type) {
    case "field":
      return part.valueItems;
    case "section":
      return part.items;
    case "table":
      return part.rows.flat().flatMap((cell) => (cell === null || typeof cell === "string" ? [] : cell));
    case "unknown":
      return [];
    default:
      return unreachable(part);
  }
}

const tolerance = 1e-6;

function isShare({ x, y, width, height }: WireBox): boolean {
  return x >= 0 && y >= 0 && x + width <= 1 + tolerance && y + height <= 1 + tolerance;
}

function scale(box: WireBox, width: number, height: number): WireBox {
  return { ...box, x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height };
}

/** The box inside the page when it leaves it by at most 1 % of the page's size; undefined when by more. A turned box is not clamped. */
function clamp(wire: WireBox, pageWidth: number, pageHeight: number): Box | undefined {
  const box = toBox(wire);
  if (box.rotation !== undefined) return box;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const off = Math.max(-box.x / pageWidth, right / pageWidth - 1, -box.y / pageHeight, bottom / pageHeight - 1);
  if (off <= 0) return box;
  if (off > 0.01) return undefined;
  const [x, y] = [Math.max(box.x, 0), Math.max(box.y, 0)];
  return { x, y, width: Math.min(right, pageWidth) - x, height: Math.min(bottom, pageHeight) - y };
}

function outsideMessage({ x, y, width, height }: WireBox, pageWidth: number, pageHeight: number): string {
  if (x < 0 || x + width > pageWidth) return `Box spans x ${x} to ${x + width} on a page ${pageWidth} wide`;
  return `Box spans y ${y} to ${y + height} on a page ${pageHeight} high`;
}
