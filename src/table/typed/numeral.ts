import { type Affix, readAffix } from "./affix.ts";

/** What may stand before the decimals. */
export type DecimalMark = "." | ",";
/** What may stand between groups of digits; any white space of a line counts as a space, a curly apostrophe as a straight one. */
export type GroupingMark = "," | "." | " " | "'";

/** A text that is a number in at least one locale. */
export interface Numeral {
  readonly type: "numeral";
  readonly affix: Affix;
  /** All digits as one integer of at most 15 digits. */
  readonly digits: number;
  /** How many digits there are, zeros too. */
  readonly length: number;
  /** The one mark it can have for decimals; undefined where it has none, or may be read two ways. */
  readonly decimal: DecimalMark | undefined;
  /** The mark of which nobody knows what it means, as in `1.234`; `decimals` and `grouping` are then none. */
  readonly ambiguous: DecimalMark | undefined;
  readonly grouping: GroupingMark | undefined;
  readonly decimals: number;
  /** Groups of two before the last three, as in `1,23,456`. */
  readonly isIndian: boolean;
}

/** Both marks, the point first. */
export const decimalMarks: readonly DecimalMark[] = [".", ","];
// What a spreadsheet keeps of a number.
export const maximumDigits = 15;
const maximumDecimals = 18;

/** The text as a number, its first digit at `first`; `"identifier"` where zeros lead, a spreadsheet would lose digits, or a `+` stands before the eight or more of a phone, undefined where it is none in any locale. */
export function readNumeral(text: string, first: number): Numeral | "identifier" | undefined {
  // `.5`, but not `Rs.5`
  const isPointed = first > 0 && text.charCodeAt(first - 1) === 46 && !(first > 1 && isLetter(text.charCodeAt(first - 2)));
  const start = isPointed ? first - 1 : first;
  const groups: Groups = { marks: 0, first: ".", last: ".", isMixed: false, whole: 0, inner: 0, lastInner: 0, threes: 0, twos: 0, size: 0 };
  let [digits, significant, length, index] = [0, 0, 0, start];
  for (let groupStart = start; ; index++) {
    const code = text.charCodeAt(index);
    if (isDigit(code)) {
      length++;
      if (significant > 0 || code > 48) significant++;
      if (significant <= maximumDigits) digits = digits * 10 + code - 48;
      continue;
    }
    const mark = isDigit(text.charCodeAt(index + 1)) ? markOf(code) : "";
    closeGroup(groups, index - groupStart, mark);
    if (mark === "") break;
    groupStart = index + 1;
  }
  const affix = readAffix(text.slice(0, start), text.slice(index));
  if (affix === undefined) return undefined;
  const startsWithZero = text.charCodeAt(start) === 48;
  if ((startsWithZero && groups.whole > 1) || significant > maximumDigits) return "identifier";
  if (affix.exponent !== undefined) {
    // A spreadsheet writes one digit before the mark of a number with an exponent, and no power of ten but 0 behind a zero.
    const isWritten = groups.whole === 1 && groups.marks <= 1 && (!startsWithZero || (digits === 0 && affix.exponent.power === 0));
    if (!isWritten) return undefined;
  }
  const meaning = groups.marks === 0 ? integer : meaningOf(groups, startsWithZero, affix.exponent !== undefined);
  if (meaning === undefined) return undefined;
  const { decimal, ambiguous, grouping, decimals, isIndian } = meaning;
  if (affix.isWhole && (decimals > 0 || ambiguous !== undefined)) return undefined;
  if (isPhone(affix, meaning, length)) return "identifier";
  return { type: "numeral", affix, digits, length, decimal, ambiguous, grouping, decimals, isIndian };
}

/** The groups of digits that marks part: the one before the first mark, the inner ones, and the last one, whose size is `size`. */
interface Groups {
  marks: number;
  first: GroupingMark;
  last: GroupingMark;
  /** Whether a mark before the last is another one than the first. */
  isMixed: boolean;
  whole: number;
  inner: number;
  lastInner: number;
  threes: number;
  twos: number;
  size: number;
}

