import type { Cell, Column, Grid, RowSource } from "../../tree/table.ts";
import { type Alignable, type Alignment, align, type IndexPair } from "./alignment.ts";
import { plainCells, plainText } from "./content.ts";
import { wordsOf } from "./words.ts";

/** What is other in a table; its columns are told apart by name, its rows by what they hold in the columns that both tables have. */
export interface TableChange {
  /** Of rows and columns that both tables have, row by row. */
  readonly cells: readonly CellChange[];
  readonly rowsAdded: readonly PlacedRow[];
  readonly rowsRemoved: readonly PlacedRow[];
  /** 0-based indices of equal rows whose order changed. */
  readonly rowsMoved: readonly { readonly before: number; readonly after: number }[];
  /** Names; a renamed column is neither, its header is among the cells. */
  readonly columnsAdded: readonly string[];
  readonly columnsRemoved: readonly string[];
  /** Names of columns whose order changed. */
  readonly columnsMoved: readonly string[];
}

export interface CellChange {
  /** The first text of its row, as the table has it afterwards; the empty string in a blank row. */
  readonly row: string;
  /** The name of its column afterwards. */
  readonly column: string;
  readonly before: PlacedCell;
  readonly after: PlacedCell;
}

/** A slot of a table, 0-based; its text is empty when a cell that begins elsewhere spans it. */
export interface PlacedCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly pointer: string;
}

/** A row of a table, by its 0-based index; the texts are those of its slots. */
export interface PlacedRow {
  readonly row: number;
  readonly texts: readonly string[];
  readonly source: RowSource;
}

/** What became of the rows, columns and cells of a table. */
export function tableChange(before: Grid, after: Grid): TableChange {
  const [beforeTexts, afterTexts] = [plainCells(before), plainCells(after)];
  const columns = align(before.columns.map(columnEntry), after.columns.map(columnEntry), true);
  const columnPairs = pairsOf(columns);
  const beforeRows = beforeTexts.map((texts) => rowEntry(columnPairs.map((pair) => texts[pair.left] as string)));
  const afterRows = afterTexts.map((texts) => rowEntry(columnPairs.map((pair) => texts[pair.right] as string)));
  const rows = align(beforeRows, afterRows, true);
  const cells: CellChange[] = [];
  for (const { left, right } of rows.changed) {
    for (const { left: column, right: afterColumn } of columnPairs) {
      if (beforeTexts[left]?.[column] === afterTexts[right]?.[afterColumn]) continue;
      cells.push({
        row: afterTexts[right]?.find((text) => text !== "") ?? "",
        column: (after.columns[afterColumn] as Column).name,
        before: placedCell(before, beforeTexts, left, column),
        after: placedCell(after, afterTexts, right, afterColumn),
      });
    }
  }
  const nameOf = (grid: Grid, column: number): string => (grid.columns[column] as Column).name;
  return {
    cells,
    rowsAdded: rows.added.map((row) => placedRow(after, afterTexts, row)),
    rowsRemoved: rows.removed.map((row) => placedRow(before, beforeTexts, row)),
    rowsMoved: rows.moved.map(({ left, right }) => ({ before: left, after: right })),
    columnsAdded: columns.added.map((column) => nameOf(after, column)),
    columnsRemoved: columns.removed.map((column) => nameOf(before, column)),
    columnsMoved: columns.moved.map(({ right }) => nameOf(after, right)),
  };
}

function columnEntry({ name }: Column): Alignable {
  const plain = plainText(name);
  return { type: "column", key: plain, words: () => wordsOf(plain) };
}

function rowEntry(texts: readonly string[]): Alignable {
  return { type: "row", key: JSON.stringify(texts), words: () => texts.flatMap(wordsOf) };
}

/** All that are the same on both sides, in the order of the left. */
function pairsOf({ unchanged, moved, changed }: Alignment): IndexPair[] {
  return [...unchanged, ...moved, ...changed].sort((one, other) => one.left - other.left);
}

function placedCell(grid: Grid, texts: readonly (readonly string[])[], row: number, column: number): PlacedCell {
  const cell = grid.rows[row]?.cells[column] as Cell;
  return { row, column, text: texts[row]?.[column] ?? "", pointer: cell.pointer };
}

function placedRow(grid: Grid, texts: readonly (readonly string[])[], row: number): PlacedRow {
  return { row, texts: texts[row] ?? [], source: grid.rows[row]?.source as RowSource };
}
