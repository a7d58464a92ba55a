import type { WarningLog } from "../../errors.ts";
import { excerpt } from "../../payload/excerpt.ts";
import type { Cell, Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { isAnchor } from "../grid.ts";

/** Where a rule writes what it noticed. */
export type Log = Pick<WarningLog, "add">;

/** Where the column stands in the payload: its lowest header cell. */
export function columnPointer({ grid, pointer }: Table, column: number): string {
  return grid.rows[grid.headerRowCount - 1]?.cells[column]?.pointer ?? pointer;
}

/** The row as a message names it: its number below the header, from 1. */
export function rowName({ grid }: Table, row: number): string {
  return `row ${row - grid.headerRowCount + 1}`;
}

/** A text as a message shows it, on one line. */
export function quoted(text: string): string {
  return `"${excerpt(text.slice(0, 400).replace(/\s+/g, " "))}"`;
}

/** The cell whose top left slot this is. */
export function anchorAt(row: Row, index: number, column: number): Cell | undefined {
  const cell = row.cells[column];
  return cell !== undefined && isAnchor(cell, index, column) ? cell : undefined;
}
