import { join } from "node:path";
import type { CsvOptions } from "../csv/options.ts";
import { toCsvLines } from "../csv/to-csv.ts";
import type { Table } from "../tree/types.ts";
import type { OutputFile } from "./output.ts";
import type { Spools } from "./spool.ts";
import { tableNamer } from "./table-names.ts";

/** A cell that was given an apostrophe: the file it is in, and its 0-based place there. */
export interface GuardedPlace {
  readonly file: string;
  readonly row: number;
  readonly column: number;
}

/** Writes tables as CSV files of a folder, named after their pages, and lists the cells that were guarded in them. */
export interface TableCsvs {
  readonly add: (table: Table) => Promise<void>;
  readonly files: readonly OutputFile[];
  readonly guardedCells: readonly GuardedPlace[];
}

export function tableCsvs(folder: string, spools: Spools, options: CsvOptions): TableCsvs {
  const files: OutputFile[] = [];
  const guardedCells: GuardedPlace[] = [];
  const nameOf = tableNamer();
  return {
    files,
    guardedCells,
    add: async (table) => {
      const file = `${nameOf(table)}.csv`;
      const path = join(folder, file);
      const spool = spools.open(path);
      const lines = toCsvLines(table, { ...options, metadata: options.metadata ? { name: file } : false });
      let next = lines.next();
      for (; next.done !== true; next = lines.next()) await spool.write(next.value);
      const { guarded, metadata } = next.value;
      for (const { row, column } of guarded) guardedCells.push({ file, row, column });
      files.push({ path, data: await spool.end() });
      if (metadata !== undefined) files.push({ path: `${path}-metadata.json`, data: `${JSON.stringify(metadata, null, 1)}\n` });
    },
  };
}
