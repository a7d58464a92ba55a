import type { TypedValue } from "../../tree/table.ts";
import { numberFormat } from "./number-format.ts";
import type { DecimalMark, GroupingMark, Numeral } from "./numeral.ts";

/** How the numbers of a column are read. */
export interface NumberRule {
  /** What is proven or given. */
  readonly decimal: DecimalMark | undefined;
  /** What most of its numbers show, where nothing is proven: it tells no ambiguous number, but keeps those with the other mark out. */
  readonly usual: DecimalMark | undefined;
  readonly grouping: GroupingMark | undefined;
  /** Whether it writes negative numbers in parentheses. */
  readonly isAccounting: boolean;
}

/** The smallest number that a spreadsheet, and a double with all its digits, holds. */
export const smallest: number = 2 ** -1022;

/** Whether the text is a number with no column's or option's help but a locale: no footnote mark, magnitude, en dash, or integer with an exponent. */
export function isPlain({ affix, decimals }: Numeral): boolean {
  const isBareExponent = affix.exponent !== undefined && decimals === 0;
  return affix.note === undefined && affix.magnitude === 0 && affix.sign !== "\u2013" && !isBareExponent;
}

/** Whether a spreadsheet holds the number, whichever its locale: it has no integers past 2^53, and takes what is too small for 0. */
export function isExact(numeral: Numeral): boolean {
  const { affix, digits, decimals } = numeral;
  const power = affix.exponent?.power ?? affix.magnitude;
  if (power === 0 || digits === 0) return true;
  const size = Number(`${digits}e${power - decimals}`);
  return size >= smallest && size < 2 ** 53;
}

/** The number under the marks of its column; undefined where they do not give one. */
export function numberUnder(numeral: Numeral, rule: NumberRule): TypedValue | undefined {
  const { affix, digits, length, ambiguous } = numeral;
  if (ambiguous !== undefined && rule.decimal === undefined) return undefined;
  const isDecimal = ambiguous === rule.decimal;
  const decimals = ambiguous !== undefined && isDecimal ? 3 : numeral.decimals;
  const grouping = ambiguous !== undefined && !isDecimal ? ambiguous : numeral.grouping;
  const decimal = rule.decimal ?? rule.usual;
  if (numeral.decimal !== undefined && decimal !== undefined && numeral.decimal !== decimal) return undefined;
  if (grouping !== undefined && rule.grouping !== undefined && grouping !== rule.grouping) return undefined;
  const whole = length - decimals;
  const mayGroup = affix.exponent === undefined && whole > 0 && whole <= 3;
  const isGrouped = grouping !== undefined || (rule.grouping !== undefined && mayGroup);
  const value = scaled(digits, (affix.exponent?.power ?? affix.magnitude) - decimals - (affix.kind === "percent" ? 2 : 0));
  const shape = { whole, decimals, isGrouped, isIndian: numeral.isIndian, isZero: digits === 0 };
  const format = numberFormat(affix, shape, rule.isAccounting);
  const signed = affix.isNegative && value !== 0 ? -value : value;
  if (affix.note === undefined) return { kind: affix.kind, value: signed, numberFormat: format };
  return { kind: affix.kind, value: signed, numberFormat: format, note: affix.note };
}

/** Both factors are exact below 10²³, so the quotient is the double nearest to the decimal number: the one that its text parses to. */
function scaled(digits: number, power: number): number {
  if (power === 0) return digits;
  return power < 0 && power >= -22 ? digits / 10 ** -power : Number(`${digits}e${power}`);
}
