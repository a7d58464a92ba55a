import { unreachable } from "../errors.ts";

/**
 * `apostrophe` puts a `'` before a text that a spreadsheet would take for a formula. `strict` also does so before signed numbers that are
 * texts, and inside a text before what a reader with another delimiter would take for a formula. `none` changes nothing.
 */
export type FormulaGuard = "apostrophe" | "strict" | "none";

export const formulaGuards: readonly FormulaGuard[] = ["apostrophe", "strict", "none"];

const triggers = "=+-@＝＋－＠";
const signs = "+-＋－";

/** The text as it may be written; the same string when it is harmless. */
export function guardText(text: string, guard: FormulaGuard): string {
  switch (guard) {
    case "none":
      return text;
    case "apostrophe":
      return isFormula(text, false) ? `'${text}` : text;
    case "strict":
      return isFormula(text, true) ? `'${guardInside(text)}` : guardInside(text);
    default:
      return unreachable(guard);
  }
}

/**
 * Whether a spreadsheet may take the text for a formula when it opens a CSV.
 *
 * Its first visible character is one of `= + - @` or their full-width forms, or the text begins with a tab or a line end; a plain signed
 * number or a row of dashes is harmless.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function isDangerous(text: string): boolean {
  return isFormula(text, false);
}

function isFormula(text: string, isStrict: boolean): boolean {
  let start = 0;
  while (start < text.length && isBlank(text, start)) start++;
  if (start > 0 && /^[\t\r\n]/.test(text)) return true;
  return isOneOf(triggers, text, start) && (isStrict || !isPlainNumber(text, start)) && !isDashes(text, start);
}

/** An apostrophe before each trigger that stands right behind a delimiter: one in front of the text would stay in the cell before it. */
function guardInside(text: string): string {
  if (!/[;,|\t][=+\-@＝＋－＠]/.test(text)) return text;
  const pieces = text.split(/([;,|\t])/);
  return pieces.map((piece, index) => (index > 0 && isOneOf(triggers, piece, 0) && !isDashes(piece, 0) ? `'${piece}` : piece)).join("");
}

function isOneOf(characters: string, text: string, index: number): boolean {
  return index < text.length && characters.includes(text.charAt(index));
}

/** White space, controls, and marks that show nothing, such as U+200B or the byte order mark. */
function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code <= 0x7f) return code <= 0x20 || code === 0x7f;
  return /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]$/u.test(text.charAt(index));
}

/** A sign, perhaps a currency sign, digits with grouping and decimal marks, perhaps an exponent, a percent or currency sign: `-1.234,56`, `-$5`, `+.5%`, `-1 234`, `-1e+21`, `-5 €`. */
function isPlainNumber(text: string, start: number): boolean {
  if (!isOneOf(signs, text, start)) return false;
  let index = skipSpaces(text, start + 1);
  if (/^\p{Sc}$/u.test(text.charAt(index))) index = skipSpaces(text, index + 1);
  let digits = 0;
  for (; index < text.length; index++) {
    if (isDigit(text, index)) digits++;
    else if (!isMark(text, index, digits === 0)) break;
  }
  return digits > 0 && /^(?:e[+-]?\d+)?\s*[%\p{Sc}]?$/iu.test(text.slice(index).trimEnd());
}

/** A decimal or grouping mark; a space groups only in threes, for `+44 20` is a telephone number. */
function isMark(text: string, index: number, isFirst: boolean): boolean {
  const isInside = isDigit(text, index + 1) && (isFirst || isDigit(text, index - 1));
  switch (text[index]) {
    case ".":
    case ",":
      return isInside;
    case "'":
      return isInside && !isFirst;
    case " ":
    case "\u00a0":
    case "\u2009":
    case "\u202f":
      return isInside && !isFirst && isDigit(text, index + 2) && isDigit(text, index + 3) && !isDigit(text, index + 4);
    default:
      return false;
  }
}

function skipSpaces(text: string, index: number): number {
  let end = index;
  while (text[end] === " " || text[end] === "\u00a0") end++;
  return end;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}

function isDashes(text: string, start: number): boolean {
  for (let index = start; index < text.length; index++) if (text[index] !== "-" && !isBlank(text, index)) return false;
  return true;
}
