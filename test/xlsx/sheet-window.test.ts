import { expect, test } from "vitest";
import { sheetWindows } from "../../src/xlsx/sheet-window.ts";

const limits = { rows: 1_048_576, columns: 16_384 };

test("sheetWindows() fits a table of exactly the limit on one sheet", () => {
  const size = { rowCount: 1_048_576, headerRowCount: 2, columnCount: 16_384 };
  expect(sheetWindows(size, limits)).toEqual([{ firstRow: 2, endRow: 1_048_576, firstColumn: 0, endColumn: 16_384 }]);
});

test("sheetWindows() goes on below and at the right, with the header counted on each sheet", () => {
  const size = { rowCount: 1_048_577, headerRowCount: 2, columnCount: 16_385 };
  expect(sheetWindows(size, limits)).toEqual([
    { firstRow: 2, endRow: 1_048_576, firstColumn: 0, endColumn: 16_384 },
    { firstRow: 1_048_576, endRow: 1_048_577, firstColumn: 0, endColumn: 16_384 },
    { firstRow: 2, endRow: 1_048_576, firstColumn: 16_384, endColumn: 16_385 },
    { firstRow: 1_048_576, endRow: 1_048_577, firstColumn: 16_384, endColumn: 16_385 },
  ]);
});

test("sheetWindows() gives one sheet to nothing", () => {
  expect(sheetWindows({ rowCount: 1, headerRowCount: 1, columnCount: 0 }, limits)).toHaveLength(1);
});

test("sheetWindows() refuses sheets without room for a row, and larger ones than there are", () => {
  const size = { rowCount: 3, headerRowCount: 1, columnCount: 1 };
  for (const rows of [1, 0, -5, 2.5, Number.NaN, Infinity, 1_048_577])
    expect(() => sheetWindows(size, { ...limits, rows })).toThrow(RangeError);
});
