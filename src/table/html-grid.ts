import { Parser } from "htmlparser2";

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

interface ReadCell {
  isHeader: boolean;
  columnSpan: number;
  rowSpan: number;
  text: string;
}

interface ReadRow {
  cells: ReadCell[];
  isHead: boolean;
  group: number;
}

const maxHeaderRows = 5;

/** The first table of an HTML string, formed as HTML forms tables; undefined when it holds no row. A table in a cell gives its text only. */
export function readHtmlTable(html: string): HtmlTable | undefined {
  const rows = readRows(html);
  return rows.length === 0 ? undefined : formTable(rows);
}

/** HTML Living Standard §4.9.11: colspan 1 to 1000, rowspan 0 to 65534, where 0 reaches to the end of the row group. */
function span(value: string | undefined, limit: number, zero: number): number {
  const number = Number.parseInt(value ?? "1", 10);
  if (number === 0) return zero;
  return number > 0 ? Math.min(number, limit) : 1;
}

function readRows(html: string): ReadRow[] {
  const rows: ReadRow[] = [];
  let tables = 0;
  let group = 0;
  let isHead = false;
  let row: ReadRow | undefined;
  let cell: ReadCell | undefined;
  const openRow = (): ReadRow => {
    row = { cells: [], isHead, group };
    rows.push(row);
    return row;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "table") tables++;
        if (name === "br" && cell !== undefined) cell.text += "\u0000";
        if (tables !== 1) return;
        if (name === "thead" || name === "tbody" || name === "tfoot") {
          group++;
          isHead = name === "thead";
          row = undefined;
        } else if (name === "tr") {
          openRow();
        } else if (name === "td" || name === "th") {
          const spans = { columnSpan: span(attributes.colspan, 1000, 1), rowSpan: span(attributes.rowspan, 65_534, Infinity) };
          cell = { isHeader: name === "th", ...spans, text: "" };
          (row ?? openRow()).cells.push(cell);
        }
      },
      ontext(text) {
        if (cell !== undefined) cell.text += text;
      },
      onclosetag(name) {
        if (name === "table") tables--;
        if (tables !== 1) return;
        if (name === "td" || name === "th") cell = undefined;
        if (name === "tr") row = undefined;
        if (name === "thead") isHead = false;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return rows.filter((read) => read.cells.length > 0);
}

/** Line breaks are kept, other white space is folded, no-break spaces stay. */
function cellText(text: string): string {
  return text
    .replace(/[ \t\n\r\f]+/g, " ")
    .split("\u0000")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

function formTable(rows: readonly ReadRow[]): HtmlTable {
  const proven = place(
    rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, columnSpan: 1 })) })),
    Infinity,
  );
  const placed = place(rows, proven.columnCount);
  const headRows = rows.findIndex((row) => !row.isHead);
  const byHead = headRows < 0 ? rows.length : headRows;
  const bodyStart = rows.findIndex((row) => row.cells.some((cell) => !cell.isHeader));
  const byCells = bodyStart < 0 ? rows.length : bodyStart;
  return { ...placed, headerRowCount: Math.min(byHead > 0 ? byHead : byCells, maxHeaderRows) };
}

/** HTML Living Standard §4.9.12.1, but a slot taken by a span from above pushes a cell right instead of overlapping it. */
function place(rows: readonly ReadRow[], columnLimit: number): Omit<HtmlTable, "headerRowCount"> {
  const groupEnds = new Map<number, number>();
  for (const [index, row] of rows.entries()) groupEnds.set(row.group, index + 1);
  const freeFrom: number[] = [];
  let columnCount = 0;
  let clippedSpans = 0;
  const placed = rows.map((row, rowIndex) => {
    let column = 0;
    return row.cells.map((cell): HtmlCell => {
      while ((freeFrom[column] ?? 0) > rowIndex) column++;
      const rowSpan = Math.min(cell.rowSpan, (groupEnds.get(row.group) ?? rows.length) - rowIndex);
      let columnSpan = 1;
      while (columnSpan < cell.columnSpan && column + columnSpan < columnLimit && (freeFrom[column + columnSpan] ?? 0) <= rowIndex)
        columnSpan++;
      if (columnSpan < cell.columnSpan || (rowSpan < cell.rowSpan && cell.rowSpan !== Infinity)) clippedSpans++;
      for (let offset = 0; offset < columnSpan; offset++) freeFrom[column + offset] = rowIndex + rowSpan;
      const anchor = { column, columnSpan, rowSpan, isHeader: cell.isHeader, text: cellText(cell.text) };
      column += columnSpan;
      columnCount = Math.max(columnCount, column);
      return anchor;
    });
  });
  return { columnCount, rows: placed, clippedSpans };
}
