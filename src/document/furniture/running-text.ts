import { pageNumberPlaces } from "./page-phrase.ts";

/** A number in a text; `value` is NaN for one too long to count with. */
export interface NumberToken {
  readonly text: string;
  readonly value: number;
  readonly isRoman: boolean;
  /** It stands where page numbers do. */
  readonly isPlaced: boolean;
}

/** A text and the numbers in it, for each of which the frame has `#`. */
export interface RunningText {
  readonly frame: string;
  readonly numbers: readonly NumberToken[];
  /** It has no letters beside its numbers. */
  readonly isBare: boolean;
}

/** What a page is called: its physical number, and the numbers in the one printed on it. */
export interface PageName {
  readonly number: number;
  readonly printed: readonly NumberToken[];
  /** One of its texts bears the printed number where page numbers stand, so that beside other words the number is another. */
  readonly isPrintedKnown: boolean;
}

/** Takes a text apart that holds no markup, `#` neither. */
export function readRunningText(text: string): RunningText {
  const numbers: Omit<NumberToken, "isPlaced">[] = [];
  const frame = text.replaceAll(/\d+|(?<![\p{L}\p{N}])(?:[ivxlcdm]{1,15}|[IVXLCDM]{1,15})(?![\p{L}\p{N}])/gu, (token) => {
    const isRoman = !/^\d/.test(token);
    const value = isRoman ? romanValue(token.toLowerCase()) : token.length > 9 ? Number.NaN : Number(token);
    if (value === undefined) return token;
    numbers.push({ text: token, value, isRoman });
    return "#";
  });
  const places = numbers.length === 0 ? [] : pageNumberPlaces(frame);
  const placed = numbers.map((token, index) => ({ ...token, isPlaced: places[index] === true }));
  return { frame, numbers: placed, isBare: !/\p{L}/u.test(frame) };
}

/**
 * How two texts of two pages are the same: `equal`, or `numbered` when numbers in them change as page numbers do; undefined when they differ.
 *
 * A bare number that stays as it is says nothing of its page: such texts differ.
 */
export function compareTexts(one: RunningText, onPage: PageName, other: RunningText, onOther: PageName): "equal" | "numbered" | undefined {
  if (one.frame !== other.frame || one.numbers.length !== other.numbers.length) return undefined;
  let isNumbered = false;
  for (const [index, token] of one.numbers.entries()) {
    const twin = other.numbers[index] as NumberToken;
    if (token.text === twin.text) continue;
    if (!isPrinted(token, onPage, twin, onOther) && !isCounted(token, onPage, twin, onOther, one.isBare)) return undefined;
    isNumbered = true;
  }
  if (one.isBare && !isNumbered) return undefined;
  return isNumbered ? "numbered" : "equal";
}

/** Both are numbers their pages bear, in whatever digits. */
function isPrinted(token: NumberToken, page: PageName, twin: NumberToken, other: PageName): boolean {
  if (!token.isPlaced && (page.isPrintedKnown || other.isPrintedKnown)) return false;
  return page.printed.some(({ value }) => value === token.value) && other.printed.some(({ value }) => value === twin.value);
}

/**
 * The numbers differ as those of the pages do, and stand where page numbers do, on pages that bear no other.
 *
 * So do the numbers of slips, one a page. Beside words they are page numbers only where none runs ahead of its page.
 */
function isCounted(token: NumberToken, page: PageName, twin: NumberToken, other: PageName, isBare: boolean): boolean {
  if (!token.isPlaced || (page.printed.length > 0 && other.printed.length > 0)) return false;
  if (token.isRoman !== twin.isRoman || twin.value - token.value !== other.number - page.number) return false;
  return isBare || token.value <= page.number;
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/** The value of a numeral in lower case; undefined for letters that make none, such as `civil`. */
function romanValue(numeral: string): number | undefined {
  if (!/^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(numeral)) return undefined;
  const digits = [...numeral].map((letter) => romanDigits[letter] as number);
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}
