import { anchorCells } from "../../tree/anchors.ts";
import type { Table } from "../../tree/types.ts";

const mark =
  /\*{1,5}|[†‡§¶※⁎]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[ᵃᵇᶜᵈᵉᶠᵍ]|\((?:\d{1,2}|\p{L})\)|\[(?:\d{1,2}|\p{L})\]|(?<![\d(\p{L}])(?:\d{1,2}|\p{L})\)/gu;

/** The footnote mark a text begins with. */
export function leadingMark(text: string): string | undefined {
  const [first] = text.slice(0, 20).matchAll(mark);
  return first?.index === 0 && first[0].length < text.length ? first[0].toLowerCase() : undefined;
}

/** The footnote marks in the cells, the caption and the title of a table. A cell that is a mark and nothing else has none, for `(1)` is a number. */
export function marksIn(table: Table, caption: string | undefined): ReadonlySet<string> {
  const marks = new Set<string>();
  const add = (text: string): void => {
    for (const [found] of text.matchAll(mark)) {
      if (/^[([\p{L}\d]/u.test(found) && !/[\p{L}\d]/u.test(text.replace(found, ""))) continue;
      marks.add(found.toLowerCase());
    }
  };
  for (const { cell } of anchorCells(table.grid)) add(cell.text);
  for (const text of [caption, table.caption?.text, table.title]) if (text !== undefined) add(text);
  return marks;
}
