import { toCsv } from "../csv/to-csv.ts";
import type { Table } from "../tree/types.ts";
import { tableNames } from "./tables-json.ts";

/** A cell that was given an apostrophe: the file it is in, and its 0-based place there. */
export interface GuardedPlace {
  readonly file: string;
  readonly row: number;
  readonly column: number;
}

/** A CSV a table, named after its page, and the cells that were guarded in all of them. */
export function tableCsvs(
  tables: readonly Table[],
  keepUrls: boolean,
): { readonly csvs: readonly { readonly name: string; readonly text: string }[]; readonly guardedCells: readonly GuardedPlace[] } {
  const names = tableNames(tables).map((name) => `${name}.csv`);
  const made = tables.map((table) => toCsv(table, { keepUrls }));
  return {
    csvs: made.map(({ text }, index) => ({ name: names[index] as string, text })),
    guardedCells: made.flatMap(({ guarded }, index) => guarded.map(({ row, column }) => ({ file: names[index] as string, row, column }))),
  };
}
