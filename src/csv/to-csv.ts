import Papa from "papaparse";
import type { Records } from "../extract/records.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { toTexts } from "../table/grid.ts";
import type { Table } from "../tree/types.ts";
import { isDangerous } from "./guard.ts";

export interface CsvOptions {
  /** `apostrophe` puts a `'` before a text that a spreadsheet would take for a formula. @default "apostrophe" */
  readonly formulaGuard?: "apostrophe" | "none";
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/** CSV as RFC 4180 has it: comma, CRLF also at the end, quotes where needed; `guarded` lists the cells that were given an apostrophe. */
export interface Csv {
  readonly text: string;
  readonly guarded: readonly GuardedCell[];
}

/** 0-based place in the CSV, the header line being row 0, and the text before it was guarded. */
export interface GuardedCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/**
 * A table as CSV: one header line with the column names, then the other rows; the text of a spanned cell stands in its first slot.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalize, readParseResult, tables, toCsv } from "postparse";
 *
 * const markdown = "| Item | Sum |\n| --- | --- |\n| Pump | =1+1 |";
 * const result = readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown: { pages: [{ page_number: 1, markdown }] } });
 * const [table] = tables(normalize(result));
 * assert.ok(table);
 * assert.equal(toCsv(table).text, "Item,Sum\r\nPump,'=1+1\r\n");
 * ```
 */
export function toCsv(table: Table, options: CsvOptions = {}): Csv {
  const { grid } = table;
  const header = grid.columns.map((column) => column.name);
  return format(header, toTexts(grid).slice(grid.headerRowCount), options);
}

/** Records as CSV; numbers and booleans in their JSON form, null as an empty cell. */
export function recordsToCsv(records: Records, options: CsvOptions = {}): Csv {
  return format(records.header, records.rows, options);
}

type Value = string | number | boolean | null;

function format(header: readonly string[], rows: readonly (readonly Value[])[], options: CsvOptions): Csv {
  const { formulaGuard = "apostrophe", keepUrls = false } = options;
  if (header.length === 0) return { text: "", guarded: [] };
  const guarded: GuardedCell[] = [];
  const clean = (value: Value, row: number, column: number): string => {
    if (typeof value !== "string") return value === null ? "" : JSON.stringify(value);
    const text = (keepUrls ? value : withoutLinkQueries(value)).toWellFormed();
    if (formulaGuard === "none" || !isDangerous(text)) return text;
    guarded.push({ row, column, text });
    return `'${text}`;
  };
  const lines = [header, ...rows].map((values, row) => values.map((value, column) => clean(value, row, column)));
  // A line that is one empty cell would be an empty line, which readers skip.
  const text = Papa.unparse(lines, { newline: "\r\n", quotes: lines.length > 0 && header.length === 1 ? (value) => value === "" : false });
  return { text: `${text}\r\n`, guarded };
}
