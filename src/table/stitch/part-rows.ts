import type { Grid, Row } from "../../tree/table.ts";
import { columnIndexes } from "../grid.ts";
import { canonicalText } from "../text.ts";
import { bodyRuns } from "./body-runs.ts";
import type { PartRows } from "./chain.ts";
import { columnMapOf } from "./column-map.ts";
import { anchorTexts } from "./column-stats.ts";
import { isHeaderless, repeatedRows } from "./header-keys.ts";

/** What the rows of a part are to its table, and where its columns go; `foreign` rows fit nowhere. `isDoubtful` where its few rows are as many others of the table. */
export interface PartFit {
  readonly columnMap: readonly (number | null)[];
  readonly rows: PartRows | { readonly kind: "foreign" };
  readonly isDoubtful: boolean;
}

/** So many rows on end are not found twice by chance. */
const telling = 3;

/** How each part that the service names fits its owner; each of the owner's rows stands for one row of one part at most. */
export function fitParts(owner: Grid, parts: readonly Grid[]): PartFit[] {
  const isEmpty = parts.every((part) => part.rows.length === 0);
  const runs = bodyRuns(isEmpty ? [] : owner.rows.map((row, index) => rowKey(anchorTexts(row, index))), owner.headerRowCount);
  // The owner's rows end with those of its last part, so runs are looked for from the end.
  return parts
    .toReversed()
    .map((part): PartFit => {
      const known = columnMapOf(owner, part);
      const columnMap = known?.columns ?? columnIndexes(part);
      const dropCount = Math.max(
        known === undefined ? 0 : repeatedRows(owner, part, columnMap),
        isHeaderless(part) ? part.headerRowCount : 0,
      );
      if (part.rows.slice(dropCount).every(isBlank)) return fitOf(columnMap, { kind: "none" });
      if (known === undefined) return fitOf(columnMap, { kind: "foreign" });
      const own = part.rows.slice(dropCount);
      const keyOf = (row: Row, index: number): string => rowKey(mapped(anchorTexts(row, dropCount + index), columnMap, owner));
      // Most parts hold rows of their own: then the first tells, and the others need no key.
      const run = runs.has(keyOf(own[0] as Row, 0)) ? own.map(keyOf) : [];
      const firstRow = run.length === 0 ? -1 : runs.take(run);
      if (firstRow < 0) return fitOf(columnMap, { kind: "appendable", dropCount });
      const isDoubtful = run.length < telling && run.every(runs.isRepeated);
      return fitOf(columnMap, { kind: "owned", firstRow, rowCount: run.length, dropCount }, isDoubtful);
    })
    .toReversed();
}

function fitOf(columnMap: PartFit["columnMap"], rows: PartFit["rows"], isDoubtful: boolean = false): PartFit {
  return { columnMap, rows, isDoubtful };
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
