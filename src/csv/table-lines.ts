import { isAnchor } from "../table/grid.ts";
import { rowPage, rowPointer } from "../table/row-source.ts";
import type { Cell, Row, RowSource } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import type { Lines } from "./blocks.ts";
import type { Value } from "./cell.ts";
import type { FullOptions } from "./options.ts";

/** The lines of a table, made one by one as they are asked for; a table without columns has none. */
export function tableLines(table: Table, options: FullOptions): Lines {
  const { columnCount, headerRowCount } = table.grid;
  const headerCount = { none: 0, flatten: 1, all: headerRowCount }[options.header];
  const width = columnCount === 0 ? 0 : columnCount + (options.provenance ? provenanceNames.length : 0);
  return { width, headerCount, values: valuesOf(table, options) };
}

const provenanceNames = ["_page_number", "_pointer", "_row"] as const;

/** The names of the provenance columns, made unlike those of the table. */
export function provenanceColumns({ grid }: Table): string[] {
  const taken = new Set(grid.columns.map((column) => column.name.toLowerCase()));
  return provenanceNames.map((name) => {
    let unique: string = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    return unique;
  });
}

function* valuesOf(table: Table, options: FullOptions): Generator<Value[]> {
  const { rows, columns, headerRowCount } = table.grid;
  const { header, provenance } = options;
  const names = provenance ? provenanceColumns(table) : [];
  if (header === "flatten") yield [...columns.map((column) => column.name), ...names];
  for (const [index, row] of rows.entries()) {
    const isHeader = index < headerRowCount;
    if (isHeader && header !== "all") continue;
    const values = rowValues(row, index, options);
    if (!provenance) yield values;
    else if (!isHeader) yield [...values, ...provenanceOf(row.source)];
    else yield [...values, ...(index === headerRowCount - 1 ? names : names.map(() => null))];
  }
}

/** The values of one row of the grid, without its provenance. */
export function rowValues({ cells }: Row, row: number, { spans, values }: FullOptions): Value[] {
  const isTyped = values === "typed";
  return cells.map((cell, column) => (spans === "repeat" || isAnchor(cell, row, column) ? cellValue(cell, isTyped) : null));
}

/** A number that the service sent as one is no text, so it is never guarded, however it is printed. */
function cellValue({ raw, text, typed }: Cell, isTyped: boolean): Value {
  if (isTyped && typed?.value !== undefined) return typed.value;
  return typeof raw === "number" ? { printed: text } : text;
}

function provenanceOf(source: RowSource): Value[] {
  return [rowPage(source) ?? null, rowPointer({ source }), source.rowIndex];
}
