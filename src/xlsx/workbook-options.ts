import { flag, type OptionRules, type OptionTest } from "../options.ts";
import { isoTime } from "./iso-time.ts";
import { rowLimit } from "./sheet-window.ts";
import type { FieldsXlsxOptions, RecordsOptions, TableWorkbookOptions } from "./to-xlsx.ts";

const text: OptionTest = { holds: (value) => typeof value === "string", expected: "a text" };
const list: OptionTest = { holds: (value) => Array.isArray(value), expected: "a list" };
const created: OptionTest = {
  holds: (value) => typeof value === "string" && isoTime(value) !== undefined,
  expected: "an ISO 8601 date or time",
};
const rowsPerSheet: OptionTest = {
  holds: (value) => Number.isInteger(value) && Number(value) > 1 && Number(value) <= rowLimit,
  expected: `2 to ${rowLimit}`,
};
const below: OptionTest = { holds: (value) => typeof value === "number" && value >= 0 && value <= 1, expected: "a number from 0 to 1" };

/** The options of `workbookModel`; what those of typing may be, `typeCells` checks. */
export const tableRules: OptionRules<TableWorkbookOptions> = {
  created,
  rowsPerSheet,
  keepUrls: flag,
  sourceUrl: text,
  below,
  jobId: text,
  version: text,
  warnings: list,
  decisions: list,
  typing: undefined,
  locale: undefined,
  dateOrder: undefined,
  minimumShare: undefined,
  footnotes: undefined,
  expandMagnitudes: undefined,
  booleans: undefined,
};

export const fieldRules: OptionRules<FieldsXlsxOptions> = { below, keepUrls: flag };

export const recordRules: OptionRules<RecordsOptions> = {
  created,
  rowsPerSheet,
  isLow: { holds: (value) => typeof value === "function", expected: "a function" },
};
