import type { Page } from "../tree/types.ts";
import { isNumber, wordsOf } from "./words.ts";

/** How many lines at either end of a page may be running headers and footers, and which part of all. */
const mostLines = 3;
const part = 1 / 4;
/** Characters; longer lines are prose. */
const longestLine = 200;
const fewestPages = 3;

/** A text of a page, its running lines told from the rest. */
export interface SplitText {
  readonly body: string;
  readonly running: string;
}

/**
 * Tells running headers and footers from what a page says, in its markdown or plain text: lines at its ends that stand, up to numbers, at the
 * ends of at least three pages and a third of all, or that are nothing but its number.
 */
export function runningLines(pages: readonly Page[], textOf: (page: Page) => string): (page: Page) => SplitText {
  const counts = new Map<string, number>();
  let total = 0;
  for (const page of pages) {
    const { lines, ends } = endsOf(textOf(page));
    if (ends.length > 0) total++;
    for (const key of new Set(ends.map((index) => keyOf(lines[index] as string)))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = Math.max(fewestPages, total / 3);
  return (page) => {
    const { lines, ends } = endsOf(textOf(page));
    const isOwnNumber = (line: string): boolean => [String(page.number), page.printedNumber].includes(line.trim());
    const running = new Set(
      ends.filter((index) => (counts.get(keyOf(lines[index] as string)) ?? 0) >= least || isOwnNumber(lines[index] as string)),
    );
    const pick = (isRunning: boolean): string => lines.filter((_, index) => running.has(index) === isRunning).join("\n");
    return { body: pick(false), running: pick(true) };
  };
}

function endsOf(text: string): { readonly lines: readonly string[]; readonly ends: readonly number[] } {
  const lines = text.split("\n");
  const filled: number[] = [];
  for (const [index, line] of lines.entries()) if (line.trim() !== "") filled.push(index);
  const edge = Math.min(mostLines, Math.ceil(filled.length * part));
  const ends = edge === 0 ? [] : [...filled.slice(0, edge), ...filled.slice(-edge)];
  return { lines, ends: ends.filter((index) => (lines[index] as string).length <= longestLine) };
}

/** The words of a line, any number standing for all. */
function keyOf(line: string): string {
  return wordsOf(line)
    .map((word) => (isNumber(word) ? "0" : word.key))
    .join(" ");
}
