import type { Cell, TypedValue } from "../../tree/table.ts";
import { type DecimalMark, decimalMarks, maximumDigits, type Numeral } from "./numeral.ts";
import type { Reading } from "./reading.ts";
import { isExact, numberUnder } from "./value.ts";

/** A JSON number as its text prints it. */
export interface PrintedNumber {
  readonly typed: TypedValue;
  /** The decimal mark, where the text groups or shows decimals in its own way and not as JSON does. */
  readonly proves?: DecimalMark;
}

/** The number with the format of its text: one printed `12%` is the percent 0.12, be it 12 or 0.12; undefined for one a spreadsheet would round, or that is printed as an identifier. */
export function printedNumber(
  { raw, text }: Pick<Cell, "raw" | "text">,
  reading: Reading,
  isAccounting: boolean,
): PrintedNumber | undefined {
  if (typeof raw !== "number" || reading === "identifier") return undefined;
  if (typeof reading !== "string" && reading.type === "numeral" && isExact(reading) && reading.affix.magnitude === 0) {
    for (const decimal of decimalMarks) {
      const typed = numberUnder(reading, { decimal, usual: undefined, grouping: undefined, isAccounting });
      if (typed !== undefined && prints(typed, raw)) return { typed, ...(provesMark(reading, text, raw) ? { proves: decimal } : {}) };
    }
  }
  const digits = JSON.stringify(raw).replace(/e.*/, "").replace(/\D/g, "").replace(/^0+/, "");
  if (!Number.isFinite(raw) || Math.abs(raw) >= 2 ** 53 || digits.length > maximumDigits) return undefined;
  return { typed: { kind: "number", value: raw + 0, numberFormat: "General" } };
}

function prints({ kind, value }: TypedValue, raw: number): boolean {
  return value === raw || (kind === "percent" && Number(`${value}e2`) === raw);
}

function provesMark({ ambiguous, decimal }: Numeral, text: string, raw: number): boolean {
  return (ambiguous !== undefined || decimal !== undefined) && text !== JSON.stringify(raw);
}
