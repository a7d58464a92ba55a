import { htmlRowSpans, rowsOfGrid } from "../../table/html-row-spans.ts";
import type { Grid } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import type { Span } from "../types.ts";
import { isPiped, type PipeLines, pipeLines } from "./pipe-table.ts";

/** A table as it stands in the document's markdown, and where its rows do. */
export interface TableText {
  readonly kind: "pipe" | "html";
  readonly text: string;
  readonly header: Span;
  readonly captions: readonly Span[];
  readonly rows: readonly Span[];
  /** What of it stands one for one in the markdown of an item. */
  readonly parts: readonly PartText[];
}

/** The text from `start` to `end` is the item's own markdown from `nodeStart` on. */
export interface PartText {
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  readonly nodeStart: number;
}

/** The table's own markdown as its text; undefined where its lines are not the rows of the grid. */
export function ownText({ markdown, pointer }: Table, grid: Grid): TableText | undefined {
  const nodeStart = markdown.length - markdown.replace(/^[\r\n]+/, "").length;
  const text = markdown.slice(nodeStart).trimEnd();
  const lines = text.startsWith("<") ? htmlText(text, grid) : pipeText(text, grid);
  return lines === undefined ? undefined : { parts: [{ pointer, start: 0, end: text.length, nodeStart }], ...lines };
}

type OwnText = Omit<TableText, "parts">;

function pipeText(text: string, grid: Grid): OwnText | undefined {
  const bodyCount = grid.rows.length - grid.headerRowCount;
  const fits = (lines: PipeLines | undefined): boolean => lines?.rows.length === bodyCount && lines.columnCount === grid.columnCount;
  const folded = pipeLines(text);
  const lines = fits(folded) ? folded : pipeLines(text, Math.max(grid.headerRowCount - 1, 0));
  if (lines === undefined || !fits(lines) || !isPiped(text, lines)) return undefined;
  return { kind: "pipe", text, header: lines.header, captions: [], rows: lines.rows };
}

/** Of HTML: rows as the source has them, the first of them the header. */
export function htmlText(text: string, { rows: gridRows, headerRowCount }: Pick<Grid, "rows" | "headerRowCount">): OwnText | undefined {
  const spans = htmlRowSpans(text);
  const found = spans && rowsOfGrid(spans, gridRows.length);
  if (spans === undefined || found === undefined || found.length === headerRowCount) return undefined;
  const rows = found.slice(headerRowCount).map(({ start, end }): Span => [start, end]);
  const first = (rows[0] as Span)[0];
  return { kind: "html", text, header: [0, first], captions: spans.captions.filter(([start]) => start < first), rows };
}
