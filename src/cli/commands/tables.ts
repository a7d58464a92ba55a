import { join } from "node:path";
import type { Warning } from "../../errors.ts";
import { tables as tablesOf } from "../../table/tables.ts";
import type { Table } from "../../tree/types.ts";
import { toOutput } from "../destination.ts";
import { UsageError } from "../errors.ts";
import { loadParse } from "../load.ts";
import { loadXlsx } from "../optional.ts";
import { publicWarnings, reportDocument } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { guardedLines, tableLines, warningLines } from "../summary.ts";
import { type GuardedPlace, tableCsvs } from "../table-csvs.ts";
import { toJsonTable } from "../tables-json.ts";

export interface TablesOptions extends CommonOptions {
  readonly to: "csv" | "xlsx" | "json";
  /** 1-based. */
  readonly table?: number;
}

/** The tables of a parse result: CSV files in a folder, one workbook, or JSON. */
export async function tables(path: string, options: TablesOptions): Promise<CommandResult> {
  const { document } = await loadParse(path, options);
  const all = tablesOf(document);
  const chosen = options.table === undefined ? all : all.slice(options.table - 1, options.table);
  if (options.table !== undefined && chosen.length === 0)
    throw new UsageError(`There is no table ${options.table}: the document has ${all.length}`);
  const { data, warnings = [], guardedCells = [] } = await dataOf(chosen, options);
  const report = { ...reportDocument(document), guardedCells, warnings: publicWarnings([...document.warnings, ...warnings]) };
  const list = options.table === undefined ? tableLines(report.tables) : [];
  const lines = [...list, ...guardedLines(guardedCells), ...warningLines(report.warnings)];
  return { title: `Tables of ${document.jobId}`, lines, report, ...data };
}

type Output = {
  readonly data: Pick<CommandResult, "stdout" | "files">;
  readonly warnings?: readonly Warning[];
  readonly guardedCells?: readonly GuardedPlace[];
};

async function dataOf(chosen: readonly Table[], options: TablesOptions): Promise<Output> {
  const { keepUrls = false } = options;
  switch (options.to) {
    case "json": {
      const found = chosen.map((table) => toJsonTable(table, keepUrls));
      return { data: toOutput(`${JSON.stringify(found, null, 1)}\n`, options) };
    }
    case "xlsx": {
      const { workbookModel, writeXlsx } = await loadXlsx();
      const model = workbookModel(chosen, { keepUrls });
      return { data: toOutput(await writeXlsx(model), options), warnings: model.warnings };
    }
    case "csv":
      return csvOutput(chosen, options);
  }
}

/** One table is one file or standard output, several are files in a folder: two tables in one CSV are no CSV. */
function csvOutput(chosen: readonly Table[], options: TablesOptions): Output {
  const { output = "-", keepUrls = false } = options;
  const { csvs, guardedCells } = tableCsvs(chosen, keepUrls);
  const [only] = csvs;
  if (csvs.length === 1 && only !== undefined && (output === "-" || output.endsWith(".csv"))) {
    return { data: toOutput(only.text, options), guardedCells };
  }
  if (chosen.length === 0) return { data: output === "-" ? { stdout: "" } : { files: [] } };
  if (output === "-" || output.endsWith(".csv")) {
    throw new UsageError(`There are ${chosen.length} tables: give a folder with -o, or choose one with --table`);
  }
  return { data: { files: csvs.map(({ name, text }) => ({ path: join(output, name), data: text })) }, guardedCells };
}
