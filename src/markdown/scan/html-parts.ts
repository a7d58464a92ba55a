import { type HtmlPart, htmlSplitter } from "../html-tables.ts";
import { carriageReturn, codeAt, greaterThan, isBlank, isLineBreak, lessThan, lineFeed } from "./characters.ts";

/** Whether an HTML table begins at the place. */
export function isTableTag(text: string, at: number): boolean {
  if (codeAt(text, at) !== lessThan || text.slice(at + 1, at + 6).toLowerCase() !== "table") return false;
  const after = codeAt(text, at + 6);
  return after === greaterThan || isBlank(after) || isLineBreak(after);
}

/**
 * Tells the tables from what stands between them in the HTML that begins at a place; to be called with rising places.
 *
 * It ends at a blank line that stands in no table. What follows the last table is the last part, and goes on to the end of the text.
 */
export function htmlParts(text: string): (from: number) => HtmlPart[] {
  let split: ReturnType<typeof htmlSplitter> | undefined;
  return (from) => {
    split ??= htmlSplitter(text);
    const parts: HtmlPart[] = [];
    let at = from;
    for (let stop = linesEnd(text, at); at < stop; stop = linesEnd(text, at)) {
      for (const part of split(at, stop)) parts.push(part);
      at = Math.max(stop, parts.at(-1)?.end ?? stop);
    }
    const last = parts.at(-1);
    if (last !== undefined && !last.isTable) at = (parts.pop() as HtmlPart).start;
    parts.push({ isTable: false, start: at, end: text.length });
    return parts;
  };
}

/** The end of the last line before a blank one, from the middle of a line on. */
function linesEnd(text: string, from: number): number {
  let end = from;
  let isEmpty = true;
  for (let at = from; at < text.length; at++) {
    const code = codeAt(text, at);
    if (isLineBreak(code)) {
      if (isEmpty) return end;
      end = at;
      isEmpty = true;
      if (code === carriageReturn && codeAt(text, at + 1) === lineFeed) at++;
    } else if (!isBlank(code)) isEmpty = false;
  }
  return isEmpty ? end : text.length;
}
