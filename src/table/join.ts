import type { Cell, Grid, Row, RowSource, TablePart } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { emptyGrid, gridOf } from "./grid.ts";
import { canonicalText } from "./text.ts";

/** What the rows of a stub are to its owner: none, a run the owner already has, rows to append, or rows that do not fit. */
export type StubRows =
  | { readonly kind: "none" }
  | { readonly kind: "owned"; readonly firstRow: number; readonly rowCount: number }
  | { readonly kind: "appendable"; readonly dropped: readonly Row[] }
  | { readonly kind: "foreign" };

/** An owner's rows while its stubs are looked at one by one: `keys` are the texts of all rows so far, `added` those past its own. */
export interface JoinedRows {
  readonly keys: string[];
  readonly added: Row[];
}

export function startJoin(owner: Grid): JoinedRows {
  return { keys: owner.rows.map(rowKey), added: [] };
}

/** Compares a stub's rows with those of its owner; a repeated header is told apart from data by its texts. */
export function stubRows(owner: Grid, { keys }: JoinedRows, stub: Grid): StubRows {
  if (stub.rows.every((row) => row.cells.every((cell) => cell.text === ""))) return { kind: "none" };
  const stubKeys = stub.rows.map(rowKey);
  const { headerRowCount } = owner;
  const repeats = headerRowCount > 0 && keys.slice(0, headerRowCount).every((key, index) => key === stubKeys[index]);
  const repeated = repeats ? headerRowCount : 0;
  const firstRow = runStart(keys, stubKeys.slice(repeated), headerRowCount);
  if (firstRow >= 0) return { kind: "owned", firstRow, rowCount: stubKeys.length - repeated };
  if (stub.columnCount !== owner.columnCount) return { kind: "foreign" };
  return { kind: "appendable", dropped: stub.rows.slice(0, repeated) };
}

/** Adds the stub's rows from `first` on below; their cells keep their pointers and get new places. */
export function addRows({ keys, added }: JoinedRows, stub: Grid, first: number): void {
  const top = keys.length;
  const moved = new Map<Cell, Cell>();
  const move = (cell: Cell): Cell => {
    const known = moved.get(cell);
    if (known !== undefined) return known;
    // A cell that reaches down from a dropped header row now begins in the first row.
    const row = Math.max(cell.row - first, 0) + top;
    const placed = { ...cell, row, rowSpan: cell.row - first + top + cell.rowSpan - row, isHeader: false };
    moved.set(cell, placed);
    return placed;
  };
  for (const row of stub.rows.slice(first)) {
    added.push({ ...row, cells: row.cells.map(move) });
    keys.push(rowKey(row));
  }
}

/** The owner's grid with the added rows; the same grid when there are none. */
export function joinedGrid(grid: Grid, { added }: JoinedRows): Grid {
  if (added.length === 0) return grid;
  const rows = [...grid.rows, ...added];
  return gridOf(
    rows.map((row) => row.cells),
    rows.map((row) => row.source),
    grid.headerRowCount,
  );
}

/** The owner once its parts are known: a row stands on one of the parts' pages, on one alone where a part says so. */
export function withParts(owner: Table, grid: Grid, parts: readonly TablePart[]): Table {
  const pageNumbers = [...new Set(parts.map((part) => part.pageNumber))].sort((one, other) => one - other);
  const regions = parts.flatMap((part) => part.regions);
  const known = new Map<number, TablePart>();
  for (const part of parts.slice(1)) for (let row = part.firstRow; row < part.firstRow + part.rowCount; row++) known.set(row, part);
  const rows = grid.rows.map((row, index): Row => {
    if (row.source.pointer !== owner.pointer || index < grid.headerRowCount) return row;
    const part = known.get(index);
    const source: RowSource =
      part === undefined
        ? { ...row.source, pageNumbers, regions }
        : { ...row.source, pageNumbers: [part.pageNumber], regions: part.regions };
    return { ...row, source };
  });
  return { ...owner, grid: { ...grid, rows }, parts, regions };
}

/** The stub once its rows are in its owner: a node with its place, and no rows. */
export function continued(stub: Table, owner: Table): Table {
  return { ...stub, grid: emptyGrid, continues: owner.pointer };
}

function rowKey(row: Row): string {
  return JSON.stringify(row.cells.map((cell) => canonicalText(cell.text)));
}

function runStart(keys: readonly string[], run: readonly string[], from: number): number {
  if (run.length === 0) return -1;
  for (let start = keys.indexOf(run[0] as string, from); start >= 0; start = keys.indexOf(run[0] as string, start + 1)) {
    if (run.every((key, index) => keys[start + index] === key)) return start;
  }
  return -1;
}
