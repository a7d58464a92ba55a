import { backslash, codeAt, colon, hyphen, isBlank, skipBlanks, verticalBar } from "./characters.ts";

/** How many cells the row [start, end) of a pipe table has, which begins and ends with no blank. @see GFM 0.29 §4.10 */
export function cellCount(text: string, start: number, end: number): number {
  let count = 0;
  let isNew = codeAt(text, start) !== verticalBar;
  for (let at = start; at < end; at++) {
    const code = codeAt(text, at);
    if (isBlank(code)) continue;
    if (isNew) count++;
    isNew = code === verticalBar;
    if (code === backslash && isEscapable(codeAt(text, at + 1))) at++;
  }
  return count;
}

function isEscapable(code: number): boolean {
  return code === backslash || code === verticalBar;
}

/** How many cells the delimiter row [start, end) has; 0 if it is none. */
export function delimiterCount(text: string, start: number, end: number): number {
  let count = 0;
  // Without a pipe or a colon it is a setext underline.
  let hasMark = false;
  let at = start;
  if (codeAt(text, at) === verticalBar) {
    hasMark = true;
    at = skipBlanks(text, at + 1, end);
  }
  while (at < end) {
    const from = at;
    if (codeAt(text, at) === colon) at++;
    const dashes = at;
    while (at < end && codeAt(text, at) === hyphen) at++;
    if (at === dashes) return 0;
    if (at < end && codeAt(text, at) === colon) at++;
    count++;
    if (codeAt(text, from) === colon || codeAt(text, at - 1) === colon) hasMark = true;
    at = skipBlanks(text, at, end);
    if (at === end) break;
    if (codeAt(text, at) !== verticalBar) return 0;
    hasMark = true;
    at = skipBlanks(text, at + 1, end);
  }
  return hasMark ? count : 0;
}
