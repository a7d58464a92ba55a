import { formGrid, wholePart } from "../../src/table/grid.ts";
import { type TypingOptions, typeCells } from "../../src/table/typed.ts";
import type { Column, Raw, TypedValue } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";

/** A raw with the text its html prints, where that is another one. */
export type Given = Raw | readonly [raw: number, text: string];

/** A table of these rows; the first is its header. */
export function tableOf(rows: readonly (readonly Given[])[], pointer: string = "/items/pages/0/items/0"): Table {
  const source = { pointer, rowIndex: null, pageNumbers: [1], regions: [] };
  const anchorRows = rows.map((row, index) => ({
    anchors: row.map((given, column) => {
      const [raw, text] = given !== null && typeof given === "object" ? given : [given, given === null ? "" : String(given)];
      return { column, columnSpan: 1, rowSpan: 1, raw, text, isHeader: false, pointer: `${pointer}/rows/${index}/${column}` };
    }),
    source: { ...source, rowIndex: index },
  }));
  const grid = formGrid(anchorRows, rows[0]?.length ?? 0, 1);
  const place = { pointer, pageNumber: 1, regions: [] };
  return { type: "table", pointer, regions: [], markdown: "", grid, concerns: [], parts: [wholePart(grid, place)] };
}

/** A table with these cells in its second column; texts at both sides keep any of its rows from being a section. */
export function columnOf(...cells: readonly Given[]): Table {
  return tableOf([["Name", "Value", "Note"], ...cells.map((cell) => ["x", cell, "y"] as const)]);
}

/** What the body cells of a column are typed as, top down. */
export function typedOf(table: Table | undefined, column: number = 1): (TypedValue | undefined)[] {
  return (table?.grid.rows ?? []).filter((row) => row.role === "body").map((row) => row.cells[column]?.typed);
}

export function typeColumn(cells: readonly Given[], options: TypingOptions = {}): { column: Column; typed: (TypedValue | undefined)[] } {
  const [table] = typeCells([columnOf(...cells)], options);
  return { column: table?.grid.columns[1] as Column, typed: typedOf(table) };
}

/** The values of a column, null for text and empty cells. */
export function valuesOf(cells: readonly Given[], options: TypingOptions = {}): (TypedValue["value"] | null)[] {
  return typeColumn(cells, options).typed.map((typed) => typed?.value ?? null);
}
