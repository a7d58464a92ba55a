import { leadingCurrency } from "./currency.ts";
import { type DateText, readDate } from "./date.ts";
import { isIdentifier } from "./identifier.ts";
import { isDigit, type Numeral, readNumeral } from "./numeral.ts";

/** What a text says by itself, whatever stands around it. */
export type Reading = Numeral | DateText | "empty" | "placeholder" | "yes" | "no" | "identifier" | "text";

const placeholders = new Set([..."-‐‑–—−", "--", "n/a", "N/A", "nil", "Nil", "NIL", ".", "…"]);
const words: ReadonlyMap<string, Reading> = new Map([
  ...spellings("true", "yes"),
  ...spellings("yes", "yes"),
  ...spellings("false", "no"),
  ...spellings("no", "no"),
]);

// What may stand before the first digit of a number or a date: `- CHF (`, `September `.
const longestBefore = 10;
const longestNumber = 40;

const longestPlaceholder = 8;
// They say in which direction to write and are not seen.
const directionMarks = /[\u200e\u200f]/g;

/** What the text of a cell says by itself, direction marks left out. */
export function readText(given: string): Reading {
  const text = given.length > longestNumber ? given : given.replace(directionMarks, "");
  if (text === "") return "empty";
  const first = firstDigit(text);
  if (first < 0) {
    if (text.length > longestPlaceholder) return "text";
    return placeholders.has(text) || isCurrencyDash(text) ? "placeholder" : (words.get(text) ?? "text");
  }
  const numeral = text.length > longestNumber ? undefined : readNumeral(text, first);
  if (numeral !== undefined) return numeral;
  const date = isDigit(text.charCodeAt(text.length - 1)) ? readDate(text) : undefined;
  return date ?? (first < 2 && isIdentifier(text) ? "identifier" : "text");
}

/** `$ —`, `- €` */
function isCurrencyDash(text: string): boolean {
  const currency = text.replace(/^[-‐‑–—−]|[-‐‑–—−]$/, "");
  return currency !== text && leadingCurrency(currency.trim()) === currency.trim();
}

/** Where the first digit is; -1 where none is near the start. */
function firstDigit(text: string): number {
  const end = Math.min(text.length, longestBefore + 1);
  for (let index = 0; index < end; index++) if (isDigit(text.charCodeAt(index))) return index;
  return -1;
}

function spellings(word: string, reading: Reading): readonly (readonly [string, Reading])[] {
  return [word, word.toUpperCase(), `${word[0]?.toUpperCase()}${word.slice(1)}`].map((spelling) => [spelling, reading]);
}
