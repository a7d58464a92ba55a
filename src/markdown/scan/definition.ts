import { codeAt, colon, isLineBreak, leftBracket, skipBlanks } from "./characters.ts";
import { labelEnd } from "./label.ts";
import { destinationEnd, skipSpace, titleEnd } from "./link-parts.ts";

/**
 * The end of the line that the link reference definition at `start` ends in; -1 if there is none. The text up to `limit` is of one paragraph.
 *
 * @see CommonMark 0.31 §4.7
 */
export function definitionEnd(text: string, start: number, limit: number): number {
  if (codeAt(text, start) !== leftBracket) return -1;
  const label = labelEnd(text, start, limit);
  if (label === 0 || codeAt(text, label) !== colon) return -1;
  const destination = destinationEnd(text, skipSpace(text, label + 1, limit), limit);
  if (destination < 0) return -1;
  const place = skipSpace(text, destination, limit);
  const title = place > destination ? titleEnd(text, place, limit) : -1;
  const whole = title < 0 ? -1 : lineEnd(text, title, limit);
  // What begins on the next line and is no title is not part of it.
  return whole < 0 ? lineEnd(text, destination, limit) : whole;
}

/** Whether the paragraph is nothing but definitions. */
export function isDefinitions(text: string, start: number, limit: number): boolean {
  for (let at = start; at < limit; at = skipSpace(text, at, limit)) {
    at = definitionEnd(text, at, limit);
    if (at < 0) return false;
  }
  return true;
}

/** Where the line ends when nothing else stands in it. */
function lineEnd(text: string, at: number, limit: number): number {
  const end = skipBlanks(text, at, limit);
  return end >= limit || isLineBreak(codeAt(text, end)) ? end : -1;
}
