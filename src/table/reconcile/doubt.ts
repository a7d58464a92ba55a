import type { Raw } from "../../tree/table.ts";
import { cellText } from "../text.ts";
import { type Family, familyOf } from "../typed/family.ts";

/** Of the cells of a column that are not empty, how many must be of one family. */
const typedShare = 0.9;

/**
 * Whether the first row looks like data: in each column whose other cells are numbers or dates it holds one too, and there is such a column.
 *
 * A year is no data, for tables are headed by years.
 */
export function looksLikeData(rows: readonly (readonly Raw[])[], columnCount: number): boolean {
  const first = Array.from({ length: columnCount }, (_, column) => dataFamily(rows[0]?.[column] ?? null));
  if (first.every((family) => family === undefined)) return false;
  let isData = false;
  for (const [column, family] of first.entries()) {
    const typed = columnFamily(rows, column);
    if (typed === undefined) continue;
    if (typed !== family) return false;
    isData = true;
  }
  return isData;
}

function dataFamily(raw: Raw): Family | undefined {
  const text = cellText(raw);
  const family = /^(?:1[6-9]|20|21)\d\d$/.test(text) ? "text" : familyOf({ raw, text });
  return family === "text" || family === "empty" ? undefined : family;
}

/** The family that nearly all cells below the first are of; undefined for text, and for nothing. */
function columnFamily(rows: readonly (readonly Raw[])[], column: number): Family | undefined {
  const counts = { numeric: 0, date: 0, boolean: 0, text: 0 };
  for (let row = 1; row < rows.length; row++) {
    const raw = rows[row]?.[column] ?? null;
    const family = familyOf({ raw, text: cellText(raw) });
    if (family !== "empty") counts[family]++;
  }
  const filled = counts.numeric + counts.date + counts.boolean + counts.text;
  return (["numeric", "date", "boolean"] as const).find((family) => filled > 0 && counts[family] >= typedShare * filled);
}
