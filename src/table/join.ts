import type { Cell, Grid, Row, RowSource, TablePart } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { emptyGrid, gridOf, isAnchor } from "./grid.ts";
import { canonicalText } from "./text.ts";

/**
 * What the rows of a stub are to its owner: none, a run of rows the owner already has, rows to append, or rows that do not fit.
 *
 * `dropped` are its first rows, which repeat the header of the owner.
 */
export type StubRows =
  | { readonly kind: "none" | "foreign" }
  | { readonly kind: "owned"; readonly firstRow: number; readonly rowCount: number }
  | { readonly kind: "appendable"; readonly dropped: readonly Row[] };

/** What the rows of each stub are to the owner; each of the owner's rows stands for one row of one stub at most. */
export function fitStubs(owner: Grid, stubs: readonly Grid[]): StubRows[] {
  const keys = rowKeys(owner);
  const runs = bodyRuns(keys, owner.headerRowCount);
  // The owner's rows end with those of its last stub, so runs are looked for from the end.
  return stubs
    .toReversed()
    .map((stub): StubRows => {
      if (stub.rows.length === 0) return { kind: "none" };
      const stubKeys = rowKeys(stub);
      const repeated = repeatedHeader(keys.slice(0, owner.headerRowCount), stubKeys);
      if (stub.rows.slice(repeated).every(isBlank)) return { kind: "none" };
      const run = stubKeys.slice(repeated);
      const firstRow = runs.take(run);
      if (firstRow >= 0) return { kind: "owned", firstRow, rowCount: run.length };
      if (stub.columnCount !== owner.columnCount) return { kind: "foreign" };
      return { kind: "appendable", dropped: stub.rows.slice(0, repeated) };
    })
    .toReversed();
}

/** The stub's rows from `first` on as they stand from row `top` on; their cells keep their pointers and get new places. */
export function movedRows(stub: Grid, first: number, top: number): Row[] {
  const moved = new Map<Cell, Cell>();
  const move = (cell: Cell): Cell => {
    const known = moved.get(cell);
    if (known !== undefined) return known;
    // A cell that reaches down from a dropped header row now begins in the first row.
    const row = Math.max(cell.row - first, 0) + top;
    const isHeader = cell.isHeader && cell.row >= stub.headerRowCount;
    const placed = { ...cell, row, rowSpan: cell.row - first + top + cell.rowSpan - row, isHeader };
    moved.set(cell, placed);
    return placed;
  };
  return stub.rows.slice(first).map((row): Row => ({ ...row, cells: row.cells.map(move) }));
}

/** The grid with more rows below; the same grid when there are none. */
export function joinedGrid(grid: Grid, added: readonly Row[]): Grid {
  if (added.length === 0) return grid;
  const rows = [...grid.rows, ...added];
  return gridOf(
    rows.map((row) => row.cells),
    rows.map((row) => row.source),
    grid.headerRowCount,
  );
}

/**
 * The owner with all its parts, the first being its own; each of its rows then says which page it may stand on.
 *
 * That is the page of the part that has the row; a row that no part claims stands on the owner's page, or on that of a part whose rows are
 * unknown.
 */
export function withParts(owner: Table, grid: Grid, parts: readonly TablePart[]): Table {
  const [own, ...others] = parts as readonly [TablePart, ...TablePart[]];
  const claimed = new Map<number, TablePart>();
  for (const part of others) for (let row = part.firstRow; row < part.firstRow + part.rowCount; row++) claimed.set(row, part);
  const candidates = [own, ...others.filter((part) => part.rowCount === 0)];
  const pageNumbers = [...new Set(candidates.map((part) => part.pageNumber))].sort((one, other) => one - other);
  const unclaimed = { pageNumbers, regions: candidates.flatMap((part) => part.regions) };
  const rows = grid.rows.map((row, index): Row => {
    if (row.source.pointer !== owner.pointer || index < grid.headerRowCount) return row;
    const part = claimed.get(index);
    const source: RowSource = {
      ...row.source,
      ...(part === undefined ? unclaimed : { pageNumbers: [part.pageNumber], regions: part.regions }),
    };
    return { ...row, source };
  });
  const isOwnRun = candidates.length === 1 && rows.every((_, index) => index === 0 || claimed.has(index) || !claimed.has(index - 1));
  const ownPart = { ...own, rowCount: isOwnRun ? rows.length - claimed.size : 0 };
  return { ...owner, grid: { ...grid, rows }, parts: [ownPart, ...others], regions: parts.flatMap((part) => part.regions) };
}

/** The stub once its rows are in its owner: a node with its place, and no rows. */
export function continued(stub: Table, owner: Table): Table {
  return { ...stub, grid: emptyGrid, parts: stub.parts.map((part) => ({ ...part, rowCount: 0 })), continues: owner.pointer };
}

function isBlank(row: Row): boolean {
  return row.cells.every((cell) => cell.text === "");
}

function rowKeys(grid: Grid): string[] {
  return grid.rows.map((row, index) =>
    JSON.stringify(row.cells.map((cell, column) => (isAnchor(cell, index, column) ? canonicalText(cell.text) : ""))),
  );
}

/** How many of the stub's first rows repeat the owner's header, or the last rows of it. */
function repeatedHeader(header: readonly string[], stub: readonly string[]): number {
  for (let first = 0; first < header.length; first++) {
    if (header.slice(first).every((key, index) => key.toLowerCase() === stub[index]?.toLowerCase())) return header.length - first;
  }
  return 0;
}

/** The body rows by their keys; `take` finds the last run of rows with these keys that was not taken before, -1 for none. */
function bodyRuns(keys: readonly string[], bodyStart: number): { readonly take: (run: readonly string[]) => number } {
  const places = new Map<string, number[]>();
  for (let row = bodyStart; row < keys.length; row++) {
    const key = keys[row] as string;
    const rows = places.get(key);
    if (rows === undefined) places.set(key, [row]);
    else rows.push(row);
  }
  const taken = new Array<boolean>(keys.length).fill(false);
  const take = (run: readonly string[]): number => {
    // The rarest key of the run leaves the fewest places to look at.
    let [offset, rarest] = [0, places.get(run[0] as string) ?? []];
    for (const [index, key] of run.entries()) {
      const rows = places.get(key) ?? [];
      if (rows.length < rarest.length) [offset, rarest] = [index, rows];
    }
    while (taken[rarest.at(-1) ?? -1]) rarest.pop();
    for (let last = rarest.length - 1; last >= 0; last--) {
      const start = (rarest[last] as number) - offset;
      if (start < bodyStart || !run.every((key, index) => keys[start + index] === key && !taken[start + index])) continue;
      taken.fill(true, start, start + run.length);
      return start;
    }
    return -1;
  };
  return { take };
}
