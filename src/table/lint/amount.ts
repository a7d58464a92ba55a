import type { Column, TypedValue } from "../../tree/table.ts";

/** A number as it is printed: `half` a unit of its last digit is how far rounding may have moved it. */
export interface Amount {
  readonly value: number;
  readonly half: number;
}

/** The number of a typed cell; a percent is none unless asked for. */
export type AmountReader = (typed: TypedValue | undefined, isPercent: boolean) => Amount | undefined;

/** Reads the amounts of one table, each number format once. */
export function amountReader(): AmountReader {
  const units = new Map<string, number | undefined>();
  return (typed, isPercent) => {
    if (typed === undefined || typeof typed.value !== "number" || (typed.kind === "percent") !== isPercent) return undefined;
    const { value, numberFormat = "" } = typed;
    if (!units.has(numberFormat)) units.set(numberFormat, unitOf(numberFormat));
    return { value, half: (units.get(numberFormat) ?? unitOfDigits(value)) / 2 };
  };
}

/**
 * What the last digit counts under a number format (ECMA-376 part 1, 18.8.31): a comma behind the digits divides by 1,000, `%` multiplies by
 * 100. Undefined where the format leaves it to the number.
 */
function unitOf(format: string): number | undefined {
  const [shape = ""] = format.replace(/"[^"]*"|[\\_*].|\[[^\]]*\]/g, "").split(";", 1);
  const [, decimals = "", commas = ""] = /(?:\.([0#?]+))?(,*)[^0#?,.]*$/.exec(shape) ?? [];
  if (!/[0#?]/.test(shape) || /E/i.test(shape)) return undefined;
  return 10 ** (3 * commas.length - decimals.length - (shape.includes("%") ? 2 : 0));
}

/** The last digit of a number that nothing prints otherwise. */
function unitOfDigits(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return 10 ** (Number(exponent) - (digits.split(".")[1]?.length ?? 0));
}

/** A sum as the column would print it. */
export function printed({ value, half }: Amount, { locale }: Pick<Column, "locale">, isGrouped: boolean): string {
  const decimals = half >= 0.5 ? 0 : Math.round(-Math.log10(2 * half));
  const [whole = "", fraction] = Math.abs(value).toFixed(Math.min(decimals, 15)).split(".");
  const grouping = locale?.grouping ?? (locale?.decimal === "," ? "." : ",");
  const grouped = isGrouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, grouping) : whole;
  const digits = fraction === undefined ? grouped : `${grouped}${locale?.decimal ?? "."}${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}
