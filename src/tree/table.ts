import type { Region } from "../geometry/box.ts";
import type { TextLine } from "./page-data.ts";

/** What the service gave for a cell, untouched. */
export type Raw = string | number | null;

/** What a cell holds, as its column is typed. */
export type Kind = "empty" | "text" | "number" | "percent" | "currency" | "date" | "boolean";

/** How a column writes its numbers; `grouping` is undefined where none of them is grouped. */
export interface NumberLocale {
  readonly decimal: "." | ",";
  readonly grouping?: "," | "." | " " | "'";
}

/** A text read as what it says: numbers for number, percent (0.125 for `12.5%`) and currency, `YYYY-MM-DD` for a date, none for empty and text. */
export interface TypedValue {
  readonly kind: Kind;
  readonly value?: number | string | boolean;
  /** The SpreadsheetML number format (ECMA-376 part 1, 18.8.30) under which the value reads like the text, white space aside. */
  readonly numberFormat?: string;
  /** A footnote mark that was stripped, such as `*`. */
  readonly note?: string;
}

/** A cell of a table; one that spans several slots stands, as the same object, in each of them. */
export interface Cell {
  /** 0-based place of its top left slot. */
  readonly row: number;
  readonly column: number;
  /** At least 1. */
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly raw: Raw;
  /** What a person reads: entities decoded, `<br>` as a line feed, ends trimmed. */
  readonly text: string;
  /** A `<th>`, or in a header row. */
  readonly isHeader: boolean;
  /** `…/rows/3/1`; `…/html`, `…/csv` or `…/md` when that is its only source. */
  readonly pointer: string;
  /** Boxes of the cell when the payload has them, else empty. */
  readonly regions: readonly Region[];
  /** Its lines and words, when the payload was read with its `grounded_items` sidecar. */
  readonly lines?: readonly TextLine[];
  /** There once `typeCells` ran. */
  readonly typed?: TypedValue;
}

/** Where a row came from. */
export interface RowSource {
  /** The table item. */
  readonly pointer: string;
  /** 0-based, in that item's `rows`; null when the row stands only in its html. */
  readonly rowIndex: number | null;
  /** One when known; several mean "one of these", as in a table the service merged. */
  readonly pageNumbers: readonly number[];
  /** Of the row; else of the item on that page. */
  readonly regions: readonly Region[];
}

/** `cells` has one entry a column; the slot at (r, c) is the anchor of its cell iff `cell.row === r && cell.column === c`. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly role: "header" | "section" | "body";
  readonly source: RowSource;
}

/** `path` is the distinct header texts of the column, top down; `name` joins them and is unique in the table. */
export interface Column {
  readonly name: string;
  readonly path: readonly string[];
  /** What most of its cells are, and how they write numbers; there once `typeCells` ran, the locale where something proves one. */
  readonly kind?: Kind;
  readonly locale?: NumberLocale;
}

/** A rectangular table: every row has `columnCount` cells, header rows first. */
export interface Grid {
  readonly columnCount: number;
  readonly headerRowCount: number;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
}

/** One table item that a table is made of. */
export interface TablePart {
  readonly pointer: string;
  readonly pageNumber: number;
  readonly regions: readonly Region[];
  /** 0-based index in the table's rows, and how many; 0 rows when it is unknown which ones stand on this page. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** For each of its own columns the table's column that holds it, 0-based; null for one that was empty and left out. */
  readonly columnMap: readonly (number | null)[];
  /** Rows left out when the parts were joined, such as a repeated header. */
  readonly droppedRows: readonly Row[];
  /** Rows split by the page break that were joined again: always pairs, the row before the break and the one after, as they were. */
  readonly healedRows: readonly Row[];
  /** `single`: not stitched; `service`: merged by the service; `explicit`: joined by us because the service said so; `inferred`: because it looks so, or a predicate says so. */
  readonly origin: "single" | "service" | "explicit" | "inferred";
}

/** Why two tables were joined, or were not. */
export interface StitchDecision {
  /** Pointer of the owner; the empty string when none was found. */
  readonly from: string;
  readonly to: string;
  /** What had the last word: the fields of the service, the signals, or the caller. */
  readonly rule: "explicit" | "inferred" | "predicate";
  readonly joined: boolean;
  /** Sum of the weights of the signals; null where none was weighed. */
  readonly score: number | null;
  readonly signals: readonly Signal[];
}

/** One fact a decision looked at; a veto keeps the tables apart whatever the score. */
export interface Signal {
  readonly name: string;
  readonly value: string | number | boolean;
  /** What it adds to the score. */
  readonly weight: number;
  readonly veto: boolean;
}
