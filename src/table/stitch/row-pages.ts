import type { Row } from "../../tree/table.ts";
import type { PageTexts } from "./page-texts.ts";

/** A body row of a table that the service merged, its index in the grid, and its page where a part tells it. */
export interface UnplacedRow {
  readonly row: Row;
  readonly index: number;
  readonly known: number | undefined;
}

/**
 * The pages on which each row may stand, of those given, by its boxes and by the text of the pages; undefined where nothing is told.
 *
 * Rows stand in order: those whose page is sure, because most others agree with it, bound the rest. When a page would be left
 * without any row although a part stands there, the texts are not those of the pages, and nothing is told.
 *
 * @param pageNumbers ascending
 * @param headerPage where the header stands; it needs no other row
 */
export function rowPages(
  rows: readonly UnplacedRow[],
  pageNumbers: readonly number[],
  headerPage: number,
  texts: PageTexts,
): ReadonlyMap<Row, readonly number[]> | undefined {
  const allowed = new Set(pageNumbers);
  const hasTexts = pageNumbers.every(texts.has);
  const evidence = rows.map(({ row, index, known }): readonly number[] | undefined => {
    if (known !== undefined) return [known];
    return boxPage(row, allowed) ?? (hasTexts ? texts.pagesOf(row, index, allowed) : undefined);
  });
  const sure = surelyOrdered(evidence.map((pages) => (pages?.length === 1 ? pages[0] : undefined)));
  if (sure.size === 0) return undefined;
  const found = new Map<Row, readonly number[]>();
  const covered = new Set([headerPage]);
  for (const { from, to, pages } of intervals(sure, rows.length, pageNumbers)) {
    const inside = new Set(pages);
    for (const page of pages) if (to > from) covered.add(page);
    for (let place = from; place < to; place++) {
      const several = evidence[place]?.filter((page) => inside.has(page)) ?? [];
      // One page that is not sure is out of order.
      const isNarrower = (evidence[place]?.length ?? 0) > 1 && several.length > 0 && several.length < pages.length;
      found.set((rows[place] as UnplacedRow).row, isNarrower ? several : pages);
    }
  }
  return covered.size < pageNumbers.length ? undefined : found;
}

/** The page that all boxes of the row's cells are on. */
function boxPage({ cells }: Row, allowed: ReadonlySet<number>): readonly number[] | undefined {
  const pages = new Set(cells.flatMap((cell) => cell.regions.map((region) => region.pageNumber)));
  const [page] = pages;
  return pages.size === 1 && page !== undefined && allowed.has(page) ? [page] : undefined;
}

/** The entries that are in every longest run of entries whose values do not fall, by index; undefined ones are no entries. */
function surelyOrdered(values: readonly (number | undefined)[]): ReadonlyMap<number, number> {
  const before = runLengths(values);
  const after = runLengths(values.toReversed().map((value) => (value === undefined ? undefined : -value))).reverse();
  const longest = before.reduce((most, length) => Math.max(most, length), 0);
  // In a longest run an entry stands at the place that its own length tells: alone there, no longest run goes without it.
  const isLongest = (index: number): boolean => (before[index] ?? 0) + (after[index] ?? 0) === longest + 1;
  const rivals = new Array<number>(longest + 1).fill(0);
  for (const [index, length] of before.entries()) if (isLongest(index)) rivals[length] = (rivals[length] ?? 0) + 1;
  return new Map(
    values.flatMap((value, index) =>
      value !== undefined && isLongest(index) && rivals[before[index] ?? 0] === 1 ? [[index, value] as const] : [],
    ),
  );
}

/** How long the longest run is that ends with each entry (patience sorting); 0 for none. */
function runLengths(values: readonly (number | undefined)[]): number[] {
  const ends: number[] = [];
  return values.map((value) => {
    if (value === undefined) return 0;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    ends[low] = value;
    return low + 1;
  });
}

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly pages: readonly number[];
}

/** The runs of rows between sure ones, and these, with the pages each run may be on. */
function* intervals(sure: ReadonlyMap<number, number>, rowCount: number, pageNumbers: readonly number[]): Generator<Interval> {
  let [next, low] = [0, 0];
  for (const [index, page] of sure) {
    let high = low;
    while (pageNumbers[high] !== page) high++;
    yield { from: next, to: index, pages: pageNumbers.slice(low, high + 1) };
    yield { from: index, to: index + 1, pages: [page] };
    [next, low] = [index + 1, high];
  }
  yield { from: next, to: rowCount, pages: pageNumbers.slice(low) };
}
