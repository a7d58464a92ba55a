import type { Row } from "../../tree/table.ts";
import { isAnchor } from "../grid.ts";

/** The numbers in the leading column of some rows that count one by one. */
export interface RowNumbers {
  readonly first: number;
  readonly last: number;
}

/**
 * The numbers that the rows begin with; undefined where these do not count one by one, or a row in their midst has none.
 *
 * @param top index of the first of these rows in their grid
 */
export function rowNumbers(rows: readonly Row[], top: number): RowNumbers | undefined {
  let [first, last]: (number | undefined)[] = [];
  let isOver = false;
  for (const [index, { cells, role }] of rows.entries()) {
    const cell = cells[0];
    if (role === "section" || cell === undefined || !isAnchor(cell, top + index, 0)) continue;
    const number = numberOf(cell.text);
    if (number === undefined) {
      // A total or a note may stand below the last one.
      isOver = true;
    } else {
      if (isOver || (last !== undefined && number !== last + 1)) return undefined;
      first ??= number;
      last = number;
    }
  }
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** Whether the second numbers go on where the first end, or begin where these began; one number alone counts nothing. */
export function numbersRelation(first: RowNumbers | undefined, second: RowNumbers | undefined): "continue" | "restart" | "none" {
  if (first === undefined || second === undefined) return "none";
  const isCounted = first.last > first.first || second.last > second.first;
  if (second.first === first.last + 1) return "continue";
  return isCounted && second.first === first.first ? "restart" : "none";
}

function numberOf(text: string): number | undefined {
  const [, digits] = /^[(#]?(\d{1,9})[.)]?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
