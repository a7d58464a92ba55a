/** One way to read the number a heading begins with: `1.2` is the style `1` with the parts 1 and 2. */
export interface Label {
  readonly style: string;
  readonly parts: readonly number[];
}

const keywords =
  /^(part|book|title|chapter|article|section|item|appendix|annexe?|schedule|exhibit|anlage|anhang)\s+([\p{L}\d.]{1,12}?)[.:)]?(?=$|[\s–—-])/iu;

/** Emphasis and escapes of markdown are no part of a number. */
function startOf(heading: string): string {
  return heading
    .slice(0, 120)
    .replaceAll(/[*_\\]/g, "")
    .trimStart();
}

/** A capital letter before a name, as a number from 1: of `A Proofs`, which may be an appendix or begin with a word. */
export function readLetter(heading: string): number | undefined {
  const letter = /^([A-Z])\s+\p{Lu}/u.exec(startOf(heading))?.[1];
  return letter === undefined ? undefined : letter.charCodeAt(0) - 64;
}

/** Every way to read the number at the start of a heading, for `C.` may be a letter or a hundred; none where it is a date, a year or an amount. */
export function readLabels(heading: string): Label[] {
  const text = startOf(heading);
  const keyword = keywords.exec(text);
  if (keyword !== null) {
    const [, word = "", number = ""] = keyword;
    // Item 1A comes after item 1, and is no part of it.
    return readNumber(number.replace(/^(\d{1,3})[A-Z]$/, "$1")).map(({ style, parts }) => ({
      style: `${word.toLowerCase()} ${style}`,
      parts,
    }));
  }
  const numbered = /^(§{0,2})\s*(\d{1,3}(?:\.\d{1,3}){0,8})([.:)]?)(?=\s|$)/u.exec(text);
  if (numbered !== null) {
    const [{ length }, sign = "", number = "", end = ""] = numbered;
    if (sign === "" && isMeasure(text, length)) return [];
    return [{ style: `${sign.slice(0, 1)}1${end === ")" ? end : ""}`, parts: toParts(number) }];
  }
  const bracketed = /^\(([a-z]{1,7}|\d{1,3})\)(?=\s|$)/iu.exec(text)?.[1];
  if (bracketed !== undefined) return readNumber(bracketed).map(({ style, parts }) => ({ style: `(${style})`, parts }));
  const [, letters = "", rest = "", end = ""] = /^([a-z]{1,7})((?:\.\d{1,3}){0,8})([.:)]?)(?=\s|$)/iu.exec(text) ?? [];
  // "A" and "I" alone are words; so is "mix", which no capitals or dot mark as a number.
  const isMarked = end !== "" || rest !== "" || (letters.length > 1 && letters === letters.toUpperCase());
  const labels = readNumber(letters + rest).filter(({ style }) => isMarked || style === "I");
  return labels.map(({ style, parts }) => ({ style: end === ")" ? style + end : style, parts }));
}

const words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** The style says what it is written in: `1` digits, `A` and `a` letters, `I` and `i` Roman numerals, `one` words. */
function readNumber(text: string): Label[] {
  const [first = "", ...rest] = text.split(".");
  if (rest.some((part) => !/^\d{1,3}$/.test(part))) return [];
  const label = (style: string, value: number): Label => ({ style, parts: [value, ...rest.map(Number)] });
  if (/^\d{1,3}$/.test(first)) return [{ style: "1", parts: toParts(text) }];
  const isUpper = first === first.toUpperCase();
  const labels: Label[] = [];
  if (/^[a-z]$/i.test(first)) labels.push(label(isUpper ? "A" : "a", first.toLowerCase().charCodeAt(0) - 96));
  const roman = romanValue(first.toUpperCase());
  if (roman > 0 && rest.length === 0) labels.push(label(isUpper ? "I" : "i", roman));
  const word = words.indexOf(first.toLowerCase());
  if (word >= 0 && rest.length === 0) labels.push(label("one", word + 1));
  return labels;
}

/** `1.0` heads what `1.1` is in, as `1` does. */
function toParts(number: string): number[] {
  const parts = number.split(".").map(Number);
  return parts.length > 1 && parts.at(-1) === 0 ? parts.slice(0, -1) : parts;
}

const months = "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?";
const amounts = "hundred|thousand|million|billion|trillion|bn|percent|per cent|%";
const measure = new RegExp(`^\\s+(?:${months}|${amounts})(?![\\p{L}\\d])`, "iu");

/** Whether a number is the day of a date or an amount, by what follows it. */
function isMeasure(text: string, length: number): boolean {
  return measure.test(text.slice(length));
}

/** 0 for what is no Roman numeral as they are written. */
function romanValue(text: string): number {
  const parts = /^(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.exec(text);
  if (parts === null || text === "") return 0;
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  let sum = 0;
  for (const [index, char] of [...text].entries()) {
    const value = values[char] as number;
    sum += value < (values[text[index + 1] ?? ""] ?? 0) ? -value : value;
  }
  return sum;
}
