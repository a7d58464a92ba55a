import type { CellModel } from "./model.ts";

/** What of a cell takes room; nothing when it is empty. */
export function shownText(cell: CellModel | undefined): string | undefined {
  switch (cell?.type) {
    case "text":
    case "link":
      return cell.text;
    case "number":
      return String(cell.number);
    case "boolean":
      return "FALSE";
    default:
      return undefined;
  }
}

/** Characters of the longest text, `limit` at most; a letter of East Asian writing is two. */
export function longestWidth(texts: readonly string[], limit: number): number {
  let longest = 0;
  for (const text of texts) {
    let width = 0;
    for (const character of text) {
      if (width >= limit) return limit;
      width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
    }
    longest = Math.max(longest, Math.min(width, limit));
  }
  return longest;
}
