import type { Cell, Grid, Row } from "../../tree/table.ts";
import { isAnchor } from "../grid.ts";
import { totalLabel } from "../lint/total-label.ts";
import { familyOf } from "../typed/family.ts";
import { columnFamily, columnStats } from "./column-stats.ts";

/** The column that tells rows apart: the first of numbers or dates, else the first; undefined where a row goes without. */
export function keyColumnOf(owner: Grid): number | undefined {
  const stats = columnStats(owner);
  const typed = stats.findIndex((column) => columnFamily(column) === "numeric" || columnFamily(column) === "date");
  const key = Math.max(typed, 0);
  // Where rows of a table often have no key, the one after a page break need not be part of the one before.
  return (stats[key]?.counts.empty ?? 1) > 0 ? undefined : key;
}

/**
 * The row before a page break with the first one after it, which goes on in its cells; undefined where these are two rows.
 *
 * They are one when the second has no key, no number would be joined to anything, and no text goes on that ends a sentence. Joined cells
 * keep the raw and the pointer of the upper one.
 */
export function joinedRow(upper: Row, lower: Row, index: number, keyColumn: number): Row | undefined {
  if (upper.role !== "body" || lower.cells.every((cell) => cell.text === "")) return undefined;
  if ((lower.cells[keyColumn]?.text ?? "") !== "" || totalLabel(upper.cells.find((cell) => cell.text !== "")?.text ?? "") !== undefined) {
    return undefined;
  }
  const cells: Cell[] = [];
  for (const [column, cell] of upper.cells.entries()) {
    const below = lower.cells[column];
    if (below === undefined || !isPlain(cell, index, column) || !isPlain(below, index + 1, column)) return undefined;
    const joined = joinedCell(cell, below);
    if (joined === undefined) return undefined;
    cells.push(joined);
  }
  return { ...upper, cells };
}

function isPlain(cell: Cell, row: number, column: number): boolean {
  return cell.rowSpan === 1 && cell.columnSpan === 1 && isAnchor(cell, row, column);
}

function joinedCell(upper: Cell, lower: Cell): Cell | undefined {
  if (lower.text === "") return upper;
  if (upper.text === "") return { ...lower, row: upper.row };
  const isWords = [upper, lower].every((cell) => familyOf(cell) === "text");
  if (!isWords || /[.!?。！？]$/u.test(upper.text)) return undefined;
  // Whether a hyphen at the break belongs to the word is not known, so it stays.
  const text = `${upper.text}${upper.text.endsWith("-") ? "" : " "}${lower.text}`;
  const lines = [...(upper.lines ?? []), ...(lower.lines ?? [])];
  return { ...upper, text, regions: [...upper.regions, ...lower.regions], ...(lines.length > 0 ? { lines } : {}) };
}
