import type { Grid, Row } from "../../tree/table.ts";
import { isAnchor } from "../grid.ts";
import { type Family, familyOf } from "../typed/family.ts";

/** How many of a column's body cells are of each family; `years` counts those numbers that may be years. */
export interface ColumnStats {
  readonly counts: Readonly<Record<Family, number>>;
  readonly years: number;
}

const noStats: ColumnStats = { counts: { empty: 0, numeric: 0, date: 0, boolean: 0, text: 0 }, years: 0 };
/** A column has a family where most of its cells that are not empty agree, so that a total or a note in it does not matter. */
const minimumShare = 0.8;
const known = new WeakMap<Grid, readonly ColumnStats[]>();

/** One a column, of the body rows; each grid is counted once. */
export function columnStats(grid: Grid): readonly ColumnStats[] {
  const found = known.get(grid);
  if (found !== undefined) return found;
  const stats = statsOf(
    grid.rows.filter((row) => row.role === "body"),
    grid.columnCount,
  );
  known.set(grid, stats);
  return stats;
}

/** One a column, of these rows; a cell over several columns says nothing of any. */
export function statsOf(rows: readonly Row[], columnCount: number): readonly ColumnStats[] {
  const columns = Array.from({ length: columnCount }, () => ({ counts: { ...noStats.counts }, years: 0 }));
  for (const { cells } of rows) {
    for (const [index, cell] of cells.entries()) {
      const column = columns[index];
      // A cell over several rows counts in each: they all hold its text.
      if (column === undefined || cell.columnSpan > 1) continue;
      column.counts[familyOf(cell)]++;
      if (isYear(cell.text)) column.years++;
    }
  }
  return columns;
}

/** The stats of a table with those of another one whose columns are mapped to its own; a column that is not mapped adds nothing. */
export function addedStats(
  stats: readonly ColumnStats[],
  other: readonly ColumnStats[],
  columnMap: readonly (number | null)[],
): readonly ColumnStats[] {
  const sums = [...stats];
  for (const [index, { counts, years }] of other.entries()) {
    const target = columnMap[index] ?? undefined;
    const before = target === undefined ? undefined : sums[target];
    if (target === undefined || before === undefined) continue;
    sums[target] = {
      counts: {
        empty: before.counts.empty + counts.empty,
        numeric: before.counts.numeric + counts.numeric,
        date: before.counts.date + counts.date,
        boolean: before.counts.boolean + counts.boolean,
        text: before.counts.text + counts.text,
      },
      years: before.years + years,
    };
  }
  return sums;
}

/** The family that most cells of the column have; `text` where none has enough. */
export function columnFamily({ counts }: ColumnStats): Family {
  const filled = counts.numeric + counts.date + counts.boolean + counts.text;
  if (filled === 0) return "empty";
  const families = ["numeric", "date", "boolean"] as const;
  return families.find((family) => counts[family] >= minimumShare * filled) ?? "text";
}

/** Whether the numbers of the column are years. */
export function holdsYears({ counts, years }: ColumnStats): boolean {
  return years * 2 > counts.numeric;
}

export function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text);
}

/** The texts of a row at its anchors, the other slots of a span blank. */
export function anchorTexts(row: Row, index: number): string[] {
  return row.cells.map((cell, column) => (isAnchor(cell, index, column) ? cell.text : ""));
}
