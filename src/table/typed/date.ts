import { foldSpaces } from "./affix.ts";

/** In which order a date written in numbers names day, month and year. */
export type DateOrder = "dmy" | "mdy";

/** A text that is a date under at least one order. */
export interface DateText {
  readonly type: "date";
  /** What it proves: `dmy` or `mdy` where only that gives a date, `any` where both do; `certain` where the year leads or the month is a word. */
  readonly order: "dmy" | "mdy" | "any" | "certain";
  readonly year: number;
  /** As they stand, where the order is not certain; else the day and the month. */
  readonly first: number;
  readonly second: number;
  /** The number format, with `a` and `b` for the letters of first and second. */
  readonly layout: string;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const monthNumbers = new Map(months.flatMap((name, index) => [[name, index + 1] as const, [name.slice(0, 3), index + 1] as const]));
const longest = 18;

/** The text as a date with a year of four digits and no time; undefined where it is none, or an impossible one. Month names are English. */
export function readDate(given: string): DateText | undefined {
  if (given.length > longest) return undefined;
  const text = foldSpaces(given);
  return readYearFirst(text) ?? readYearLast(text) ?? readDayMonth(text) ?? readMonthDay(text);
}

/** `YYYY-MM-DD`, and the format under which it reads as written; undefined where the order does not give a date. */
export function dateUnder(date: DateText, order: DateOrder | undefined): { readonly value: string; readonly format: string } | undefined {
  const { first, second, year, layout } = date;
  if (date.order === "certain") return { value: isoDate(year, second, first), format: layout };
  if (order === undefined || (date.order !== "any" && date.order !== order)) return undefined;
  const [day, month] = order === "dmy" ? [first, second] : [second, first];
  const letters = order === "dmy" ? ["d", "m"] : ["m", "d"];
  const format = layout.replaceAll("a", letters[0] ?? "").replaceAll("b", letters[1] ?? "");
  return { value: isoDate(year, month, day), format };
}

function readYearFirst(text: string): DateText | undefined {
  const [, year = "", mark = "", month = "", day = ""] = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? [];
  return certain(year, Number(month), day, `yyyy${mark}${letters("m", month)}${mark}${letters("d", day)}`);
}

function readYearLast(text: string): DateText | undefined {
  const [, one = "", mark = "", other = "", digits = ""] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  const [first, second, year] = [Number(one), Number(other), Number(digits)];
  const [isDayFirst, isMonthFirst] = [isDate(year, second, first), isDate(year, first, second)];
  if (!isDayFirst && !isMonthFirst) return undefined;
  const order = isDayFirst && isMonthFirst ? "any" : isDayFirst ? "dmy" : "mdy";
  return { type: "date", order, year, first, second, layout: `${letters("a", one)}${mark}${letters("b", other)}${mark}yyyy` };
}

/** `5 Jan 2024`, `5-Jan-2024` */
function readDayMonth(text: string): DateText | undefined {
  const [, day = "", mark = "", name = "", point = "", year = ""] = /^(\d{1,2})([ -])([A-Z][a-z]{2,8})(\.?)\2(\d{4})$/.exec(text) ?? [];
  return certain(year, monthNumbers.get(name), day, `${letters("d", day)}${mark}${monthLetters(name)}${point}${mark}yyyy`);
}

/** `January 5, 2024` */
function readMonthDay(text: string): DateText | undefined {
  const [, name = "", point = "", day = "", comma = "", year = ""] = /^([A-Z][a-z]{2,8})(\.?) (\d{1,2})(,?) (\d{4})$/.exec(text) ?? [];
  return certain(year, monthNumbers.get(name), day, `${monthLetters(name)}${point} ${letters("d", day)}${comma} yyyy`);
}

function certain(year: string, month: number | undefined, day: string, layout: string): DateText | undefined {
  if (month === undefined || !isDate(Number(year), month, Number(day))) return undefined;
  return { type: "date", order: "certain", year: Number(year), first: Number(day), second: month, layout };
}

function letters(letter: string, digits: string): string {
  return letter.repeat(digits.length);
}

function monthLetters(name: string): string {
  return name.length > 3 ? "mmmm" : "mmm";
}

/** In the Gregorian calendar, from the year 1000 on: an earlier one would begin with a zero. */
function isDate(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function isoDate(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
