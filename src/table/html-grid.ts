import { type HtmlTagRow, readHtmlRows } from "./html-rows.ts";

/** A cell of an HTML table at its anchor, its spans clipped to the table. */
export interface HtmlCell {
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly isHeader: boolean;
  readonly text: string;
}

/** An HTML table as its anchors, row by row. */
export interface HtmlTable {
  readonly columnCount: number;
  /** Rows of the `<thead>`, else leading rows that are all `<th>`, and those a cell of them reaches into that are half `<th>`; at most 5. */
  readonly headerRowCount: number;
  readonly rows: readonly (readonly HtmlCell[])[];
  /** How many spans reached past the rows or columns that other cells prove. */
  readonly clippedSpans: number;
}

/** The tables in an HTML string as one; `table` is undefined when they hold no row. */
export interface HtmlTables {
  readonly table: HtmlTable | undefined;
  readonly caption: string;
  /** How many tables stand in cells of others. */
  readonly nestedCount: number;
}

type Placed = Omit<HtmlTable, "headerRowCount">;

/** More leading rows than these are no header. */
export const maxHeaderRows = 5;

/** The table in an HTML string; undefined when it holds no row. */
export function readHtmlTable(html: string, width = 0): HtmlTable | undefined {
  return readHtmlTables(html, width).table;
}

/**
 * The table in an HTML string, formed as HTML forms tables.
 *
 * A span may make it no wider than its cells or `<col>` tags do, or than `width` columns, so that cost follows cells and not spans. Several tables stand
 * below each other, a table in a cell gives its text only.
 */
export function readHtmlTables(html: string, width = 0): HtmlTables {
  if (html === "") return { table: undefined, caption: "", nestedCount: 0 };
  const { rows, caption, columnTags, nestedCount } = readHtmlRows(html);
  return { table: rows.length === 0 ? undefined : tableOf(rows, Math.max(width, columnTags)), caption, nestedCount };
}

function tableOf(rows: readonly HtmlTagRow[], width: number): HtmlTable | undefined {
  const placed = form(rows, width);
  if (placed !== undefined) return { ...placed, headerRowCount: headerRows(rows, placed) };
  const flat = rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, rowSpan: 1 })) }));
  const lost = rows.reduce((count, row) => count + row.cells.filter((cell) => cell.rowSpan > 1).length, 0);
  const formed = form(flat, width);
  return formed && { ...formed, clippedSpans: formed.clippedSpans + lost, headerRowCount: headerRows(rows, formed) };
}

function headerRows(rows: readonly HtmlTagRow[], placed: Placed): number {
  const leading = (isHeader: (row: HtmlTagRow) => boolean): number => {
    const end = rows.findIndex((row) => !isHeader(row));
    return Math.min(end < 0 ? rows.length : end, maxHeaderRows);
  };
  let count = leading((row) => row.isHead) || leading((row) => row.cells.every((cell) => cell.isHeader));
  let reach = 0;
  for (let index = 0; index < count; index++) {
    for (const { rowSpan } of placed.rows[index] ?? []) reach = Math.max(reach, index + rowSpan);
    // A tall header cell must not swallow data: what it reaches into has to be a header row by itself.
    if (index === count - 1 && count < Math.min(reach, maxHeaderRows) && isHalfHeader(rows[count])) count++;
  }
  return count;
}

function isHalfHeader(row: HtmlTagRow | undefined): boolean {
  return row !== undefined && 2 * row.cells.filter((cell) => cell.isHeader).length >= row.cells.length;
}

/** Undefined when row spans push the cells so far right that the table holds a hundred times as many slots as cells. */
function form(rows: readonly HtmlTagRow[], width: number): Placed | undefined {
  let [cellCount, widest, hasRowSpan] = [0, width, false];
  for (const { cells } of rows) {
    cellCount += cells.length;
    widest = Math.max(widest, cells.length);
    hasRowSpan ||= cells.some((cell) => cell.rowSpan > 1);
  }
  const maxColumns = Math.max(widest, Math.ceil((100 * cellCount) / rows.length));
  const proven = hasRowSpan ? provenColumns(rows, maxColumns) : widest;
  return proven === undefined ? undefined : place(rows, Math.max(proven, width), maxColumns);
}

/** How many columns the cells need when each is one wide. */
function provenColumns(rows: readonly HtmlTagRow[], maxColumns: number): number | undefined {
  const ends = groupEnds(rows);
  const freeFrom: number[] = [];
  let columnCount = 0;
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0;
    for (const { rowSpan } of row.cells) {
      while ((freeFrom[column] ?? 0) > rowIndex) column++;
      if (column >= maxColumns) return undefined;
      freeFrom[column] = Math.min(rowIndex + rowSpan, ends.get(row.group) ?? rows.length);
      column++;
    }
    columnCount = Math.max(columnCount, column);
  }
  return columnCount;
}

/** HTML Living Standard §4.9.12.1, but a slot taken by a span from above pushes a cell right instead of overlapping it; undefined past `maxColumns`. */
function place(rows: readonly HtmlTagRow[], columnLimit: number, maxColumns: number): Placed | undefined {
  const ends = groupEnds(rows);
  const freeFrom: number[] = [];
  const placed: HtmlCell[][] = [];
  let columnCount = 0;
  let clippedSpans = 0;
  for (const [rowIndex, { cells, group }] of rows.entries()) {
    const anchors: HtmlCell[] = [];
    const groupEnd = ends.get(group) ?? rows.length;
    let column = 0;
    let following = cells.length;
    for (const cell of cells) {
      following--;
      while ((freeFrom[column] ?? 0) > rowIndex) column++;
      if (column >= maxColumns) return undefined;
      const rowSpan = Math.min(cell.rowSpan, groupEnd - rowIndex);
      let columnSpan = 1;
      if (cell.columnSpan > 1) {
        // The cells after this one need a column each.
        const end = Math.min(column + cell.columnSpan, columnLimit - following);
        while (column + columnSpan < end && (freeFrom[column + columnSpan] ?? 0) <= rowIndex) columnSpan++;
      }
      if (columnSpan < cell.columnSpan || (rowSpan < cell.rowSpan && cell.rowSpan !== Infinity)) clippedSpans++;
      for (let offset = 0; offset < columnSpan; offset++) freeFrom[column + offset] = rowIndex + rowSpan;
      anchors.push({ column, columnSpan, rowSpan, isHeader: cell.isHeader, text: cell.text });
      column += columnSpan;
    }
    columnCount = Math.max(columnCount, column);
    placed.push(anchors);
  }
  return { columnCount, rows: placed, clippedSpans };
}

/** The row after the last of each row group. */
function groupEnds(rows: readonly HtmlTagRow[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const [index, { group }] of rows.entries()) ends.set(group, index + 1);
  return ends;
}
