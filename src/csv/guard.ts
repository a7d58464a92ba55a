const triggers = new Set("=+-@＝＋－＠");
const signs = new Set("+-＋－");

/** White space, and marks that show nothing. */
function isBlank(character: string): boolean {
  return character.trim() === "" || character === "\u200b" || character === "\ufeff";
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
  const first = text[0];
  if (first === undefined) return false;
  let start = 0;
  while (start < text.length && isBlank(text[start] as string)) start++;
  const isFormula = triggers.has(text[start] ?? "") && !isPlainNumber(text, start) && !isDashes(text, start);
  return isFormula || first === "\t" || first === "\r" || first === "\n";
}

/** A sign, perhaps a currency sign, digits with grouping and decimal marks, perhaps an exponent, a percent or currency sign: `-1.234,56`, `-$5`, `+1.5%`, `-1e+21`, `-5 €`. */
function isPlainNumber(text: string, start: number): boolean {
  if (!signs.has(text[start] ?? "")) return false;
  let index = start + 1;
  if (/[$€£¥]/.test(text[index] ?? "")) index++;
  let digits = 0;
  for (; index < text.length; index++) {
    const character = text[index] as string;
    if (character >= "0" && character <= "9") digits++;
    else if (!((character === "." || character === "," || character === "'") && isDigit(text[index + 1]) && isDigit(text[index - 1])))
      break;
  }
  return digits > 0 && /^(?:e[+-]?\d+)?\s*[%$€£¥]?$/i.test(text.slice(index).trim());
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

function isDashes(text: string, start: number): boolean {
  for (let index = start; index < text.length; index++) if (text[index] !== "-" && !isBlank(text[index] as string)) return false;
  return true;
}
