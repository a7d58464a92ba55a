import { assertOptions, flag, type OptionRules } from "../../options.ts";
import type { NumberLocale } from "../../tree/table.ts";
import type { DateOrder } from "./date.ts";

/** How `typeCells` reads numbers, dates and booleans; what no option says, the cells must prove. */
export interface TypingOptions {
  /** `"none"` reads nothing: every cell is `empty` or `text`. @default "columns" */
  readonly typing?: "columns" | "none";
  /** The marks of every number; without `grouping`, each column has the one that most of its numbers use. @default what a column, its table or all tables prove */
  readonly locale?: NumberLocale;
  /** Of dates in numbers whose year stands last. @default what a day past the 12th proves in the column */
  readonly dateOrder?: DateOrder;
  /** The share of its cells, empty ones aside, that must be of one family for a column to be typed; above 0, at most 1. @default 0.9 */
  readonly minimumShare?: number;
  /** `"strip"` reads `1,234*` as a number with the mark in `note`; `"keep"` leaves it text. @default "keep" */
  readonly footnotes?: "keep" | "strip";
  /** Reads `$1.2M` and `3.4 bn` as 1,200,000 and 3,400,000,000. @default false */
  readonly expandMagnitudes?: boolean;
  /** Reads true, false, yes and no as booleans. @default false */
  readonly booleans?: boolean;
}

/** The options with every default in. */
export interface TypingSettings extends Required<Omit<TypingOptions, "locale" | "dateOrder">> {
  readonly locale: NumberLocale | undefined;
  readonly dateOrder: DateOrder | undefined;
}

/**
 * The options with their defaults.
 *
 * @throws {RangeError} when there is no such option, or it does not take the value; it names the option
 */
export function typingSettings(options: TypingOptions): TypingSettings {
  assertOptions(options, rules);
  if (options.locale !== undefined) assertLocale(options.locale);
  const {
    typing = "columns",
    locale,
    dateOrder,
    minimumShare = 0.9,
    footnotes = "keep",
    expandMagnitudes = false,
    booleans = false,
  } = options;
  return { typing, locale, dateOrder, minimumShare, footnotes, expandMagnitudes, booleans };
}

const rules: OptionRules<TypingOptions> = {
  typing: ["columns", "none"],
  locale: { holds: (value) => typeof value === "object" && value !== null, expected: `an object such as { decimal: ",", grouping: "." }` },
  dateOrder: ["dmy", "mdy"],
  minimumShare: { holds: (value) => typeof value === "number" && value > 0 && value <= 1, expected: "a number above 0, at most 1" },
  footnotes: ["keep", "strip"],
  expandMagnitudes: flag,
  booleans: flag,
};

function assertLocale({ decimal, grouping }: NumberLocale): void {
  const marks = [",", ".", " ", "'"].filter((mark) => mark !== decimal);
  assertOptions(
    { "locale.decimal": decimal ?? null, "locale.grouping": grouping },
    { "locale.decimal": [".", ","], "locale.grouping": marks },
  );
}
