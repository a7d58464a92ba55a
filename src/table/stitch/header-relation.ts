import type { Grid } from "../../tree/table.ts";
import { familyOf } from "../typed/family.ts";
import { type ColumnStats, columnFamily, holdsYears, isYear } from "./column-stats.ts";
import { foldHeader } from "./continuation.ts";
import { differingHeader, headerKeys, isHeaderless, repeatedRows } from "./header-keys.ts";

/**
 * What the second's header is to the first's: the same, none, a row of data that was taken for a header, the same in part, or another.
 *
 * `dropCount` of its first rows say nothing new, all others are body once both are joined.
 */
export interface HeaderRelation {
  readonly kind: "repeated" | "none" | "promoted" | "partly" | "different";
  readonly dropCount: number;
}

/** @param stats of the first, all its rows so far */
export function headerRelation(
  first: Grid,
  second: Grid,
  columnMap: readonly (number | null)[],
  stats: readonly ColumnStats[],
): HeaderRelation {
  const repeated = repeatedRows(first, second, columnMap);
  if (repeated > 0) return { kind: "repeated", dropCount: repeated };
  if (isHeaderless(second)) return { kind: "none", dropCount: second.headerRowCount };
  if (isPromoted(first, second, columnMap, stats)) return { kind: "promoted", dropCount: 0 };
  const isOther = differingHeader(first, second, columnMap) > 0.5 || headsOtherFigures(first, second, columnMap, stats);
  return { kind: isOther ? "different" : "partly", dropCount: 0 };
}

/** Whether a header text of the second names other figures than the first's does: over a column of numbers, neither is the other with words left out. */
function headsOtherFigures(first: Grid, second: Grid, columnMap: readonly (number | null)[], stats: readonly ColumnStats[]): boolean {
  const { tails } = headerKeys(first);
  const [keys = []] = headerKeys(second).tails;
  return keys.some((key, column) => {
    const target = columnMap[column] ?? -1;
    const [known, before = ""] = [stats[target], tails[0]?.[target]];
    if (key === "" || before === "" || known === undefined || columnFamily(known) !== "numeric") return false;
    return !tails.some((tail) => tail[target] === key) && !isWithin(key, before) && !isWithin(before, key);
  });
}

/** Whether all words of the first text are in the second. */
function isWithin(one: string, other: string): boolean {
  const words = new Set(wordsOf(other));
  return wordsOf(one).every((word) => words.has(word));
}

function wordsOf(key: string): readonly string[] {
  return key.match(/[\p{L}\p{N}]+|[\p{S}%]/gu) ?? [];
}

/**
 * Whether the second's header row is data: it has a number or a date in every column where the first has them, one at least.
 *
 * A year heads a column of amounts, so it counts only among years; and a row that repeats a header text is a header.
 */
function isPromoted(first: Grid, second: Grid, columnMap: readonly (number | null)[], stats: readonly ColumnStats[]): boolean {
  const [row] = second.rows;
  if (row === undefined || second.headerRowCount !== 1) return false;
  const { tails } = headerKeys(first);
  let pending = stats.filter((column) => isTyped(column)).length;
  if (pending === 0) return false;
  for (const [column, cell] of row.cells.entries()) {
    const target = columnMap[column] ?? -1;
    const known = stats[target];
    if (known === undefined) continue;
    if (isTyped(known)) {
      if (familyOf(cell) !== columnFamily(known) || (isYear(cell.text) && !holdsYears(known))) return false;
      pending--;
    } else if (cell.text !== "" && tails.some((tail) => tail[target] === foldHeader(cell.text))) {
      return false;
    }
  }
  return pending === 0;
}

function isTyped(column: ColumnStats): boolean {
  const family = columnFamily(column);
  return family === "numeric" || family === "date";
}
