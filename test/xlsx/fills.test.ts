import { expect, test } from "vitest";
import type { Region } from "../../src/geometry/box.ts";
import type { Row } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { workbookModel } from "../../src/xlsx/to-xlsx.ts";
import { column, numbers, rowsOf, valuesOf } from "./shown.ts";
import { tableOf } from "./tables.ts";

const region = (confidence: number): Region => ({ pageNumber: 1, box: { x: 0, y: 0, width: 1, height: 1 }, confidence });

/** The table with a confidence for each row, and one for its second cell. */
function withConfidence(table: Table, ofRows: readonly number[], ofCell: number): Table {
  const rows = table.grid.rows.map((row, index): Row => {
    const cells = row.cells.map((cell, at) => (at === 1 && index === 1 ? { ...cell, regions: [region(ofCell), region(0.9)] } : cell));
    return { ...row, cells, source: { ...row.source, regions: [region(ofRows[index] ?? 1)] } };
  });
  return { ...table, grid: { ...table.grid, rows } };
}

test("cells of low confidence are filled: by their own, else by that of their row", () => {
  const table = withConfidence(
    tableOf(1, [
      ["a", "b"],
      ["x", "y"],
      ["x", ""],
      ["x", "y"],
    ]),
    [0.6, 0.9, 0.5, 0.7],
    0.3,
  );
  const styles = (below?: number): unknown[][] => {
    const model = workbookModel([table], below === undefined ? {} : { below });
    return rowsOf(model, "T1").map((row) => row.slice(0, 2).map((cell) => cell.style));
  };
  expect(styles()).toEqual([
    ["headerLow", "headerLow"],
    ["body", "low"],
    ["low", "body"],
    ["body", "body"],
  ]);
  expect(styles(0).flat()).not.toContain("low");
  expect(valuesOf(workbookModel([table]), "Index")[1]?.[8]).toBe(0.3);
});

test("what Concerns tells of a row, a cell or the table is filled, and the index counts doubts alone", () => {
  const table = tableOf(1, [
    ["Item", "Sum"],
    ["Pump", "1,000"],
    ["Valve", "205"],
    ["Total", "1,250"],
  ]);
  const warning = (pointer: string) => ({ code: "table-ragged", message: "padded", pointer }) as const;
  const decision = { from: table.pointer, to: "/other", rule: "explicit", joined: false, score: null, signals: [] } as const;
  const styles = (pointer: string): string[][] => {
    const model = workbookModel([table], { warnings: [warning(pointer)], decisions: [decision] });
    expect(valuesOf(model, "Index")[1]).toContain(2);
    return rowsOf(model, "T1").map((row) => row.slice(0, 2).map((cell) => cell.style));
  };
  const total = table.grid.rows[3]?.cells[1]?.pointer ?? "";
  const [plain, header] = [
    ["body", "body"],
    ["header", "header"],
  ];
  expect(styles(`${table.pointer}/rows/1`)).toEqual([header, ["concern", "concern"], plain, ["body", "concern"]]);
  expect(styles(total.replace("/rows/3/1", "/rows/2/0"))).toEqual([header, plain, ["concern", "body"], ["body", "concern"]]);
  expect(styles(table.pointer)).toEqual([["headerConcern", "header"], plain, plain, ["body", "concern"]]);
});

test("a concern about a table or its html fills no cell that has no place of its own", () => {
  const table = numbers("x", "y");
  const at = (pointer: string, warned: string): unknown[] => {
    const rows = table.grid.rows.map((row): Row => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, pointer })) }));
    const warnings = [{ code: "table-type-drift", message: "drift", pointer: warned } as const];
    const model = workbookModel([{ ...table, grid: { ...table.grid, rows } }], { warnings, typing: "none" });
    return column(model, "T1", 0).map((cell) => cell?.style);
  };
  expect(at(`${table.pointer}/html`, `${table.pointer}/html`)).toEqual(["header", "body", "body"]);
  expect(at(table.pointer, table.pointer)).toEqual(["headerConcern", "body", "body"]);
});

test("a concern about a row or a table hides no low confidence, one about a cell does", () => {
  const table = withConfidence(
    tableOf(1, [
      ["a", "b"],
      ["x", "y"],
    ]),
    [0.5, 0.5],
    0.5,
  );
  const styles = (pointer: string): unknown[][] => {
    const model = workbookModel([table], { warnings: [{ code: "table-ragged", message: "padded", pointer }] });
    return rowsOf(model, "T1").map((row) => row.slice(0, 2).map((cell) => cell.style));
  };
  const plain = ["headerLow", "headerLow"];
  expect(styles(`${table.pointer}/rows/1`)).toEqual([plain, ["low", "low"]]);
  expect(styles(table.pointer)).toEqual([plain, ["low", "low"]]);
  expect(styles(`${table.pointer}/rows/1/0`)).toEqual([plain, ["concern", "low"]]);
});
