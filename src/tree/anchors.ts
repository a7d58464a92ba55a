import type { Cell, Grid, Row } from "./table.ts";

/** Each cell of a grid once, with the row its top left slot is in, in reading order. */
export function* anchorCells(grid: Grid): Generator<{ readonly cell: Cell; readonly row: Row }> {
  for (const [index, row] of grid.rows.entries()) {
    for (const [column, cell] of row.cells.entries()) if (cell.row === index && cell.column === column) yield { cell, row };
  }
}
