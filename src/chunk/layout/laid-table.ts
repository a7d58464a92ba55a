import { withoutLinkQueries } from "../../payload/links.ts";
import { htmlRowSpans, rowsOfGrid } from "../../table/html-row-spans.ts";
import type { Grid } from "../../tree/table.ts";
import type { TableConcern } from "../../tree/types.ts";
import type { LaidCell, LaidTable } from "../block.ts";
import type { Span } from "../types.ts";
import type { TableText } from "./own-text.ts";
import { pipeCells } from "./pipe-table.ts";

/** The lines of a table in the text of its block: spans as `TableText` has them, moved to where they are in `text`. */
export function laidTable(
  { grid, concerns }: { readonly grid: Grid; readonly concerns: readonly TableConcern[] },
  written: Omit<TableText, "text" | "parts">,
  text: string,
  move: (offset: number) => number,
): LaidTable {
  const moved = ([start, end]: Span): Span => [move(start), move(end)];
  const rows = written.rows.map(moved);
  const { headerRowCount } = grid;
  const sources = grid.rows.map((row) => row.source);
  const bodySources = sources.slice(headerRowCount);
  return {
    kind: written.kind,
    header: moved(written.header),
    captions: written.captions.map(moved),
    rows,
    names: grid.columns.map(({ name }) => withoutLinkQueries(name)),
    headerRowCount,
    concerns: concerns.map(({ type, details }) => ({ type: withoutLinkQueries(type), details: withoutLinkQueries(details) })),
    cells: written.kind === "pipe" ? (row) => filled(text, pipeCells(text, rows[row] as Span)) : htmlCells(text, grid),
    places: { header: sources.slice(0, headerRowCount), rows: bodySources, pointers: new Set(bodySources.map(({ pointer }) => pointer)) },
    isBound: written.kind === "pipe" ? () => false : (row) => isBound(grid, headerRowCount + row),
  };
}

export function filled(text: string, cells: readonly Span[]): LaidCell[] {
  return cells.flatMap(([start, end], column) => (text.slice(start, end).trim() === "" ? [] : [{ column, span: [start, end] }]));
}

/** The cells of HTML rows by the column they begin in. */
function htmlCells(text: string, grid: Grid): (row: number) => LaidCell[] {
  let rows: ReturnType<typeof rowsOfGrid>;
  return (row) => {
    const spans = rows === undefined ? htmlRowSpans(text) : undefined;
    rows ??= spans && rowsOfGrid(spans, grid.rows.length);
    const index = grid.headerRowCount + row;
    const columns = (grid.rows[index]?.cells ?? []).flatMap((cell, column) =>
      cell.row === index && cell.column === column ? [column] : [],
    );
    const cells = (rows?.[index]?.cells ?? []).map((cell) => trimmed(text, cell));
    return cells.flatMap((span, order) => (span[0] === span[1] ? [] : [{ column: columns[order] ?? order, span }]));
  };
}

function trimmed(text: string, [start, end]: Span): Span {
  const content = text.slice(start, end);
  const from = start + content.length - content.trimStart().length;
  return [from, Math.max(from, start + content.trimEnd().length)];
}

function isBound({ rows }: Grid, index: number): boolean {
  return (rows[index]?.cells ?? []).some((cell) => cell.row + cell.rowSpan > index + 1);
}
