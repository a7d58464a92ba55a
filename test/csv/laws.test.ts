import fc from "fast-check";
import { parseCsv } from "hucre/csv";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { isDangerous } from "../../src/csv/guard.ts";
import type { CsvOptions } from "../../src/csv/options.ts";
import { recordsToCsv, toCsv, toCsvLines } from "../../src/csv/to-csv.ts";
import type { Table } from "../../src/tree/types.ts";
import { deepFreeze } from "../build.ts";
import { readStrictCsv } from "./read-csv.ts";
import { anyTables, dialects, expectedTexts, hostileTexts, rowsOf } from "./tables.ts";

const asTheyAre = { formulaGuard: "none", keepUrls: true } as const;

test("C1: a strict reader finds the texts of the table, with no guard, in every dialect", () => {
  fc.assert(
    fc.property(anyTables, dialects, (table, options) => {
      const { text, guarded } = toCsv(table, { ...options, ...asTheyAre });
      expect(readStrictCsv(text, options)).toEqual(expectedTexts(table, options));
      expect(guarded).toEqual([]);
    }),
  );
});

test("C1: two other readers find them too", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const { text } = toCsv(table, { ...asTheyAre, finalNewline: false });
      expect(Papa.parse(text, { delimiter: ",", newline: "\r\n" }).data).toEqual(expectedTexts(table));
      expect(parseCsv(text, { delimiter: "," })).toEqual(expectedTexts(table));
    }),
  );
});

test("C1: records are read back too, whatever they hold", () => {
  const lines = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(hostileTexts, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(lines, dialects, ([header = [], ...rows], { header: _, spans: __, ...format }) => {
      const { text } = recordsToCsv({ header, rows }, { ...format, ...asTheyAre });
      expect(readStrictCsv(text, format)).toEqual([header, ...rows].map((line) => line.map((value) => value.toWellFormed())));
    }),
  );
});

test("C2: without the apostrophe of the cells it lists, a guarded CSV holds the texts", () => {
  fc.assert(
    fc.property(anyTables, dialects, (table, options) => {
      const { text, guarded } = toCsv(table, { ...options, keepUrls: true });
      const records = readStrictCsv(text, options);
      for (const { row, column, text: unguarded } of guarded) {
        expect(records[row]?.[column]).toBe(`'${unguarded}`);
        (records[row] as string[])[column] = unguarded;
      }
      expect(records).toEqual(expectedTexts(table, options));
    }),
  );
});

test("C2: a strict guard adds nothing but apostrophes, and lists the text before", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const { text, guarded } = toCsv(table, { formulaGuard: "strict", keepUrls: true });
      const records = readStrictCsv(text);
      for (const { row, column, text: unguarded } of guarded) {
        expect(records[row]?.[column]).not.toBe(unguarded);
        expect(records[row]?.[column]?.replaceAll("'", "")).toBe(unguarded.replaceAll("'", ""));
        (records[row] as string[])[column] = unguarded;
      }
      expect(records).toEqual(expectedTexts(table));
    }),
  );
});

test("C3: no cell of a guarded CSV is dangerous", () => {
  fc.assert(
    fc.property(anyTables, dialects, (table, options) => {
      const records = readStrictCsv(toCsv(table, options).text, options);
      expect(records.flat().filter((text) => isDangerous(text))).toEqual([]);
    }),
  );
});

test("C3: under a strict guard no cell is dangerous for a reader with another delimiter either", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const { text } = toCsv(withoutNumbers(table), { formulaGuard: "strict" });
      for (const piece of readStrictCsv(text).flatMap((line) => line.flatMap((cell) => cell.split(/[;,|\t]/)))) {
        expect(piece.replaceAll("\u0000", " ")).not.toMatch(/^[=+@＝＋－＠]|^-(?![-\s\u200b\ufeff]*$)/);
      }
    }),
  );
});

test("C4: no cell that is a number is guarded, however strict the guard", () => {
  fc.assert(
    fc.property(anyTables, fc.constantFrom("apostrophe", "strict"), (table, formulaGuard) => {
      const { guarded } = toCsv(table, { formulaGuard, header: "all", spans: "repeat" });
      for (const { row, column } of guarded) expect(typeof table.grid.rows[row]?.cells[column]?.raw).not.toBe("number");
    }),
  );
});

test("C5, C8: the header line is the column names, all records are as long, and provenance only adds to the right", () => {
  fc.assert(
    fc.property(anyTables, dialects, (table, options) => {
      const plain = readStrictCsv(toCsv(table, { ...options, ...asTheyAre }).text, options);
      const records = readStrictCsv(toCsv(table, { ...options, ...asTheyAre, provenance: true }).text, options);
      const { columns, columnCount } = table.grid;
      for (const record of records) expect(record).toHaveLength(columnCount + 3);
      expect(records.map((record) => record.slice(0, columnCount))).toEqual(plain);
      if (options.header === "flatten") expect(plain[0]).toEqual(columns.map((column) => column.name.toWellFormed()));
    }),
  );
});

test("C6: the text is well formed, and begins with a byte order mark iff asked", () => {
  fc.assert(
    fc.property(anyTables, dialects, (table, options) => {
      const { text } = toCsv(table, options);
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      expect(decoder.decode(new TextEncoder().encode(text))).toBe(text);
      expect(text.startsWith("\ufeff")).toBe(options.bom);
    }),
  );
});

test("C7: the same table gives the same CSV, which is its blocks joined, and stays as it is", () => {
  fc.assert(
    fc.property(anyTables, dialects, fc.boolean(), (table, options, provenance) => {
      deepFreeze(table);
      const all: CsvOptions = { ...options, provenance, values: "typed", metadata: true };
      const csv = toCsv(table, all);
      expect(toCsv(structuredClone(table), all)).toEqual(csv);
      expect([...toCsvLines(table, all)].join("")).toBe(csv.text);
    }),
  );
});

test("C7: 12,001 rows come in blocks of whole lines, and the places of guarded cells count through", () => {
  const rows = Array.from({ length: 12_001 }, (_, index) => [String(index), index % 4000 === 3999 ? "=1" : "x,\r\ny"]);
  const table = rowsOf([["a", "b"], ...rows]);
  const lines = toCsvLines(table, { bom: true });
  const blocks: string[] = [];
  let next = lines.next();
  for (; next.done !== true; next = lines.next()) blocks.push(next.value);
  expect(blocks.map((block, index) => readStrictCsv(block, { bom: index === 0 }).length)).toEqual([5000, 5000, 2002]); // whole lines, or the reader throws
  expect(next.value.guarded.map(({ row }) => row)).toEqual([4000, 8000, 12_000]);
  expect(toCsv(table, { bom: true })).toEqual({ text: blocks.join(""), guarded: next.value.guarded });
});

/** Number cells are never touched, so a reader with another delimiter may find a sign in one. */
function withoutNumbers(table: Table): Table {
  const rows = table.grid.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, raw: cell.text })) }));
  return { ...table, grid: { ...table.grid, rows } };
}
