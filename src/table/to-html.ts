import { assertOptions, flag } from "../options.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import type { Cell, Grid, Row, RowSource } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { isAnchor } from "./grid.ts";
import { titleOf } from "./header.ts";
import { escapeHtml, linesHtml } from "./html-escape.ts";
import { rowPage } from "./row-source.ts";
import { typedTables } from "./typed.ts";

export interface TableHtmlOptions {
  /**
   * `"typed"` adds what a cell is typed as, for machines: `<data value="1234.5">$1,234.50</data>`, `<time datetime="2024-01-05">`. A table
   * that is not typed yet is typed on its own: `typeCells` over all tables knows more.
   * @default "text"
   */
  readonly values?: "text" | "typed";
  /** Says of each row where it came from: `data-page-number` (`2..4` for one of these), `data-pointer` of the table item, `data-row` in its `rows`. @default false */
  readonly provenance?: boolean;
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/**
 * A table as HTML without styles, one line a row; the empty string for a table without rows, as one that another table continues.
 *
 * Caption or title is the `<caption>`, but a title that is a header row stays there; each section row begins a `<tbody>`. Footnotes are
 * paragraphs below the table, for rows of a `<tfoot>` would be read back as data. Read again by `normalize` it has the same cells and spans,
 * and the same header rows, up to five, or one where a header cell reaches into the body; but white space is folded, as HTML does.
 *
 * @throws {RangeError} when an option is unknown or has a value it cannot have
 * @see https://html.spec.whatwg.org/multipage/tables.html#attr-th-scope — `col` and `row` cover all columns and rows of a spanning header;
 * `colgroup` asks for a `<colgroup>`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fromMarkdown, toTableHtml } from "postparse";
 *
 * const [table] = fromMarkdown("| Item |\n| --- |\n| a < b |");
 * assert.ok(table?.type === "table");
 * assert.match(toTableHtml(table), /<tr><td>a &lt; b<\/td><\/tr>/);
 * ```
 */
export function toTableHtml(table: Table, options: TableHtmlOptions = {}): string {
  assertOptions(options, { values: ["text", "typed"], provenance: flag, keepUrls: flag });
  const { values = "text", provenance = false, keepUrls = false } = options;
  const { grid, footnotes = [] } = values === "text" ? table : (typedTables([table])[0] ?? table);
  if (grid.columnCount === 0) return "";
  const show = (text: string): string => linesHtml(keepUrls ? text : withoutLinkQueries(text));
  const groups = rowGroups(grid.rows, grid.headerRowCount);
  const hasHead = groups[0]?.tag === "thead";
  const line = ({ cells, role, source }: Row, row: number): string => {
    const shown = cells.map((cell, column) => {
      return isAnchor(cell, row, column) ? cellHtml(cell, scopeOf(cell, role, hasHead), values, show) : "";
    });
    return `<tr${provenance ? sourceAttributes(source) : ""}>${shown.join("")}</tr>\n`;
  };
  const lines = grid.rows.map(line);
  const caption = captionOf(table);
  const parts = groups.map(({ tag, start, end }) => {
    return `<${tag}>\n${lines.slice(start, end).join("")}</${tag}>\n`;
  });
  const head = caption === undefined ? "" : `<caption>${show(caption)}</caption>\n`;
  return `<table>\n${head}${columnsHtml(grid)}${parts.join("")}</table>${footnotes.map(({ text }) => `\n<p>${show(text)}</p>`).join("")}`;
}

function captionOf({ caption, title, grid }: Table): string | undefined {
  if (caption !== undefined) return caption.text;
  return title === titleOf(grid.rows.slice(0, grid.headerRowCount), grid.columnCount) ? undefined : title;
}

/** Where spans leave no row with a cell for each column, one `<col>` for each: readers do not take a span's word for how many columns there are. */
function columnsHtml({ rows, columnCount }: Grid): string {
  const isProven = rows.some(({ cells }, row) => cells.every((cell, column) => isAnchor(cell, row, column)));
  return isProven ? "" : `<colgroup>${"<col>".repeat(columnCount)}</colgroup>\n`;
}

interface RowGroup {
  readonly tag: "thead" | "tbody";
  readonly start: number;
  readonly end: number;
}

/** Groups of rows that no cell reaches out of, as HTML wants it; one group without a head where a header cell reaches into the body. */
function rowGroups(rows: readonly Row[], headerRowCount: number): RowGroup[] {
  const groups: RowGroup[] = [];
  let [start, reach] = [0, 0];
  const close = (end: number): void => {
    if (end > start) groups.push({ tag: start < headerRowCount && end <= headerRowCount ? "thead" : "tbody", start, end });
    start = end;
  };
  for (const [row, { cells, role }] of rows.entries()) {
    if ((row === headerRowCount || role === "section") && reach <= row) close(row);
    for (const cell of cells) reach = Math.max(reach, cell.row + cell.rowSpan);
  }
  close(rows.length);
  return groups;
}

type Scope = "col" | "row" | "rowgroup" | undefined;

function cellHtml(cell: Cell, scope: Scope, values: "text" | "typed", show: (text: string) => string): string {
  const text = show(cell.text);
  const shown = values === "typed" ? valueHtml(cell, text) : text;
  const tag = scope === undefined ? "td" : "th";
  return `<${tag}${scope === undefined ? "" : ` scope="${scope}"`}${spanAttributes(cell)}>${shown}</${tag}>`;
}

/** A section row heads the rest of its `<tbody>`; header rows outside a `<thead>` hold no header cells, for readers would clip these to the header. */
function scopeOf({ isHeader, column, text }: Cell, role: Row["role"], hasHead: boolean): Scope {
  if (role === "header") return hasHead ? "col" : undefined;
  if (role === "section" && column === 0 && text !== "") return "rowgroup";
  return isHeader ? "row" : undefined;
}

/** HTML allows 1000 columns and 65534 rows; 0 rows reach to the end of the group, where a taller cell ends. */
function spanAttributes({ rowSpan, columnSpan }: Cell): string {
  const rows = rowSpan > 1 ? ` rowspan="${rowSpan > 65_534 ? 0 : rowSpan}"` : "";
  return `${rows}${columnSpan > 1 ? ` colspan="${columnSpan}"` : ""}`;
}

function valueHtml({ typed }: Cell, shown: string): string {
  if (typed?.value === undefined) return shown;
  if (typed.kind === "date") return `<time datetime="${escapeHtml(String(typed.value))}">${shown}</time>`;
  return `<data value="${escapeHtml(String(typed.value))}">${shown}</data>`;
}

function sourceAttributes(source: RowSource): string {
  const { pointer, rowIndex } = source;
  const page = rowPage(source);
  const place = page === undefined ? "" : ` data-page-number="${page}"`;
  return `${place} data-pointer="${escapeHtml(pointer)}"${rowIndex === null ? "" : ` data-row="${rowIndex}"`}`;
}
