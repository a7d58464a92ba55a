import { backslash, caret, codeAt, isBlank, leftBracket, rightBracket } from "./characters.ts";

/** The most characters of a label. @see CommonMark 0.31 §4.7 */
const longest = 999;

/** The end of the label `[…]` of a link reference that begins at `start`; 0 if there is none before `limit`. */
export function labelEnd(text: string, start: number, limit: number): number {
  let hasText = false;
  for (let at = start + 1; at < limit && at - start <= longest + 1; at++) {
    const code = codeAt(text, at);
    if (code === leftBracket) return 0;
    if (code === rightBracket) return hasText ? at + 1 : 0;
    if (code === backslash && isEscapable(codeAt(text, at + 1))) at++;
    if (code > 32) hasText = true;
  }
  return 0;
}

/** The end of the label `[^…]` of a footnote that begins at `start`, in which nothing is blank; 0 if there is none before `limit`. */
export function footnoteLabelEnd(text: string, start: number, limit: number): number {
  if (codeAt(text, start + 1) !== caret) return 0;
  for (let at = start + 2; at < limit && at - start <= longest + 2; at++) {
    const code = codeAt(text, at);
    if (code === leftBracket || isBlank(code)) return 0;
    if (code === rightBracket) return at > start + 2 ? at + 1 : 0;
    if (code === backslash && isEscapable(codeAt(text, at + 1))) at++;
  }
  return 0;
}

function isEscapable(code: number): boolean {
  return code === leftBracket || code === backslash || code === rightBracket;
}
