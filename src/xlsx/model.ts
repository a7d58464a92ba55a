import type { Warning } from "../errors.ts";

/** A workbook as data: what is in it, not how it is written; `warnings` say what a cell could not hold. */
export interface WorkbookModel {
  readonly sheets: readonly SheetModel[];
  /** ISO 8601; the file names it as the time it was made and changed. */
  readonly created: string;
  readonly warnings: readonly Warning[];
}

/** Every row has as many cells as there are widths; a slot under a merge is an empty cell. */
export interface SheetModel {
  /** Legal in Excel, and unique in the workbook whatever the case. */
  readonly name: string;
  /** One a column, in characters. */
  readonly widths: readonly number[];
  /** One a row, in lines of text. */
  readonly heights: readonly number[];
  /** How many rows, from the top, stay in sight and are repeated on every printed page. */
  readonly headerRowCount: number;
  /** Its first row bears the arrows. */
  readonly filter?: Range;
  /** Disjoint. */
  readonly merges: readonly Range[];
  readonly rows: readonly (readonly CellModel[])[];
}

/** Rows and columns are 0-based; both ends are in it. */
export interface Range {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

export type StyleName = "header" | "headerSpan" | "body" | "low" | "link" | "provenanceHeader" | "provenance";

/** There is no formula: a text that looks like one stays a text. */
export type CellModel = { readonly style: StyleName } & (
  | { readonly type: "empty" }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "boolean"; readonly boolean: boolean }
  /** Leads to the top of that sheet. */
  | { readonly type: "link"; readonly text: string; readonly sheet: string }
);

export interface WorkbookOptions {
  /**
   * ISO 8601 time that the file names as its own.
   * @default "1980-01-01"
   */
  readonly created?: string;
  /**
   * Rows on one sheet, header included; what is beyond goes on at the next one, under the same header.
   * @default 1048576, the most Excel opens
   */
  readonly rowsPerSheet?: number;
}
