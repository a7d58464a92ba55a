import type { PhrasingContent, RootContent, TableRow } from "mdast";
import { assertOptions, flag } from "../options.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { mapTexts } from "../table/grid.ts";
import { titleOf } from "../table/header.ts";
import type { Grid } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { formatMarkdown } from "./processor.ts";
import { gridToMdast } from "./to-mdast.ts";

export interface TableMarkdownOptions {
  /** Writes title and caption above the table, and its footnotes below. @default true */
  readonly caption?: boolean;
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/**
 * A table as a GFM pipe table, written from its grid: one header row with the column names, the text of a spanned cell in its first slot.
 *
 * Header texts that are in no column's name, as a title over the whole width, stand above with title and caption. The empty string for a
 * table without rows, as one that another table continues.
 *
 * @throws {RangeError} when an option is unknown or has a value it cannot have
 * @see https://github.github.com/gfm/#tables-extension- — line feeds in a cell are `<br/>`, everything else that markdown would read is escaped
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fromMarkdown, toTableMarkdown } from "postparse";
 *
 * const [table] = fromMarkdown("<table><tr><th>Year<th>Sum<tr><td>2024*<td>1|2</table>");
 * assert.ok(table?.type === "table");
 * assert.equal(toTableMarkdown(table), "| Year | Sum |\n| - | - |\n| 2024\\* | 1\\|2 |");
 * ```
 */
export function toTableMarkdown(table: Table, options: TableMarkdownOptions = {}): string {
  assertOptions(options, { caption: flag, keepUrls: flag });
  const { caption = true, keepUrls = false } = options;
  if (table.grid.columnCount === 0) return "";
  const clean = (text: string): string => legible(keepUrls ? text : withoutLinkQueries(text));
  const grid = mapTexts(table.grid, clean);
  const paragraph = (text: string): RootContent => ({ type: "paragraph", children: [plain(clean(text))] });
  const above = caption ? textsAbove(table) : [];
  const below = caption ? (table.footnotes ?? []).map((footnote) => footnote.text) : [];
  return formatMarkdown([...above.map(paragraph), flat(grid), ...below.map(paragraph)]);
}

/** The grid as mdast under one header row. */
function flat(grid: Grid): RootContent {
  const { children, ...rest } = gridToMdast(grid);
  const header: TableRow = {
    type: "tableRow",
    children: grid.columns.map(({ name }) => ({ type: "tableCell", children: [plain(name)] })),
  };
  return { ...rest, children: [header, ...children.slice(1)] };
}

function plain(value: string): PhrasingContent {
  return { type: "text", value };
}

/** Title, header texts and caption, each once; a text of the header only where no column is named by it. */
function textsAbove({ title, caption, grid, data }: Table): string[] {
  const headerRows = grid.rows.slice(0, grid.headerRowCount);
  const named = new Set(grid.columns.flatMap((column) => column.path));
  const unnamed = headerRows.flatMap(({ cells }) => cells.map(({ text }) => text)).filter((text) => !named.has(text));
  // A title taken from the header row or the caption is one of these already.
  const isTold = title === titleOf(headerRows, grid.columnCount) || data?.titleFrom === "caption";
  return [...new Set([(isTold ? undefined : title) ?? "", ...unnamed, caption?.text ?? ""])].filter((text) => text !== "");
}

/** Markdown reads U+0000 as U+FFFD, and a carriage return as a line end. */
function legible(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd").replace(/\r\n?/g, "\n");
}
