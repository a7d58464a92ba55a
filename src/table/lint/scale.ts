import type { Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { rowPointer } from "../row-source.ts";
import { type Log, quoted } from "./place.ts";
import { scaleName, scalesOf } from "./scale-words.ts";

const exception =
  /(?<!\p{L})(?:except|excluding|unless|other than|außer|ausgenommen|sofern nicht|sauf|hormis|salvo|excepto)(?!\p{L})|除.{0,20}外/iu;

/** What is counted, not paid. */
const things =
  /(?<!\p{L})(?:shares?|units?|employees?|headcount|people|persons?|customers?|users?|subscribers?|volumes?|barrels?|tonn?e?s?|aktien|stückzahl(?:en)?|stück|mitarbeiter\p{L}*|actions|unités|salariés|acciones|unidades|azioni|unità)(?!\p{L})|[股人件]/iu;

/**
 * Names the section rows, and the headers that were left out of its parts, that count in another scale than the title, caption or header of
 * the table; without one there, than the first section that names any. Counts of shares and units have a scale of their own, and a text that
 * makes exceptions says nothing sure. Values stay as printed.
 */
export function scaleWarnings(table: Table, log: Log): void {
  const { rows, headerRowCount } = table.grid;
  const headers = rows.slice(0, headerRowCount);
  const texts = [table.title ?? "", table.caption?.text ?? "", ...textsOf(headers)];
  const own = new Set(texts.filter((text) => !exception.test(text)).flatMap(scalesOf));
  let current: ReadonlySet<number> = own;
  const compare = (text: string, row: Row, place: string): ReadonlySet<number> => {
    const scales = exception.test(text) || things.test(text) ? [] : scalesOf(text);
    const [first] = scales;
    if (first === undefined || scales.some((scale) => current.has(scale))) return current;
    if (current.size > 0) {
      const message = `The ${place} ${quoted(text)} counts in ${scaleName(first)}, what stands above it in ${[...current].map(scaleName).join(" and ")}`;
      log.add("table-scale-change", message, rowPointer(row));
    }
    return new Set(scales);
  };
  for (const row of rows) if (row.role === "section") current = compare(row.cells[0]?.text ?? "", row, "section");
  current = own;
  for (const { droppedRows } of table.parts) {
    for (const row of droppedRows) if (row.role !== "body") for (const text of textsOf([row])) compare(text, row, "header");
  }
}

/** The texts of rows, one that spans several slots once. */
function textsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => row.cells.map((cell) => cell.text)))].filter((text) => text !== "");
}
