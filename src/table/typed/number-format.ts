import { unreachable } from "../../errors.ts";
import type { Affix } from "./affix.ts";

/** How the digits of a number are written, all that its format depends on beside what stands around them. */
export interface DigitShape {
  /** Digits before the decimal mark. */
  readonly whole: number;
  readonly decimals: number;
  readonly isGrouped: boolean;
  readonly isIndian: boolean;
  readonly isZero: boolean;
}

// A million cells share the few formats they have.
const known = new WeakMap<Affix, Map<number, string>>();

/**
 * The SpreadsheetML number format (ECMA-376 part 1, 18.8.30) under which a number reads as it was written; `,` and `.` in it stand for the marks of the reader's own locale.
 *
 * With `isAccounting` a positive number leaves room for the parenthesis its column writes around negative ones.
 */
export function numberFormat(affix: Affix, shape: DigitShape, isAccounting: boolean): string {
  const formats = known.get(affix) ?? new Map<number, string>();
  if (formats.size === 0) known.set(affix, formats);
  const key = keyOf(shape) * 2 + (isAccounting ? 1 : 0);
  const found = formats.get(key);
  if (found !== undefined) return found;
  const format = makeFormat(affix, shape, isAccounting);
  formats.set(key, format);
  return format;
}

/** Equal for shapes of equal format. */
function keyOf({ whole, decimals, isGrouped, isIndian, isZero }: DigitShape): number {
  const digits = isIndian ? whole : Math.min(whole, 1);
  return ((digits * 32 + decimals) * 2 + (isGrouped ? 1 : 0)) * 4 + (isIndian ? 2 : 0) + (isZero ? 1 : 0);
}

function makeFormat(affix: Affix, shape: DigitShape, isAccounting: boolean): string {
  const core = digitFormat(affix, shape);
  const [written, plain] = [around(affix.written, core), around(affix.unsigned, core)];
  switch (affix.sign) {
    case "":
      return isAccounting ? `${plain}_);${around(enclosed(affix.unsigned), core)}` : plain;
    case "+":
      return `${written};${written.replace("+", "-")}`;
    case "(":
      return sections(`${plain}_)`, written, shape.isZero);
    case "-":
      // A single section puts its minus before everything.
      return affix.isLeading && !shape.isZero ? plain : sections(plain, written, shape.isZero);
    case "\u2212":
    case "\u2013":
      return sections(plain, written, shape.isZero);
    default:
      return unreachable(affix.sign);
  }
}

/** A third section, for zero, only where the zero itself is written with a minus. */
function sections(positive: string, negative: string, isZero: boolean): string {
  return isZero ? `${positive};${negative};${negative}` : `${positive};${negative}`;
}

function around([before, after]: readonly [string, string], core: string): string {
  return `${before}${core}${after}`;
}

function enclosed([before, after]: readonly [string, string]): readonly [string, string] {
  return [`${before}(`, `${after})`];
}

function digitFormat({ exponent, magnitude }: Affix, { whole, decimals, isGrouped, isIndian }: DigitShape): string {
  // A format knows groups of three only; the commas of others are letters in it.
  const indian = `${"##\\,".repeat(Math.max(Math.ceil((whole - 3) / 2), 0))}##0`;
  const integer = isIndian ? indian : isGrouped ? "#,##0" : whole === 0 ? "" : "0";
  const fraction = decimals > 0 ? `.${"0".repeat(decimals)}` : "";
  return `${integer}${fraction}${exponent === undefined ? ",".repeat(magnitude / 3) : ""}`;
}
