import type { Region } from "../geometry/box.ts";
import { assertOptions, flag } from "../options.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import type { Cell, Column, Kind, NumberLocale, Row, TablePart, TypedValue } from "../tree/table.ts";
import type { Table, TableConcern, TableText } from "../tree/types.ts";
import { isAnchor } from "./grid.ts";
import { pageNumbersOf } from "./tables.ts";
import { typedTables } from "./typed.ts";

export interface TableJsonOptions {
  /**
   * `"text"`: every cell as it reads, an empty one as `""`; `"typed"`: as it is typed, an empty one as null. A table that is not typed yet is
   * typed on its own: `typeCells` over all tables knows more.
   * @default "text"
   */
  readonly values?: "text" | "typed";
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/** What a cell holds: a percentage is a fraction (0.125 for `12.5%`), a date `YYYY-MM-DD`. */
export type JsonValue = string | number | boolean | null;

/** A table as plain data that JSON holds without loss. */
export interface TableJson {
  readonly pointer: string;
  readonly title?: string;
  readonly caption?: TableText;
  readonly footnotes?: readonly TableText[];
  /** The table whose rows these would be; this one then has none. */
  readonly continues?: string;
  /** Ascending. */
  readonly pageNumbers: readonly number[];
  /** `kind` and `locale` stand once the table is typed. */
  readonly columns: readonly {
    readonly name: string;
    readonly path: readonly string[];
    readonly kind?: Kind;
    readonly locale?: NumberLocale;
  }[];
  /** Texts; one of a spanned cell stands in its first slot, as in `rows`. */
  readonly headerRows: readonly (readonly string[])[];
  readonly rows: readonly TableJsonRow[];
  /** Cells larger than one slot; `row` counts the header rows, too. */
  readonly spans: readonly TableJsonSpan[];
  /** Footnote marks that are not in the typed values; `row` counts the header rows, too. */
  readonly notes?: readonly { readonly row: number; readonly column: number; readonly note: string }[];
  readonly parts: readonly TableJsonPart[];
  readonly concerns: readonly TableConcern[];
}

/** A row below the header, and where it came from. */
export interface TableJsonRow {
  readonly cells: readonly JsonValue[];
  readonly role: "section" | "body";
  /** One when known; several mean "one of these". */
  readonly pageNumbers: readonly number[];
  /** The table item. */
  readonly pointer: string;
  /** 0-based, in that item's `rows`; null when the row stands only in its html. */
  readonly rowIndex: number | null;
}

/** 0-based place of the top left slot. */
export interface TableJsonSpan {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A table item the table is made of; rows that were left out or joined are told by their texts. */
export interface TableJsonPart extends Pick<TablePart, "pointer" | "pageNumber" | "origin" | "firstRow" | "rowCount" | "columnMap"> {
  readonly regions: readonly Region[];
  readonly droppedRows: readonly (readonly string[])[];
  readonly healedRows: readonly (readonly string[])[];
}

/**
 * A table as JSON: columns, rows with the place each came from, spans, and the items it was stitched from.
 *
 * Lone surrogates are U+FFFD, for strict readers refuse them.
 *
 * @throws {RangeError} when an option is unknown or has a value it cannot have
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fromMarkdown, toTableJson } from "postparse";
 *
 * const [table] = fromMarkdown("| Item | Sum |\n| --- | --- |\n| Pump | 1,200.50 |");
 * assert.ok(table?.type === "table");
 * assert.deepEqual(toTableJson(table, { values: "typed" }).rows[0]?.cells, ["Pump", 1200.5]);
 * ```
 */
export function toTableJson(table: Table, options: TableJsonOptions = {}): TableJson {
  assertOptions(options, { values: ["text", "typed"], keepUrls: flag });
  const { values = "text", keepUrls = false } = options;
  const shown = (text: string): string => (keepUrls ? text : withoutLinkQueries(text)).toWellFormed();
  const shownText = ({ text, pointer }: TableText): TableText => ({ text: shown(text), pointer });
  const { grid, title, caption, footnotes, continues } = values === "text" ? table : (typedTables([table])[0] ?? table);
  const toText = ({ text }: Cell): string => shown(text);
  const toValue = values === "text" ? toText : (cell: Cell): JsonValue => typedJson(cell, shown);
  const empty = values === "text" ? "" : null;
  const { spans, notes } = anchored(grid.rows);
  return {
    pointer: table.pointer,
    ...(title === undefined ? {} : { title: shown(title) }),
    ...(caption === undefined ? {} : { caption: shownText(caption) }),
    ...(footnotes === undefined ? {} : { footnotes: footnotes.map(shownText) }),
    ...(continues === undefined ? {} : { continues }),
    pageNumbers: pageNumbersOf(table),
    columns: grid.columns.map((column) => columnJson(column, shown)),
    headerRows: firstSlots(grid.rows.slice(0, grid.headerRowCount), toText, ""),
    rows: rowsJson(grid.rows.slice(grid.headerRowCount), firstSlots(grid.rows, toValue, empty).slice(grid.headerRowCount)),
    spans,
    ...(values === "typed" && notes.length > 0 ? { notes: notes.map(({ note, ...place }) => ({ ...place, note: shown(note) })) } : {}),
    parts: table.parts.map((part) => partJson(part, toText)),
    concerns: table.concerns.map(({ type, details }) => ({ type: shown(type), details: shown(details) })),
  };
}

function typedJson({ typed: read, text }: Cell, shown: (text: string) => string): JsonValue {
  if (text === "") return null;
  // JSON has no negative zero.
  if (typeof read?.value === "number") return read.value + 0;
  return read?.value ?? shown(text);
}

function columnJson({ name, path, kind, locale }: Column, shown: (text: string) => string): TableJson["columns"][number] {
  const typing = { ...(kind === undefined ? {} : { kind }), ...(locale === undefined ? {} : { locale: { ...locale } }) };
  return { name: shown(name), path: path.map(shown), ...typing };
}

function rowsJson(rows: readonly Row[], values: readonly (readonly JsonValue[])[]): TableJsonRow[] {
  return rows.map(({ role, source }, index) => ({
    cells: values[index] ?? [],
    role: role === "section" ? "section" : "body",
    pageNumbers: [...source.pageNumbers],
    pointer: source.pointer,
    rowIndex: source.rowIndex,
  }));
}

/** What the cells of the rows give, a spanned cell in the first of its slots that these rows have. */
function firstSlots<Value>(rows: readonly Row[], toValue: (cell: Cell) => Value, empty: Value): Value[][] {
  let above: readonly Cell[] = [];
  return rows.map(({ cells }) => {
    const values = cells.map((cell, column) => (cell === cells[column - 1] || cell === above[column] ? empty : toValue(cell)));
    above = cells;
    return values;
  });
}

function anchored(rows: readonly Row[]): { spans: TableJsonSpan[]; notes: { row: number; column: number; note: string }[] } {
  const spans: TableJsonSpan[] = [];
  const notes: { row: number; column: number; note: string }[] = [];
  for (const [row, { cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (!isAnchor(cell, row, column)) continue;
      const { rowSpan, columnSpan } = cell;
      if (rowSpan > 1 || columnSpan > 1) spans.push({ row, column, rowSpan, columnSpan });
      const note: TypedValue["note"] = cell.typed?.note;
      if (note !== undefined) notes.push({ row, column, note });
    }
  }
  return { spans, notes };
}

function partJson(part: TablePart, toText: (cell: Cell) => string): TableJsonPart {
  const { pointer, pageNumber, origin, firstRow, rowCount, columnMap, regions } = part;
  return {
    pointer,
    pageNumber,
    origin,
    firstRow,
    rowCount,
    columnMap: [...columnMap],
    regions: regions.map((region) => ({ ...region, box: { ...region.box } })),
    droppedRows: firstSlots(part.droppedRows, toText, ""),
    healedRows: firstSlots(part.healedRows, toText, ""),
  };
}
