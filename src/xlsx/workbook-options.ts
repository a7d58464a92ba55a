import { assertOptions, flag, type OptionChoices, shownOption } from "../options.ts";
import { isoTime } from "./iso-time.ts";
import { rowLimit } from "./sheet-window.ts";
import type { FieldsXlsxOptions, RecordsOptions, TableWorkbookOptions } from "./to-xlsx.ts";

interface Rule {
  readonly holds: (value: unknown) => boolean;
  readonly expected: string;
}

const text: Rule = { holds: (value) => typeof value === "string", expected: "a text" };
const list: Rule = { holds: (value) => Array.isArray(value), expected: "a list" };

const rules: ReadonlyMap<string, Rule> = new Map([
  ["created", { holds: (value) => typeof value === "string" && isoTime(value) !== undefined, expected: "an ISO 8601 date or time" }],
  [
    "rowsPerSheet",
    { holds: (value) => Number.isInteger(value) && Number(value) > 1 && Number(value) <= rowLimit, expected: `2 to ${rowLimit}` },
  ],
  ["below", { holds: (value) => typeof value === "number" && value >= 0 && value <= 1, expected: "a number from 0 to 1" }],
  ["sourceUrl", text],
  ["jobId", text],
  ["version", text],
  ["warnings", list],
  ["decisions", list],
  ["isLow", { holds: (value) => typeof value === "function", expected: "a function" }],
]);

/** Every option of one function. */
type Choices<Options> = Readonly<Record<keyof Options, OptionChoices[string]>>;

/** The options of `workbookModel`; what those of typing may be, `typeCells` checks. */
export const tableChoices: Choices<TableWorkbookOptions> = {
  created: undefined,
  rowsPerSheet: undefined,
  keepUrls: flag,
  sourceUrl: undefined,
  below: undefined,
  jobId: undefined,
  version: undefined,
  warnings: undefined,
  decisions: undefined,
  typing: undefined,
  locale: undefined,
  dateOrder: undefined,
  minimumShare: undefined,
  footnotes: undefined,
  expandMagnitudes: undefined,
  booleans: undefined,
};

export const fieldChoices: Choices<FieldsXlsxOptions> = { below: undefined, keepUrls: flag };

export const recordChoices: Choices<RecordsOptions> = { created: undefined, rowsPerSheet: undefined, isLow: undefined };

/** @throws {RangeError} when an option is not among the choices, or is none of its values */
export function checkOptions(options: object, choices: OptionChoices): void {
  assertOptions(options, choices);
  for (const [name, value] of Object.entries(options)) {
    const rule = rules.get(name);
    if (value !== undefined && rule?.holds(value) === false)
      throw new RangeError(`${name} is ${shownOption(value)}, expected ${rule.expected}`);
  }
}
