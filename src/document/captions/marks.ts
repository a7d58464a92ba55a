import { anchorCells } from "../../tree/anchors.ts";
import type { Table } from "../../tree/types.ts";

const mark =
  /\*{1,5}|[†‡§¶※⁎]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[ᵃᵇᶜᵈᵉᶠᵍ]|\((?:\d{1,2}|\p{L})\)|\[(?:\d{1,2}|\p{L})\]|(?<![\d(\p{L}])(?:\d{1,2}|\p{L})\)/gu;

/** The footnote mark a text begins with. */
export function leadingMark(text: string): string | undefined {
  const [first] = text.slice(0, 20).matchAll(mark);
  return first?.index === 0 && first[0].length < text.length ? first[0].toLowerCase() : undefined;
}

const letterOrDigit = /[\p{L}\d]/u;

/** A word that makes a mark a place to look at. */
const reference = /(?:^|\P{L})(?:see|cf\.?|siehe|vgl\.?|voir|véase|vedi|zie)\s?$/iu;
const markEnd = /^[ ,;:.%]{0,3}(?:$|[\n([*†‡§¶※⁎⁰¹²³⁴-⁹])/u;

/**
 * The footnote marks in the cells, the caption and the title of a table.
 *
 * A letter or number in brackets is one only at the end of a line or before more brackets and marks, and not after words such as `see`. A cell
 * that is such a mark and nothing else has none, for `(1)` is a number.
 */
export function marksIn(table: Table, caption: string | undefined): ReadonlySet<string> {
  const marks = new Set<string>();
  const add = (text: string): void => {
    if (text === "") return;
    const [first, last] = [text.search(letterOrDigit), lastLetterOrDigit(text)];
    for (const { 0: found, index } of text.matchAll(mark)) {
      if (/^[([\p{L}\d]/u.test(found)) {
        const end = index + found.length;
        if (index <= first && last < end) continue;
        if (reference.test(text.slice(Math.max(index - 12, 0), index)) || !markEnd.test(text.slice(end, end + 4))) continue;
      }
      marks.add(found.toLowerCase());
    }
  };
  for (const { cell } of anchorCells(table.grid)) add(cell.text);
  for (const text of [caption, table.caption?.text, table.title]) if (text !== undefined) add(text);
  return marks;
}

function lastLetterOrDigit(text: string): number {
  let index = text.length - 1;
  while (index >= 0 && !letterOrDigit.test(text[index] as string)) index--;
  return index;
}
