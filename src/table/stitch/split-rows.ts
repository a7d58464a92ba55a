import type { Cell, Grid, Row } from "../../tree/table.ts";
import { isAnchor } from "../grid.ts";
import { totalLabel } from "../lint/total-label.ts";
import { familyOf } from "../typed/family.ts";
import { columnFamily, columnStats } from "./column-stats.ts";

/** Words that no phrase ends with. */
const connecting =
  /(?:^|\s)(?:and|or|of|the|an|for|with|by|from|in|on|to|und|oder|der|die|das|des|von|für|mit|et|ou|de|du|la|le|les|pour|del|para|con|di|per)$/u;

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
 * They are one when the second has no key, only one of them has numbers or dates, and no text goes on that ends a sentence; a text alone in
 * its row has to go on visibly. Joined cells keep the raw and the pointer of the upper one.
 */
export function joinedRow(upper: Row, lower: Row, index: number, keyColumn: number): Row | undefined {
  if (upper.role !== "body" || lower.cells.every((cell) => cell.text === "")) return undefined;
  if ((lower.cells[keyColumn]?.text ?? "") !== "" || totalLabel(upper.cells.find((cell) => cell.text !== "")?.text ?? "") !== undefined) {
    return undefined;
  }
  const cells: Cell[] = [];
  if (upper.cells.some(isTyped) && lower.cells.some(isTyped)) return undefined;
  const isAlone = lower.cells.filter((cell) => cell.text !== "").length === 1;
  for (const [column, cell] of upper.cells.entries()) {
    const below = lower.cells[column];
    if (below === undefined || !isPlain(cell, index, column) || !isPlain(below, index + 1, column)) return undefined;
    // Alone in its row, a text may head those below it.
    if (isAlone && below.text !== "" && !isCut(cell.text, below.text)) return undefined;
    const joined = joinedCell(cell, below);
    if (joined === undefined) return undefined;
    cells.push(joined);
  }
  return { ...upper, cells };
}

function isTyped(cell: Cell): boolean {
  const family = familyOf(cell);
  return family === "numeric" || family === "date";
}

/** Whether the first text visibly stops short, or the second visibly goes on. */
function isCut(upper: string, lower: string): boolean {
  return upper !== "" && (/[-–—,;:&/(]$/u.test(upper) || connecting.test(upper) || /^[\p{Ll})\],;]/u.test(lower));
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
