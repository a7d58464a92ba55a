import type { WarningLog } from "../../errors.ts";
import type { AnchorRow } from "../grid.ts";
import type { HtmlCell, HtmlTable } from "../html-grid.ts";
import { headerRowsOf, type Layout, rowSource, type TableSource } from "./source.ts";

/** A layout with the html's spans. */
export interface HtmlLayout extends Layout {
  /** The html holds no text that the rows have not. */
  readonly isEqual: boolean;
}

/** The html alone, for a table whose rows hold nothing. */
export function htmlLayout(source: TableSource, html: HtmlTable, log: WarningLog): Layout {
  const headerRowCount = headerRowsOf(html.headerRowCount, html.rows.length);
  const rows = withinHeader(source, html, headerRowCount, log);
  return { rows: htmlRows(source, { ...html, rows }, { to: rows.length, rowIndex: null }), columnCount: html.columnCount, headerRowCount };
}

/** Rows whose texts only the html has; `rowIndex` says which of `rows` they were folded into, null for none. */
export function htmlRows(source: TableSource, html: HtmlTable, { to, rowIndex }: { to: number; rowIndex: number | null }): AnchorRow[] {
  const shared = rowSource(source, rowIndex);
  return html.rows.slice(0, to).map((cells, index) => ({
    anchors: cells.map(({ column, columnSpan, rowSpan, isHeader, text }) => ({
      column,
      columnSpan,
      rowSpan: Math.min(rowSpan, to - index),
      raw: text,
      text,
      isHeader,
      pointer: source.htmlPointer,
    })),
    source: shared,
  }));
}

/**
 * The rows with no cell reaching from the header into the body: a tall header cell says nothing of the rows below it.
 *
 * Where the html knows no header the first row may as well be data, and its cells keep their spans.
 */
export function withinHeader(source: TableSource, html: HtmlTable, headerRowCount: number, log: WarningLog): HtmlTable["rows"] {
  if (html.headerRowCount === 0) return html.rows;
  let count = 0;
  const clipped = html.rows.slice(0, headerRowCount).map((cells, index) =>
    cells.map((cell): HtmlCell => {
      if (index + cell.rowSpan <= headerRowCount) return cell;
      count++;
      return { ...cell, rowSpan: headerRowCount - index };
    }),
  );
  if (count === 0) return html.rows;
  const cells = count === 1 ? "1 cell reaches" : `${count} cells reach`;
  log.add("table-span-clipped", `${cells} from the header into the body: clipped to the header`, source.htmlPointer);
  return [...clipped, ...html.rows.slice(headerRowCount)];
}
