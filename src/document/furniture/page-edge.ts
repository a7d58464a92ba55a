import type { Block, Page, PageContent } from "../../tree/types.ts";
import { mayBeFurniture, plainText, shortText, textOf } from "./block.ts";
import { edgeOrder, type FurnitureType, isSized, isUpright, type Place, placeOf, type SizedPage } from "./edge-place.ts";
import type { Marks } from "./page-furniture.ts";
import { type PageName, type RunningText, readRunningText } from "./running-text.ts";

/** A short text along an edge of its page. */
export interface EdgeText {
  /** Of the block, or of the furniture that holds it, among the children of the page. */
  readonly index: number;
  readonly text: RunningText;
  readonly place: Place;
  readonly isHeading: boolean;
  /** Known to be furniture by what its page says. */
  readonly isMarked: boolean;
}

/** What other pages have to know of a page: the texts along its edges, from the edge inward. */
export interface PageEdges extends PageName, SizedPage {
  readonly pageHeader: readonly EdgeText[];
  readonly pageFooter: readonly EdgeText[];
}

// Of the height of the page. Running heads stand within the margin, which is 9 % on Letter with an inch and 12 % on A4 as LaTeX sets it.
const edgeBand = 0.12;
/** Of the height of the page: boxes of neighbors overlap by as much. */
const slack = 0.005;
/** Texts along one edge: a page with more has no furniture there, but content. */
const mostTexts = 8;

/** The texts along the edges of a page; undefined when it says nothing of its neighbors: it failed, was not read from items or has no size. */
export function readEdges(page: Page, marks: Marks): PageEdges | undefined {
  if (page.error !== undefined || page.source !== "items" || page.children.length === 0 || !isSized(page)) return undefined;
  const { number, width, height, printedNumber = "" } = page;
  const printed = readRunningText(plainText(printedNumber.slice(0, 99))).numbers;
  const [pageHeader, pageFooter] = [edgeTexts(page, "pageHeader", marks), edgeTexts(page, "pageFooter", marks)];
  return { number, printed, width, height, pageHeader, pageFooter };
}

/** Marked furniture, and the blocks between it and the body that may be furniture: in the band, in reading order and in order of place. */
function edgeTexts(page: Page & SizedPage, type: FurnitureType, marks: Marks): EdgeText[] {
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
  return end < 0 ? texts : texts.filter(({ isMarked }, rank) => isMarked || rank < end);
}

function blocksOf(content: PageContent): readonly Block[] {
  return content.type === "pageHeader" || content.type === "pageFooter" ? content.children : [content];
}

function isInBand({ near, far }: Place, page: SizedPage): boolean {
  return near >= -slack * page.height && far <= edgeBand * page.height;
}

function readEdgeText(block: Block, index: number, page: SizedPage, type: FurnitureType): Omit<EdgeText, "isMarked"> | undefined {
  if (!mayBeFurniture(block) || !isUpright(block.regions, page)) return undefined;
  // A footnote is of the body, however often it is printed.
  if (block.regions.some(({ label }) => label?.toLowerCase() === "footnote")) return undefined;
  const place = placeOf(block.regions, page, type);
  const text = shortText(block);
  if (place === undefined || text === undefined) return undefined;
  return { index, text: readRunningText(text), place, isHeading: block.type === "heading" };
}

/** It says nothing, such as a picture without a caption, so it parts nothing. */
function isSilent(block: Block): boolean {
  return block.type !== "table" && block.type !== "list" && textOf(block).trim() === "";
}
