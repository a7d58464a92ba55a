import type { WarningLog } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import type { Grid, Raw, RowSource } from "../tree/table.ts";
import { type Anchor, type AnchorRow, emptyGrid, formGrid } from "./grid.ts";
import { type HtmlTable, readHtmlTable } from "./html-grid.ts";
import { canonicalText, cellText, printsNumber } from "./text.ts";

/** A table as sent: the same cells twice, once as `rows` and once as `html`, either of which may be empty. */
export interface TableSource {
  readonly pointer: string;
  /** Where a row, or a cell in it, stands in the payload. */
  readonly rowsPointer: (row: number, column?: number) => string;
  readonly htmlPointer: string;
  readonly rows: readonly (readonly Raw[])[];
  readonly html: string;
  readonly pageNumbers: readonly number[];
  readonly regions: readonly Region[];
}

/**
 * One grid from the rows and the html of a table: texts from the rows, spans and header rows from the html where both agree in shape.
 *
 * Where they disagree the rows win, and the log says so: only the html knows spans, but only the rows are what the service stands by.
 */
export function reconcile(source: TableSource, log: WarningLog): Grid {
  const width = source.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const html = readHtmlTable(source.html, width);
  if (html !== undefined && html.clippedSpans > 0) {
    log.add("table-span-clipped", `${html.clippedSpans} spans reach past the table: they are clipped`, source.htmlPointer);
  }
  if (html !== undefined && isBlank(source.rows) && html.rows.some((row) => row.some((cell) => cell.text !== ""))) {
    log.add("table-rows-missing", "The table has no text in its rows: they are read from its html", source.htmlPointer);
    const headerRows = headerRowsOf(html.headerRowCount, html.rows.length);
    return formGrid(htmlRows(source, html, 0, html.rows.length, null), html.columnCount, headerRows);
  }
  if (width === 0) return emptyGrid;
  const ragged = source.rows.findIndex((row) => row.length !== width);
  if (ragged >= 0) {
    const message = `Row ${ragged} has ${source.rows[ragged]?.length} cells, the widest row ${width}: it is padded`;
    log.add("table-ragged", message, source.rowsPointer(ragged));
  }
  if (html === undefined) return formGrid(plainRows(source), width, 1);
  return aligned(source, html, width, log) ?? formGrid(plainRows(source), width, 1);
}

/** Whether no cell holds anything. */
export function isBlank(rows: TableSource["rows"]): boolean {
  return rows.every((row) => row.every((cell) => cell === null || cell === ""));
}

/** At least one, for the service always sends a header; at least one row is left for the body. */
function headerRowsOf(found: number, rowCount: number): number {
  return Math.max(Math.min(found, rowCount - 1), 1);
}

/** The grid with html's spans, where the number of rows and columns agrees; the html's header may be folded into the first row, or not. */
function aligned(source: TableSource, html: HtmlTable, width: number, log: WarningLog): Grid | undefined {
  const { rows } = source;
  const headerRows = html.headerRowCount;
  const bodyRows = html.rows.length - headerRows;
  const isFolded = headerRows > 1 && rows.length === 1 + bodyRows;
  if (html.columnCount !== width || (!isFolded && rows.length !== html.rows.length)) {
    const shapes = `rows are ${rows.length} × ${width}, html is ${html.rows.length} × ${html.columnCount} with ${headerRows} header rows`;
    log.add("table-html-unaligned", `${shapes}: rows are used alone`, source.htmlPointer);
    return undefined;
  }
  const differing: string[] = [];
  const isSameHeader = isFolded && foldHeader(html).every((text, column) => equal(text, cellText(rows[0]?.[column] ?? null)));
  if (isFolded && !isSameHeader) differing.push("row 0");
  const header = isSameHeader ? htmlRows(source, html, 0, headerRows, 0) : isFolded ? plainRows(source).slice(0, 1) : [];
  const body = spannedRows(source, html.rows.slice(isFolded ? headerRows : 0), isFolded ? 1 : 0, width, differing);
  if (differing.length > 0) {
    const places = differing.slice(0, 5).join(", ");
    const message = `rows and html differ at ${differing.length} places (${places}${differing.length > 5 ? ", …" : ""}): rows are used`;
    log.add("table-rows-html-differ", message, source.rowsPointer(0));
  }
  return formGrid([...header, ...body], width, isFolded ? header.length : headerRowsOf(headerRows, html.rows.length));
}

