import type { TablePart } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { writtenText } from "./cell.ts";
import { type CsvwDatatype, columnTypes } from "./csvw-datatype.ts";
import { csvwNames } from "./csvw-name.ts";
import type { FullOptions } from "./options.ts";
import { provenanceColumns, tableLines } from "./table-lines.ts";

/** What a CSV cannot say of itself: its dialect, the names and types of its columns, and where its rows come from. @see https://www.w3.org/TR/tabular-metadata/ */
export interface CsvwTable {
  readonly "@context": "http://www.w3.org/ns/csvw";
  /** Of the CSV, relative to the metadata. */
  readonly url: string;
  readonly "dc:title"?: string;
  readonly dialect: CsvwDialect;
  readonly tableSchema: { readonly columns: readonly CsvwColumn[] };
  /** One a part of the table. */
  readonly notes: readonly CsvwNote[];
}

export interface CsvwDialect {
  readonly encoding: "utf-8";
  readonly delimiter: string;
  readonly lineTerminators: readonly string[];
  readonly quoteChar: '"';
  readonly doubleQuote: true;
  readonly header: boolean;
  readonly headerRowCount: number;
  readonly commentPrefix: string;
  readonly trim: false;
}

export interface CsvwColumn {
  /** Unique, percent-encoded but for ASCII letters, digits and the underscore. */
  readonly name: string;
  /** The texts in the header lines, as they are written. */
  readonly titles: string | readonly string[];
  readonly datatype: CsvwDatatype;
  /** Texts that stand for nothing, where the column has some that are not empty. */
  readonly null?: readonly string[];
}

/** An annotation of the Open Annotation model: the lines (RFC 7111, 1-based, header included) and the table item they come from. */
export interface CsvwNote {
  readonly type: "Annotation";
  readonly target: string;
  readonly body: { readonly pointer: string; readonly pageNumber: number; readonly origin: TablePart["origin"] };
}

/** CSVW metadata for the CSV that these options make of a table that is typed. */
export function csvwTable(table: Table, options: FullOptions, fileName: string): CsvwTable {
  const { delimiter, newline } = options;
  const { headerCount } = tableLines(table, options);
  const url = encodeURIComponent(fileName.toWellFormed());
  return {
    "@context": "http://www.w3.org/ns/csvw",
    url,
    ...(table.title === undefined ? {} : { "dc:title": plain(table.title, options) }),
    dialect: {
      encoding: "utf-8",
      delimiter,
      lineTerminators: [newline],
      quoteChar: '"',
      doubleQuote: true,
      header: headerCount > 0,
      headerRowCount: headerCount,
      // Unless told otherwise a reader takes a line that begins with # for a comment, and no line we write begins with these three.
      commentPrefix: '""#',
      trim: false,
    },
    tableSchema: { columns: csvwColumns(table, options) },
    notes: table.parts.map((part) => noteOf(part, table, options, url)),
  };
}

function csvwColumns(table: Table, options: FullOptions): CsvwColumn[] {
  if (table.grid.columnCount === 0) return [];
  const names = [...table.grid.columns.map((column) => column.name), ...(options.provenance ? provenanceColumns(table) : [])];
  const encoded = csvwNames(names.map((name) => plain(name, options)));
  const titles = headerTexts(table, options);
  return columnTypes(table, options).map((type, column): CsvwColumn => {
    const own = titles.map((line) => line[column] ?? "").filter((text) => text !== "");
    const [first = plain(names[column] ?? "", options), ...more] = own;
    return { name: encoded[column] ?? "", titles: more.length === 0 ? first : own, ...type };
  });
}

function headerTexts(table: Table, options: FullOptions): string[][] {
  const { headerCount, values } = tableLines(table, options);
  const texts: string[][] = [];
  for (const line of values) {
    if (texts.length === headerCount) break;
    texts.push(line.map((value, column) => writtenText(value, column, options, false)));
  }
  return texts;
}

/** A text as it stands in metadata, which nobody takes for a formula. */
function plain(text: string, options: FullOptions): string {
  return writtenText(text, 0, { ...options, formulaGuard: "none" }, false);
}

function noteOf({ pointer, pageNumber, origin, firstRow, rowCount }: TablePart, table: Table, options: FullOptions, url: string): CsvwNote {
  const { headerRowCount } = table.grid;
  const { headerCount } = tableLines(table, options);
  const lineOf = (row: number): number => (row < headerRowCount ? Math.min(row, headerCount) : row - headerRowCount + headerCount);
  const [from, to] = [lineOf(firstRow) + 1, lineOf(firstRow + rowCount)];
  const target = from > to ? url : `${url}#row=${from === to ? from : `${from}-${to}`}`;
  return { type: "Annotation", target, body: { pointer, pageNumber, origin } };
}
