import type { Chunk, Span } from "../../src/chunk/types.ts";
import type { Grid } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import type { Case } from "./documents.ts";
import { onlyTable, type ReadTable } from "./oracle.ts";
import { folded, leastWindow, type Placed, piecesIn, pieceText, placedBlocks, surelyFits, type TablePlace, tablePlace } from "./places.ts";

/** A table that is in the chunks, as it stands in their markdown and in each of them. */
export interface PlacedTable {
  readonly node: Table;
  readonly span: Span;
  readonly place: TablePlace;
  /** As an outside reader sees it. */
  readonly whole: ReadTable;
  readonly pieces: readonly TablePiece[];
}

export interface TablePiece {
  readonly chunk: Chunk;
  /** From its first to its last character of the table. */
  readonly span: Span;
  readonly text: string;
  /** Of cells under the names of their columns, and not in the form of a table. */
  readonly isKeyed: boolean;
}

/** The tables in the chunks of a document; `undefined` for each that no outside reader takes for one table with the rows of its grid. */
export function placedTables(chunked: Case): (PlacedTable | undefined)[] {
  const { markdown, chunks } = chunked.result;
  return placedBlocks(chunked).flatMap(({ node, span }) => {
    // One whose rows are blank has nothing that they could be told by.
    if (node.type !== "table" || folded(textsOf(node.grid)) === "") return [];
    const place = tablePlace(markdown, span, node);
    const whole = place && onlyTable(markdown.slice(...span), place.headerRowCount);
    if (whole === undefined || place === undefined) return [undefined];
    const pieces = piecesIn(chunks, span).map((piece) => {
      return { ...piece, text: pieceText(piece.chunk, span).trim(), isKeyed: isKeyed(piece.chunk, span, node) };
    });
    return [{ node, span, place, whole, pieces }];
  });
}

function textsOf({ rows, headerRowCount }: Grid): string {
  return rows
    .slice(headerRowCount)
    .flatMap(({ cells }) => cells.map((cell) => cell.text))
    .join("");
}

/** Whether a piece has cells under the names of their columns, or goes on in such a cell. */
function isKeyed({ segments, table, split }: Chunk, [start, end]: Span, { pointer }: Table): boolean {
  const isNamed = segments.some(({ kind }, index) => {
    const next = segments.slice(index + 1).find((segment) => segment.kind === "source");
    return kind === "name" && next?.span !== undefined && next.span[0] >= start && next.span[1] <= end;
  });
  return isNamed || table?.header === "names" || (split?.pointer === pointer && split.reason === "row");
}

/** Body rows that belong together because a cell spans them, in html; a pipe table has no spans. */
export function unitsOf({ node: { grid }, place }: PlacedTable): Span[] {
  const units: Span[] = [];
  let end = 0;
  for (let row = 0; row < place.rows.length; row++) {
    const reach = place.isHtml ? reachOf(grid, row) : row + 1;
    if (row >= end) units.push([row, row]);
    end = Math.max(end, reach);
    (units[units.length - 1] as [number, number])[1] = end;
  }
  return units;
}

function reachOf(grid: Grid, row: number): number {
  const cells = grid.rows[grid.headerRowCount + row]?.cells ?? [];
  return Math.max(row + 1, ...cells.map((cell) => cell.row + cell.rowSpan - grid.headerRowCount));
}

/** The rows of the body that a piece has characters of. */
export function rowsIn({ place }: PlacedTable, { span }: Pick<TablePiece, "span">): Span {
  const inside = place.rows.flatMap(([start, end], row) => (start < span[1] && end > span[0] ? [row] : []));
  return [inside[0] ?? 0, (inside.at(-1) ?? -1) + 1];
}

/** What is repeated above rows: the header block as it stands, of html without captions. */
export function headerBlock({ result }: Case, { span, place }: PlacedTable): string {
  if (!place.isHtml) return `${result.markdown.slice(span[0], place.header[1])}\n`;
  return result.markdown.slice(span[0], place.rows[0]?.[0]).replaceAll(/<caption.*?<\/caption>/gis, "");
}

const htmlEnd = "\n</table>";

