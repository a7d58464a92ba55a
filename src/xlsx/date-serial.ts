const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The number of the day of a `YYYY-MM-DD` in the 1900 date system; nothing for what is no such date or lies before 1900-03-01.
 *
 * @see ECMA-376 part 1, 18.17.4.1 — day 60 is a 29 February 1900 that never was, so the days before it have two numbers
 */
export function dateSerial(date: string): number | undefined {
  if (!isDay(date)) return undefined;
  const [year, month, day] = numbersOf(date);
  // Years begin in March here, so that the leap day is their last one.
  const years = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const days = years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const serial = days + Math.floor((months * 153 + 2) / 5) + day - dayZero;
  return serial >= firstSafeSerial ? serial : undefined;
}

/** Whether it is a `YYYY-MM-DD` of the Gregorian calendar. */
export function isDay(date: string): boolean {
  const [year, month, day] = numbersOf(date);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (daysInMonth[month - 1] ?? 0));
}

function numbersOf(date: string): [year: number, month: number, day: number] {
  const [, year = 0, month = 0, day = 0] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return [Number(year), Number(month), Number(day)];
}

// Of 1899-12-30, counted as above.
const dayZero = 693_900;
const firstSafeSerial = 61;
