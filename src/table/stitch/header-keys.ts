import type { Grid } from "../../tree/table.ts";
import { columnsOf, titleOf } from "../header.ts";
import { anchorTexts } from "./column-stats.ts";
import { foldHeader, isContinuation } from "./continuation.ts";

/** More rows than these are no header that a page repeats. */
const mostRows = 5;

/** The header of a table as it is compared: one text a column, of all its rows and of each number of its last rows. */
export interface HeaderKeys {
  readonly tails: readonly (readonly string[])[];
  /** The rows as they stand, the last `mostRows` of them. */
  readonly rows: readonly (readonly string[])[];
  readonly title: string | undefined;
}

const known = new WeakMap<Grid, HeaderKeys>();

/** The header of a grid for comparing; each grid is read once. */
export function headerKeys(grid: Grid): HeaderKeys {
  const found = known.get(grid);
  if (found !== undefined) return found;
  const { columnCount, headerRowCount } = grid;
  const headerRows = grid.rows.slice(0, headerRowCount);
  const first = Math.max(headerRowCount - mostRows, 0);
  const tails = headerRows.slice(first).map((_, index) => {
    const columns = first + index === 0 ? grid.columns : columnsOf(headerRows.slice(first + index), columnCount);
    return columns.map(({ path }) => foldHeader(path.join(" ")));
  });
  const rows = headerRows.slice(first).map((row, index) => anchorTexts(row, first + index).map(foldHeader));
  const title = titleOf(headerRows, columnCount);
  const keys = { tails, rows, title };
  known.set(grid, keys);
  return keys;
}

/**
 * How many of the second's first rows repeat the header of the first, or the last rows of it; 0 for none.
 *
 * Compared column by column. Where the service says which rows are header, a blank cell matches, for a page often repeats a header in part.
 */
export function repeatedRows(first: Grid, second: Grid, columnMap: readonly (number | null)[]): number {
  if (hasOtherTitle(first, second)) return 0;
  const { tails, rows } = headerKeys(first);
  for (let from = 0; from < rows.length; from++) {
    const tail = rows.slice(from);
    if (tail.every((keys, index) => isSameRow(keys, second, index, columnMap))) return tail.length;
  }
  if (second.headerRowCount > mostRows) return 0;
  const [keys = []] = headerKeys(second).tails;
  return tails.some((tail) => repeats(tail, keys, columnMap)) ? second.headerRowCount : 0;
}

/** The share of the second's header texts that the first has not in that column; 0 where the second has no header text. */
export function differingHeader(first: Grid, second: Grid, columnMap: readonly (number | null)[]): number {
  if (hasOtherTitle(first, second)) return 1;
  const { tails } = headerKeys(first);
  const [keys = []] = headerKeys(second).tails;
  const filled = keys.flatMap((key, column) => (key === "" ? [] : [{ key, target: columnMap[column] ?? -1 }]));
  const differing = filled.filter(({ key, target }) => !tails.some((tail) => tail[target] === key));
  return filled.length === 0 ? 0 : differing.length / filled.length;
}

/** Whether the header rows hold no text. */
export function isHeaderless({ rows, headerRowCount }: Grid): boolean {
  return rows.slice(0, headerRowCount).every((row) => row.cells.every((cell) => cell.text === ""));
}

/** Whether a row above the second's header names another table than the first's does. */
function hasOtherTitle(first: Grid, second: Grid): boolean {
  const { title } = headerKeys(second);
  if (title === undefined || isContinuation(title)) return false;
  const before = headerKeys(first).title;
  return before === undefined || foldHeader(before) !== foldHeader(title);
}

function isSameRow(keys: readonly string[], second: Grid, index: number, columnMap: readonly (number | null)[]): boolean {
  const row = second.rows[index];
  if (row === undefined) return false;
  const texts = anchorTexts(row, index);
  let matched = 0;
  for (const [column, text] of texts.entries()) {
    const target = columnMap[column] ?? -1;
    const key = foldHeader(text);
    if (key !== (keys[target] ?? "")) return false;
    if (key !== "") matched++;
  }
  return matched > 0;
}

function repeats(tail: readonly string[], keys: readonly string[], columnMap: readonly (number | null)[]): boolean {
  let [matched, possible] = [0, 0];
  for (const [column, key] of keys.entries()) {
    const other = tail[columnMap[column] ?? -1] ?? "";
    if (other !== "") possible++;
    if (key === "") continue;
    if (key !== other) return false;
    matched++;
  }
  return matched > 0 && matched * 2 >= possible;
}