/** Some body rows under the header block; of html the first row has the captions above it, and the last row the table's own end behind it. */
export function withHeader(chunked: Case, table: PlacedTable, [from, to]: Span): string {
  const { span, place } = table;
  const { markdown } = chunked.result;
  const [first, last] = [place.rows[from], place.rows[to - 1]] as [Span, Span];
  const header = from === 0 ? markdown.slice(span[0], first[0]) : headerBlock(chunked, table);
  const end = to === place.rows.length ? markdown.slice(last[1], span[1]) : htmlEnd;
  return header + markdown.slice(first[0], last[1]) + (place.isHtml ? end : "");
}

/** Whether the header block alone may be more than half of the window. */
export function isWide(chunked: Case, table: PlacedTable): boolean {
  const { count } = chunked.settings.tokenizer;
  return 2 * (count(headerBlock(chunked, table)) + (table.place.isHtml ? count(htmlEnd) : 0)) > leastWindow(chunked);
}

/** Whether the cells of a row that are not blank, each a line under its name, fit the window. */
export function fitsAsKeys(chunked: Case, { node: { grid }, place, whole }: PlacedTable, row: number, chunk: Chunk): boolean {
  const inGrid = grid.headerRowCount + row;
  const own = (grid.rows[inGrid]?.cells ?? []).filter((cell, column) => cell.row === inGrid && cell.column === column);
  const source = chunked.result.markdown.slice(...(place.rows[row] as Span));
  const tagged = Array.from(source.matchAll(/<t[dh][^<>]*>(.*?)<\/t[dh]>/gis), ([, text = ""], index) => ({
    text,
    column: own[index]?.column,
  }));
  const cells = place.isHtml ? tagged : (whole.body[row] ?? []).map((text, column) => ({ text, column }));
  const lines = cells.flatMap(({ text, column = 0 }) => (text.trim() === "" ? [] : [`${grid.columns[column]?.name}: ${text.trim()}`]));
  return surelyFits(chunked, chunk, lines.join("\n"));
}

/** Whether a header may take more than half of the window even with its names as short as can be, so that all rows are keys and values. */
export function isUnshortenable(chunked: Case, { node: { grid }, place }: PlacedTable): boolean {
  const line = (cell: string): string => `| ${grid.columns.map(() => cell).join(" | ")} |\n`;
  return place.isHtml || 2 * chunked.settings.tokenizer.count(line("…") + line(":---:")) > leastWindow(chunked);
}

/** Whether a piece stands under shortened names; the flag of a chunk of several tables may be another's. */
export function isShortened({ place, whole }: PlacedTable, { chunk: { table, flags = [] }, text }: TablePiece): boolean {
  if (table !== undefined) return table.header === "shortened";
  const isOwn = JSON.stringify(onlyTable(text, place.headerRowCount)?.header) === JSON.stringify(whole.header);
  return flags.includes("header-shortened") && !isOwn;
}

/**
 * Whether a first row has no room because of the headings, captions and announcements that may not be parted from the table (T9, T11), and
 * that it fits without.
 */
export function isCrowded(chunked: Case, table: PlacedTable, row: number, before: Chunk): boolean {
  const { markdown } = chunked.result;
  const lead = markdown.slice(before.span[0], table.span[0]);
  return row === 0 && isLead(chunked, table, before) && !surelyFits(chunked, before, lead + withHeader(chunked, table, [0, 1]));
}

/** Whether all that stands in a chunk before its table, or its code, has to stay with it. */
export function isLead(chunked: Case, { span }: Pick<Placed, "span">, { span: own }: Chunk): boolean {
  const before = placedBlocks(chunked).filter((block) => block.span[1] <= span[0] && block.span[0] >= own[0]);
  const stays = ({ node }: Placed): boolean =>
    node.type === "heading" || (node.type === "paragraph" && /:\s*$|^Table 1: /.test(node.markdown));
  return before.length > 0 && before.every(stays);
}

/** Whether rows do not fit the window under their header; below a wide header not even under the half that a shorter one may take. */
export function areTooLarge(chunked: Case, table: PlacedTable, rows: Span, chunk: Chunk): boolean {
  if (!isWide(chunked, table)) return !surelyFits(chunked, chunk, withHeader(chunked, table, rows));
  const [first, last] = [table.place.rows[rows[0]], table.place.rows[rows[1] - 1]];
  if (first === undefined || last === undefined) return true;
  return 2 * chunked.settings.tokenizer.count(chunked.result.markdown.slice(first[0], last[1])) > leastWindow(chunked);
}
