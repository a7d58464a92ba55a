import type { Region } from "../geometry/box.ts";
import type { Row } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";

/** The lowest confidence of these places; nothing when none of them has one. */
export function lowestConfidence(regions: readonly Region[]): number | undefined {
  let lowest: number | undefined;
  for (const { confidence } of regions)
    if (confidence !== undefined && !(lowest !== undefined && lowest <= confidence)) lowest = confidence;
  return lowest;
}

/** Tells the confidence of a row from its source; rows that share their regions, as those of one item do, cost one look. */
export function rowConfidence(): (row: Row) => number | undefined {
  let seen: readonly Region[] = [];
  let lowest: number | undefined;
  return ({ source: { regions } }) => {
    if (regions !== seen) {
      seen = regions;
      lowest = lowestConfidence(regions);
    }
    return lowest;
  };
}

/** What a table holds, counted once over its rows. */
export interface TableCounts {
  /** Body cells that are numbers, dates or booleans. */
  readonly typed: number;
  /** Body cells that are text. */
  readonly text: number;
  /** The lowest confidence of its cells, rows and parts. */
  readonly confidence: number | undefined;
}

export function tableCounts({ grid, parts }: Table): TableCounts {
  let [typed, text] = [0, 0];
  const confidenceOf = rowConfidence();
  let confidence = lowestConfidence(parts.flatMap((part) => part.regions));
  const lower = (other: number | undefined): void => {
    if (other !== undefined && !(confidence !== undefined && confidence <= other)) confidence = other;
  };
  for (const [index, row] of grid.rows.entries()) {
    lower(confidenceOf(row));
    for (const [column, cell] of row.cells.entries()) {
      if (cell.row !== index || cell.column !== column) continue;
      if (cell.regions.length > 0) lower(lowestConfidence(cell.regions));
      if (row.role !== "body") continue;
      const kind = cell.typed?.kind ?? "text";
      if (kind !== "text" && kind !== "empty") typed++;
      else if (cell.text !== "") text++;
    }
  }
  return { typed, text, confidence };
}
