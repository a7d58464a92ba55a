import type { Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { type Log, quoted, rowPointer } from "./place.ts";
import { scaleName, scalesOf } from "./scale-words.ts";

/**
 * Names the section rows, and the headers that were left out of its parts, that count in another scale than the title, caption or header of
 * the table; without one there, than the first section that names any. Values stay as printed.
 */
export function scaleWarnings(table: Table, log: Log): void {
  const { rows, headerRowCount } = table.grid;
  const headers = rows.slice(0, headerRowCount);
  const texts = [table.title ?? "", table.caption?.text ?? "", ...textsOf(headers)];
  const own = new Set(texts.flatMap(scalesOf));
  let current: ReadonlySet<number> = own;
  const compare = (text: string, row: Row, place: string): ReadonlySet<number> => {
    const scales = scalesOf(text);
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
