import { counted } from "../audit/finding.ts";
import { WarningLog } from "../errors.ts";
import { rowPointer } from "../table/row-source.ts";
import type { Cell, Row } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { bodyCell } from "./body-cell.ts";
import { lowestConfidence, rowConfidence } from "./confidence.ts";
import { textCell } from "./guard.ts";
import { linkLimit } from "./link.ts";
import type { CellModel, Note, StyleName } from "./model.ts";
import { partNumbers, provenance, provenanceColumns, provenanceHeader } from "./provenance.ts";
import type { SheetContext } from "./sheet-context.ts";
import { layOut, lazyRows, type UnnamedSheet } from "./sheet-layout.ts";
import { type Band, bandsOf, sheetMerges, shownRange } from "./sheet-merges.ts";
import { columnLimit, type SheetWindow, sheetWindows } from "./sheet-window.ts";

/** A table as its sheets show it. */
interface TableView {
  readonly pointer: string;
  /** At least one header row. */
  readonly rows: readonly Row[];
  readonly headerRowCount: number;
  /** Of each row, 1-based; 0 for none. */
  readonly parts: Uint32Array;
  /** Of each column, whether most of its cells stand at its right. */
  readonly isNumeric: readonly boolean[];
  /** Pointers of rows, of cells that have one of their own, or of the table itself. */
  readonly marked: ReadonlySet<string>;
}

/** The sheets of a table, one unless it has more rows or columns than a sheet; the note stands on the first cell of each. Rows and cells at the pointers that are `marked` are filled. */
export function tableSheets(table: Table, note: string, marked: ReadonlySet<string>, context: SheetContext): UnnamedSheet[] {
  const view = { ...viewOf(table), marked };
  const { rows, headerRowCount, pointer } = view;
  const size = { rowCount: rows.length, headerRowCount, columnCount: table.grid.columnCount };
  const limits = { rows: context.rowsPerSheet, columns: columnLimit - provenanceColumns.length };
  const windows = sheetWindows(size, limits);
  if (windows.length > 1) {
    const message = `A table of ${counted(rows.length, "row")} and ${counted(size.columnCount, "column")} goes on over ${windows.length} sheets`;
    context.log.add("sheet-split", message, pointer);
  }
  return windows.map((window) => tableSheet(view, window, note, context));
}

/** The column names make the header where the table has none. */
function viewOf(table: Table): Omit<TableView, "marked"> {
  const { pointer } = table;
  const { headerRowCount, rows, columns } = table.grid;
  const parts = partNumbers(table);
  const isNumeric = columns.map(({ kind = "text" }) => kind !== "text" && kind !== "empty" && kind !== "boolean");
  if (headerRowCount > 0 && rows.length > 0)
    return { pointer, rows, headerRowCount: Math.min(headerRowCount, rows.length), parts, isNumeric };
  const moved = new Map<Cell, Cell>();
  const shifted = rows.map((row): Row => ({ ...row, cells: row.cells.map((cell) => movedDown(cell, moved)) }));
  const cells = columns.map(({ name }, column): Cell => {
    return { row: 0, column, rowSpan: 1, columnSpan: 1, raw: name, text: name, isHeader: true, pointer, regions: [] };
  });
  const header: Row = { cells, role: "header", source: { pointer, rowIndex: null, pageNumbers: [], regions: [] } };
  const shiftedParts = new Uint32Array(rows.length + 1);
  shiftedParts.set(parts, 1);
  return { pointer, rows: [header, ...shifted], headerRowCount: 1, parts: shiftedParts, isNumeric };
}

function movedDown(cell: Cell, moved: Map<Cell, Cell>): Cell {
  if (cell.rowSpan === 1 && cell.columnSpan === 1) return { ...cell, row: cell.row + 1 };
  const known = moved.get(cell) ?? { ...cell, row: cell.row + 1 };
  moved.set(cell, known);
  return known;
}

