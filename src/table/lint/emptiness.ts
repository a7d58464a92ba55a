import type { Row } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import { rowPointer } from "../row-source.ts";
import { columnPointer, type Log, quoted, rowName } from "./place.ts";

/** Names the columns without a text below the header, and the body rows without one: a run of such rows once. */
export function emptinessWarnings(table: Table, log: Log): void {
  const { rows, columns } = table.grid;
  const filled = new Array<boolean>(columns.length).fill(false);
  let bodyRows = 0;
  let run = 0;
  for (const [index, row] of rows.entries()) {
    if (row.role !== "body") continue;
    bodyRows++;
    let isFilled = false;
    for (const [column, cell] of row.cells.entries()) if (cell.text !== "") filled[column] = isFilled = true;
    run = isFilled ? 0 : run + 1;
    const next = rows[index + 1];
    if (run === 0 || (next?.role === "body" && next.cells.every((cell) => cell.text === ""))) continue;
    const first = index - run + 1;
    const message =
      run === 1 ? `In the table ${rowName(table, first)} is empty` : `${run} rows of the table are empty, from ${rowName(table, first)} on`;
    log.add("table-empty-row", message, rowPointer(rows[first] as Row));
  }
  if (bodyRows === 0 || !filled.includes(true)) return;
  for (const [column, { name }] of columns.entries()) {
    if (!filled[column]) log.add("table-empty-column", `Column ${quoted(name)} is empty below its header`, columnPointer(table, column));
  }
}
