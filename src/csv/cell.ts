import { withoutLinkQueries } from "../payload/links.ts";
import { guardText } from "./guard.ts";
import type { FullFormat } from "./options.ts";

/** What a cell is written from: a text, which may need a guard, or what needs none: a number as its row holds it and as it is printed, a boolean, nothing. */
export type Value = string | number | boolean | null | PrintedNumber;

export interface PrintedNumber {
  readonly printed: string;
}

/** Told of a text that was guarded: the text before. */
export type OnGuard = (text: string, column: number) => void;

/** The text of a cell before it is quoted; numbers and booleans in their JSON form, null as nothing. */
export function writtenText(value: Value, column: number, format: FullFormat, isBody: boolean, onGuard?: OnGuard): string {
  if (typeof value === "string") return guardedText(value, column, format, isBody, onGuard);
  if (value === null) return "";
  return typeof value === "object" ? value.printed : JSON.stringify(value);
}

function guardedText(given: string, column: number, format: FullFormat, isBody: boolean, onGuard?: OnGuard): string {
  const text = (format.keepUrls ? given : withoutLinkQueries(given)).toWellFormed();
  if (isBody && format.excelText && isIdentifier(text)) return `="${text}"`;
  const guarded = guardText(text, format.formulaGuard);
  if (guarded !== text) onGuard?.(text, column);
  return guarded;
}

/** Digits that a spreadsheet does not keep: leading zeros, or more than 15. A text in a formula of Excel has at most 255 characters. */
function isIdentifier(text: string): boolean {
  return text.length <= 255 && /^(?:0\d[\d.,]*|\d{16,})$/.test(text);
}
