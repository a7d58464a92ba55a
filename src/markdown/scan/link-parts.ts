import {
  apostrophe,
  backslash,
  codeAt,
  greaterThan,
  isBlank,
  isLineBreak,
  leftParenthesis,
  lessThan,
  quotationMark,
  rightParenthesis,
} from "./characters.ts";

const deepest = 32;

/** The first place from `at` on that is no space, tab or line break. */
export function skipSpace(text: string, at: number, limit: number): number {
  let place = at;
  while (place < limit && isSpace(codeAt(text, place))) place++;
  return place;
}

function isSpace(code: number): boolean {
  return isBlank(code) || isLineBreak(code);
}

/** The end of the link destination that begins at `start`, -1 if none does. @see CommonMark 0.31 §6.3 */
export function destinationEnd(text: string, start: number, limit: number): number {
  return codeAt(text, start) === lessThan ? bracketedEnd(text, start, limit) : bareEnd(text, start, limit);
}

function bracketedEnd(text: string, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    const code = codeAt(text, at);
    if (code === greaterThan) return at + 1;
    if (code === lessThan || isLineBreak(code)) return -1;
    if (code === backslash && !isLineBreak(codeAt(text, at + 1))) at++;
  }
  return -1;
}

function bareEnd(text: string, start: number, limit: number): number {
  let depth = 0;
  let at = start;
  for (; at < limit; at++) {
    const code = codeAt(text, at);
    if (code <= 32 || code === 127) break;
    if (code === leftParenthesis && ++depth > deepest) return -1;
    if (code === rightParenthesis && --depth < 0) break;
    if (code === backslash && isParenthesisOrBackslash(codeAt(text, at + 1))) at++;
  }
  return at > start && depth <= 0 ? at : -1;
}

function isParenthesisOrBackslash(code: number): boolean {
  return code === leftParenthesis || code === rightParenthesis || code === backslash;
}

/** The end of the link title that begins at `start`, -1 if none does. @see CommonMark 0.31 §6.3 */
export function titleEnd(text: string, start: number, limit: number): number {
  const mark = codeAt(text, start);
  if (mark !== quotationMark && mark !== apostrophe && mark !== leftParenthesis) return -1;
  const close = mark === leftParenthesis ? rightParenthesis : mark;
  for (let at = start + 1; at < limit; at++) {
    const code = codeAt(text, at);
    if (code === close) return at + 1;
    if (code === backslash) at++;
  }
  return -1;
}
