import type { WarningLog } from "../errors.ts";
import type { Grid } from "../tree/table.ts";
import { emptyGrid, formGrid } from "./grid.ts";
import { type HtmlTable, maxHeaderRows, readHtmlTables } from "./html-grid.ts";
import { alignedLayout } from "./reconcile/aligned.ts";
import { looksLikeData } from "./reconcile/doubt.ts";
import { htmlLayout } from "./reconcile/html-layout.ts";
import { type Layout, plainRows, type TableSource } from "./reconcile/source.ts";
import { fitted, fittingWidth } from "./reconcile/width.ts";
import { witnessedRows } from "./reconcile/witnesses.ts";

/** What a table as sent says: its grid, and the caption in its html, which may be empty. */
export interface ReadTable {
  readonly grid: Grid;
  readonly caption: string;
}

/**
 * One grid from all that was sent of a table, and its caption: texts from the rows, spans and header rows from the html where both agree in
 * shape.
 *
 * Where its sources disagree the rows win, and the log says so: only the html knows spans, but only the rows are what the service stands by.
 * Rows that only html, csv or markdown have are added at the end, and above the header where they are its title.
 */
export function readTable(source: TableSource, log: WarningLog): ReadTable {
  const width = source.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const { table: html, caption, nestedCount } = readHtmlTables(source.html, width);
  if (html !== undefined && html.clippedSpans > 0) {
    log.add("table-span-clipped", `${html.clippedSpans} spans reach past the table: they are clipped`, source.htmlPointer);
  }
  if (nestedCount > 0) {
    const found = nestedCount === 1 ? "A table stands" : `${nestedCount} tables stand`;
    log.add("table-nested", `${found} in a cell: only the text is kept`, source.htmlPointer);
  }
  return { grid: gridOf(source, html, width, log), caption };
}

function gridOf(source: TableSource, html: HtmlTable | undefined, width: number, log: WarningLog): Grid {
  if (html !== undefined && isBlank(source.rows) && html.rows.some((row) => row.some((cell) => cell.text !== ""))) {
    log.add("table-rows-missing", "The table has no text in its rows: they are read from its html", source.htmlPointer);
    return formed(fitted(htmlLayout(source, html, log), []));
  }
  if (width === 0) return emptyGrid;
  const isWrapped = warnOfRagged(source, width, log);
  const aligned = html === undefined || isWrapped ? undefined : alignedLayout(source, html, width, log);
  const layout = aligned ?? { rows: plainRows(source), columnCount: width, headerRowCount: 1 };
  if ((aligned === undefined || html?.headerRowCount === 0) && looksLikeData(source.rows, width)) {
    log.add(
      "table-header-doubtful",
      "The first row looks like data, but nothing else is a header: it is the header",
      source.rowsPointer(0),
    );
  }
  if (isBlank(source.rows)) return formed(isWrapped ? fitted(layout, []) : layout);
  const { columnCount, headerRowCount } = layout;
  const titleLimit = isWrapped || width < 2 ? 0 : maxHeaderRows - headerRowCount;
  const added = witnessedRows(source, aligned?.isEqual ? undefined : html, { columnCount, titleLimit }, log);
  const headed = { columnCount, rows: [...added.titles, ...layout.rows], headerRowCount: headerRowCount + added.titles.length };
  return formed(isWrapped || added.rows.length > 0 ? fitted(headed, added.rows) : headed);
}

function formed({ rows, columnCount, headerRowCount }: Layout): Grid {
  return formGrid(rows, columnCount, headerRowCount);
}

/** Whether the rows are so uneven that the cells of some go on in rows below. */
function warnOfRagged({ rows, rowsPointer }: TableSource, width: number, log: WarningLog): boolean {
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged < 0) return false;
  const fitting = fittingWidth(rows.map((row) => row.length));
  const outcome = fitting < width ? `cells past column ${fitting} go on in rows below` : "it is padded";
  log.add("table-ragged", `Row ${ragged} has ${rows[ragged]?.length} cells, the widest row ${width}: ${outcome}`, rowsPointer(ragged));
  return fitting < width;
}

/** Whether no cell holds anything. */
export function isBlank(rows: TableSource["rows"]): boolean {
  return rows.every((row) => row.every((cell) => cell === null || cell === ""));
}
