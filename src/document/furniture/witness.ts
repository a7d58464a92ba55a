import { type FurnitureType, isAligned, isSameLine, type Place, type SizedPage, slack } from "./edge-place.ts";
import type { EdgeText, PageEdges } from "./page-edge.ts";
import { isLoneNumber } from "./page-phrase.ts";
import { compareTexts } from "./running-text.ts";

/** Whether a page near the one in question has the text, or something else in its place. */
export interface Witness {
  readonly number: number;
  /** How many pages after it. */
  readonly offset: number;
  readonly isFacing: boolean;
  readonly isWide: boolean;
  readonly hasText: boolean;
  /** It has the text, with another page number in it. */
  readonly isNumbered: boolean;
  readonly hasLine: boolean;
  /** It has not the text, but others in that line, or the body. */
  readonly hasOther: boolean;
  /** Those other texts; none where it is the body. */
  readonly others: readonly string[];
}

/** What the page `other`, `offset` pages further, says of a text of `page`. */
export function witness(text: EdgeText, page: PageEdges, type: FurnitureType, other: PageEdges, offset: number): Witness {
  const isFacing = (other.number - page.number) % 2 !== 0;
  const known = { number: other.number, offset, isFacing, isWide: other.width > other.height, isNumbered: false, hasOther: false };
  if (offset === 0) return { ...known, hasText: true, hasLine: true, others: [] };
  let hasLine = false;
  for (const twin of other[type]) {
    if (!isSameLine(text.place, page, twin.place, other)) continue;
    hasLine = true;
    const same = compareTexts(text.text, page, twin.text, other);
    if (same === undefined || (same === "numbered" && (text.isHeading || !isApart(text, page, type) || !isApart(twin, other, type))))
      continue;
    if (isAligned(text.place, page, twin.place, other)) {
      return { ...known, hasText: true, isNumbered: same === "numbered", hasLine, others: [] };
    }
  }
  const inLine = other[type].filter((twin) => !twin.isMarked && isInLine(text.place, page, twin.place, other));
  const isBody = other.bodyStart[type] < text.place.far / page.height - slack;
  return { ...known, hasText: false, hasLine, hasOther: isBody || inLine.length > 0, others: isBody ? [] : inLine.map(wordsOf) };
}

function wordsOf({ text: { frame, numbers } }: EdgeText): string {
  return [frame, ...numbers.map((token) => token.text)].join("\n");
}

/** Whether two places on two pages overlap by more than boxes of neighbors do. */
function isInLine(one: Place, { height }: SizedPage, other: Place, { height: otherHeight }: SizedPage): boolean {
  return one.near / height < other.far / otherHeight - slack && other.near / otherHeight < one.far / height - slack;
}

/** Of the width of the page: a number nearer to a text belongs to it. */
const gap = 0.1;

/** A number alone is one of a page only when no other stands in its line, and nothing beside it that it may belong to. */
function isApart(text: EdgeText, page: PageEdges, type: FurnitureType): boolean {
  if (!text.text.isBare) return true;
  return page[type].every((other) => {
    if (other === text || !isInLine(text.place, page, other.place, page)) return true;
    const between = Math.max(text.place.left + other.place.right, other.place.left + text.place.right) - page.width;
    return !other.isContent && !isLoneNumber(other.text.frame) && between >= gap * page.width;
  });
}
