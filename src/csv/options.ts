import { assertOptions, flag, type OptionRules, shownOption } from "../options.ts";
import { type FormulaGuard, formulaGuards } from "./guard.ts";

export type CsvPreset = "rfc4180" | "excel" | "excel-eu" | "tsv" | "unix";

/** How the cells and lines of a CSV are written, whatever they hold. */
export interface CsvFormat {
  /** Defaults of the options delimiter, newline and bom, as `csvPresets` has them. @default "rfc4180" */
  readonly preset?: CsvPreset;
  /** One character, none of `"`, CR, LF and the byte order mark. @default "," */
  readonly delimiter?: string;
  /** @default "\r\n" */
  readonly newline?: "\r\n" | "\n";
  /** A byte order mark in front: without one Excel reads UTF-8 as the code page of its computer. @default false */
  readonly bom?: boolean;
  /** Ends the last line too. @default true */
  readonly finalNewline?: boolean;
  /** What is done to a text that a spreadsheet would take for a formula; numbers are never touched. @default "apostrophe" */
  readonly formulaGuard?: FormulaGuard;
  /** Writes digits that Excel would change, such as `00123`, as the formula `="00123"`. Every other reader gets the formula. @default false */
  readonly excelText?: boolean;
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
}

/** How a table becomes a CSV. */
export interface CsvOptions extends CsvFormat {
  /** `flatten` writes one line with the names of the columns, `all` each header row as it stands, `none` none. @default "flatten" */
  readonly header?: "flatten" | "all" | "none";
  /** `first` writes a spanned cell in its first slot, `repeat` in each. @default "first" */
  readonly spans?: "first" | "repeat";
  /** `typed` writes numbers, dates (`YYYY-MM-DD`) and booleans as their value; a table that is not typed yet is typed by itself. @default "text" */
  readonly values?: "text" | "typed";
  /** Adds on the right where a row comes from: `_page_number` (`2..4` for one of these), `_pointer` (the row in the payload, else its table) and `_row` (in that table's `rows`, 0-based). @default false */
  readonly provenance?: boolean;
  /** Also gives CSVW metadata; `name` is the file name of the CSV, `table.csv` unless said. @default false */
  readonly metadata?: boolean | { readonly name: string };
}

/** What each preset stands for; an option that is given wins. */
export const csvPresets: Readonly<Record<CsvPreset, Required<Pick<CsvFormat, "delimiter" | "newline" | "bom">>>> = {
  rfc4180: { delimiter: ",", newline: "\r\n", bom: false },
  excel: { delimiter: ",", newline: "\r\n", bom: true },
  "excel-eu": { delimiter: ";", newline: "\r\n", bom: true },
  tsv: { delimiter: "\t", newline: "\r\n", bom: false },
  unix: { delimiter: ",", newline: "\n", bom: false },
};

export type FullFormat = Required<Omit<CsvFormat, "preset">>;
export type FullOptions = FullFormat & Required<Omit<CsvOptions, keyof CsvFormat | "metadata">> & { readonly name: string | undefined };

const formatRules: OptionRules<CsvFormat> = {
  delimiter: {
    holds: (value) => typeof value === "string" && /^[^"\r\n\ufeff\ud800-\udfff]$/.test(value),
    expected: 'one character, none of ", CR, LF and U+FEFF',
  },
  preset: Object.keys(csvPresets),
  newline: ["\r\n", "\n"],
  bom: flag,
  finalNewline: flag,
  formulaGuard: formulaGuards,
  excelText: flag,
  keepUrls: flag,
};
const tableRules: OptionRules<CsvOptions> = {
  ...formatRules,
  header: ["flatten", "all", "none"],
  spans: ["first", "repeat"],
  values: ["text", "typed"],
  provenance: flag,
  metadata: undefined,
};

/**
 * The format with its defaults.
 *
 * @throws {RangeError} when an option is unknown or has a value it cannot have: a misspelt one would otherwise pass in silence
 */
export function fullFormat(options: CsvFormat): FullFormat {
  assertOptions(options, formatRules);
  return withDefaults(options);
}

/** The options with their defaults. @throws {RangeError} as `fullFormat` */
export function fullOptions(options: CsvOptions): FullOptions {
  assertOptions(options, tableRules);
  const { header = "flatten", spans = "first", values = "text", provenance = false, metadata = false } = options;
  return { ...withDefaults(options), header, spans, values, provenance, name: nameOf(metadata) };
}

function withDefaults(options: CsvFormat): FullFormat {
  const preset = csvPresets[options.preset ?? "rfc4180"];
  const { delimiter = preset.delimiter, newline = preset.newline, bom = preset.bom, finalNewline = true } = options;
  const { formulaGuard = "apostrophe", excelText = false, keepUrls = false } = options;
  return { delimiter, newline, bom, finalNewline, formulaGuard, excelText, keepUrls };
}

function nameOf(metadata: unknown): string | undefined {
  if (metadata === false) return undefined;
  if (metadata === true) return "table.csv";
  const entries = typeof metadata === "object" && metadata !== null ? Object.entries(metadata) : [];
  const [[key, name] = []] = entries;
  if (entries.length === 1 && key === "name" && typeof name === "string" && name !== "") return name;
  throw new RangeError(`metadata is ${shownOption(metadata)}, expected true, false or { name }, the file name of the CSV`);
}
