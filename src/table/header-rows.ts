import type { Cell, Grid } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { emptyCell, gridOf } from "./grid.ts";
import { captionTitle, titleOf } from "./header.ts";

/**
 * The table with its first `count` rows as header: roles, column names and a title that the header gives are found anew.
 *
 * A cell that reaches over the end of the header ends there, with an empty cell below it. What was typed is typed no more, for header cells
 * never are. A title that the header gave, and gives no longer, is the caption's, else none.
 *
 * @throws {RangeError} when `count` is not a whole number from 1 to one less than there are rows
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalize, readParseResult, tables, withHeaderRows } from "postparse";
 *
 * const rows = [["Sales", ""], ["2023", "2024"], ["5", "7"]];
 * const items = [{ type: "table", rows, html: "", csv: "", md: "" }];
 * const payload = { job: { id: "pjb-1", status: "COMPLETED" }, items: { pages: [{ page_number: 1, items }] } };
 * const [table] = tables(normalize(readParseResult(payload)));
 * assert.ok(table);
 * assert.deepEqual(withHeaderRows(table, 2).grid.columns.map((column) => column.name), ["Sales / 2023", "2024"]);
 * ```
 */
export function withHeaderRows(table: Table, count: number): Table {
  const last = table.grid.rows.length - 1;
  if (!Number.isInteger(count) || count < 1 || count > last) {
    const allowed = last < 1 ? "a table of fewer than 2 rows has no other header" : `expected a whole number from 1 to ${last}`;
    throw new RangeError(`count is ${count}: ${allowed}`);
  }
  const { title: _, data: __, ...rest } = table;
  const grid = withHeader(table.grid, count);
  return { ...rest, grid, ...titled(table, grid) };
}

function withHeader({ rows, headerRowCount }: Grid, count: number): Grid {
  const known = new Map<Cell, Cell>();
  const cells = rows.map((row, index) =>
    row.cells.map((cell, column): Cell => {
      const isHeader = index < count || (index >= headerRowCount && cell.isHeader);
      // The part of a cell that the end of the header cuts off.
      if (index >= count && cell.row < count) return emptyCell(index, column, isHeader, row.source.pointer);
      const found = known.get(cell);
      if (found !== undefined) return found;
      const { typed: _, ...rest } = cell;
      const rowSpan = index < count ? Math.min(cell.rowSpan, count - cell.row) : cell.rowSpan;
      const formed = { ...rest, rowSpan, isHeader };
      known.set(cell, formed);
      return formed;
    }),
  );
  return gridOf(
    cells,
    rows.map((row) => row.source),
    count,
  );
}

/** The title and what it is from; a caption takes the place of one that the header no longer gives. */
function titled(table: Table, grid: Grid): Pick<Table, "title" | "data"> {
  const own = titleOf(grid.rows.slice(0, grid.headerRowCount), grid.columnCount);
  if (own !== undefined) return { title: own, data: { ...table.data, titleFrom: "header-row" } };
  const { title, caption, data = {} } = table;
  const hadOwn = title !== undefined && titleOf(table.grid.rows.slice(0, table.grid.headerRowCount), table.grid.columnCount) === title;
  if (!hadOwn) return title === undefined ? {} : { title, ...(table.data && { data }) };
  const { titleFrom: _, ...rest } = data;
  if (caption !== undefined) return { title: captionTitle(caption.text), data: { ...rest, titleFrom: "caption" } };
  return Object.keys(rest).length > 0 ? { data: rest } : {};
}
