import fc from "fast-check";
import { expect, test } from "vitest";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import type { Raw, Row, TablePart } from "../../src/tree/table.ts";
import type { Document } from "../../src/tree/types.ts";
import { deepFreeze, doc, page, parseResult, rowsTable, text } from "../build.ts";
import { mergeGraphs } from "./merge-graphs.ts";
import { type Tile, type Tiling, tilesOf, tilings, toItem } from "./tilings.ts";

const key = ({ source }: Row): string => `${source.pointer} ${source.rowIndex}`;
const rowsOf = (document: Document): Row[] => allTables(document).flatMap(({ grid }) => grid.rows);
const droppedOf = (document: Document): Row[] => tables(document).flatMap(({ parts }) => parts.flatMap((part) => part.droppedRows));

test("S1, S3, S11: whatever the merge fields say, each row is in one table or listed as dropped, in order", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
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
    fc.property(mergeGraphs, (wires) => {
      for (const { grid, parts } of tables(stitchTables(doc(...wires)))) {
        for (const { columnMap, droppedRows } of parts) {
          for (const { cells } of droppedRows) {
            const stands = (row: Row): boolean =>
              cells.every(({ text }, column) => text === "" || row.cells[columnMap[column] ?? -1]?.text === text);
            expect(grid.rows.some(stands)).toBe(true);
          }
        }
      }
    }),
  );
});

test("S2: every table of the input is one table of the output, or one part of one", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
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
    fc.property(mergeGraphs, (wires) => {
      const once = stitchTables(doc(...wires));
      expect(stitchTables(once)).toBe(once);
    }),
  );
});

test("S6: every row says which row of which item it is, and on which of the table's pages it may stand", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
      const payload = parseResult(...wires);
      for (const { grid, parts } of tables(stitchTables(doc(...wires)))) {
        const pages = new Set(parts.map((part) => part.pageNumber));
        for (const { cells, source } of grid.rows) {
          const row = resolvePointer(payload, `${source.pointer}/rows/${source.rowIndex}`) as Raw[];
          // A column that the part has not is empty.
          const { columnMap } = parts.find((part) => part.pointer === source.pointer) as TablePart;
          const raws = new Array<Raw>(cells.length).fill(null);
          for (const [column, raw] of row.entries()) raws[columnMap[column] as number] = raw;
          expect(cells.map((cell) => cell.raw)).toEqual(raws);
          expect(source.pageNumbers.length).toBeGreaterThan(0);
          for (const number of source.pageNumbers) expect(pages).toContain(number);
        }
      }
    }),
  );
});

test("S12: the document is not changed", () => {
  fc.assert(
    fc.property(mergeGraphs, (wires) => {
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
