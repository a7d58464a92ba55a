import type { Cell, Grid, Row } from "../../tree/table.ts";

/** Where rows go: from which one on, the row of the table that the first of them becomes, and the table's column for each of theirs. */
export interface Move {
  readonly first: number;
  readonly top: number;
  readonly columnMap: readonly (number | null)[];
  readonly columnCount: number;
}

/**
 * The part's rows from `first` on as they stand in the table; their cells keep their pointers and get new places.
 *
 * A column that the part has not is empty there; a cell that reaches over such a column, or over the whole part, does so in the table too.
 */
export function movedRows(part: Grid, { first, top, columnMap, columnCount }: Move): Row[] {
  const isSame = part.columnCount === columnCount && columnMap.every((target, column) => target === column);
  const spanning = new Map<Cell, Cell | undefined>();
  const place = (cell: Cell): Cell | undefined => {
    const columns = isSame ? cell : placeOf(cell, part.columnCount, columnMap, columnCount);
    if (columns === undefined) return undefined;
    // A cell that reaches down from a dropped row now begins in the first row.
    const row = Math.max(cell.row - first, 0) + top;
    const rowSpan = cell.rowSpan === 1 ? 1 : cell.row - first + top + cell.rowSpan - row;
    const isHeader = cell.isHeader && cell.row >= part.headerRowCount;
    return placedCell(cell, { row, column: columns.column, rowSpan, columnSpan: columns.columnSpan, isHeader });
  };
  const move = (cell: Cell): Cell | undefined => {
    if (cell.rowSpan === 1 && cell.columnSpan === 1) return place(cell);
    if (!spanning.has(cell)) spanning.set(cell, place(cell));
    return spanning.get(cell);
  };
  return part.rows.slice(first).map((row, index): Row => {
    // Of equal columns each slot keeps its place, so no slot is left over.
    if (isSame) return { cells: row.cells.map(move as (cell: Cell) => Cell), role: row.role, source: row.source };
    const cells = new Array<Cell | undefined>(columnCount);
    for (const cell of row.cells) {
      const placed = move(cell);
      if (placed !== undefined) cells.fill(placed, placed.column, placed.column + placed.columnSpan);
    }
    return { ...row, cells: Array.from(cells, (cell, column) => cell ?? emptyCell(row, top + index, column)) };
  });
}

/** The cell in its new place; written out, for most cells have nothing else, and there are many. */
function placedCell(cell: Cell, place: Pick<Cell, "row" | "column" | "rowSpan" | "columnSpan" | "isHeader">): Cell {
  if (cell.lines !== undefined || cell.typed !== undefined) return { ...cell, ...place };
  const { row, column, rowSpan, columnSpan, isHeader } = place;
  return { row, column, rowSpan, columnSpan, raw: cell.raw, text: cell.text, isHeader, pointer: cell.pointer, regions: cell.regions };
}

/** The columns of the table that a cell covers; undefined when all of its own are left out. */
function placeOf(
  { column, columnSpan }: Cell,
  partColumnCount: number,
  columnMap: readonly (number | null)[],
  columnCount: number,
): Pick<Cell, "column" | "columnSpan"> | undefined {
  if (columnSpan === partColumnCount && columnSpan > 1) return { column: 0, columnSpan: columnCount };
  let [left, right]: (number | undefined)[] = [];
  for (let own = column; own < column + columnSpan; own++) {
    const target = columnMap[own] ?? undefined;
    left ??= target;
    right = target ?? right;
  }
  return left === undefined || right === undefined ? undefined : { column: left, columnSpan: right - left + 1 };
}

function emptyCell({ source }: Row, row: number, column: number): Cell {
  return { row, column, rowSpan: 1, columnSpan: 1, raw: null, text: "", isHeader: false, pointer: source.pointer, regions: [] };
}
