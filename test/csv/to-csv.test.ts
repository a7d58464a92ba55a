import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { isDangerous } from "../../src/csv/guard.ts";
import { recordsToCsv, toCsv } from "../../src/csv/to-csv.ts";
import { toTexts } from "../../src/table/grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { doc, page, rowsTable, type Wire } from "../build.ts";
import { readStrictCsv } from "./read-csv.ts";

function tableOf(item: Wire): Table {
  const [table] = tables(doc(page(item)));
  if (table === undefined) throw new TypeError("no table");
  return table;
}

const delimiters = fc.string({
  unit: fc.constantFrom('"', ",", ";", "\r", "\n", "\t", " ", "a", "=", "-", "1", "'", "\u0000", "\ufeff", "\ud800", "|"),
  maxLength: 6,
});
const cells = fc.oneof(
  soup,
  delimiters,
  fc.constantFrom("", "=1+1", "-5"),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const anyTables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([width, height]) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }))
  .map((rows) => tableOf(rowsTable(rows, { md: "" })));

/** What the CSV of a table should hold. */
const expected = ({ grid }: Table): string[][] =>
  [grid.columns.map((column) => column.name), ...toTexts(grid).slice(grid.headerRowCount)].map((row) =>
    row.map((text) => text.toWellFormed()),
  );

test("C1: two readers find the texts of the table, with no guard, whatever they hold", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const { text, guarded } = toCsv(table, { formulaGuard: "none", keepUrls: true });
      expect(readStrictCsv(text)).toEqual(expected(table));
      expect(Papa.parse(text.slice(0, -2), { delimiter: ",", newline: "\r\n" }).data).toEqual(expected(table));
      expect(guarded).toEqual([]);
    }),
  );
});

test("C2: without the apostrophe of the cells it lists, a guarded CSV holds the texts", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const { text, guarded } = toCsv(table, { keepUrls: true });
      const records = readStrictCsv(text);
      for (const { row, column, text: unguarded } of guarded) {
        expect(records[row]?.[column]).toBe(`'${unguarded}`);
        (records[row] as string[])[column] = unguarded;
      }
      expect(records).toEqual(expected(table));
    }),
  );
});

test("C3, C4: no cell of a guarded CSV is dangerous, and no cell that is a number is guarded", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const { text, guarded } = toCsv(table);
      expect(readStrictCsv(text).flat().filter(isDangerous)).toEqual([]);
      for (const { row, column } of guarded) if (row > 0) expect(typeof table.grid.rows[row]?.cells[column]?.raw).not.toBe("number");
    }),
  );
});

test("C5, C8: all records are as long as the header, which is the column names", () => {
  fc.assert(
    fc.property(anyTables, (table) => {
      const [header, ...records] = readStrictCsv(toCsv(table, { formulaGuard: "none", keepUrls: true }).text);
      expect(header).toEqual(table.grid.columns.map((column) => column.name.toWellFormed()));
      for (const record of records) expect(record).toHaveLength(table.grid.columnCount);
    }),
  );
});

test.each([
  [
    "quotes a cell only where it must",
    [
      ["a", "b"],
      ['x "y"', "1,5"],
    ],
    'a,b\r\n"x ""y""","1,5"\r\n',
  ],
  ["writes an only, empty cell as quotes, for readers skip empty lines", [["a"], [""], ["b"]], 'a\r\n""\r\nb\r\n'],
  ["quotes a lone carriage return", [["a"], ["x\ry"]], 'a\r\n"x\ry"\r\n'],
  ["writes numbers in their JSON form", [["a"], [1e21], [-0.5]], "a\r\n1e+21\r\n-0.5\r\n"],
  ["guards the header too", [["=a", "b"]], "'=a,b\r\n"],
  ["folds a cell's line break into its quotes", [["a"], ["x<br/>y"]], 'a\r\n"x\ny"\r\n'],
  ["cuts the queries of links", [["a"], ["https://x.org/a?sig=1#b"]], "a\r\nhttps://x.org/a\r\n"],
] as [string, (string | number)[][], string][])("toCsv() %s", (_, rows, text) => {
  expect(toCsv(tableOf(rowsTable(rows))).text).toBe(text);
});

test("toCsv() writes a spanned cell once, and folds header rows into names", () => {
  const html = "<thead><tr><th colspan=2>T<th rowspan=2>n<tr><th>x<th>y</thead><tbody><tr><td colspan=3>Part<tr><td>a<td>1<td>2</tbody>";
  const table = tableOf(
    rowsTable(
      [
        ["T<br/>x", "T<br/>y", "n"],
        ["Part", "", ""],
        ["a", "1", "2"],
      ],
      { html },
    ),
  );
  expect(toCsv(table).text).toBe("T / x,T / y,n\r\nPart,,\r\na,1,2\r\n");
});

test("toCsv() keeps whole links when asked", () => {
  const table = tableOf(rowsTable([["a"], ["https://x.org/a?sig=1"]]));
  expect(toCsv(table, { keepUrls: true }).text).toBe("a\r\nhttps://x.org/a?sig=1\r\n");
});

test("toCsv() gives an empty text for a table without columns", () => {
  expect(toCsv(tableOf(rowsTable([])))).toEqual({ text: "", guarded: [] });
});

test("recordsToCsv() writes null as nothing, and numbers and booleans bare", () => {
  const records = {
    header: ["a", "b", "c"],
    rows: [
      [null, -1, true],
      ["=x", "", "y"],
    ],
  };
  expect(recordsToCsv(records)).toEqual({ text: "a,b,c\r\n,-1,true\r\n'=x,,y\r\n", guarded: [{ row: 2, column: 0, text: "=x" }] });
});