/** The rows from `firstRow` on under the html's spans; a span under which the rows hold another text is given up. */
function spannedRows(source: TableSource, html: HtmlTable["rows"], firstRow: number, width: number, differing: string[]): AnchorRow[] {
  const taken = html.map(() => new Array<boolean>(width).fill(false));
  const rows = html.map((_, index): { anchors: Anchor[]; source: RowSource } => ({
    anchors: [],
    source: rowSource(source, firstRow + index),
  }));
  for (const [index, cells] of html.entries()) {
    for (const { column, columnSpan, rowSpan, isHeader, text } of cells) {
      const slot = single(source, firstRow + index, column, isHeader);
      const agrees = spanAgrees(source, firstRow + index, column, rowSpan, columnSpan, slot.text);
      const isPrinted = typeof slot.raw === "number" && printsNumber(text, slot.raw);
      if ((!isPrinted && !equal(slot.text, text)) || !agrees) differing.push(`row ${firstRow + index} column ${column}`);
      const [height, breadth] = agrees ? [rowSpan, columnSpan] : [1, 1];
      rows[index]?.anchors.push({ ...slot, text: isPrinted ? text : slot.text, columnSpan: breadth, rowSpan: height });
      for (let y = index; y < index + height; y++) taken[y]?.fill(true, column, column + breadth);
    }
  }
  for (const [index, slots] of taken.entries()) {
    for (const [column, isTaken] of slots.entries()) {
      if (!isTaken) rows[index]?.anchors.push(single(source, firstRow + index, column, false));
    }
  }
  return rows;
}

/** Whether all slots under a span are blank or repeat its text, so that no text is lost by merging them. */
function spanAgrees(source: TableSource, row: number, column: number, rowSpan: number, columnSpan: number, text: string): boolean {
  for (let y = row; y < row + rowSpan; y++) {
    for (let x = column; x < column + columnSpan; x++) {
      const other = cellText(source.rows[y]?.[x] ?? null);
      if (other !== "" && other !== text) return false;
    }
  }
  return true;
}

function plainRows(source: TableSource): AnchorRow[] {
  return source.rows.map((cells, row) => ({
    anchors: cells.map((_, column) => single(source, row, column, false)),
    source: rowSource(source, row),
  }));
}

function single(source: TableSource, row: number, column: number, isHeader: boolean): Anchor {
  const raw = source.rows[row]?.[column] ?? null;
  const isGiven = column < (source.rows[row]?.length ?? 0);
  const pointer = source.rowsPointer(row, isGiven ? column : undefined);
  return { column, columnSpan: 1, rowSpan: 1, raw, text: cellText(raw), isHeader, pointer };
}

/** Rows whose texts only the html has; `rowIndex` says which of `rows` they were folded into, null for none. */
function htmlRows(source: TableSource, html: HtmlTable, from: number, to: number, rowIndex: number | null): AnchorRow[] {
  return html.rows.slice(from, to).map((cells, index) => ({
    anchors: cells.map((cell) => ({
      ...cell,
      rowSpan: Math.min(cell.rowSpan, to - from - index),
      raw: cell.text,
      pointer: source.htmlPointer,
    })),
    source: rowSource(source, rowIndex),
  }));
}

function rowSource({ pointer, pageNumbers, regions }: TableSource, rowIndex: number | null): RowSource {
  return { pointer, rowIndex, pageNumbers, regions };
}

/** The header rows as the service folds them into one: texts top down, joined by a line break, a parent repeated over its columns. */
function foldHeader(html: HtmlTable): string[] {
  const columns = Array.from({ length: html.columnCount }, (): string[] => []);
  for (const row of html.rows.slice(0, html.headerRowCount)) {
    for (const { column, columnSpan, text } of row) {
      for (let x = column; x < column + columnSpan; x++) if (text !== "") columns[x]?.push(text);
    }
  }
  return columns.map((texts) => texts.join("\n"));
}

function equal(one: string, other: string): boolean {
  return one === other || canonicalText(one) === canonicalText(other);
}
