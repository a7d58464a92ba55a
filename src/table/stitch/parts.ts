import type { Region } from "../../geometry/box.ts";
import type { Grid, Row, RowSource, TablePart } from "../../tree/table.ts";
import type { Table } from "../../tree/types.ts";
import type { PageTexts } from "./page-texts.ts";
import { rowPages, type UnplacedRow } from "./row-pages.ts";

type Parts = readonly [own: TablePart, ...others: TablePart[]];

/**
 * The table with all its parts, the first being its own; each row of one that the service merged then says which page it may stand on.
 *
 * That is the page of the part that has the row; a row that no part claims stands on the table's own page, or on that of a part whose rows
 * are unknown, or where the rows around it and the texts of the pages leave it.
 *
 * @param texts undefined to look at no texts and boxes
 */
export function withParts(owner: Table, grid: Grid, parts: Parts, texts: PageTexts | undefined): Table {
  const regions = parts.flatMap((part) => part.regions);
  if (owner.mergedFromPages === undefined) return { ...owner, grid, parts, regions };
  const [own, ...others] = parts;
  const claimed = new Map<number, TablePart>();
  for (const part of others) for (let row = part.firstRow; row < part.firstRow + part.rowCount; row++) claimed.set(row, part);
  const candidates = [own, ...others.filter(isUnknown)];
  const pageNumbers = [...new Set(candidates.map((part) => part.pageNumber))].sort((one, other) => one - other);
  const isOwn = (row: Row, index: number): boolean => row.source.pointer === owner.pointer && index >= grid.headerRowCount;
  const unplaced = grid.rows.flatMap((row, index): UnplacedRow[] => {
    return isOwn(row, index) ? [{ row, index, known: claimed.get(index)?.pageNumber }] : [];
  });
  const located = texts === undefined || pageNumbers.length < 2 ? undefined : locate(unplaced, own.pageNumber, pageNumbers, texts);
  const placeOf = places(candidates);
  const rows = grid.rows.map((row, index): Row => {
    if (!isOwn(row, index)) return row;
    const part = claimed.get(index);
    const place =
      part === undefined ? placeOf(located?.get(row) ?? pageNumbers) : { pageNumbers: [part.pageNumber], regions: part.regions };
    return { ...row, source: { ...row.source, ...place } };
  });
  const isOwnRun = candidates.length === 1 && rows.every((_, index) => index === 0 || claimed.has(index) || !claimed.has(index - 1));
  const isOpen = (row: Row, index: number): boolean => isOwn(row, index) && !claimed.has(index);
  const known =
    located === undefined
      ? [{ ...own, rowCount: isOwnRun ? rows.length - claimed.size : 0 }, ...others]
      : withRuns([{ ...own, rowCount: 0 }, ...others], rows, isOpen, grid.headerRowCount);
  return { ...owner, grid: { ...grid, rows }, parts: known, regions };
}

/** The pages of the rows; those that a part claims bound the others where the claims are on other pages too. */
function locate(
  unplaced: readonly UnplacedRow[],
  ownPage: number,
  candidates: readonly number[],
  texts: PageTexts,
): ReadonlyMap<Row, readonly number[]> | undefined {
  const all = new Set([...candidates, ...unplaced.flatMap(({ known }) => known ?? [])]);
  const ascending = [...all].sort((one, other) => one - other);
  const located = rowPages(unplaced, ascending, ownPage, texts);
  if (located === undefined || all.size === candidates.length) return located;
  // A page whose part claims its rows has no others.
  const open = new Set(candidates);
  const narrowed = new Map<readonly number[], readonly number[]>();
  const narrow = (pages: readonly number[]): readonly number[] => {
    const known = narrowed.get(pages) ?? pages.filter((page) => open.has(page));
    narrowed.set(pages, known);
    return known.length > 0 ? known : candidates;
  };
  return new Map([...located].map(([row, pages]) => [row, narrow(pages)]));
}

/** Page numbers with the regions of the candidates there, made once for each list. */
function places(candidates: readonly TablePart[]): (pageNumbers: readonly number[]) => Pick<RowSource, "pageNumbers" | "regions"> {
  const byPage = new Map<number, Region[]>();
  for (const { pageNumber, regions } of candidates) {
    const known = byPage.get(pageNumber) ?? [];
    for (const region of regions) known.push(region);
    byPage.set(pageNumber, known);
  }
  const made = new Map<readonly number[], readonly Region[]>();
  return (pageNumbers) => {
    const regions = made.get(pageNumbers) ?? pageNumbers.flatMap((page) => byPage.get(page) ?? []);
    made.set(pageNumbers, regions);
    return { pageNumbers, regions };
  };
}

type RowRun = Pick<TablePart, "firstRow" | "rowCount">;

/** The parts with the rows of their pages: where no other part stands, all rows that may stand there do, and they stand together. */
function withRuns(
  parts: readonly TablePart[],
  rows: readonly Row[],
  isOpen: (row: Row, index: number) => boolean,
  headerRowCount: number,
): TablePart[] {
  const candidates = parts.filter(isUnknown);
  const runs = new Map<number, RowRun | undefined>();
  for (const { pageNumber } of candidates) runs.set(pageNumber, runs.has(pageNumber) ? undefined : { firstRow: -1, rowCount: 0 });
  const own = candidates[0]?.pageNumber ?? 0;
  if (runs.get(own) !== undefined) runs.set(own, { firstRow: 0, rowCount: headerRowCount });
  const seen = new Set<readonly number[]>();
  for (const [index, row] of rows.entries()) {
    const { pageNumbers } = row.source;
    const [page] = pageNumbers;
    if (page === undefined || !isOpen(row, index) || seen.has(pageNumbers)) continue;
    if (pageNumbers.length > 1) {
      // One list stands for many rows: it is looked at once.
      seen.add(pageNumbers);
      for (const unsure of pageNumbers) runs.set(unsure, undefined);
      continue;
    }
    const run = runs.get(page);
    const firstRow = run?.rowCount === 0 ? index : run?.firstRow;
    const isNext = run !== undefined && firstRow !== undefined && firstRow + run.rowCount === index;
    runs.set(page, isNext ? { firstRow, rowCount: run.rowCount + 1 } : undefined);
  }
  const open = new Set(candidates);
  return parts.map((part) => {
    const run = open.has(part) ? runs.get(part.pageNumber) : undefined;
    return run === undefined || run.rowCount === 0 ? part : { ...part, ...run };
  });
}

/** Whether it is unknown which of the rows that the service merged stand with the part. */
function isUnknown(part: TablePart): boolean {
  return part.rowCount === 0 && part.origin === "service";
}