function closeGroup(groups: Groups, size: number, mark: GroupingMark | ""): void {
  if (groups.marks === 0) groups.whole = size;
  else if (mark !== "") {
    groups.inner++;
    groups.lastInner = size;
    if (size === 3) groups.threes++;
    if (size === 2) groups.twos++;
    if (groups.last !== groups.first) groups.isMixed = true;
  }
  groups.size = mark === "" ? size : groups.size;
  if (mark === "") return;
  if (groups.marks === 0) groups.first = mark;
  groups.last = mark;
  groups.marks++;
}

type Meaning = Pick<Numeral, "decimal" | "ambiguous" | "grouping" | "decimals" | "isIndian">;

const integer: Meaning = { decimal: undefined, ambiguous: undefined, grouping: undefined, decimals: 0, isIndian: false };
const twoWays: Readonly<Record<DecimalMark, Meaning>> = { ".": { ...integer, ambiguous: "." }, ",": { ...integer, ambiguous: "," } };

/** `+34 612 345 678`, `+34612345678`; commas and apostrophes are for amounts. */
function isPhone(affix: Affix, { decimals, ambiguous, grouping }: Meaning, length: number): boolean {
  const isPlus = affix.written[0] === "+" && affix.written[1] === "";
  return isPlus && length >= 8 && decimals === 0 && ambiguous === undefined && grouping !== "," && grouping !== "'";
}

function meant(decimal: DecimalMark | undefined, grouping: GroupingMark | undefined, decimals: number, isIndian: boolean): Meaning {
  return { decimal, ambiguous: undefined, grouping, decimals, isIndian };
}

/** What the marks are; undefined where no locale writes them so. */
function meaningOf(groups: Groups, startsWithZero: boolean, isScientific: boolean): Meaning | undefined {
  const { marks, first, last, isMixed, whole, size } = groups;
  const canGroup = whole >= 1 && whole <= 3 && !startsWithZero;
  const decimal = last === "." || last === "," ? last : undefined;
  const isTooFine = size > maximumDecimals;
  if (marks === 1) {
    const isGroup = canGroup && size === 3 && !isScientific;
    if (decimal === undefined) return isGroup ? meant(undefined, last, 0, false) : undefined;
    if (isGroup) return decimal === "." ? twoWays["."] : twoWays[","];
    return isTooFine ? undefined : meant(decimal, undefined, size, false);
  }
  const hasDecimals = last !== first;
  if (!canGroup || isMixed || (hasDecimals && (decimal === undefined || isTooFine))) return undefined;
  const [count, threes] = hasDecimals ? [groups.inner, groups.threes] : [groups.inner + 1, groups.threes + (size === 3 ? 1 : 0)];
  const isIndian = threes < count;
  if (
    isIndian &&
    !(first === "," && whole <= 2 && threes === 1 && groups.twos === count - 1 && (hasDecimals ? groups.lastInner : size) === 3)
  )
    return undefined;
  return hasDecimals ? meant(decimal, first, size, isIndian) : meant(otherDecimal(first), first, 0, isIndian);
}

/** What is left for decimals where this mark makes groups; undefined where both are. */
function otherDecimal(grouping: GroupingMark): DecimalMark | undefined {
  return grouping === "," ? "." : grouping === "." ? "," : undefined;
}

/** Whether the UTF-16 code unit is one of `0` to `9`; other scripts have their own digits, which are text here. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** `""` for what is no mark; all spaces are one mark, and both apostrophes. */
function markOf(code: number): GroupingMark | "" {
  if (code === 46) return ".";
  if (code === 44) return ",";
  if (code === 39 || code === 0x2019) return "'";
  return code === 32 || code === 160 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f ? " " : "";
}
