import fc from "fast-check";
import { expect, test } from "vitest";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import type { Row } from "../../src/tree/table.ts";
import type { Document } from "../../src/tree/types.ts";
import { deepFreeze, doc, failedPage, page, parseResult, rowsTable, text, type Wire } from "../build.ts";
import { type Tile, type Tiling, tilesOf, tilings, toItem } from "./tilings.ts";

/** Tables on pages, any of them merged from or into any page, with few texts, so that rows repeat. */
const graphs: fc.Arbitrary<Wire[]> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const number = fc.integer({ min: 0, max: count + 1 });
  const field = fc.oneof(
    fc.record({ merged_into_page: number }),
    fc.record({ merged_from_pages: fc.array(number, { maxLength: 5 }) }),
    fc.record({ merged_into_page: number, merged_from_pages: fc.array(number, { maxLength: 3 }) }),
    fc.constant({}),
  );
  const rows = fc
    .integer({ min: 1, max: 2 })
    .chain((width) => fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: width, maxLength: width }), { maxLength: 4 }));
  const item = fc.tuple(rows, field).map(([cells, extra]) => rowsTable(cells, extra));
  const wire = fc.oneof(
    { weight: 9, arbitrary: fc.array(item, { maxLength: 3 }).map((items) => page(...items)) },
    { weight: 1, arbitrary: fc.constant(failedPage()) },
  );
  return fc.array(wire, { minLength: count, maxLength: count });
});

const key = ({ source }: Row): string => `${source.pointer} ${source.rowIndex}`;
const rowsOf = (document: Document): Row[] => allTables(document).flatMap(({ grid }) => grid.rows);
const droppedOf = (document: Document): Row[] => tables(document).flatMap(({ parts }) => parts.flatMap((part) => part.droppedRows));

test("S1, S3, S11: whatever the merge fields say, each row is in one table or listed as dropped, in order", () => {
  fc.assert(
    fc.property(graphs, (wires) => {
      const before = doc(...wires);
      const after = stitchTables(before);
      expect([...rowsOf(after), ...droppedOf(after)].map(key).sort()).toEqual(rowsOf(before).map(key).sort());
      const rank = new Map(rowsOf(before).map((row, index) => [key(row), index]));
      for (const { grid } of allTables(after)) {
        const ranks = grid.rows.map((row) => rank.get(key(row)) as number);
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      }
    }),
  );
});

test("S1: a dropped row repeats a header, is blank, or stands in its table all the same", () => {
  fc.assert(
    fc.property(graphs, (wires) => {
      for (const { grid, parts } of tables(stitchTables(doc(...wires)))) {
        const texts = (row: Row): string => JSON.stringify(row.cells.map((cell) => cell.text));
        const present = new Set(grid.rows.map(texts));
        for (const part of parts) for (const row of part.droppedRows) expect(present).toContain(texts(row));
      }
    }),
  );
});

test("S2: every table of the input is one table of the output, or one part of one", () => {
  fc.assert(
    fc.property(graphs, (wires) => {
      const after = stitchTables(doc(...wires));
      const placed = tables(after).flatMap(({ pointer, parts }) => [
        pointer,
        ...parts.map((part) => part.pointer).filter((part) => part !== pointer),
      ]);
      expect(placed.sort()).toEqual(
        allTables(after)
          .map((table) => table.pointer)
          .sort(),
      );
      for (const table of allTables(after))
        if (table.continues !== undefined) expect(tables(after).map((owner) => owner.pointer)).toContain(table.continues);
    }),
  );
});

test("S5: stitched once is stitched for good", () => {
  fc.assert(
    fc.property(graphs, (wires) => {
      const once = stitchTables(doc(...wires));
      expect(stitchTables(once)).toBe(once);
    }),
  );
});

test("S6: every row says which row of which item it is, and on which of the table's pages it may stand", () => {
  fc.assert(
    fc.property(graphs, (wires) => {
      const payload = parseResult(...wires);
      for (const { grid, parts } of tables(stitchTables(doc(...wires)))) {
        const pages = new Set(parts.map((part) => part.pageNumber));
        for (const { cells, source } of grid.rows) {
          const row = resolvePointer(payload, `${source.pointer}/rows/${source.rowIndex}`);
          expect(cells.map((cell) => cell.raw)).toEqual(row);
          expect(source.pageNumbers.length).toBeGreaterThan(0);
          for (const number of source.pageNumbers) expect(pages).toContain(number);
        }
      }
    }),
  );
});

test("S12: the document is not changed", () => {
  fc.assert(
    fc.property(graphs, (wires) => {
      stitchTables(deepFreeze(doc(...wires)));
    }),
  );
});

