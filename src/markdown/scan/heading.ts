import { codeAt, equalsSign, hyphen, isBlank, numberSign, runEnd, skipBlanks, trimmedEnd } from "./characters.ts";
import type { Line } from "./line.ts";

/** The depth of the ATX heading that begins at the first character of the line, a `#`; 0 if there is none. @see CommonMark 0.31 §4.2 */
export function headingDepth({ text, first, end }: Line): number {
  let at = first + 1;
  while (at < end && codeAt(text, at) === numberSign) at++;
  const depth = at - first;
  return depth <= 6 && (at === end || isBlank(codeAt(text, at))) ? depth : 0;
}

/** Where the text of the ATX heading stands, without the marks around it. */
export function headingText({ text, first, end }: Line, depth: number): readonly [start: number, end: number] {
  const start = skipBlanks(text, first + depth, end);
  const whole = trimmedEnd(text, start, end);
  let marks = whole;
  while (marks > start && codeAt(text, marks - 1) === numberSign) marks--;
  const isClosed = marks === start || isBlank(codeAt(text, marks - 1));
  return [start, isClosed ? trimmedEnd(text, start, marks) : whole];
}

/** The depth of the heading that the line makes of the text above it; 0 if it is no setext underline. @see CommonMark 0.31 §4.3 */
export function underlineDepth({ text, first, end, code, indent }: Line): number {
  if (indent > 3 || (code !== equalsSign && code !== hyphen)) return 0;
  if (skipBlanks(text, runEnd(text, first, end), end) < end) return 0;
  return code === equalsSign ? 1 : 2;
}
