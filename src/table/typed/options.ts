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
  const {
    typing = "columns",
    locale,
    dateOrder,
    minimumShare = 0.9,
    footnotes = "keep",
    expandMagnitudes = false,
    booleans = false,
  } = options;
  const settings = { typing, locale, dateOrder, minimumShare, footnotes, expandMagnitudes, booleans };
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(settings, name));
  if (unknown !== undefined)
    throw new RangeError(`Cannot type cells with an option ${JSON.stringify(unknown)}: expected ${Object.keys(settings).join(", ")}`);
  checkOneOf("typing", typing, ["columns", "none"]);
  checkOneOf("dateOrder", dateOrder, [undefined, "dmy", "mdy"]);
  checkOneOf("footnotes", footnotes, ["keep", "strip"]);
  checkOneOf("expandMagnitudes", expandMagnitudes, [true, false]);
  checkOneOf("booleans", booleans, [true, false]);
  if (typeof minimumShare !== "number" || !(minimumShare > 0 && minimumShare <= 1))
    refuse("minimumShare", minimumShare, "a number above 0, at most 1");
  if (locale !== undefined) checkLocale(locale);
  return settings;
}

function checkLocale(locale: NumberLocale): void {
  if (typeof locale !== "object" || locale === null) refuse("locale", locale, `an object such as { decimal: ",", grouping: "." }`);
  const { decimal, grouping } = locale;
  checkOneOf("locale.decimal", decimal, [".", ","]);
  checkOneOf("locale.grouping", grouping, [undefined, ",", ".", " ", "'"]);
  if (grouping === decimal) refuse("locale.grouping", grouping, "another mark than locale.decimal");
}

function checkOneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (allowed.includes(value)) return;
  const list = allowed.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
  refuse(name, value, `one of ${list.join(", ")}`);
}

function refuse(name: string, value: unknown, expected: string): never {
  const found = typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : typeof value === "number" ? String(value) : typeof value;
  throw new RangeError(`Cannot type cells with ${name} ${found}: expected ${expected}`);
}
