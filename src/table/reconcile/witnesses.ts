import type { WarningLog } from "../../errors.ts";
import type { Raw } from "../../tree/table.ts";
import { readCsvRows } from "../csv-rows.ts";
import type { AnchorRow } from "../grid.ts";
import type { HtmlTable } from "../html-grid.ts";
import { agreedText } from "./agreement.ts";
import { foldsInto } from "./aligned.ts";
import { missingRows, type OtherCell } from "./missing-rows.ts";
import { readPipeRows } from "./pipe-rows.ts";
import { Places } from "./places.ts";
import { rowSource, type TableSource, type Witness } from "./source.ts";

/**
 * The rows that html, csv or markdown have beyond those of the table, in their order; with a warning.
 *
 * Csv and markdown only witness: where both say something else than a cell of the rows, that is a warning, and the rows stand.
 *
 * @param html undefined where it says nothing else than the rows do
 */
export function witnessedRows(source: TableSource, html: HtmlTable | undefined, log: WarningLog): AnchorRow[] {
  const csv = otherRows(source.csv, source, readCsvRows);
  const markdown = otherRows(source.markdown, source, readPipeRows);
  if (csv !== undefined && markdown !== undefined) warnOfDiffering(source, csv, markdown, log);
  const added: AnchorRow[] = [];
  const given: (readonly Raw[])[] = [...source.rows];
  const add = (name: string, pointer: string, other: readonly (readonly OtherCell[])[]): void => {
    const missing = missingRows(given, other);
    if (missing.length === 0) return;
    for (const cells of missing) {
      given.push(cells.map(({ text }) => text));
      added.push(otherRow(source, cells, pointer));
    }
    const rows = missing.length === 1 ? "a row that rows lack" : `${missing.length} rows that rows lack`;
    log.add("table-rows-incomplete", `The ${name} has ${rows}: added at the end`, pointer);
  };
  if (html !== undefined) add("html", source.htmlPointer, htmlCells(source, html));
  if (csv !== undefined) add("csv", (source.csv as Witness).pointer, csv.map(plainCells));
  if (markdown !== undefined) add("markdown", (source.markdown as Witness).pointer, markdown.map(plainCells));
  return added;
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
  const isFolded = html.headerRowCount > 1 && foldsInto(html, rows[0] ?? []);
  const cells = html.rows.map((row) =>
    row.map(({ column, text, rowSpan, columnSpan }) => ({ column, text, repeats: rowSpan * columnSpan - 1 })),
  );
  if (!isFolded) return cells;
  const folded = (rows[0] ?? []).map((raw, column) => ({ column, text: String(raw ?? ""), repeats: 0 }));
  return [folded, ...cells.slice(html.headerRowCount)];
}

function otherRow(source: TableSource, cells: readonly OtherCell[], pointer: string): AnchorRow {
  const anchors = cells.map(({ column, text }) => ({
    column,
    columnSpan: 1,
    rowSpan: 1,
    raw: text,
    text,
    isHeader: false,
    pointer,
  }));
  return { anchors, source: rowSource(source, null) };
}
