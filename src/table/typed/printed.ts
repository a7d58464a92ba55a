import type { Cell, TypedValue } from "../../tree/table.ts";
import { type DecimalMark, decimalMarks, maximumDigits, type Numeral } from "./numeral.ts";
import type { Reading } from "./reading.ts";
import { isExact, numberUnder, smallest } from "./value.ts";

/** A JSON number as its text prints it. */
export interface PrintedNumber {
  readonly typed: TypedValue;
  /** The decimal mark, where the text groups or shows decimals in its own way and not as JSON does. */
  readonly proves?: DecimalMark;
}

/** The number with the format of its text: one printed `12%` is the percent 0.12, be it 12 or 0.12; undefined for one that is printed as an identifier, is too small, or has a whole part a spreadsheet would round. Decimals past the 15th digit, which arithmetic leaves behind, are rounded off. */
export function printedNumber(
  { raw, text }: Pick<Cell, "raw" | "text">,
  reading: Reading,
  isAccounting: boolean,
): PrintedNumber | undefined {
  const value = typeof raw === "number" ? heldValue(raw) : undefined;
  if (typeof raw !== "number" || value === undefined || (reading === "identifier" && text !== JSON.stringify(raw))) return undefined;
  if (typeof reading !== "string" && reading.type === "numeral" && isExact(reading) && reading.affix.magnitude === 0) {
    for (const decimal of decimalMarks) {
      const typed = numberUnder(reading, { decimal, usual: undefined, grouping: undefined, isAccounting });
      if (typed !== undefined && prints(typed, value)) return { typed, ...(provesMark(reading, text, raw) ? { proves: decimal } : {}) };
    }
  }
  return { typed: { kind: "number", value, numberFormat: "General" } };
}

/** What a spreadsheet holds of the number: 15 digits; undefined where that is not all of its whole part. */
function heldValue(raw: number): number | undefined {
  const size = Math.abs(raw);
  const isHeld = size < 10 ** maximumDigits && (raw === 0 || size >= smallest);
  return isHeld ? Number(raw.toPrecision(maximumDigits)) + 0 : undefined;
}

function prints({ kind, value }: TypedValue, held: number): boolean {
  return value === held || (kind === "percent" && Number(`${value}e2`) === held);
}

function provesMark({ ambiguous, decimal }: Numeral, text: string, raw: number): boolean {
  return (ambiguous !== undefined || decimal !== undefined) && text !== JSON.stringify(raw);
}