function tableSheet(view: TableView, window: SheetWindow, note: string, context: SheetContext): UnnamedSheet {
  const { rows, headerRowCount, pointer } = view;
  const { log, pageLink } = context;
  const merges = sheetMerges(rows, headerRowCount, window, { log, pointer });
  const columnCount = window.endColumn - window.firstColumn + provenanceColumns.length;
  const notes: Note[] = note === "" ? [] : [{ row: 0, column: 0, text: note }];
  const made = (to: WarningLog) => lazyRows(() => sheetRows(view, window, context, to));
  // Later rounds find the same cuts again.
  const sheet = { ...layOut({ rows: made(log), columnCount, headerRowCount, merges, notes }), rows: made(new WarningLog()) };
  const linked = window.endRow - window.firstRow;
  if (linked > linkLimit && pageLink(1) !== undefined)
    log.add("sheet-links-cut", `No link to the page from ${counted(linked - linkLimit, "row")} of a sheet: it holds ${linkLimit}`, pointer);
  return sheet;
}

function* sheetRows(view: TableView, window: SheetWindow, context: SheetContext, log: WarningLog): Generator<CellModel[]> {
  const confidenceOf = rowConfidence();
  const [headerBand, bodyBand] = bandsOf(view.headerRowCount, window) as [Band, Band];
  for (let index = 0; index < headerBand.endRow; index++) {
    const row = view.rows[index] as Row;
    const cells = cellsOf(row, index, headerBand, window, (cell, isWide) => {
      const isLow = (lowestConfidence(cell.regions) ?? confidenceOf(row) ?? 1) < context.below;
      const isOfTable = index === 0 && cell.column === 0 && view.marked.has(view.pointer);
      const plain = isWide ? "headerSpan" : view.isNumeric[cell.column] === true ? "headerNumber" : "header";
      const style = fillOf(isMarkedCell(cell, row, view), isLow, isOfTable);
      return textCell(context.clean(cell.text), style === undefined ? plain : headerFills[style], cell.pointer, log);
    });
    for (const cell of provenanceHeader(index === view.headerRowCount - 1)) cells.push(cell);
    yield cells;
  }
  for (let index = bodyBand.firstRow; index < bodyBand.endRow; index++) {
    const row = view.rows[index] as Row;
    const rowValue = confidenceOf(row) ?? 1;
    const isMarked = view.marked.size > 0 && row.source.rowIndex !== null && view.marked.has(rowPointer(row));
    const plain: StyleName = row.role === "section" ? "section" : "body";
    const cells = cellsOf(row, index, bodyBand, window, (cell) => {
      const value = cell.regions.length === 0 ? rowValue : (lowestConfidence(cell.regions) ?? rowValue);
      const style = fillOf(isMarkedCell(cell, row, view), value < context.below && cell.text !== "", isMarked);
      return bodyCell(cell, style ?? plain, context, log);
    });
    const isLinked = index - bodyBand.firstRow < linkLimit;
    for (const cell of provenance(row, view.parts[index] ?? 0, isLinked, context, log)) cells.push(cell);
    yield cells;
  }
}

const headerFills = { concern: "headerConcern", low: "headerLow" } as const;

/** What is said of the very cell goes before its confidence, and that before what is said of more than the cell. */
function fillOf(isMarked: boolean, isLow: boolean, isAroundMarked: boolean): "concern" | "low" | undefined {
  if (isMarked) return "concern";
  if (isLow) return "low";
  return isAroundMarked ? "concern" : undefined;
}

/** Cells read from html or added to a short row have the pointer of their table: what is said there is not said of them. */
function isMarkedCell({ pointer }: Cell, { source }: Row, { marked }: TableView): boolean {
  return marked.size > 0 && marked.has(pointer) && pointer.startsWith(`${source.pointer}/rows/`);
}

/** The cells of a row; slots under a span are empty. */
function cellsOf(
  row: Row,
  index: number,
  band: Band,
  window: SheetWindow,
  toModel: (cell: Cell, isWide: boolean) => CellModel,
): CellModel[] {
  const cells: CellModel[] = [];
  for (let column = window.firstColumn; column < window.endColumn; column++) {
    const cell = row.cells[column];
    if (cell !== undefined && cell.rowSpan === 1 && cell.columnSpan === 1) {
      cells.push(toModel(cell, false));
      continue;
    }
    const range = cell === undefined ? undefined : shownRange(cell, band, window);
    const isTop = range?.firstRow === index - band.firstRow + band.top && range.firstColumn === column - window.firstColumn;
    if (cell === undefined || range === undefined || !isTop) cells.push({ type: "empty", style: band.top === 0 ? "header" : "body" });
    else cells.push(toModel(cell, range.lastColumn > range.firstColumn));
  }
  return cells;
}
