import { familyOf } from "../table/typed/family.ts";
import type { Cell, NumberLocale } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
import { writtenText } from "./cell.ts";
import type { FullOptions } from "./options.ts";
import { rowValues } from "./table-lines.ts";

export type CsvwDatatype =
  | "boolean"
  | "date"
  | "integer"
  | "number"
  | "string"
  | { readonly base: "number"; readonly format: { readonly decimalChar: string; readonly groupChar?: string } };

/** The datatype of a column, and what stands for nothing in it. */
export interface ColumnType {
  readonly datatype: CsvwDatatype;
  readonly null?: readonly string[];
}

/**
 * The datatypes of all columns, those of the provenance included: one that every cell is valid under as it is written, else `string`.
 *
 * Placeholders such as `-` and `n/a` in a column of another type are its nulls.
 */
export function columnTypes(table: Table, options: FullOptions): ColumnType[] {
  const { columns, rows, headerRowCount } = table.grid;
  const readers = columns.map(({ locale }) => columnReader(options.values === "typed" ? undefined : locale));
  for (const [index, row] of rows.entries()) {
    if (index < headerRowCount) continue;
    for (const [column, value] of rowValues(row, index, options).entries()) {
      readers[column]?.add(row.cells[column] as Cell, writtenText(value, column, options, true));
    }
  }
  const types = readers.map((reader) => reader.type());
  if (!options.provenance) return types;
  const isOnePage = rows.every(({ source }, index) => index < headerRowCount || new Set(source.pageNumbers).size <= 1);
  return [...types, { datatype: isOnePage ? "integer" : "string" }, { datatype: "string" }, { datatype: "integer" }];
}

interface ColumnReader {
  readonly add: (cell: Cell, written: string) => void;
  readonly type: () => ColumnType;
}

function columnReader(locale: NumberLocale = { decimal: "." }): ColumnReader {
  const parse = numberReader(locale);
  const nulls = new Set<string>();
  let possible: readonly ("number" | "date" | "boolean")[] = ["number", "date", "boolean"];
  let count = 0;
  const holds = (type: (typeof possible)[number], { typed }: Cell, written: string): boolean => {
    const value = type === "number" ? parse(written) : written;
    return (
      typed?.value !== undefined &&
      (typed.kind === type || type === "number") &&
      value === (type === "boolean" ? String(typed.value) : typed.value)
    );
  };
  return {
    add: (cell, written) => {
      if (written === "") return;
      if (familyOf(cell) === "empty") {
        nulls.add(written);
        return;
      }
      count++;
      if (possible.length > 0) possible = possible.filter((type) => holds(type, cell, written));
    },
    type: () => {
      const [base] = possible;
      if (count === 0 || base === undefined) return { datatype: "string" };
      const { decimal, grouping } = locale;
      const isPlain = base !== "number" || (decimal === "." && grouping === undefined);
      const format = { decimalChar: decimal, ...(grouping === undefined ? {} : { groupChar: grouping }) };
      return { datatype: isPlain ? base : { base: "number", format }, ...(nulls.size === 0 ? {} : { null: ["", ...nulls] }) };
    },
  };
}

/** Reads numbers as a CSVW reader does. @see https://www.w3.org/TR/tabular-data-model/#formats-for-numeric-types */
function numberReader({ decimal, grouping }: NumberLocale): (text: string) => number | undefined {
  const mark: string = grouping ?? "";
  const shape = new RegExp(`^[+-]?\\d[\\d${mark}]*(?:[${decimal}]\\d+)?(?:E[+-]?\\d+|%)?$`);
  return (text) => {
    if (!shape.test(text) || (mark !== "" && text.includes(mark + mark))) return undefined;
    const digits = (mark === "" ? text : text.replaceAll(mark, "")).replace(decimal, ".");
    return Number(digits.endsWith("%") ? `${digits.slice(0, -1)}e-2` : digits);
  };
}
