import type { Warning } from "../errors.ts";

/** A workbook as data: what is in it, not how it is written; `warnings` say what a sheet could not hold. */
export interface WorkbookModel {
  readonly sheets: readonly SheetModel[];
  /** ISO 8601; the file names it as the time it was made and changed. */
  readonly created: string;
  readonly warnings: readonly Warning[];
}

/** Every row has as many cells as there are columns; a slot under a merge is an empty cell. */
export interface SheetModel {
  /** Legal in Excel, and unique in the workbook whatever the case. */
  readonly name: string;
  readonly columns: readonly ColumnModel[];
  /** How many rows from the top and columns from the left stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Its first row bears the arrows. */
  readonly filter?: Range;
  /** Disjoint. */
  readonly merges: readonly Range[];
  /** Can be gone through any number of times and is the same each time; made on the way, so that a large sheet is never held as cells. */
  readonly rows: Iterable<readonly CellModel[]>;
  /** Comments on cells, at most one a cell. */
  readonly notes: readonly Note[];
  /** How many rows, from the top, are repeated on every printed page. */
  readonly printTitleRows: number;
}

export interface ColumnModel {
  /** In characters. */
  readonly width: number;
  /** @default false */
  readonly hidden?: boolean;
  /** How deep in groups of columns that fold, 0 to 7. @default 0 */
  readonly outlineLevel?: number;
}

/** A comment; its place is 0-based. */
export interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Rows and columns are 0-based; both ends are in it. */
export interface Range {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** What a cell looks like: `headerSpan` heads several columns, `headerNumber` one of numbers; `low` ones are filled, as their text was read with little confidence, `concern` ones as `Concerns` says something of them or their row. */
export type StyleName =
  | "header"
  | "headerSpan"
  | "headerNumber"
  | "headerLow"
  | "section"
  | "body"
  | "low"
  | "concern"
  | "headerConcern"
  | "link"
  | "provenanceHeader"
  | "provenance"
  | "provenanceLink";

/** There is no formula: a text that looks like one stays a text. */
export type CellModel = { readonly style: StyleName } & (
  | { readonly type: "empty" }
  | { readonly type: "text"; readonly text: string }
  /** A date is the number of its day (ECMA-376 part 1, 18.17.4.1) with the format of a date. */
  | { readonly type: "number"; readonly number: number; readonly format: string }
  | { readonly type: "boolean"; readonly boolean: boolean }
  /** Leads to the top of that sheet. */
  | { readonly type: "link"; readonly text: string; readonly sheet: string }
  /** Leads out of the workbook: http, https, mailto, or a file beside it. */
  | { readonly type: "link"; readonly text: string; readonly url: string }
);

export interface WorkbookOptions {
  /**
   * ISO 8601 date or time that the file names as its own; UTC where it names no zone.
   * @default "1980-01-01"
   */
  readonly created?: string;
  /**
   * Rows on one sheet, header included; what is beyond goes on at the next one, under the same header.
   * @default 1048576, the most Excel opens
   */
  readonly rowsPerSheet?: number;
}
