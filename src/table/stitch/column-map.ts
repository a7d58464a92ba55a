import type { Grid } from "../../tree/table.ts";
import { columnIndexes } from "../grid.ts";
import { headerKeys } from "./header-keys.ts";

/** For each column of a part the column of the table that holds it, null for one that is empty and left out; and how that was found. */
export interface ColumnMap {
  readonly columns: readonly (number | null)[];
  readonly by: "count" | "header" | "empty columns";
}

/**
 * Where the columns of the second table go in the first; undefined where nothing tells.
 *
 * Equal counts map one to one, also once columns of the second without any text are left out; else the second's header has to be found, in
 * order and in one way only, in the first's. A column of the first that is empty so far may be the one that the second has, so it is not left
 * out for that. A part with less than half of the columns fits by chance, so it is not mapped.
 */
export function columnMapOf(first: Grid, second: Grid): ColumnMap | undefined {
  if (first.columnCount === 0 || second.columnCount === 0) return undefined;
  if (first.columnCount === second.columnCount) return { columns: columnIndexes(second), by: "count" };
  const columns = byHeader(first, second);
  if (columns !== undefined) return isEnough(columns, first) ? { columns, by: "header" } : undefined;
  if (second.columnCount < first.columnCount) return undefined;
  const isFilled = columnIndexes(second).map((column) => second.rows.some((row) => row.cells[column]?.text !== ""));
  if (isFilled.filter(Boolean).length !== first.columnCount) return undefined;
  let next = 0;
  return { columns: isFilled.map((isKept) => (isKept ? next++ : null)), by: "empty columns" };
}

/** By header texts, the second's being a part of the first's. */
function byHeader(first: Grid, second: Grid): (number | null)[] | undefined {
  const [keys = []] = headerKeys(second).tails;
  if (keys.length >= first.columnCount || keys.every((key) => key === "")) return undefined;
  for (const tail of headerKeys(first).tails) {
    const forward = places(keys, tail);
    const backward = places(keys.toReversed(), tail.toReversed())
      ?.map((place) => tail.length - 1 - place)
      .reverse();
    // Found from both ends alike, there is no other way.
    if (forward?.every((place, index) => place === backward?.[index])) return forward;
  }
  return undefined;
}

/** The first place of each key after that of the one before. */
function places(keys: readonly string[], among: readonly string[]): number[] | undefined {
  const found: number[] = [];
  let next = 0;
  for (const key of keys) {
    while (next < among.length && among[next] !== key) next++;
    if (next === among.length) return undefined;
    found.push(next++);
  }
  return found;
}

function isEnough(columns: readonly (number | null)[], first: Grid): boolean {
  return columns.filter((column) => column !== null).length * 2 >= first.columnCount;
}
