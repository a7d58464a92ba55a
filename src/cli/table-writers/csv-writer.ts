import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CsvOptions } from "../../csv/options.ts";
import { type Csv, toCsv } from "../../csv/to-csv.ts";
import { toOutput } from "../destination.ts";
import { UsageError } from "../errors.ts";
import { Spools } from "../spool.ts";
import { tableCsvs } from "../table-csvs.ts";
import { isTableName, tableNamer } from "../table-names.ts";
import { isCsvFile } from "./format.ts";
import type { TableWriter, WriterOptions } from "./writer.ts";

/** One table as one CSV, or several as files in a folder. */
export function csvWriter(options: WriterOptions): TableWriter {
  const { output = "-", csvw = false } = options;
  if (!isCsvFile(output)) return csvFolder(output, options);
  if (csvw) throw new UsageError("--csvw writes a file beside each CSV: give a folder with -o");
  return oneCsv(options);
}

function csvOptions({ keepUrls = false, output = "-", preset, provenance = false, values }: WriterOptions): CsvOptions {
  const kind = preset ?? (/\.tsv$/i.test(output) ? "tsv" : undefined);
  return { keepUrls, provenance, values: values === "typed" ? "typed" : "text", ...(kind === undefined ? {} : { preset: kind }) };
}

/** Several tables are files in a folder; with --force those that an earlier run left there and this one does not write are removed. */
function csvFolder(folder: string, options: WriterOptions): TableWriter {
  const { force = false, csvw = false } = options;
  const { add, files, guardedCells } = tableCsvs(folder, new Spools(), { ...csvOptions(options), metadata: csvw });
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
function oneCsv(options: WriterOptions): TableWriter {
  const nameTable = tableNamer();
  let only: { readonly name: string; readonly csv: Csv } | undefined;
  let count = 0;
  return {
    add: (table) => {
      count++;
      only ??= { name: `${nameTable(table)}.csv`, csv: toCsv(table, csvOptions(options)) };
    },
    end: async () => {
      if (count > 1) throw new UsageError(`There are ${count} tables: give a folder with -o, or choose one with --table`);
      if (only === undefined) return { data: toOutput("", options) };
      const { name, csv } = only;
      return { data: toOutput(csv.text, options), guardedCells: csv.guarded.map(({ row, column }) => ({ file: name, row, column })) };
    },
  };
}
