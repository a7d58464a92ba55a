import type { WarningLog } from "../../errors.ts";
import type { Anchor, AnchorRow } from "../grid.ts";
import { type HtmlTable, maxHeaderRows } from "../html-grid.ts";
import { canonicalText, cellText } from "../text.ts";
import { agreedText } from "./agreement.ts";
import { type HtmlLayout, htmlRows, withinHeader } from "./html-layout.ts";
import { Places } from "./places.ts";
import { headerRowsOf, plainCell, plainRows, rowSource, type TableSource } from "./source.ts";

/**
 * The rows under the html's spans, where both have as many rows and columns; the html's header may be folded into the first row, or not.
 *
 * Undefined where they have not, with a warning. `isEqual`: the html says nothing else than the rows do.
 */
export function alignedLayout(source: TableSource, given: HtmlTable, width: number, log: WarningLog): HtmlLayout | undefined {
  const { rows } = source;
  const titles = titlesLeftOut(given, rows);
  const html = withoutTitles(given, titles);
  const headerRows = html.headerRowCount;
  const bodyRows = html.rows.length - headerRows;
  const isFolded = headerRows > 1 && rows.length === 1 + bodyRows;
  if (html.columnCount !== width || (!isFolded && rows.length !== html.rows.length)) {
    const shapes = `rows are ${rows.length} × ${width}, html is ${html.rows.length} × ${html.columnCount} with ${headerRows} header rows`;
    log.add("table-html-unaligned", `${shapes}: its spans and header rows are not used`, source.htmlPointer);
    return undefined;
  }
  const differing = new Places();
  const isSameHeader = isFolded && foldsInto(html, rows[0] ?? []);
  if (isFolded && !isSameHeader) differing.add(0);
  const header = isSameHeader ? htmlRows(source, html, { to: headerRows, rowIndex: 0 }) : isFolded ? plainRows(source).slice(0, 1) : [];
  const headerRowCount = isFolded ? header.length : headerRowsOf(headerRows, html.rows.length);
  const bodyHtml = isFolded ? html.rows.slice(headerRows) : withinHeader(source, html, headerRowCount, log);
  const body = spannedRows(source, bodyHtml, isFolded ? 1 : 0, width, differing);
  if (differing.count > 0) log.add("table-rows-html-differ", `rows and html differ at ${differing}: rows are used`, source.rowsPointer(0));
  return { rows: [...header, ...body], columnCount: width, headerRowCount, isEqual: differing.count === 0 && titles === 0 };
}

/** How many full-width rows the html begins with that the rows have left out: what follows them is as long as the rows, and headed as they are. */
export function titlesLeftOut(html: HtmlTable, rows: TableSource["rows"]): number {
  if (html.columnCount < 2 || html.rows.length === rows.length || foldsInto(html, rows[0] ?? [])) return 0;
  for (let count = 1; count <= maxHeaderRows; count++) {
    const [title] = html.rows[count - 1] ?? [];
    if (title?.columnSpan !== html.columnCount || title.rowSpan > 1) return 0;
    const { rows: rest, headerRowCount } = withoutTitles(html, count);
    const isAsLong = rest.length === rows.length || rest.length - headerRowCount === rows.length - 1;
    if (isAsLong && foldsInto({ ...html, rows: rest, headerRowCount: Math.max(headerRowCount, 1) }, rows[0] ?? [])) return count;
  }
  return 0;
}

function withoutTitles(html: HtmlTable, count: number): HtmlTable {
  return count === 0 ? html : { ...html, rows: html.rows.slice(count), headerRowCount: Math.max(html.headerRowCount - count, 0) };
}

/** Whether the service folds the header rows into this one: texts top down, joined by a line break, a parent repeated over its columns. */
export function foldsInto(html: HtmlTable, row: TableSource["rows"][number]): boolean {
  return foldHeader(html).every((text, column) => agreedText(row[column] ?? null, text) !== undefined);
}

function foldHeader(html: HtmlTable): string[] {
  const columns = Array.from({ length: html.columnCount }, (): string[] => []);
  for (const row of html.rows.slice(0, html.headerRowCount)) {
    for (const { column, columnSpan, text } of row) {
      for (let x = column; x < column + columnSpan; x++) if (text !== "") columns[x]?.push(text);
    }
  }
  return columns.map((texts) => texts.join("\n"));
}

/** The rows from `firstRow` on under the html's spans; a span under which the rows hold another text is given up. */
function spannedRows(source: TableSource, html: HtmlTable["rows"], firstRow: number, width: number, differing: Places): AnchorRow[] {
  /** For each column the first row that no span from above takes. */
  const freeFrom = new Array<number>(width).fill(0);
  return html.map((cells, index) => {
    const row = firstRow + index;
    const anchors: Anchor[] = [];
    let next = 0;
    for (const { column, columnSpan, rowSpan, isHeader, text } of cells) {
      for (; next < column; next++) if ((freeFrom[next] as number) <= index) anchors.push(plainCell(source, row, next));
      const { raw, text: own, pointer } = plainCell(source, row, column);
      const agreed = agreedText(raw, text);
      const isWhole = (rowSpan === 1 && columnSpan === 1) || spanAgrees(source, row, column, rowSpan, columnSpan, own);
      if (agreed === undefined || !isWhole) differing.add(row, column);
      const height = isWhole ? rowSpan : 1;
      const breadth = isWhole ? columnSpan : 1;
      anchors.push({ column, columnSpan: breadth, rowSpan: height, raw, text: agreed ?? own, isHeader, pointer });
      for (; next < column + breadth; next++) freeFrom[next] = index + height;
    }
    for (; next < width; next++) if ((freeFrom[next] as number) <= index) anchors.push(plainCell(source, row, next));
    return { anchors, source: rowSource(source, row) };
  });
}

/** Whether all slots under a span are blank or repeat its text, so that no text is lost by merging them. */
function spanAgrees({ rows }: TableSource, row: number, column: number, rowSpan: number, columnSpan: number, text: string): boolean {
  for (let y = row; y < row + rowSpan; y++) {
    for (let x = column; x < column + columnSpan; x++) {
      const other = cellText(rows[y]?.[x] ?? null);
      if (other !== "" && other !== text && canonicalText(other) !== canonicalText(text)) return false;
    }
  }
  return true;
}
