const digit = /\p{Nd}/u;

/**
 * A number as all ways to write it have it: ASCII digits, a point before the decimals, nothing between thousands.
 *
 * One comma before three digits stands between thousands, one point before three digits before decimals; what is no number, such as a date,
 * keeps its points.
 */
export function numberKey(run: string): string {
  const text = asciiDigits(run);
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return text.replaceAll(".", "");
  if (/^\d+,\d+$/.test(text) && !/,\d{3}$/.test(text)) return text.replace(",", ".");
  return text.replace(/,(?=\d{3}(?!\d))/g, "");
}

/** The minus sign of the number that begins here: a dash before it that parts it from nothing, or the parenthesis of an accountant; else empty. */
export function signAt(text: string, start: number, run: string): "" | "-" | "(" {
  const before = start > 9 ? `0${text.slice(start - 9, start)}` : text.slice(0, start);
  // `-5-` is the number of a page.
  const isBetween = /[-−–]/.test(text[start + run.length] ?? "");
  if (!isBetween && /(?:^|[\s(|[\p{Sc}])[*_~`]{0,3}[-−–][*_~`\p{Sc}]{0,3}$/u.test(before)) return "-";
  if (!/\([*_~`\p{Sc} ]{0,3}$/u.test(before)) return "";
  const isAmount = /^(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+)$/.test(asciiDigits(run));
  return isAmount || /^\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})/u.test(text.slice(start, start + 20)) ? "(" : "";
}

function asciiDigits(run: string): string {
  if (/^[\d.,]*$/.test(run)) return run;
  return [...run]
    .map((character) => (digit.test(character) ? digitOf(character) : character === "٬" ? "," : character === "٫" ? "." : character))
    .join("");
}

/** The digits of a script stand side by side, from zero on. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) as number;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}
