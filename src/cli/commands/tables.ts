import { counted } from "../../audit/finding.ts";
import { unreachable, type Warning } from "../../errors.ts";
import { pageNumbersOf, tables as tablesOf } from "../../table/tables.ts";
import { typeCells } from "../../table/typed.ts";
import type { Table } from "../../tree/types.ts";
import { UsageError } from "../errors.ts";
import { explanation } from "../explanation.ts";
import { namesOf } from "../input.ts";
import { readPages } from "../page-choice.ts";
import { documentTally, publicWarnings, tableWarnings } from "../report.ts";
import type { CommandResult } from "../result.ts";
import { openParse } from "../source.ts";
import { guardedLines, row, tableLines, warningLines } from "../summary.ts";
import { csvWriter } from "../table-writers/csv-writer.ts";
import { formatOf, isTyped, refuseIdle } from "../table-writers/format.ts";
import { htmlWriter, jsonWriter, markdownTables } from "../table-writers/text-writer.ts";
import type { TableWriter, WriterOptions } from "../table-writers/writer.ts";
import { xlsxWriter } from "../table-writers/xlsx-writer.ts";

export interface TablesOptions extends WriterOptions {
  /** 1-based. */
  readonly table?: number;
  /** Only tables that stand on one of these pages, such as `1-5,10`. */
  readonly pages?: string;
  readonly explain?: boolean;
}

/** The tables of a parse result: CSV files in a folder, one workbook, JSON, HTML or markdown. */
export async function tables(paths: readonly string[], options: TablesOptions): Promise<CommandResult> {
  const isChosen = choice(options);
  refuseIdle(options);
  const writer = writerOf(options);
  const source = await openParse(paths, options);
  const tally = documentTally();
  const explained = explanation();
  const lints: Warning[] = [];
  // All numbers of the document tell together how it writes them.
  const held: Table[] = [];
  let [count, chosen] = [0, 0];
  const add = async (found: readonly Table[]): Promise<void> => {
    const wanted = found.filter((table) => isChosen(table, ++count));
    chosen += wanted.length;
    for (const table of wanted) await writer.add(table);
    for (const lint of tableWarnings(wanted)) lints.push(lint);
  };
  for await (const window of source.windows()) {
    tally.add(window);
    explained.add(window);
    for (const table of tablesOf(window)) {
      if (isTyped(options)) held.push(table);
      else await add([table]);
    }
  }
  await add(typeCells(held, typingOf(options)));
  if (options.table !== undefined && options.table > count)
    throw new UsageError(`There is no table ${options.table}: the document has ${count}`);
  if (count > 0 && chosen === 0) throw new UsageError(`None of the ${counted(count, "table")} is chosen: see --table and --pages`);
  const document = tally.report();
  const found = [...source.warnings().list(), ...lints];
  const written = await writer.end({ jobId: document.jobId, warnings: found, decisions: document.stitchDecisions });
  const { data, warnings = [], guardedCells = [] } = written;
  const report = { ...document, guardedCells, warnings: publicWarnings([...found, ...warnings]) };
  const lines = [
    ...(options.table === undefined ? tableLines(report.tables) : []),
    ...(options.pages === undefined ? [] : [row("chosen", `${chosen} of ${count}, on pages ${options.pages}`)]),
    ...(options.explain === true ? explained.lines() : []),
    ...guardedLines(guardedCells),
    ...warningLines(report.warnings),
  ];
  return { title: `Tables of ${document.jobId ?? namesOf(paths)}`, lines, report, ...data };
}

/** Which tables are meant, by their ordinal in the document and by the pages they stand on. */
function choice({ table: ordinal, pages }: TablesOptions): (table: Table, count: number) => boolean {
  const range = pages === undefined ? undefined : readPages(pages);
  return (table, count) => {
    const isOnPages = range === undefined || pageNumbersOf(table).some((number) => range.has(number));
    return isOnPages && (ordinal === undefined || ordinal === count);
  };
}

function typingOf({ decimal, dateOrder }: TablesOptions): Parameters<typeof typeCells>[1] {
  return { ...(decimal === undefined ? {} : { locale: { decimal } }), ...(dateOrder === undefined ? {} : { dateOrder }) };
}

function writerOf(options: TablesOptions): TableWriter {
  const format = formatOf(options);
  switch (format) {
    case "json":
      return jsonWriter(options);
    case "html":
      return htmlWriter(options);
    case "md":
      return markdownTables(options);
    case "xlsx":
      return xlsxWriter(options);
    case "csv":
      return csvWriter(options);
    default:
      return unreachable(format);
  }
}
