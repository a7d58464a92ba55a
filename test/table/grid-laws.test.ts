import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { tables } from "../../src/table/tables.ts";
import type { Raw } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { codes, deepFreeze, doc, page, parseResult, rowsTable, type Wire } from "../build.ts";
import { givenTexts, tilesOf, tilings, toHtml, toItem, toRows } from "./tilings.ts";

function read(item: Wire): { table: Table; warnings: string[] } {
  const document = doc(page(item));
  const [table] = tables(document);
  if (table === undefined) throw new TypeError("no table");
  return { table, warnings: codes(document.warnings) };
}

/** Rows of any lengths with any cells, and html that may have nothing to do with them. */
const raws: fc.Arbitrary<Raw> = fc.oneof(
  soup,
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom("", "a", "<br/>"),
);
const wildTables = fc
  .tuple(
    fc.array(fc.array(raws, { maxLength: 5 }), { maxLength: 6 }),
    fc.oneof(tilings(false).map(toHtml), fc.constantFrom("", "<td>a", "<p>")),
  )
  .map(([rows, html]) => rowsTable(rows, { html }));
const anyTables = fc.oneof(
  wildTables,
  tilings(false).map((tiling) => toItem(tiling)),
);

test("G1, G2: every row has a slot a column, and the cells tile the slots", () => {
  fc.assert(
    fc.property(anyTables, (item) => {
      const { columnCount, rows, columns } = read(item).table.grid;
      expect(columns).toHaveLength(columnCount);
      for (const [row, { cells }] of rows.entries()) {
        expect(cells).toHaveLength(columnCount);
        for (const [column, cell] of cells.entries()) {
          expect(cell.row <= row && row < cell.row + cell.rowSpan).toBe(true);
          expect(cell.column <= column && column < cell.column + cell.columnSpan).toBe(true);
          expect(rows[cell.row]?.cells[cell.column]).toBe(cell);
        }
      }
    }),
  );
});

test("G3: every text of the rows stands in the grid, in its own place, whatever the html says", () => {
  fc.assert(
    fc.property(anyTables, (item) => {
      const rows = item.rows as Raw[][];
      if (givenTexts(rows).length === 0) return;
      const { grid } = read(item).table;
      // A header that the service folded into one row is unfolded: law G5.
      const added = grid.rows.filter(({ source }, row) => source.rowIndex === null && row >= grid.headerRowCount).length;
      const unfolded = grid.rows.length - added - rows.length;
      for (const [row, cells] of rows.entries()) {
        if (unfolded > 0 && row === 0) continue;
        for (const [column, raw] of cells.entries()) {
          const [text = ""] = givenTexts([[raw]]);
          if (text !== "") expect(grid.rows[row + unfolded]?.cells[column]?.text).toBe(text);
        }
      }
    }),
  );
});

test("G3: rows that only html, csv or markdown have are in the grid, each once, whichever of them has them", () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 4 }), left: fc.array(fc.boolean(), { minLength: 2, maxLength: 7 }) });
  const fields = fc.subarray(["html", "csv", "md"], { minLength: 1 });
  fc.assert(
    fc.property(sizes, fields, ({ width, left }, given) => {
      const whole = [true, ...left].map((_, row) => Array.from({ length: width }, (_, column) => `r${row}c${column}`));
      const rows = whole.filter((_, row) => row === 0 || left[row - 1]);
      const line = (cells: readonly string[], row: number): string =>
        `<tr>${cells.map((cell) => (row === 0 ? `<th>${cell}` : `<td>${cell}`)).join("")}`;
      const all: Wire = {
        html: `<table>${whole.map(line).join("")}`,
        csv: whole.map((cells) => cells.join(",")).join("\n"),
        md: rowsTable(whole).md,
      };
      const { table, warnings } = read(rowsTable(rows, { md: "", ...Object.fromEntries(given.map((field) => [field, all[field]])) }));
      expect(
        tilesOf(table.grid)
          .map((tile) => tile.text)
          .sort(),
      ).toEqual(whole.flat().sort());
      expect(table.grid.rows.slice(0, rows.length).map(({ source }) => source.rowIndex)).toEqual(rows.map((_, row) => row));
      expect(warnings.filter((code) => code === "table-rows-incomplete")).toHaveLength(rows.length < whole.length ? 1 : 0);
    }),
  );
});

test("G4: every cell's pointer leads into the payload, and one into the rows to what the cell holds", () => {
  fc.assert(
    fc.property(anyTables, (item) => {
      const payload = parseResult(page(item));
      const [table] = tables(normalize(readParseResult(payload)));
      for (const { cells, source } of table?.grid.rows ?? []) {
        expect(resolvePointer(payload, source.pointer)).toBe(item);
        for (const cell of cells) {
          const value = resolvePointer(payload, cell.pointer);
          expect(value).toBeDefined();
          if (/\/rows\/\d+\/\d+$/.test(cell.pointer)) expect(cell.raw).toBe(value);
        }
      }
    }),
  );
});

test("G5, G7: a table with spans, folded into rows, comes back with its spans and header rows", () => {
  fc.assert(
    fc.property(tilings(false), (tiling) => {
      const { table, warnings } = read(toItem(tiling));
      if (givenTexts(toRows(tiling)).length === 0) return;
      expect(tilesOf(table.grid)).toEqual(tiling.tiles);
      expect(table.grid.headerRowCount).toBe(tiling.headerRows);
      expect(warnings).toEqual([]);
    }),
  );
});

test("G8: without its html a table has the same raw cells in its body", () => {
  fc.assert(
    fc.property(tilings(false), (tiling) => {
      const raw = (table: Table): Map<string, Raw> =>
        new Map(
          table.grid.rows
            .flatMap(({ cells }) => cells.map((cell) => [cell.pointer, cell.raw] as const))
            .filter(([pointer]) => /\/rows\/\d+\/\d+$/.test(pointer)),
        );
      const without = raw(read(toItem(tiling, { html: "" })).table);
      for (const [pointer, value] of raw(read(toItem(tiling)).table)) expect(without.get(pointer)).toBe(value);
    }),
  );
});

test("G9: the payload is not changed, and read twice gives the same", () => {
  fc.assert(
    fc.property(anyTables, (item) => {
      const payload = deepFreeze(parseResult(page(item)));
      expect(normalize(readParseResult(payload))).toEqual(normalize(readParseResult(payload)));
    }),
  );
});
