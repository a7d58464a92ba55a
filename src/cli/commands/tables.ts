import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Csv, toCsv } from "../../csv/to-csv.ts";
import type { Warning } from "../../errors.ts";
import { tables as tablesOf } from "../../table/tables.ts";
import type { Table } from "../../tree/types.ts";
import { toOutput } from "../destination.ts";
import { UsageError } from "../errors.ts";
import { namesOf } from "../input.ts";
import { loadXlsx } from "../optional.ts";
import { documentTally, publicWarnings } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { openParse, type SourceOptions } from "../source.ts";
import { Spools } from "../spool.ts";
import { guardedLines, tableLines, warningLines } from "../summary.ts";
import { type GuardedPlace, tableCsvs } from "../table-csvs.ts";
import { isTableName, tableNamer, toJsonTable } from "../tables-json.ts";

export interface TablesOptions extends CommonOptions, SourceOptions {
  readonly to: "csv" | "xlsx" | "json";
  /** 1-based. */
  readonly table?: number;
}

/** What the chosen tables are written as. */
interface Writer {
  readonly add: (table: Table) => Promise<void> | void;
  readonly end: () => Promise<Output>;
}

interface Output {
  readonly data: Pick<CommandResult, "stdout" | "files" | "obsolete">;
  readonly warnings?: readonly Warning[];
  readonly guardedCells?: readonly GuardedPlace[];
}

/** The tables of a parse result: CSV files in a folder, one workbook, or JSON. */
export async function tables(paths: readonly string[], options: TablesOptions): Promise<CommandResult> {
  const source = await openParse(paths, options);
  const tally = documentTally();
  const writer = writerOf(options);
  let count = 0;
  for await (const window of source.windows()) {
    tally.add(window);
    for (const table of tablesOf(window)) {
      count++;
      if (options.table === undefined || options.table === count) await writer.add(table);
    }
  }
  if (options.table !== undefined && options.table > count)
    throw new UsageError(`There is no table ${options.table}: the document has ${count}`);
  const { data, warnings = [], guardedCells = [] } = await writer.end();
  const document = tally.report();
  const report = { ...document, guardedCells, warnings: publicWarnings([...source.warnings().list(), ...warnings]) };
  const list = options.table === undefined ? tableLines(report.tables) : [];
  const lines = [...list, ...guardedLines(guardedCells), ...warningLines(report.warnings)];
  return { title: `Tables of ${document.jobId ?? namesOf(paths)}`, lines, report, ...data };
}

function writerOf(options: TablesOptions): Writer {
  switch (options.to) {
    case "json":
      return jsonWriter(options);
    case "xlsx":
      return xlsxWriter(options);
    case "csv": {
      const { output = "-" } = options;
      return output === "-" || output.endsWith(".csv") ? oneCsv(options) : csvFolder(output, options);
    }
  }
}

function jsonWriter(options: TablesOptions): Writer {
  const spool = new Spools().open(options.output);
  let lead = "[\n";
  return {
    add: async (table) => {
      const json = JSON.stringify(toJsonTable(table, options.keepUrls ?? false), null, 1);
      await spool.write(`${lead} ${json.replaceAll("\n", "\n ")}`);
      lead = ",\n";
    },
    end: async () => {
      await spool.write(lead === ",\n" ? "\n]\n" : "[]\n");
      return { data: toOutput(await spool.end(), options) };
    },
  };
}

function xlsxWriter(options: TablesOptions): Writer {
  const chosen: Table[] = [];
  return {
    add: (table) => {
      chosen.push(table);
    },
    end: async () => {
      const { workbookModel, writeXlsx } = await loadXlsx();
      const model = workbookModel(chosen, { keepUrls: options.keepUrls ?? false });
      return { data: toOutput(await writeXlsx(model), options), warnings: model.warnings };
    },
  };
}

/** Several tables are files in a folder; with --force those that an earlier run left there and this one does not write are removed. */
function csvFolder(folder: string, { keepUrls = false, force = false }: TablesOptions): Writer {
  const { add, files, guardedCells } = tableCsvs(folder, new Spools(), keepUrls);
  return {
    add,
    end: async () => {
      const written = new Set(files.map((file) => basename(file.path)));
      const earlier = force ? await readdir(folder, { withFileTypes: true }).catch(() => []) : [];
      const ours = earlier.filter((entry) => entry.isFile() && isTableName(entry.name) && !written.has(entry.name));
      const obsolete = ours.map((entry) => join(folder, entry.name));
      return { data: { files, obsolete }, guardedCells };
    },
  };
}

/** One table is one file or standard output: two tables in one CSV are no CSV. */
function oneCsv(options: TablesOptions): Writer {
  const nameTable = tableNamer();
  let only: { readonly name: string; readonly csv: Csv } | undefined;
  let count = 0;
  return {
    add: (table) => {
      count++;
      only ??= { name: `${nameTable(table)}.csv`, csv: toCsv(table, { keepUrls: options.keepUrls ?? false }) };
    },
    end: async () => {
      if (count > 1) throw new UsageError(`There are ${count} tables: give a folder with -o, or choose one with --table`);
      if (only === undefined) return { data: toOutput("", options) };
      const { name, csv } = only;
      return { data: toOutput(csv.text, options), guardedCells: csv.guarded.map(({ row, column }) => ({ file: name, row, column })) };
    },
  };
}
