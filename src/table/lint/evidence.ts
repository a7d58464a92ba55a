import type { Amount } from "./amount.ts";
import { type Above, isEqual, type Reading, readings } from "./readings.ts";

/** What adding up says of one total; `nearest` is the usual reading that comes closest. */
export interface Verdict {
  /** Whether any reading gives the total; undefined where rows that cannot be read may make the difference. */
  readonly isSum: boolean | undefined;
  /** Whether a usual reading gives it, or misses it by so little that it must be meant: an error, not another quantity. */
  readonly isMeant: boolean;
  readonly nearest?: Reading;
  /** How many earlier totals are in it. */
  readonly totalCount: number;
}

/** Adds up what stands above a total in every way until one gives it; `below` is what stands under a total that comes first. */
export function judge(total: Amount, above: Above, isUnclear: boolean, below: () => Amount | undefined): Verdict {
  let nearest: Reading | undefined;
  for (const reading of readings(above, total)) {
    const isUsual = reading.name !== undefined;
    if (isEqual(reading, total, above.isNet)) return { isSum: true, isMeant: isUsual && total.value !== 0, totalCount: reading.totalCount };
    if (isUsual && (nearest === undefined || distance(reading, total) < distance(nearest, total))) nearest = reading;
  }
  const parts = isUnclear ? undefined : below();
  if (parts !== undefined && isEqual(parts, total, above.isNet)) return { isSum: true, isMeant: true, totalCount: 0 };
  if (isUnclear || nearest === undefined) return { isSum: undefined, isMeant: false, totalCount: 0 };
  return { isSum: false, isMeant: isNear(nearest, total, above), nearest, totalCount: 0 };
}

function distance(one: Amount, other: Amount): number {
  return Math.abs(Math.abs(one.value) - Math.abs(other.value));
}

/** How far off, of itself, a total may be that still must be meant as a sum. */
const nearShare = 0.05;

/** Whether a total is off by little, or by one slip of a digit in it or in a row: `Total assets` in a list of key figures is no sum at all. */
function isNear(reading: Reading, total: Amount, { rows }: Above): boolean {
  if (distance(reading, total) <= nearShare * Math.abs(total.value)) return true;
  const unit = 2 * total.half;
  if (isSlip(reading.value, total.value, unit)) return true;
  const missing = total.value - reading.value;
  return rows.some(({ value }) => isSlip(value, value + missing, unit));
}

/** Whether two numbers of three digits or more differ by one digit that was added, lost, misread, or swapped with its neighbor. */
function isSlip(one: number, other: number, unit: number): boolean {
  const [left, right] = [one, other].map((value) => Math.round(Math.abs(value) / unit).toFixed(0)) as [string, string];
  if (Math.min(left.length, right.length) < 3) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const [before, after] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  const isSwap = before.length === 2 && before === `${after[1]}${after[0]}`;
  return isSwap || Math.max(before.length, after.length) <= 1;
}
