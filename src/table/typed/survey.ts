import type { Cell } from "../../tree/table.ts";
import type { DateText } from "./date.ts";
import type { DecimalMark, GroupingMark, Numeral } from "./numeral.ts";
import type { TypingSettings } from "./options.ts";
import { printedNumber } from "./printed.ts";
import { type Reading, readText } from "./reading.ts";
import { isExact } from "./value.ts";

type Counts<Key extends string> = Record<Key, number>;

/** What the cells of a column show by themselves, counted; the same whatever their order. */
export interface Survey {
  /** Cells that hold something, but no placeholder. */
  readonly filled: number;
  readonly identifiers: number;
  /** Numbers that read one way only, by the decimal mark they show, then by their grouping; `none` where they have none. */
  readonly numbers: Readonly<Record<DecimalMark | "none", Readonly<Counts<GroupingMark | "none">>>>;
  /** Those of them that have one mark and no three digits behind it, by that mark. */
  readonly weak: Readonly<Counts<DecimalMark>>;
  /** Those that may be times of day, as `9.30`. */
  readonly times: number;
  /** Numbers that read two ways, by their mark. */
  readonly ambiguous: Readonly<Counts<DecimalMark>>;
  /** JSON numbers, and what the html printed for them shows. */
  readonly json: number;
  readonly printed: Readonly<Counts<DecimalMark>>;
  /** Integers with an exponent, which are numbers only beside decimals with one. */
  readonly bareExponents: number;
  readonly hasExponents: boolean;
  /** En dashes before a number: they have no say in what the column is. */
  readonly dashed: number;
  readonly hasParentheses: boolean;
  readonly dates: Readonly<Counts<DateText["order"]>>;
  readonly booleans: number;
}

/** Counts what each cell is that `add` is given. */
export class Surveyor {
  readonly #settings: TypingSettings;
  readonly #numbers = { none: noMarks(), ".": noMarks(), ",": noMarks() };
  readonly #weak = { ".": 0, ",": 0 };
  readonly #ambiguous = { ".": 0, ",": 0 };
  readonly #printed = { ".": 0, ",": 0 };
  readonly #dates = { certain: 0, dmy: 0, mdy: 0, any: 0 };
  #times = 0;
  #filled = 0;
  #identifiers = 0;
  #json = 0;
  #exponents = 0;
  #bareExponents = 0;
  #dashed = 0;
  #parentheses = 0;
  #booleans = 0;

  constructor(settings: TypingSettings) {
    this.#settings = settings;
  }

  add(cell: Cell): void {
    const reading = readText(cell.text);
    if (reading === "empty" || reading === "placeholder") return;
    this.#filled++;
    if (typeof cell.raw === "number") this.#addJson(cell, reading);
    else if (reading === "identifier") this.#identifiers++;
    else if (reading === "yes" || reading === "no") this.#booleans += this.#settings.booleans ? 1 : 0;
    else if (reading === "text") return;
    else if (reading.type === "date") this.#dates[reading.order]++;
    else if (isRead(reading, this.#settings)) this.#addNumber(reading);
  }

  get result(): Survey {
    return {
      filled: this.#filled,
      identifiers: this.#identifiers,
      numbers: this.#numbers,
      weak: this.#weak,
      times: this.#times,
      ambiguous: this.#ambiguous,
      json: this.#json,
      printed: this.#printed,
      bareExponents: this.#bareExponents,
      hasExponents: this.#exponents > 0,
      dashed: this.#dashed,
      hasParentheses: this.#parentheses > 0,
      dates: this.#dates,
      booleans: this.#booleans,
    };
  }

  #addNumber(numeral: Numeral): void {
    const { affix, decimal = "none", grouping = "none", ambiguous } = numeral;
    if (affix.sign === "\u2013") {
      this.#dashed++;
      this.#filled--;
    } else if (affix.exponent !== undefined && numeral.decimals === 0) this.#bareExponents++;
    else if (ambiguous !== undefined) this.#ambiguous[ambiguous]++;
    else {
      this.#numbers[decimal][grouping]++;
      if (decimal !== "none" && grouping === "none" && numeral.decimals !== 3) this.#weak[decimal]++;
      if (isTime(numeral)) this.#times++;
    }
    if (affix.exponent !== undefined && numeral.decimals > 0) this.#exponents++;
    if (affix.sign === "(") this.#parentheses++;
  }

  /** A number too long for a spreadsheet is no identifier where JSON has it as a number. */
  #addJson(cell: Cell, reading: Reading): void {
    const printed = printedNumber(cell, reading, false);
    if (printed !== undefined) this.#json++;
    else if (/^\D{0,3}0\d/.test(cell.text)) this.#identifiers++;
    if (printed?.proves !== undefined) this.#printed[printed.proves]++;
  }
}

/** Whether the options let the text be a number in a numeric column. */
export function isRead(numeral: Numeral, { footnotes, expandMagnitudes }: TypingSettings): boolean {
  const { note, magnitude } = numeral.affix;
  if (note === undefined && magnitude === 0 && numeral.affix.exponent === undefined) return true;
  return (note === undefined || footnotes === "strip") && (magnitude === 0 || expandMagnitudes) && isExact(numeral);
}

function isTime({ affix, decimal, decimals, digits, length }: Numeral): boolean {
  const isBare = affix.written[0] === "" && affix.written[1] === "";
  return isBare && decimal === "." && decimals === 2 && length <= 4 && length > 2 && digits < 2400 && digits % 100 < 60;
}

/** Numbers that no mark could keep out. */
export function markless({ json, bareExponents, hasExponents }: Survey): number {
  return json + (hasExponents ? bareExponents : 0);
}

// 0.9 × 30 may come out a hair above 27.
const tolerance = 1e-9;

/** Whether so many of the filled cells are the share, and any at all. */
export function reaches(count: number, filled: number, share: number): boolean {
  return count > 0 && count >= share * filled - tolerance;
}

/** All numbers added up; 0 for none. */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function noMarks(): Counts<GroupingMark | "none"> {
  return { none: 0, ",": 0, ".": 0, " ": 0, "'": 0 };
}
