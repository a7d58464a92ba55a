import type { WarningLog } from "../../errors.ts";
import type { Raw } from "../../tree/table.ts";
import { readCsvRows } from "../csv-rows.ts";
import type { AnchorRow } from "../grid.ts";
import type { HtmlTable } from "../html-grid.ts";
import { agreedText } from "./agreement.ts";
import { foldsInto, titlesLeftOut } from "./aligned.ts";
import { missingRows, type OtherCell } from "./missing-rows.ts";
import { readPipeRows } from "./pipe-rows.ts";
import { Places } from "./places.ts";
import { rowSource, type TableSource, type Witness } from "./source.ts";

/** Rows that only other sources have: `titles` stand above the header and are one full-width cell each, `rows` go to the end. */
export interface WitnessedRows {
  readonly titles: readonly AnchorRow[];
  readonly rows: readonly AnchorRow[];
}

/**
 * The rows that html, csv or markdown have beyond those of the table, in their order; with a warning.
 *
 * Rows of one text that begin another source than the rows are titles, `titleLimit` at most.
 *
 * Csv and markdown only witness: where both say something else than a cell of the rows, that is a warning, and the rows stand.
 *
 * @param html undefined where it says nothing else than the rows do
 */
export function witnessedRows(source: TableSource, html: HtmlTable | undefined, layout: TitleSpace, log: WarningLog): WitnessedRows {
  const csv = otherRows(source.csv, source, readCsvRows);
  const markdown = otherRows(source.markdown, source, readPipeRows);
  if (csv !== undefined && markdown !== undefined) warnOfDiffering(source, csv, markdown, log);
  const titles: AnchorRow[] = [];
  const added: AnchorRow[] = [];
  const given: (readonly Raw[])[] = [...source.rows];
  const add = (name: string, pointer: string, other: readonly (readonly OtherCell[])[]): void => {
    const missing = missingRows(given, other);
    if (missing.length === 0) return;
    const before = titles.length;
    for (const [index, cells] of missing.entries()) {
      given.push(cells.map(({ text }) => text));
      const isTitle = index === titles.length - before && titles.length < layout.titleLimit && isTitleRow(cells, other[index]);
      if (isTitle) titles.push(otherRow(source, cells, pointer, layout.columnCount));
      else added.push(otherRow(source, cells, pointer));
    }
    const rows = missing.length === 1 ? "a row that rows lack" : `${missing.length} rows that rows lack`;
    const above = titles.length - before;
    const place = above === 0 ? "at the end" : above === missing.length ? "above the header" : "above the header and at the end";
    log.add("table-rows-incomplete", `The ${name} has ${rows}: added ${place}`, pointer);
  };
  if (html !== undefined) add("html", source.htmlPointer, htmlCells(source, html));
  if (csv !== undefined) add("csv", (source.csv as Witness).pointer, csv.map(plainCells));
  if (markdown !== undefined) add("markdown", (source.markdown as Witness).pointer, markdown.map(plainCells));
  return { titles, rows: added };
}

/** Whether these cells are all that a row of the other source says, and that is one text, in its first column. */
function isTitleRow(cells: readonly OtherCell[], row: readonly OtherCell[] | undefined): boolean {
  const filled = row?.filter(({ text }) => text !== "");
  return filled?.length === 1 && cells.length === 1 && filled[0] === cells[0] && cells[0]?.column === 0;
}

/** How many titles a layout has room for, and how wide they are. */
export interface TitleSpace {
  readonly columnCount: number;
  readonly titleLimit: number;
}

/** Undefined where there is none, or it says what the rows say. */
function otherRows(witness: Witness | undefined, { rows }: TableSource, read: (text: string) => string[][]): string[][] | undefined {
  if (witness === undefined || witness.text === "") return undefined;
  const other = read(witness.text);
  const isSame = other.length === rows.length && rows.every((cells, row) => isSameRow(cells, other[row] as string[]));
  return isSame ? undefined : other;
}

function isSameRow(cells: readonly Raw[], other: readonly string[]): boolean {
  for (let column = Math.max(cells.length, other.length) - 1; column >= 0; column--) {
    const raw = cells[column] ?? "";
    const text = other[column] ?? "";
    if (raw !== text && agreedText(raw, text) === undefined) return false;
  }
  return true;
}

function warnOfDiffering({ rows, rowsPointer }: TableSource, csv: string[][], markdown: string[][], log: WarningLog): void {
  if (csv.length !== rows.length || markdown.length !== rows.length) return;
  const differing = new Places();
  for (const [row, cells] of rows.entries()) {
    const others = [csv[row] as string[], markdown[row] as string[]];
    if (others.some((other) => isSameRow(cells, other))) continue;
    const length = Math.max(cells.length, ...others.map((other) => other.length));
    for (let column = 0; column < length; column++) {
      if (others.every((other) => agreedText(cells[column] ?? null, other[column] ?? "") === undefined)) differing.add(row, column);
    }
  }
  if (differing.count === 0) return;
  log.add("table-csv-md-differ", `Both csv and markdown differ from rows at ${differing}: rows are used`, rowsPointer(0));
}

function plainCells(texts: readonly string[]): OtherCell[] {
  return texts.map((text, column) => ({ column, text, repeats: 0 }));
}

/** The html's rows as the rows would hold them: its header folded, where theirs is. */
function htmlCells({ rows }: TableSource, html: HtmlTable): OtherCell[][] {
  const titles = titlesLeftOut(html, rows);
  const isFolded = html.headerRowCount > titles + 1 && (titles > 0 || foldsInto(html, rows[0] ?? []));
  const cells = html.rows.map((row) =>
    row.map(({ column, text, rowSpan, columnSpan }) => ({ column, text, repeats: rowSpan * columnSpan - 1 })),
  );
  if (!isFolded) return cells;
  const folded = (rows[0] ?? []).map((raw, column) => ({ column, text: String(raw ?? ""), repeats: 0 }));
  return [...cells.slice(0, titles), folded, ...cells.slice(html.headerRowCount)];
}

function otherRow(source: TableSource, cells: readonly OtherCell[], pointer: string, columnSpan = 1): AnchorRow {
  const anchors = cells.map(({ column, text }) => ({
    column,
    columnSpan,
    rowSpan: 1,
    raw: text,
    text,
    isHeader: false,
    pointer,
  }));
  return { anchors, source: rowSource(source, null) };
}
