import type { Grid, Row } from "../../tree/table.ts";
import { columnIndexes } from "../grid.ts";
import { canonicalText } from "../text.ts";
import type { PartRows } from "./chain.ts";
import { columnMapOf } from "./column-map.ts";
import { anchorTexts, columnStats } from "./column-stats.ts";
import { isHeaderless, repeatedRows } from "./header-keys.ts";

/** What the rows of a part are to its table, and where its columns go; `foreign` rows fit nowhere. */
export interface PartFit {
  readonly columnMap: readonly (number | null)[];
  readonly rows: PartRows | { readonly kind: "foreign" };
}

/** How each part that the service names fits its owner; each of the owner's rows stands for one row of one part at most. */
export function fitParts(owner: Grid, parts: readonly Grid[]): PartFit[] {
  const isEmpty = parts.every((part) => part.rows.length === 0);
  const runs = bodyRuns(isEmpty ? [] : owner.rows.map((row, index) => rowKey(anchorTexts(row, index))), owner.headerRowCount);
  // The owner's rows end with those of its last part, so runs are looked for from the end.
  return parts
    .toReversed()
    .map((part): PartFit => {
      const known = columnMapOf(owner, part, () => columnStats(owner));
      const columnMap = known?.columns ?? columnIndexes(part);
      const dropCount = Math.max(
        known === undefined ? 0 : repeatedRows(owner, part, columnMap),
        isHeaderless(part) ? part.headerRowCount : 0,
      );
      if (part.rows.slice(dropCount).every(isBlank)) return { columnMap, rows: { kind: "none" } };
      if (known === undefined) return { columnMap, rows: { kind: "foreign" } };
      const own = part.rows.slice(dropCount);
      const keyOf = (row: Row, index: number): string => rowKey(mapped(anchorTexts(row, dropCount + index), columnMap, owner));
      // Most parts hold rows of their own: then the first tells, and the others need no key.
      const run = runs.has(keyOf(own[0] as Row, 0)) ? own.map(keyOf) : [];
      const firstRow = run.length === 0 ? -1 : runs.take(run);
      if (firstRow < 0) return { columnMap, rows: { kind: "appendable", dropCount } };
      return { columnMap, rows: { kind: "owned", firstRow, rowCount: run.length, dropCount } };
    })
    .toReversed();
}

function isBlank(row: Row): boolean {
  return row.cells.every((cell) => cell.text === "");
}

function rowKey(texts: readonly string[]): string {
  return JSON.stringify(texts.map(canonicalText));
}

function mapped(texts: readonly string[], columnMap: readonly (number | null)[], { columnCount }: Grid): string[] {
  const places = new Array<string>(columnCount).fill("");
  for (const [column, text] of texts.entries()) {
    const target = columnMap[column] ?? undefined;
    if (target !== undefined) places[target] = text;
  }
  return places;
}

interface BodyRuns {
  readonly has: (key: string) => boolean;
  /** The index of the last run of rows with these keys that was not taken before, -1 for none. */
  readonly take: (run: readonly string[]) => number;
}

/** The body rows by their keys. */
function bodyRuns(keys: readonly string[], bodyStart: number): BodyRuns {
  const places = new Map<string, number[]>();
  for (let row = bodyStart; row < keys.length; row++) {
    const key = keys[row] as string;
    const rows = places.get(key);
    if (rows === undefined) places.set(key, [row]);
    else rows.push(row);
  }
  const taken = new Array<boolean>(keys.length).fill(false);
  const take = (run: readonly string[]): number => {
    // The rarest key of the run leaves the fewest places to look at.
    let [offset, rarest] = [0, places.get(run[0] as string) ?? []];
    for (const [index, key] of run.entries()) {
      const rows = places.get(key) ?? [];
      if (rows.length < rarest.length) [offset, rarest] = [index, rows];
    }
    while (taken[rarest.at(-1) ?? -1]) rarest.pop();
    for (let last = rarest.length - 1; last >= 0; last--) {
      const start = (rarest[last] as number) - offset;
      if (start < bodyStart || !run.every((key, index) => keys[start + index] === key && !taken[start + index])) continue;
      taken.fill(true, start, start + run.length);
      return start;
    }
    return -1;
  };
  return { has: (key) => places.has(key), take };
}
