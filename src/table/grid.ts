import type { Region } from "../geometry/box.ts";
import type { Cell, Grid, Raw, Row, RowSource, TablePart } from "../tree/table.ts";
import { columnsOf, isSection } from "./header.ts";

/** A cell at its anchor, before the grid is formed; spans lie inside the table and overlap no other anchor. */
export interface Anchor {
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly raw: Raw;
  readonly text: string;
  readonly isHeader: boolean;
  readonly pointer: string;
}

export interface AnchorRow {
  readonly anchors: readonly Anchor[];
  readonly source: RowSource;
}

/** Of cells that have no boxes of their own. */
const noRegions: readonly Region[] = [];

/** A grid with no rows, as a table has that another one continues. */
export const emptyGrid: Grid = { columnCount: 0, headerRowCount: 0, rows: [], columns: [] };

/** The rectangular grid of these rows: slots under a span hold its cell, all others an empty one. */
export function formGrid(rows: readonly AnchorRow[], columnCount: number, headerRowCount: number): Grid {
  const slots: (Cell | undefined)[][] = rows.map(() => new Array<Cell | undefined>(columnCount).fill(undefined));
  for (const [row, { anchors, source }] of rows.entries()) {
    const inHeader = row < headerRowCount;
    const own = slots[row] as (Cell | undefined)[];
    for (const { column, columnSpan, rowSpan, raw, text, isHeader, pointer } of anchors) {
      const cell = { row, column, rowSpan, columnSpan, raw, text, isHeader: isHeader || inHeader, pointer, regions: noRegions };
      own[column] = cell;
      if (rowSpan > 1 || columnSpan > 1) span(slots, cell);
    }
    for (let column = 0; column < columnCount; column++) own[column] ??= emptyCell(row, column, inHeader, source.pointer);
  }
  return gridOf(
    slots as Cell[][],
    rows.map((row) => row.source),
    headerRowCount,
  );
}

function span(slots: readonly (Cell | undefined)[][], cell: Cell): void {
  for (let y = cell.row; y < cell.row + cell.rowSpan; y++) {
    for (let x = cell.column; x < cell.column + cell.columnSpan; x++) (slots[y] as (Cell | undefined)[])[x] = cell;
  }
}

/** A cell that nothing was given for; its pointer is that of the table. */
export function emptyCell(row: number, column: number, isHeader: boolean, pointer: string): Cell {
  return { row, column, rowSpan: 1, columnSpan: 1, raw: null, text: "", isHeader, pointer, regions: noRegions };
}

/** The grid of dense rows: finds roles and column names. */
export function gridOf(slots: readonly (readonly Cell[])[], sources: readonly RowSource[], headerRowCount: number): Grid {
  const columnCount = slots[0]?.length ?? 0;
  const rows = slots.map((cells, index): Row => {
    const isOwn = cells[0] !== undefined && isAnchor(cells[0], index, 0);
    const role = index < headerRowCount ? "header" : isOwn && isSection(cells, slots[index + 1]) ? "section" : "body";
    return { cells, role, source: sources[index] as RowSource };
  });
  return { columnCount, headerRowCount, rows, columns: columnsOf(rows.slice(0, headerRowCount), columnCount) };
}

/** The one part that a table has which was not stitched. */
export function wholePart(
  grid: Grid,
  place: { readonly pointer: string; readonly pageNumber: number; readonly regions: readonly Region[] },
): TablePart {
  const { pointer, pageNumber, regions } = place;
  const rows = { firstRow: 0, rowCount: grid.rows.length, columnMap: columnIndexes(grid), droppedRows: [], healedRows: [] };
  return { pointer, pageNumber, regions, ...rows, origin: "single" };
}

/** The map of columns that are all in their own places. */
export function columnIndexes(grid: Grid): number[] {
  return Array.from({ length: grid.columnCount }, (_, column) => column);
}

/** Texts of the grid, row by row, header first; a spanned cell's text stands in its first slot only. */
export function toTexts(grid: Grid): string[][] {
  return grid.rows.map((row, index) => row.cells.map((cell, column) => (isAnchor(cell, index, column) ? cell.text : "")));
}

/** The grid with each cell's text and each column's name mapped; the grid itself when that changes nothing. */
export function mapTexts(grid: Grid, map: (text: string) => string): Grid {
  const mapped = new Map<Cell, Cell>();
  const columns = grid.columns.map((column) => ({ ...column, name: map(column.name), path: column.path.map(map) }));
  let isChanged = columns.some((column, index) => column.name !== grid.columns[index]?.name);
  const toMapped = (cell: Cell): Cell => {
    const known = mapped.get(cell);
    if (known !== undefined) return known;
    const text = map(cell.text);
    const changed = text === cell.text ? cell : { ...cell, text };
    if (changed !== cell) isChanged = true;
    mapped.set(cell, changed);
    return changed;
  };
  const rows = grid.rows.map((row): Row => ({ ...row, cells: row.cells.map(toMapped) }));
  return isChanged ? { ...grid, rows, columns } : grid;
}

/** Whether the slot is the top left one of its cell. */
export function isAnchor(cell: Cell, row: number, column: number): boolean {
  return cell.row === row && cell.column === column;
}
