import type { FurnitureDecision } from "../../tree/types.ts";
import type { FurnitureType } from "./edge-place.ts";
import type { EdgeText, PageEdges } from "./page-edge.ts";
import { type Witness, witness } from "./witness.ts";

/** How many pages before and after a page decide with it what on it repeats; a page that failed counts as one, and says nothing. */
export const furnitureWindow = 8;

const fewestPages = 3;
/** A heading may open a section: more pages have to bear it, and all but one. */
const fewestPagesOfHeading = 5;

/** Of the pages with the text, an eighth may be matched by pages that have something else in its place once. */
const pagesPerOther = 8;

/**
 * The texts along the edges of the page at `index` that repeat on pages near it, by the index of their block, each with those pages' numbers.
 *
 * Only what stands between the edge and the first text that does not repeat is among them. Pages more than `furnitureWindow` away are not looked at.
 */
export function repeatedTexts(
  pages: readonly (PageEdges | undefined)[],
  index: number,
): Map<number, Pick<FurnitureDecision, "type" | "repeatedOn">> {
  const found = new Map<number, Pick<FurnitureDecision, "type" | "repeatedOn">>();
  const page = pages[index];
  if (page === undefined) return found;
  for (const type of ["pageHeader", "pageFooter"] as const) {
    for (const text of page[type]) {
      if (text.isMarked) continue;
      const repeatedOn = pagesWith(text, page, type, pages, index);
      if (repeatedOn === undefined) break;
      found.set(text.index, { type, repeatedOn });
    }
  }
  return found;
}

/** Numbers of the other pages that have the text; undefined when they are too few for furniture. */
function pagesWith(
  text: EdgeText,
  page: PageEdges,
  type: FurnitureType,
  pages: readonly (PageEdges | undefined)[],
  index: number,
): number[] | undefined {
  if (text.isContent || !mayRepeat(text, type, pages, index)) return undefined;
  const witnesses: Witness[] = [];
  for (let at = Math.max(index - furnitureWindow, 0); at <= index + furnitureWindow; at++) {
    const other = pages[at];
    if (other !== undefined) witnesses.push(witness(text, page, type, other, at - index));
  }
  if (!isRunning(text, type, witnesses)) return undefined;
  return witnesses.filter(({ hasText, offset }) => hasText && offset !== 0).map(({ number }) => number);
}

/** Whether enough pages near have its words at all: most texts stand on one page only, and need no closer look. */
function mayRepeat({ text: { frame } }: EdgeText, type: FurnitureType, pages: readonly (PageEdges | undefined)[], index: number): boolean {
  let found = 0;
  for (let at = Math.max(index - furnitureWindow, 0); at <= index + furnitureWindow; at++) {
    if (pages[at]?.[type].some((other) => other.text.frame === frame) && ++found >= fewestPages) return true;
  }
  return false;
}

/** What stands at the top of slides, pages wider than high, is a title, as a heading is; a text with a page number in it is neither. */
function isRunning(text: EdgeText, type: FurnitureType, witnesses: readonly Witness[]): boolean {
  if (text.isHeading) return isOnAll(witnesses);
  if (witnesses.some(({ isNumbered }) => isNumbered)) return isOnMost(witnesses);
  if (type === "pageHeader" && witnesses.every(({ hasText, isWide }) => isWide || !hasText)) return isOnAll(witnesses);
  return isOnMost(witnesses) && sides(witnesses).some(hasItsLine);
}

/**
 * The text is on three pages or more, and its line is in use on at least half.
 *
 * The three are half of all pages, or follow each other with no two missing between. So the title of a short chapter is found where other chapters
 * have theirs; three forms among other pages are not, for there the line is empty.
 */
function isOnMost(witnesses: readonly Witness[]): boolean {
  if (count(witnesses, "hasText") < fewestPages || !sides(witnesses).some((some) => 2 * count(some, "hasLine") >= some.length))
    return false;
  if (2 * count(witnesses, "hasText") >= witnesses.length) return true;
  const [all, side] = sides(witnesses).map(stretch) as ReturnType<typeof sides>;
  // On one side of the leaf more is asked, for what returns on every fourth page may be the title of a slide.
  return count(all, "hasText") >= fewestPages || count(side, "hasText") >= Math.max(fewestPages, (2 * side.length) / 3);
}

/** On pages without the text nothing else stands in its place, or what does repeats too: titles that stand there once tell that all are titles. */
function hasItsLine(witnesses: readonly Witness[]): boolean {
  const times = new Map<string, number>();
  for (const other of witnesses.flatMap(({ others }) => others)) times.set(other, (times.get(other) ?? 0) + 1);
  const isOnce = ({ hasOther, others, offset }: Witness): boolean => {
    if (!hasOther || others.some((other) => times.get(other) !== 1)) return false;
    // The last pages that are looked at may begin a chapter.
    return others.length === 0 || Math.abs(offset) < furnitureWindow - 1;
  };
  return pagesPerOther * witnesses.filter(isOnce).length <= count(witnesses, "hasText");
}

/** On all pages but one, and on that nothing stands in its place. */
function isOnAll(witnesses: readonly Witness[]): boolean {
  if (count(witnesses, "hasOther") > 0) return false;
  return sides(witnesses).some((some) => count(some, "hasText") >= Math.max(fewestPagesOfHeading, some.length - 1));
}

/** All pages, and those on the same side of a leaf: facing pages may have running heads of their own. */
function sides(witnesses: readonly Witness[]): [all: readonly Witness[], side: readonly Witness[]] {
  return [witnesses, witnesses.filter(({ isFacing }) => !isFacing)];
}

/** The pages around the one in question, up to the last that has the text before two in a row have not. */
function stretch(witnesses: readonly Witness[]): readonly Witness[] {
  const from = witnesses.findIndex(({ offset }) => offset === 0);
  return witnesses.slice(end(from, -1), end(from, 1) + 1);

  function end(start: number, step: -1 | 1): number {
    let last = start;
    for (let index = start + step; Math.abs(index - last) <= 2 && witnesses[index] !== undefined; index += step) {
      if (witnesses[index]?.hasText) last = index;
    }
    return last;
  }
}

function count(witnesses: readonly Witness[], key: "hasText" | "hasLine" | "hasOther"): number {
  return witnesses.filter((one) => one[key]).length;
}
