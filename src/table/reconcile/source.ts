import type { Region } from "../../geometry/box.ts";
import type { Raw, RowSource } from "../../tree/table.ts";
import type { Anchor, AnchorRow } from "../grid.ts";
import { cellText } from "../text.ts";

/** A table as sent: the same cells up to four times, as `rows`, `html`, `csv` and `markdown`, each of which may be empty. */
export interface TableSource {
  readonly pointer: string;
  /** Where a row, or a cell in it, stands in the payload. */
  readonly rowsPointer: (row: number, column?: number) => string;
  readonly htmlPointer: string;
  readonly rows: readonly (readonly Raw[])[];
  readonly html: string;
  readonly csv?: Witness;
  readonly markdown?: Witness;
  readonly pageNumbers: readonly number[];
  readonly regions: readonly Region[];
}

/** A text that repeats what the rows say, and where it stands. */
export interface Witness {
  readonly text: string;
  readonly pointer: string;
}

/** Rows of cells before they are a grid. */
export interface Layout {
  readonly rows: readonly AnchorRow[];
  readonly columnCount: number;
  readonly headerRowCount: number;
}

/** At least one, for the service always sends a header; at least one row is left for the body. */
export function headerRowsOf(found: number, rowCount: number): number {
  return Math.max(Math.min(found, rowCount - 1), 1);
}

/** `rowIndex` says which of `rows` it is, or was folded into; null for none. */
export function rowSource({ pointer, pageNumbers, regions }: TableSource, rowIndex: number | null): RowSource {
  return { pointer, rowIndex, pageNumbers, regions };
}

/** The rows as they are given, of whatever lengths. */
export function plainRows(source: TableSource): AnchorRow[] {
  return source.rows.map((cells, row) => ({
    anchors: cells.map((_, column) => plainCell(source, row, column)),
    source: rowSource(source, row),
  }));
}

/** The cell of the rows at a place; an empty one past the end of its row. */
export function plainCell(source: TableSource, row: number, column: number): Anchor {
  const cells = source.rows[row] ?? [];
  const raw = cells[column] ?? null;
  const pointer = column < cells.length ? source.rowsPointer(row, column) : source.rowsPointer(row);
  return { column, columnSpan: 1, rowSpan: 1, raw, text: cellText(raw), isHeader: false, pointer };
}
