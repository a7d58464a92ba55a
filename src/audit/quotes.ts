import { fold } from "../extract/folded.ts";
import { pageTexts } from "../extract/page-texts.ts";
import type { Document } from "../tree/types.ts";

/** Where a quote stands. */
export interface QuotePlaces {
  readonly isOnPage: boolean;
  /** Numbers of the other pages it is on; empty when it is on its own. */
  readonly others: readonly number[];
  /** Whether all pages were looked at. */
  readonly isComplete: boolean;
}

/** Fewer folded characters are found anywhere. */
const shortest = 3;
/** Folded characters; what a longer quote begins with tells it. */
const longest = 500;
/** Folded characters that are searched for all quotes together, so that many lost quotes in a long document end. */
const mostSearched = 50_000_000;

/** Looks quotes up on their page and, where they are not on it, on the others; undefined for one that cannot be looked up. */
export function quotePlaces(document: Document): (quote: string, pageNumber: number) => QuotePlaces | undefined {
  const known = pageTexts(document);
  const readings = new Map<number, readonly string[]>();
  const readingsOf = (pageNumber: number): readonly string[] => {
    const before = readings.get(pageNumber);
    if (before !== undefined) return before;
    const texts = known.texts(pageNumber);
    const tables = texts.filter(({ node }) => node.type === "table").map(({ folded }) => folded.text);
    // The rest is joined, for a quote may begin in one item and end in the next.
    const others = texts.filter(({ node }) => node.type !== "table").map(({ folded }) => folded.text);
    const { markdown = "", text = "" } = known.page(pageNumber) ?? {};
    const found = [others.join(""), ...tables, fold(markdown).text, fold(text).text];
    readings.set(pageNumber, found);
    return found;
  };
  const answers = new Map<string, QuotePlaces>();
  let left = mostSearched;
  const search = (wanted: readonly string[], pageNumber: number): QuotePlaces => {
    const isOn = (page: number): boolean => readingsOf(page).some((text) => wanted.some((one) => text.includes(one)));
    if (isOn(pageNumber)) return { isOnPage: true, others: [], isComplete: true };
    const others: number[] = [];
    for (const { number } of document.children) {
      if (number === pageNumber) continue;
      if (left <= 0) return { isOnPage: false, others, isComplete: false };
      for (const text of readingsOf(number)) left -= text.length + 1;
      if (isOn(number)) others.push(number);
    }
    return { isOnPage: false, others, isComplete: true };
  };
  return (quote, pageNumber) => {
    // The parse may hold a list's entries without their markers.
    const bare = quote.replace(/^\s*(?:[-+]|\d{1,9}[.)])[ \t]+/, "");
    const wanted = [...new Set([quote, bare])].map((text) => fold(text).text.slice(0, longest)).filter((text) => text.length >= shortest);
    if (wanted.length === 0) return undefined;
    const key = `${pageNumber} ${wanted[0]}`;
    const answer = answers.get(key) ?? search(wanted, pageNumber);
    answers.set(key, answer);
    return answer;
  };
}
