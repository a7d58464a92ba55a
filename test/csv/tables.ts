import fc from "fast-check";
import type { CsvOptions } from "../../src/csv/options.ts";
import { gridOf, isAnchor } from "../../src/table/grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { Cell, Raw } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { doc, page, rowsTable, type Wire } from "../build.ts";
import { tilings, toItem } from "../table/tilings.ts";

export function tableOf(item: Wire): Table {
  const [table] = tables(doc(page(item)));
  if (table === undefined) throw new TypeError("no table");
  return table;
}

export function rowsOf(rows: readonly (readonly Raw[])[]): Table {
  return tableOf(rowsTable(rows));
}

/** What no reader of a payload would let through: the writer takes every string there is. */
export const hostileTexts: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(
    ...['"', ",", ";", "|", "\r", "\n", "\t", " ", "a", "=", "-", "+", "@", "1", "'", "#"],
    ...["\u0000", "\ufeff", "\u200b", "\ud800", "\udc00", "😀", "＝", "．"],
  ),
  maxLength: 6,
});

const contents: fc.Arbitrary<Pick<Cell, "raw" | "text">> = fc.oneof(
  fc.oneof(soup, hostileTexts, fc.constantFrom("", "=1+1", "-5", "00123", "n/a", "-")).map((text) => ({ raw: text, text })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((raw) => ({ raw, text: JSON.stringify(raw) })),
  fc.constantFrom({ raw: -5, text: "-5.00" }, { raw: 123, text: "00123" }, { raw: -0.05, text: "(5%)" }, { raw: null, text: "" }),
);

/** The table with each cell's text and raw from the list, over and over. */
export function withContents(table: Table, list: readonly Pick<Cell, "raw" | "text">[]): Table {
  const { rows, headerRowCount } = table.grid;
  const made = new Map<Cell, Cell>();
  for (const row of rows) for (const cell of row.cells) if (!made.has(cell)) made.set(cell, { ...cell, ...list[made.size % list.length] });
  const slots = rows.map((row) => row.cells.map((cell) => made.get(cell) as Cell));
  return {
    ...table,
    grid: gridOf(
      slots,
      rows.map((row) => row.source),
      headerRowCount,
    ),
  };
}

/** Tables with spans and several header rows, of cells that hold anything. */
export const anyTables: fc.Arbitrary<Table> = fc
  .tuple(tilings(false), fc.array(contents, { minLength: 1, maxLength: 40 }))
  .map(([tiling, list]) => withContents(tableOf(toItem(tiling)), list));

/** Every way to write lines. */
export const dialects: fc.Arbitrary<Required<Pick<CsvOptions, "delimiter" | "newline" | "bom" | "finalNewline" | "header" | "spans">>> =
  fc.record({
    delimiter: fc.constantFrom(",", ";", "\t", "|", " ", "a", "-"),
    newline: fc.constantFrom("\r\n", "\n"),
    bom: fc.boolean(),
    finalNewline: fc.boolean(),
    header: fc.constantFrom("flatten", "all", "none"),
    spans: fc.constantFrom("first", "repeat"),
  });

/** What the CSV of a table should hold, before any guard. */
export function expectedTexts(
  { grid }: Table,
  { header = "flatten", spans = "first" }: Pick<CsvOptions, "header" | "spans"> = {},
): string[][] {
  const names = grid.columns.map((column) => column.name);
  const texts = grid.rows.map((row, index) =>
    row.cells.map((cell, column) => (spans === "repeat" || isAnchor(cell, index, column) ? cell.text : "")),
  );
  const lines = header === "all" ? texts : [...(header === "flatten" ? [names] : []), ...texts.slice(grid.headerRowCount)];
  return lines.map((line) => line.map((text) => text.toWellFormed()));
}
