import type { Table } from "../../tree/types.ts";
import { isAnchor } from "../grid.ts";
import { familyOf } from "../typed/family.ts";
import { typeCells } from "../typed.ts";

/** The share of a column that must look like numbers. */
const leastShare = 0.9;

/**
 * The table in each way its numbers may be read: as it is, or, where nothing tells whether `1.234` is more than a thousand, once with decimal
 * points and once with decimal commas. What is wrong in both ways is wrong whichever of them is meant.
 */
export function localeReadings(table: Table): readonly [Table, ...Table[]] {
  const open = new Set(table.grid.columns.flatMap((_, column) => (isOpen(table, column) ? [column] : [])));
  return open.size === 0 ? [table] : [withColumns(table, open, "."), withColumns(table, open, ",")];
}

/** Whether the column looks like numbers, and yet some of them were left text. */
function isOpen({ grid }: Table, column: number): boolean {
  const kind = grid.columns[column]?.kind;
  if (kind !== "text" && kind !== "number" && kind !== "currency" && kind !== "percent") return false;
  let [numbers, others, unread] = [0, 0, 0];
  for (const [index, { role, cells }] of grid.rows.entries()) {
    const cell = cells[column];
    if (role !== "body" || cell === undefined || cell.text === "" || !isAnchor(cell, index, column)) continue;
    const isText = cell.typed?.kind === "text";
    const family = isText ? familyOf(cell) : "numeric";
    if (family === "numeric") numbers++;
    else if (family !== "empty") others++;
    if (isText && family === "numeric") unread++;
    if (others > (1 - leastShare) * grid.rows.length) return false;
  }
  return unread > 0 && numbers >= leastShare * (numbers + others);
}

function withColumns(table: Table, open: ReadonlySet<number>, decimal: "." | ","): Table {
  const { grid } = table;
  const typed = typeCells([table], { locale: { decimal } })[0]?.grid ?? grid;
  const columns = grid.columns.map((column, index) => (open.has(index) ? (typed.columns[index] ?? column) : column));
  const rows = grid.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, column) => (open.has(cell.column) ? (typed.rows[index]?.cells[column] ?? cell) : cell)),
  }));
  return { ...table, grid: { ...grid, columns, rows } };
}
