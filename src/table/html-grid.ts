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
  /** Rows of the `<thead>`, else leading rows that are all `<th>`; at most 5. */
  readonly headerRowCount: number;
  readonly rows: readonly (readonly HtmlCell[])[];
  /** How many spans reached past the rows or columns that other cells prove. */
  readonly clippedSpans: number;
}

type Placed = Omit<HtmlTable, "headerRowCount">;

const maxHeaderRows = 5;

/**
 * The table in an HTML string, formed as HTML forms tables; undefined when it holds no row.
 *
 * A span may make it no wider than its cells do, or than `width` columns, so that cost follows cells and not spans. Several tables stand
 * below each other, a table in a cell gives its text only.
 */
export function readHtmlTable(html: string, width = 0): HtmlTable | undefined {
  const rows = readHtmlRows(html);
  if (rows.length === 0) return undefined;
  const headerRowCount = headerRows(rows);
  const placed = form(rows, width);
  if (placed !== undefined) return { ...placed, headerRowCount };
  const flat = rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, rowSpan: 1 })) }));
  const lost = rows.reduce((count, row) => count + row.cells.filter((cell) => cell.rowSpan > 1).length, 0);
  const formed = form(flat, width);
  return formed && { ...formed, clippedSpans: formed.clippedSpans + lost, headerRowCount };
}

function headerRows(rows: readonly HtmlTagRow[]): number {
  const leading = (isHeader: (row: HtmlTagRow) => boolean): number => {
    const end = rows.findIndex((row) => !isHeader(row));
    return Math.min(end < 0 ? rows.length : end, maxHeaderRows);
  };
  return leading((row) => row.isHead) || leading((row) => row.cells.every((cell) => cell.isHeader));
}

/** Undefined when row spans push the cells so far right that the table holds a hundred times as many slots as cells. */
function form(rows: readonly HtmlTagRow[], width: number): Placed | undefined {
  const cellCount = rows.reduce((count, row) => count + row.cells.length, 0);
  const widest = rows.reduce((most, row) => Math.max(most, row.cells.length), width);
  const maxColumns = Math.max(widest, Math.ceil((100 * cellCount) / rows.length));
  const single = rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, columnSpan: 1 })) }));
  const proven = place(single, 0, maxColumns);
  return proven && place(rows, Math.max(proven.columnCount, width), maxColumns);
}

/** HTML Living Standard §4.9.12.1, but a slot taken by a span from above pushes a cell right instead of overlapping it; undefined past `maxColumns`. */
function place(rows: readonly HtmlTagRow[], columnLimit: number, maxColumns: number): Placed | undefined {
  const groupEnds = new Map<number, number>();
  for (const [index, row] of rows.entries()) groupEnds.set(row.group, index + 1);
  const freeFrom: number[] = [];
  const placed: HtmlCell[][] = [];
  let columnCount = 0;
  let clippedSpans = 0;
  for (const [rowIndex, row] of rows.entries()) {
    const anchors: HtmlCell[] = [];
    let column = 0;
    for (const [index, cell] of row.cells.entries()) {
      while ((freeFrom[column] ?? 0) > rowIndex) column++;
      if (column >= maxColumns) return undefined;
      const rowSpan = Math.min(cell.rowSpan, (groupEnds.get(row.group) ?? rows.length) - rowIndex);
      // The cells after this one need a column each.
      const end = Math.min(column + cell.columnSpan, columnLimit - (row.cells.length - 1 - index));
      let columnSpan = 1;
      while (column + columnSpan < end && (freeFrom[column + columnSpan] ?? 0) <= rowIndex) columnSpan++;
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
