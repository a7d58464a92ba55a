import type { Records } from "../extract/records.ts";
import { typedTables } from "../table/typed.ts";
import type { Table } from "../tree/types.ts";
import { csvBlocks, type GuardedCell, type Lines } from "./blocks.ts";
import { type CsvwTable, csvwTable } from "./csvw.ts";
import { type CsvFormat, type CsvOptions, type FullOptions, fullFormat, fullOptions } from "./options.ts";
import { tableLines } from "./table-lines.ts";

/** What goes with the text of a CSV. */
export interface CsvRest {
  /** The cells that were given an apostrophe, in the order of the text. */
  readonly guarded: readonly GuardedCell[];
  /** CSVW metadata, when asked for; belongs beside the CSV as `{name}-metadata.json`. */
  readonly metadata?: CsvwTable;
}

/** RFC 4180 unless the options say otherwise: quotes where needed, and every line equally long. */
export interface Csv extends CsvRest {
  readonly text: string;
}

/**
 * A table as CSV: one header line with the column names, then the other rows; the text of a spanned cell stands in its first slot.
 *
 * Cells that a spreadsheet would run as a formula begin with `'` and are listed. A table without columns is an empty text.
 *
 * @throws {RangeError} when an option is unknown or has a value it cannot have, and when the text is longer than a string can be, about 500 million characters: `toCsvLines` has no such limit
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
 * assert.equal(toCsv(table, { preset: "excel-eu" }).text, "\ufeffItem;Sum\r\nPump;'=1+1\r\n");
 * ```
 */
export function toCsv(table: Table, options: CsvOptions = {}): Csv {
  return joined(toCsvLines(table, options));
}

/**
 * The same text in blocks of whole lines, for a table too large to be held twice; what goes with it is returned after the last block.
 *
 * @throws {RangeError} as `toCsv`, before the first block
 */
export function toCsvLines(table: Table, options: CsvOptions = {}): Generator<string, CsvRest, undefined> {
  const full = fullOptions(options);
  const needsTypes = full.values === "typed" || full.name !== undefined;
  const [typed = table] = needsTypes ? typedTables([table]) : [table];
  return tableBlocks(typed, full);
}

/** Records as CSV; numbers and booleans in their JSON form, null as an empty cell. @throws {RangeError} as `toCsv` */
export function recordsToCsv(records: Records, options: CsvFormat = {}): Csv {
  return joined(recordBlocks(records, options));
}

function* tableBlocks(table: Table, options: FullOptions): Generator<string, CsvRest, undefined> {
  const guarded = yield* csvBlocks(tableLines(table, options), options);
  return options.name === undefined ? { guarded } : { guarded, metadata: csvwTable(table, options, options.name) };
}

function* recordBlocks({ header, rows }: Records, options: CsvFormat): Generator<string, CsvRest, undefined> {
  const lines: Lines = { width: header.length, headerCount: 1, values: [header, ...rows] };
  return { guarded: yield* csvBlocks(lines, fullFormat(options)) };
}

function joined(lines: Generator<string, CsvRest, undefined>): Csv {
  const blocks: string[] = [];
  let next = lines.next();
  for (; next.done !== true; next = lines.next()) blocks.push(next.value);
  return { text: blocks.join(""), ...next.value };
}
