import type { Block, Page, PageContent } from "../../tree/types.ts";
import { mayBeFurniture, plainText, shortText, textOf } from "./block.ts";
import { edgeOrder, type FurnitureType, isInBand, isSized, isUpright, type Place, placeOf, type SizedPage, slack } from "./edge-place.ts";
import type { Marks } from "./page-furniture.ts";
import { type NumberToken, type PageName, type RunningText, readRunningText } from "./running-text.ts";
import { isToldContent } from "./told-content.ts";

/** A short text along an edge of its page. */
export interface EdgeText {
  /** Of the block, or of the furniture that holds it, among the children of the page. */
  readonly index: number;
  readonly text: RunningText;
  readonly place: Place;
  readonly isHeading: boolean;
  /** Known to be furniture by what its page says. */
  readonly isMarked: boolean;
  /** An amount, a labeled value or a footnote. */
  readonly isContent: boolean;
}

/** What other pages have to know of a page: the texts along its edges, from the edge inward. */
export interface PageEdges extends PageName, SizedPage {
  /** How far inward from either edge the other blocks begin, as a share of the height; Infinity when there are none. */
  readonly bodyStart: Readonly<Record<FurnitureType, number>>;
  readonly pageHeader: readonly EdgeText[];
  readonly pageFooter: readonly EdgeText[];
}

/** Texts along one edge: a page with more has no furniture there, but content. */
const mostTexts = 8;

/** The texts along the edges of a page; undefined when it says nothing of its neighbors: it failed, was not read from items or has no size. */
export function readEdges(page: Page, marks: Marks): PageEdges | undefined {
  if (page.error !== undefined || page.source !== "items" || page.children.length === 0 || !isSized(page)) return undefined;
  const { number, width, height, printedNumber = "" } = page;
  const printed = readRunningText(plainText(printedNumber.slice(0, 99))).numbers;
  const [top, bottom] = [edgeTexts(page, "pageHeader", marks), edgeTexts(page, "pageFooter", marks)];
  const isPrinted = ({ value, isPlaced }: NumberToken): boolean => isPlaced && printed.some((one) => one.value === value);
  const isPrintedKnown = [...top.texts, ...bottom.texts].some(({ text }) => text.numbers.some(isPrinted));
  const bodyStart = { pageHeader: top.bodyStart / height, pageFooter: bottom.bodyStart / height };
  return { number, printed, isPrintedKnown, width, height, bodyStart, pageHeader: top.texts, pageFooter: bottom.texts };
}

/** Marked furniture, and the blocks between it and the body that may be furniture: in the band, in reading order and in order of place. */
function edgeTexts(page: Page & SizedPage, type: FurnitureType, marks: Marks): { texts: readonly EdgeText[]; bodyStart: number } {
  const margin = slack * page.height;
  const texts: EdgeText[] = [];
  let reached = 0;
  let bodyStart: number | undefined;
  for (const index of edgeOrder(page, type)) {
    const content = page.children[index] as PageContent;
    const mark = marks.get(index);
    for (const block of mark?.type === type ? blocksOf(content) : []) {
      const text = readEdgeText(block, index, page, type);
      if (text !== undefined && texts.length < mostTexts) texts.push({ ...text, isMarked: true });
    }
    if (mark !== undefined || isSilent(content as Block)) continue;
    const text = bodyStart === undefined ? readEdgeText(content as Block, index, page, type) : undefined;
    if (text === undefined || texts.length >= mostTexts || !isInBand(text.place, page) || text.place.near < reached - margin) {
      bodyStart = Math.min(bodyStart ?? Infinity, placeOf(content.regions, page, type)?.near ?? Infinity);
    } else {
      texts.push({ ...text, isMarked: false });
      reached = text.place.near;
    }
  }
  // What reaches into the body is of the body, and so is what follows it.
  const clear = (bodyStart ?? Infinity) + margin;
  const end = texts.findIndex(({ place, isMarked }) => !isMarked && place.far > clear);
  if (end < 0) return { texts, bodyStart: bodyStart ?? Infinity };
  const start = Math.min(bodyStart ?? Infinity, (texts[end] as EdgeText).place.near);
  return { texts: texts.filter(({ isMarked }, rank) => isMarked || rank < end), bodyStart: start };
}

function blocksOf(content: PageContent): readonly Block[] {
  return content.type === "pageHeader" || content.type === "pageFooter" ? content.children : [content];
}

function readEdgeText(block: Block, index: number, page: SizedPage, type: FurnitureType): Omit<EdgeText, "isMarked"> | undefined {
  if (!mayBeFurniture(block) || !isUpright(block.regions, page)) return undefined;
  // A footnote is of the body, however often it is printed.
  if (block.regions.some(({ label }) => label?.toLowerCase() === "footnote")) return undefined;
  const place = placeOf(block.regions, page, type);
  const text = shortText(block);
  if (place === undefined || text === undefined) return undefined;
  const isContent = isToldContent(textOf(block), text);
  return { index, text: readRunningText(text), place, isHeading: block.type === "heading", isContent };
}

/** It says nothing, such as a picture without a caption, so it parts nothing. */
function isSilent(block: Block): boolean {
  return block.type !== "table" && block.type !== "list" && textOf(block).trim() === "";
}
