import { UsageError } from "../errors.ts";
import type { TableFormat, WriterOptions } from "./writer.ts";

const endings: Readonly<Record<string, TableFormat>> = {
  csv: "csv",
  tsv: "csv",
  xlsx: "xlsx",
  json: "json",
  html: "html",
  htm: "html",
  md: "md",
};

type Special = "values" | "decimal" | "dateOrder" | "preset" | "provenance" | "csvw" | "sourceUrl";

/** The options that a format takes beside those of all. */
const taken: Readonly<Record<TableFormat, readonly Special[]>> = {
  csv: ["values", "decimal", "dateOrder", "preset", "provenance", "csvw"],
  xlsx: ["values", "decimal", "dateOrder", "sourceUrl"],
  json: ["values", "decimal", "dateOrder"],
  html: ["values", "decimal", "dateOrder", "provenance"],
  md: [],
};

const flags: Readonly<Record<Special, string>> = {
  values: "--values",
  decimal: "--decimal",
  dateOrder: "--date-order",
  preset: "--preset",
  provenance: "--provenance",
  csvw: "--csvw",
  sourceUrl: "--source-url",
};

/** What the tables are written as: `--to`, else what the ending of the file says, else CSV. */
export function formatOf({ to, output = "-" }: WriterOptions): TableFormat {
  const [, ending = ""] = /\.([a-z]+)$/i.exec(output) ?? [];
  return to ?? endings[ending.toLowerCase()] ?? "csv";
}

/** Whether one CSV is meant, not a folder of several. */
export function isCsvFile(output: string): boolean {
  return output === "-" || /\.[ct]sv$/i.test(output);
}

/** Whether the cells are read as numbers and dates: in a workbook unless it is to be raw, elsewhere only when asked for, or for metadata. */
export function isTyped(options: WriterOptions): boolean {
  const { values = formatOf(options) === "xlsx" ? "typed" : "raw", csvw = false } = options;
  return values === "typed" || csvw;
}

/**
 * Refuses options that would do nothing.
 *
 * @throws {UsageError} naming the option
 */
export function refuseIdle(options: WriterOptions): void {
  const format = formatOf(options);
  for (const [name, flag] of Object.entries(flags) as [Special, string][]) {
    if (options[name] === undefined) continue;
    if (!taken[format].includes(name)) throw new UsageError(`${flag} has no meaning for ${format}: leave it out`);
    const isOfTyping = name === "decimal" || name === "dateOrder";
    if (isOfTyping && !isTyped(options)) throw new UsageError(`${flag} is for typed values: give --values typed, too`);
  }
}
