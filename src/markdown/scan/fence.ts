import { backtick, codeAt, isBlank, nextLineStart, previousLineEnd, runEnd, skipBlanks, trimmedEnd } from "./characters.ts";
import { plain } from "./escapes.ts";
import type { Line } from "./line.ts";
import type { ScannedBlock } from "./scanned-block.ts";

/** The line that opens fenced code: its marks are [start, end), its info string [infoStart, infoEnd); the next line begins at `valueStart`. */
export interface FenceOpening {
  readonly start: number;
  readonly end: number;
  readonly infoStart: number;
  readonly infoEnd: number;
  readonly valueStart: number;
}

/** The opening that begins at the first character of the line, which is a backtick or a tilde; undefined if none does. @see CommonMark 0.31 §4.5 */
export function readFence({ text, first, end, code }: Line): FenceOpening | undefined {
  const marksEnd = runEnd(text, first, end);
  if (marksEnd - first < 3) return undefined;
  if (code === backtick) for (let at = marksEnd; at < end; at++) if (codeAt(text, at) === backtick) return undefined;
  const infoStart = skipBlanks(text, marksEnd, end);
  const infoEnd = trimmedEnd(text, infoStart, end);
  return { start: first, end: marksEnd, infoStart, infoEnd, valueStart: nextLineStart(text, end) };
}

/** Whether the line closes the fence. */
export function closesFence({ text, first, end, code, indent }: Line, opening: FenceOpening): boolean {
  if (indent > 3 || code !== codeAt(text, opening.start)) return false;
  const marksEnd = runEnd(text, first, end);
  return marksEnd - first >= opening.end - opening.start && skipBlanks(text, marksEnd, end) === end;
}

/** The code between the opening and the line that closes it, or up to the end of the block when none does. */
export function fencedCode(text: string, start: number, end: number, opening: FenceOpening, closing: number | undefined): ScannedBlock {
  const info = text.slice(opening.infoStart, opening.infoEnd);
  const lang = plain(firstWord(info));
  const valueStart = Math.min(opening.valueStart, end);
  const valueEnd = closing === undefined ? end : Math.max(valueStart, previousLineEnd(text, closing));
  const fence = { marks: text.slice(opening.start, opening.end), info, valueStart, valueEnd };
  return { type: "code", start, end, ...(lang === "" ? {} : { lang }), fence };
}

function firstWord(info: string): string {
  let end = 0;
  while (end < info.length && !isBlank(info.charCodeAt(end))) end++;
  return info.slice(0, end);
}
