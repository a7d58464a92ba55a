import type { NumberLocale } from "../../src/tree/table.ts";

/** What a spreadsheet shows for a number or a date under a number format, in a locale; knows only what the formats of typed cells need. */
export function printUnder(format: string, value: number | string, { decimal, grouping = "," }: NumberLocale): string {
  if (typeof value === "string") return printDate(format, value);
  if (format === "General") return JSON.stringify(value);
  // Literals are in quotes here, and none of them holds a semicolon.
  const [positive = "", negative = `-${positive}`, zero = positive] = format.split(";");
  const section = value < 0 ? negative : value === 0 ? zero : positive;
  return printNumber(tokensOf(section), Math.abs(value), { decimal, grouping });
}

/** The text without white space and direction marks; an apostrophe and an exponent have one form in a format. */
export function folded(text: string): string {
  return text
    .replace(/[\s\u200e\u200f]/gu, "")
    .replaceAll("’", "'")
    .replace(/(?<=\d)e(?=[-+\d])/, "E");
}

interface Token {
  readonly type: "literal" | "digit" | "point" | "comma" | "percent" | "exponent";
  readonly text: string;
}

function tokensOf(format: string): Token[] {
  return [...format.matchAll(/"([^"]*)"|\\(.)|(_.)|(E[-+]0+)|([0#])|(.)/gsu)].map(
    ([text, quoted, escaped, space, exponent, digit]): Token => {
      if (quoted !== undefined || escaped !== undefined) return { type: "literal", text: quoted ?? escaped ?? "" };
      if (space !== undefined) return { type: "literal", text: "" };
      if (exponent !== undefined) return { type: "exponent", text };
      if (digit !== undefined) return { type: "digit", text };
      return { type: text === "." ? "point" : text === "," ? "comma" : text === "%" ? "percent" : "literal", text };
    },
  );
}

function printNumber(tokens: readonly Token[], size: number, locale: Required<NumberLocale>): string {
  const point = tokens.findIndex(({ type }) => type === "point");
  const firstDigit = tokens.findIndex(({ type }) => type === "digit");
  const lastDigit = tokens.findLastIndex(({ type }) => type === "digit");
  const isGrouped = tokens.some(({ type }, index) => type === "comma" && index < lastDigit);
  const scale = tokens.filter(({ type }, index) => type === "comma" && index > lastDigit).length * 3;
  const decimals = point < 0 ? 0 : tokens.filter(({ type }, index) => type === "digit" && index > point).length;
  const isScientific = tokens.some(({ type }) => type === "exponent");
  const [mantissa = "0", power = "0"] = isScientific ? size.toExponential().split("e") : [String(size)];
  const shift = (tokens.some(({ type }) => type === "percent") ? 2 : 0) - scale;
  const [whole = "", fraction = ""] = fixed(Number(mantissa), shift, decimals).split(".");
  let left = whole === "0" ? "" : whole;
  let count = 0;
  let text = "";
  const take = (fallback: string): void => {
    const digit = left.at(-1) ?? fallback;
    left = left.slice(0, -1);
    text = digit + (digit !== "" && isGrouped && count > 0 && count % 3 === 0 ? locale.grouping : "") + text;
    count++;
  };
  // Right to left, as the first place takes all digits that are left.
  for (const [index, token] of [...tokens.entries()].reverse()) {
    if (token.type === "literal" || token.type === "percent") text = token.text + text;
    else if (token.type === "exponent") text = printExponent(token.text, Number(power)) + text;
    else if (token.type === "point") text = locale.decimal + fraction + text;
    else if (token.type === "digit" && (point < 0 || index < point)) {
      take(token.text === "0" ? "0" : "");
      while (index === firstDigit && left !== "") take("");
    }
  }
  return text;
}

function printExponent(format: string, power: number): string {
  return `E${power < 0 ? "-" : format[1] === "+" ? "+" : ""}${String(Math.abs(power)).padStart(format.length - 2, "0")}`;
}

/** The number times a power of ten with so many decimals, made from its digits: a spreadsheet prints at most 15 of them. */
function fixed(size: number, shift: number, decimals: number): string {
  if (size === 0) return `0.${"0".repeat(decimals)}`;
  const [mantissa = "0", power = "0"] = size.toExponential(14).split("e");
  const digits = mantissa.replace(".", "");
  const wholeLength = Number(power) + 1 + shift;
  const all = wholeLength > 0 ? digits.padEnd(wholeLength, "0") : "0".repeat(1 - wholeLength) + digits;
  const split = Math.max(wholeLength, 1);
  return `${all.slice(0, split)}.${all.slice(split).padEnd(decimals, "0").slice(0, decimals)}`;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function printDate(format: string, value: string): string {
  const [year = "", month = "", day = ""] = value.split("-");
  const name = months[Number(month) - 1] ?? "";
  const parts: Readonly<Record<string, string>> = {
    yyyy: year,
    mmmm: name,
    mmm: name.slice(0, 3),
    mm: month,
    m: `${Number(month)}`,
    dd: day,
    d: `${Number(day)}`,
  };
  return format.replace(/yyyy|m{1,4}|d{1,2}/g, (part) => parts[part] ?? part);
}
