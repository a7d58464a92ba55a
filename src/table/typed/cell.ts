import type { Cell, TypedValue } from "../../tree/table.ts";
import { dateUnder } from "./date.ts";
import type { Numeral } from "./numeral.ts";
import type { TypingSettings } from "./options.ts";
import { printedNumber } from "./printed.ts";
import { readText } from "./reading.ts";
import type { ColumnRule } from "./rule.ts";
import { isRead } from "./survey.ts";
import { numberUnder } from "./value.ts";

const empty: TypedValue = { kind: "empty" };
const text: TypedValue = { kind: "text" };

/** The cell read as its column is; text where that gives nothing. */
export function typedValue(cell: Cell, rule: ColumnRule, settings: TypingSettings): TypedValue {
  if (cell.text === "") return empty;
  const isJson = typeof cell.raw === "number" && rule.keepsNumbers;
  // Most columns are text: their cells need no second look.
  if (!isJson && (rule.family === "text" || rule.family === "empty")) return text;
  const reading = readText(cell.text);
  if (typeof cell.raw === "number") return (isJson ? printedNumber(cell, reading, rule.isAccounting)?.typed : undefined) ?? text;
  if (reading === "yes" || reading === "no") return rule.family === "boolean" ? { kind: "boolean", value: reading === "yes" } : text;
  if (typeof reading === "string") return text;
  if (reading.type === "numeral") return (rule.family === "numeric" ? numberOf(reading, rule, settings) : undefined) ?? text;
  const date = rule.family === "date" ? dateUnder(reading, rule.dateOrder) : undefined;
  return date === undefined ? text : { kind: "date", value: date.value, numberFormat: date.format };
}

function numberOf(numeral: Numeral, rule: ColumnRule, settings: TypingSettings): TypedValue | undefined {
  const isLoneExponent = numeral.affix.exponent !== undefined && numeral.decimals === 0 && !rule.hasExponents;
  return isLoneExponent || !isRead(numeral, settings) ? undefined : numberUnder(numeral, rule);
}
