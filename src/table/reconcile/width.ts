import type { AnchorRow } from "../grid.ts";
import type { Layout } from "./source.ts";

/** What a grid may hold whatever its cells are. */
const slotFloor = 1_000_000;
/** How many slots a given cell may cost past that. */
const slotsPerCell = 100;
/** And how many once cells go on in rows below. */
const slotsOfWrapped = 10;

/**
 * How many columns the grid of rows of these lengths has: as many as the longest, unless nearly all slots would be empty then.
 *
 * Twenty thousand rows of one cell and one row of twenty thousand would take gigabytes.
 */
export function fittingWidth(lengths: readonly number[]): number {
  let [widest, cellCount] = [0, 0];
  for (const length of lengths) {
    widest = Math.max(widest, length);
    cellCount += length;
  }
  const limit = Math.max(slotFloor, slotsPerCell * cellCount);
  if (lengths.length * widest <= limit) return widest;
  return Math.max(1, Math.floor(Math.max(slotFloor / 2, slotsOfWrapped * cellCount) / lengths.length));
}

/** The layout with rows added below; where that makes nearly all slots empty, the cells of its widest rows go on in rows below them, without spans. */
export function fitted({ rows, columnCount, headerRowCount }: Layout, added: readonly AnchorRow[]): Layout {
  if (added.length === 0 && rows.length * columnCount <= slotFloor) return { rows, columnCount, headerRowCount };
  const all = added.length === 0 ? rows : [...rows, ...added];
  const lengths = all.map(({ anchors }) => anchors.reduce((end, { column, columnSpan }) => Math.max(end, column + columnSpan), 0));
  const width = fittingWidth(lengths);
  const isWrapped = lengths.some((length) => length > width);
  if (isWrapped) return { rows: all.flatMap((row) => wrapped(row, width)), columnCount: width, headerRowCount };
  return { rows: all, columnCount: Math.max(columnCount, width), headerRowCount };
}

function wrapped(row: AnchorRow, width: number): AnchorRow[] {
  const pieces: { anchors: AnchorRow["anchors"][number][]; source: AnchorRow["source"] }[] = [{ anchors: [], source: row.source }];
  for (const anchor of row.anchors) {
    const piece = Math.floor(anchor.column / width);
    while (pieces.length <= piece) pieces.push({ anchors: [], source: row.source });
    pieces[piece]?.anchors.push({ ...anchor, column: anchor.column % width, columnSpan: 1, rowSpan: 1 });
  }
  return pieces;
}
