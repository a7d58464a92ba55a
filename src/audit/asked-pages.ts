import { type PageRange, pageRangeOf, parsePageRange } from "../document/page-range.ts";
import { isRecord } from "../payload/kind.ts";
import type { DocumentMetadata } from "../tree/types.ts";
import { counted, quote } from "./finding.ts";

/** Page numbers from the first to the last. */
export type PageInterval = readonly [first: number, last: number];

/** Which pages a job was to read. */
export interface AskedPages {
  /** What it was limited to, in its own words. */
  readonly shown: string;
  /** Ascending and disjoint, the last may have no end; empty where the words cannot be read. */
  readonly intervals: readonly PageInterval[];
  /** The last page that was named; 0 where none was. */
  readonly end: number;
}

/** The pages the job was to read of a result that ends with this page; undefined when it was to read all of them. */
export function askedPages({ parameters }: DocumentMetadata, lastPage: number): AskedPages | undefined {
  for (const options of [parameters, own(parameters, "page_ranges")]) {
    const target = own(options, "target_pages");
    const most = own(options, "max_pages");
    const limit = typeof most === "number" && most > 0 ? Math.floor(most) : undefined;
    const shown = shownTarget(target);
    if (shown !== undefined) {
      const named = targetIntervals(target);
      // How many of them were to be read is told, and not which: those after the last may be left out.
      const intervals = limit === undefined ? named : common(named, [[1, lastPage]]);
      return { shown, intervals, end: intervals.findLast(([, last]) => last < Infinity)?.[1] ?? 0 };
    }
    if (limit !== undefined) return { shown: `max_pages ${most}`, intervals: [[1, Math.max(limit, lastPage)]], end: 0 };
  }
  return undefined;
}

function shownTarget(target: unknown): string | undefined {
  if (typeof target === "string" && target.trim() !== "") return `target_pages ${quote(target, 40)}`;
  return Array.isArray(target) && target.length > 0 ? `${counted(target.length, "page")} in target_pages` : undefined;
}

function targetIntervals(target: unknown): PageInterval[] {
  if (Array.isArray(target) && !target.every((number) => typeof number === "number")) return [];
  try {
    return toIntervals(typeof target === "string" ? parsePageRange(target) : pageRangeOf(target as number[]));
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function toIntervals({ spans, openFrom }: PageRange): PageInterval[] {
  const bounded = spans
    .filter(({ first }) => first < openFrom)
    .map(({ first, last }): PageInterval => [first, Math.min(last, openFrom - 1)]);
  return openFrom === Infinity ? bounded : [...bounded, [openFrom, Infinity]];
}

/** What is in both, each ascending and disjoint. */
export function common(some: readonly PageInterval[], others: readonly PageInterval[]): PageInterval[] {
  const found: PageInterval[] = [];
  for (let [at, other] = [0, 0]; at < some.length && other < others.length; ) {
    const [one, two] = [some[at] as PageInterval, others[other] as PageInterval];
    const both: PageInterval = [Math.max(one[0], two[0]), Math.min(one[1], two[1])];
    if (both[0] <= both[1]) found.push(both);
    if (one[1] < two[1]) at++;
    else other++;
  }
  return found;
}

/** The pages from 1 on that are in none, without end. */
export function complement(intervals: readonly PageInterval[]): PageInterval[] {
  const found: PageInterval[] = [];
  let next = 1;
  for (const [first, last] of intervals) {
    if (first > next) found.push([next, first - 1]);
    next = last + 1;
  }
  return next === Infinity ? found : [...found, [next, Infinity]];
}

export function own(options: unknown, key: string): unknown {
  return isRecord(options) && Object.hasOwn(options, key) ? options[key] : undefined;
}