/** A tiling whose rows all differ, and the body rows it is cut before; no span crosses a cut. */
const cuts: fc.Arbitrary<{ tiling: Tiling; cuts: number[] }> = tilings(false).chain((tiling) => {
  const unique = { ...tiling, tiles: tiling.tiles.map((tile, index) => ({ ...tile, text: `${tile.text} ${index}`.trim() })) };
  const rows = Array.from({ length: tiling.height }, (_, row) => row).filter(
    (row) => row > tiling.headerRows && tiling.tiles.every((tile) => tile.row >= row || tile.row + tile.rowSpan <= row),
  );
  return fc.subarray(rows).map((chosen) => ({ tiling: unique, cuts: chosen }));
});

/** The rows of the tiling between two cuts, under its header or under none. */
function slice({ width, headerRows, tiles }: Tiling, from: number, to: number, hasHeader: boolean): Tiling {
  const kept = hasHeader ? headerRows : 0;
  const header = tiles.filter((tile) => hasHeader && tile.row < headerRows);
  const body = tiles.filter((tile) => tile.row >= from && tile.row < to).map((tile): Tile => ({ ...tile, row: tile.row - from + kept }));
  return { width, headerRows: kept, height: kept + to - from, tiles: [...header, ...body] };
}

test.each([
  ["rows in the owner, parts emptied", true, () => rowsTable([])],
  ["rows in the owner and in the parts", true, (part: Tiling) => toItem(part)],
  ["rows in the parts, header repeated", false, (part: Tiling) => toItem(part)],
  ["rows in the parts, no header", false, (_part: Tiling, bare: Tiling) => toItem(bare)],
])("S7: a table cut over pages is stitched to the same cells: %s", (_, isComplete, toStub) => {
  fc.assert(
    fc.property(cuts, ({ tiling, cuts: starts }) => {
      const ends = [...starts.slice(1), tiling.height];
      const merged_from_pages = [1, ...starts.map((_start, index) => index + 2)];
      const first = isComplete ? tiling : slice(tiling, tiling.headerRows, starts[0] ?? tiling.height, true);
      const stubs = starts.map((start, index) => {
        const [from, to] = [start, ends[index] as number];
        return { ...toStub(slice(tiling, from, to, true), slice(tiling, from, to, false)), merged_into_page: 1 };
      });
      const wires = [page(toItem(first, { merged_from_pages })), ...stubs.map((stub) => page(text("header"), stub))];
      const [table, ...others] = tables(stitchTables(doc(...wires)));
      expect(others).toEqual([]);
      expect(table && tilesOf(table.grid)).toEqual(tiling.tiles);
      expect(table?.grid.rows.map(({ cells }) => cells.every((cell) => cell.isHeader))).toEqual(
        Array.from({ length: tiling.height }, (_row, row) => row < tiling.headerRows),
      );
      expect(new Set(table?.parts.map((part) => part.pageNumber))).toEqual(new Set(merged_from_pages));
    }),
  );
});

test.each([
  [
    "a chain of parts that name each other",
    3_000,
    (index: number, all: number[]) => (index === 0 ? { merged_from_pages: all } : { merged_into_page: index }),
  ],
  ["owners of themselves alone", 3_000, (index: number) => ({ merged_from_pages: [index + 1] })],
  ["parts in a circle", 3_000, (index: number, all: number[]) => ({ merged_into_page: ((index + 1) % all.length) + 1 })],
])("S11: thousands of pages are stitched: %s", (_, count, fields) => {
  const all = Array.from({ length: count }, (_page, index) => index + 1);
  const document = doc(...all.map((_page, index) => page(rowsTable([["h"], [`r${index}`]], fields(index, all)))));
  expect(rowsOf(stitchTables(document)).length).toBeGreaterThan(count);
});

test("S11: thousands of owners and parts on two pages, and a list of 300,000 pages, are stitched", () => {
  const merged_from_pages = [...Array.from({ length: 300_000 }, (_, index) => index + 3), 1, 2];
  const owners = Array.from({ length: 2_000 }, (_, index) =>
    rowsTable([["h"], [`r${index}`]], { merged_from_pages: index === 0 ? merged_from_pages : [1, 2] }),
  );
  const stubs = owners.map(() => rowsTable([], { merged_into_page: 1 }));
  const found = tables(stitchTables(doc(page(...owners), page(...stubs))));
  expect(found).toHaveLength(2_000);
  expect(found.every(({ parts }) => parts.length === 2)).toBe(true);
});
