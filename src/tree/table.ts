import type { Region } from "../geometry/box.ts";
import type { TextLine } from "./page-data.ts";

/** What the service gave for a cell, untouched. */
export type Raw = string | number | null;

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
  /** Rows left out when the parts were joined, such as a repeated header. */
  readonly droppedRows: readonly Row[];
  /** `single`: not stitched; `service`: merged by the service; `explicit`: joined by us because the service said so. */
  readonly origin: "single" | "service" | "explicit";
}

/** Why two tables were joined, or were not. */
export interface StitchDecision {
  /** Pointer of the owner; the empty string when none was found. */
  readonly from: string;
  readonly to: string;
  readonly rule: "explicit";
  readonly joined: boolean;
  readonly signals: readonly Signal[];
}

/** One fact a decision looked at. */
export interface Signal {
  readonly name: string;
  readonly value: string | number | boolean;
}
