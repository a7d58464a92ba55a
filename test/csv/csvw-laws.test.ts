import fc from "fast-check";
import { expect, test } from "vitest";
import type { CsvwColumn, CsvwTable } from "../../src/csv/csvw.ts";
import { toCsv } from "../../src/csv/to-csv.ts";
import { readStrictCsv } from "./read-csv.ts";
import { anyTables, dialects, rowsOf } from "./tables.ts";

test("metadata fit the CSV: legal unique names, the header as titles, each cell valid under its datatype", () => {
  fc.assert(
    fc.property(anyTables, dialects, fc.constantFrom("text", "typed"), fc.boolean(), (table, dialect, values, provenance) => {
      const { text, metadata } = toCsv(table, { ...dialect, values, provenance, metadata: true });
      expectFit(readStrictCsv(text, dialect), metadata as CsvwTable);
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 50) },
  );
});

test("a typed column is a column of values: a CSVW reader gets those of the cells", () => {
  const numbers = fc.array(
    fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(numbers, (list) => {
      const { text, metadata } = toCsv(rowsOf([["n"], ...list.map((number) => [number])]), { values: "typed", metadata: true });
      expect(metadata?.tableSchema.columns[0]?.datatype).toBe("number");
      expect(readStrictCsv(text).slice(1).flat().map(Number)).toEqual(list);
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 50) },
  );
});

function expectFit(records: readonly (readonly string[])[], { dialect, tableSchema }: CsvwTable): void {
  const { columns } = tableSchema;
  expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length);
  for (const [index, column] of columns.entries()) {
    expect(column.name).toMatch(/^(?!_)(?:\w|%[\dA-F]{2})+$/); // RFC 6570 §2.3
    const titles = records.slice(0, dialect.headerRowCount).flatMap((record) => record[index] || []);
    if (titles.length > 0) expect([column.titles].flat()).toEqual(titles);
    for (const record of records.slice(dialect.headerRowCount)) expect(record[index]).toSatisfy((text: string) => isValid(text, column));
  }
}

/** Whether a CSVW reader takes the text (Tabular Data Model §6.4). */
function isValid(text: string, { datatype, null: nulls = [""] }: CsvwColumn): boolean {
  if (nulls.includes(text)) return true;
  const base = typeof datatype === "string" ? datatype : datatype.base;
  const { decimalChar = ".", groupChar = "" } = typeof datatype === "string" ? {} : datatype.format;
  switch (base) {
    case "string":
      return true;
    case "boolean":
      return ["true", "false", "1", "0"].includes(text);
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(text);
    case "integer":
      return /^[+-]?\d+$/.test(text);
    case "number":
      return /^[+-]?\d+(?:\.\d+)?(?:E[+-]?\d+|%)?$/.test(text.replaceAll(groupChar, "").replace(decimalChar, "."));
  }
}
