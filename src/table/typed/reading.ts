import { type DateText, readDate } from "./date.ts";
import { isIdentifier } from "./identifier.ts";
import { isDigit, type Numeral, readNumeral } from "./numeral.ts";

/** What a text says by itself, whatever stands around it. */
export type Reading = Numeral | DateText | "empty" | "placeholder" | "yes" | "no" | "identifier" | "text";

const placeholders = new Set(["-", "–", "—", "n/a", "N/A", ".", "…"]);
const words: ReadonlyMap<string, Reading> = new Map([
  ...spellings("true", "yes"),
  ...spellings("yes", "yes"),
  ...spellings("false", "no"),
  ...spellings("no", "no"),
]);

// What may stand before the first digit of a number or a date: `- CHF (`, `September `.
const longestBefore = 10;
const longestNumber = 40;

/** What the text of a cell says by itself; in time that follows the length of its digits, not its own. */
export function readText(text: string): Reading {
  if (text === "") return "empty";
  const first = firstDigit(text);
  if (first < 0) {
    if (text.length > 5) return "text";
    return placeholders.has(text) ? "placeholder" : (words.get(text) ?? "text");
  }
  const numeral = text.length > longestNumber ? undefined : readNumeral(text, first);
  if (numeral !== undefined) return numeral;
  const date = isDigit(text.charCodeAt(text.length - 1)) ? readDate(text) : undefined;
  return date ?? (first < 2 && isIdentifier(text) ? "identifier" : "text");
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
