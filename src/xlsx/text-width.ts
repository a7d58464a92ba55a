import type { CellModel } from "./model.ts";
import { formattedLength } from "./number-width.ts";

/** Characters that a cell takes in one line, `limit` at most; nothing when it is empty. */
export function shownWidth(cell: CellModel, limit: number): number | undefined {
  switch (cell.type) {
    case "text":
    case "link":
      return longestLine(cell.text, limit);
    case "number":
      return Math.min(formattedLength(cell.number, cell.format), limit);
    case "boolean":
      return 5;
    default:
      return undefined;
  }
}

/** Characters of the longest line of the text, `limit` at most. */
export function longestLine(text: string, limit: number): number {
  if (!text.includes("\n")) return textWidth(text, limit);
  return longestWidth(text.split("\n"), limit);
}

/** Characters of the longest text, `limit` at most. */
export function longestWidth(texts: readonly string[], limit: number): number {
  let longest = 0;
  for (const text of texts) longest = Math.max(longest, textWidth(text, limit));
  return longest;
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** Characters of the text, `limit` at most; a letter of East Asian writing is two. */
export function textWidth(text: string, limit: number): number {
  if (!/[^\0-\u10ff]/.test(text)) return Math.min(text.length, limit);
  let width = 0;
  for (const character of text) {
    if (width >= limit) return limit;
    width += wide.test(character) ? 2 : 1;
  }
  return Math.min(width, limit);
}
