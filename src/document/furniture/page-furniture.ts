import type { Region } from "../../geometry/box.ts";
import type { Block, FurnitureDecision, Page, PageContent } from "../../tree/types.ts";
import { mayBeFurniture, plainText, shortText, textOf } from "./block.ts";
import { edgeOrder, type FurnitureType, isInBand, isSized, placeOf } from "./edge-place.ts";
import { readRunningText } from "./running-text.ts";

/** What is found of a block, by its index among the children of its page. */
export type Marks = ReadonlyMap<number, Pick<FurnitureDecision, "type" | "reason" | "repeatedOn">>;

/** The furniture a page tells by itself: by type, by the labels of boxes, by its own header and footer text. */
export function ownFurniture(page: Page): Marks {
  const marks = new Map<number, Pick<FurnitureDecision, "type" | "reason">>();
  for (const [index, content] of page.children.entries()) {
    if (content.type === "pageHeader" || content.type === "pageFooter") {
      marks.set(index, { type: content.type, reason: "type" });
    } else {
      const type = labeledType(content, page);
      if (type !== undefined) marks.set(index, { type, reason: "label" });
    }
  }
  for (const type of ["pageHeader", "pageFooter"] as const) {
    for (const index of ownWords(page, type, marks)) marks.set(index, { type, reason: "page-markdown" });
  }
  return marks;
}

/** Two detectors label the boxes, each in words of its own, which come in several spellings. */
const labels = new Map<string, FurnitureType | "number">([
  ["header", "pageHeader"],
  ["pageheader", "pageHeader"],
  ["footer", "pageFooter"],
  ["pagefooter", "pageFooter"],
  ["number", "number"],
  ["pagenumber", "number"],
]);

/** What the labels of all its boxes agree on; undefined also for a header in the lower half of the page, or a footer in the upper. */
function labeledType(block: Block, page: Page): FurnitureType | undefined {
  // A title may stand where headers do, and the detector calls it one; it opens a section all the same.
  if (block.regions.length === 0 || block.type === "heading" || !mayBeFurniture(block)) return undefined;
  const found = new Set(block.regions.map(labelOf));
  if (found.has(undefined) || (found.has("pageHeader") && found.has("pageFooter"))) return undefined;
  const place = isSized(page) ? placeOf(block.regions, page, "pageHeader") : undefined;
  const half = place === undefined ? undefined : (place.near + place.far) / 2 < (page.height as number) / 2 ? "pageHeader" : "pageFooter";
  const said = found.has("pageHeader") ? "pageHeader" : found.has("pageFooter") ? "pageFooter" : undefined;
  if (said !== undefined) return half === undefined || half === said ? said : undefined;
  // Other numbers are labeled so too, such as a figure set large, or the number of a list.
  const number = half === undefined || !isSized(page) ? undefined : placeOf(block.regions, page, half);
  const isNumber = readRunningText(shortText(block) ?? "").numbers.some(({ isPlaced }) => isPlaced);
  return number !== undefined && isSized(page) && isInBand(number, page) && isNumber ? half : undefined;
}

function labelOf({ label }: Region): FurnitureType | "number" | undefined {
  return label === undefined ? undefined : labels.get(label.toLowerCase().replaceAll(/[-_\s]/g, ""));
}

/** The blocks at the edge of a page that are, word for word and with what is known already, its own header or footer text; none when the known ones are. */
function ownWords(page: Page, type: FurnitureType, marks: Marks): number[] {
  const words = squeeze((type === "pageHeader" ? page.header : page.footer) ?? "");
  const isKnown = (_: PageContent, index: number): boolean => marks.get(index)?.type === type;
  if (words === "" || page.children.filter(isKnown).map(ownMarkdown).map(squeeze).join("") === words) return [];
  const found: number[] = [];
  let matched = 0;
  for (const index of edgeOrder(page, type)) {
    const content = page.children[index] as PageContent;
    const mark = marks.get(index);
    if (mark !== undefined && mark.type !== type) continue;
    const piece = squeeze(ownMarkdown(content));
    if (piece === "") continue;
    const from = type === "pageHeader" ? matched : words.length - matched - piece.length;
    if (from < 0 || !words.startsWith(piece, from)) return [];
    if (mark === undefined) {
      if (!isAtEdge(content as Block, page, type)) return [];
      found.push(index);
    }
    matched += piece.length;
    if (matched === words.length) return found;
  }
  return [];
}

/** Nothing tells that a block without boxes stands further down, so it is believed. A heading is not: the body may open with the words of the header. */
function isAtEdge(block: Block, page: Page, type: FurnitureType): boolean {
  if (block.type === "heading" || !mayBeFurniture(block)) return false;
  if (block.regions.length === 0 || !isSized(page)) return true;
  const place = placeOf(block.regions, page, type);
  return place !== undefined && place.far <= page.height / 4;
}

function ownMarkdown(content: PageContent): string {
  if (content.markdown.trim() !== "") return content.markdown;
  return content.type === "pageHeader" || content.type === "pageFooter" ? content.children.map(ownMarkdown).join("\n") : textOf(content);
}

function squeeze(markdown: string): string {
  return plainText(markdown).replaceAll(" ", "");
}
