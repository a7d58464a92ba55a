import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { lintTables } from "../../src/table/lint.ts";
import { tables } from "../../src/table/tables.ts";
import { soup } from "../arbitraries.ts";
import { deepFreeze, doc, markdownResult, page, parseResult, rowsTable } from "../build.ts";
import { tilings, toItem } from "./tilings.ts";

const mismatch = "table-total-mismatch";
const print = (cents: number): string => `${Math.floor(cents / 100).toLocaleString("en-US")}.${String(cents % 100).padStart(2, "0")}`;

interface Block {
  readonly section: boolean;
  readonly rows: readonly (readonly number[])[];
}

/** Amounts in cents, far larger than what one of them is changed by, so that no other way to add up hides the change. */
const blocks: fc.Arbitrary<Block[]> = fc.integer({ min: 1, max: 3 }).chain((width) =>
  fc.array(
    fc.record({
      section: fc.boolean(),
      rows: fc.array(fc.array(fc.integer({ min: 100_000, max: 999_999 }), { minLength: width, maxLength: width }), {
        minLength: 2,
        maxLength: 6,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
);

/** A table of blocks, each with its total, and a grand total under all; with the row of each block's total. */
function totalled(list: readonly Block[]): { readonly rows: string[][]; readonly totalRows: number[] } {
  const width = list[0]?.rows[0]?.length ?? 0;
  const sum = (rows: Block["rows"]): number[] =>
    Array.from({ length: width }, (_, column) => rows.reduce((all, row) => all + (row[column] ?? 0), 0));
  const rows: string[][] = [["Item", ...Array.from({ length: width }, (_, column) => String(2020 + column))]];
  const totalRows: number[] = [];
  for (const [index, block] of list.entries()) {
    if (block.section) rows.push([`Block ${index}`, ...new Array<string>(width).fill("")]);
    for (const [row, amounts] of block.rows.entries()) rows.push([`item ${index}.${row}`, ...amounts.map(print)]);
    totalRows.push(rows.length);
    rows.push([index % 2 === 0 ? `Total block ${index}` : "Subtotal", ...sum(block.rows).map(print)]);
  }
  if (list.length > 1) rows.push(["Grand total", ...sum(list.flatMap((block) => block.rows)).map(print)]);
  return { rows, totalRows };
}

const lintRows = (rows: readonly (readonly string[])[]): ReturnType<typeof lintTables> => lintTables(tables(doc(page(rowsTable(rows)))));

test("L1: a table whose totals are right has no warning", () => {
  fc.assert(
    fc.property(blocks, (list) => {
      expect(lintRows(totalled(list).rows)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("L1: one addend changed by a unit or more names exactly its total", () => {
  const changes = fc.record({
    block: fc.nat(),
    row: fc.nat(),
    column: fc.nat(),
    by: fc.integer({ min: 100, max: 5_000 }),
    down: fc.boolean(),
  });
  fc.assert(
    fc.property(blocks, changes, (list, { block, row, column, by, down }) => {
      const { rows, totalRows } = totalled(list);
      const index = block % list.length;
      const addends = list[index]?.rows ?? [];
      const place = (totalRows[index] as number) - addends.length + (row % addends.length);
      const at = column % (addends[0]?.length ?? 1);
      const changed = (addends[row % addends.length]?.[at] ?? 0) + (down ? -by : by);
      const wrong = rows.map((cells, y) => cells.map((text, x) => (y === place && x === at + 1 ? print(changed) : text)));
      const found = lintRows(wrong).filter(({ code }) => code === mismatch);
      expect(found.map(({ pointer }) => pointer)).toEqual([`/items/pages/0/items/0/rows/${totalRows[index]}/${at + 1}`]);
    }),
    { numRuns: 60 },
  );
});

test("L1: one whole number changed by a unit or more names exactly its total", () => {
  const amounts = fc.array(fc.integer({ min: 1_000, max: 9_999 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(amounts, fc.nat(), fc.integer({ min: 1, max: 500 }), (list, at, by) => {
      const sum = list.reduce((one, other) => one + other);
      const rows = list.map((amount, index) => [`item ${index}`, String(index === at % list.length ? amount + by : amount)]);
      const table = [["Item", "2024"], ...rows, ["Total", String(sum)]];
      expect(lintRows(table).map(({ code, pointer }) => [code, pointer])).toEqual([
        [mismatch, `/items/pages/0/items/0/rows/${list.length + 1}/1`],
      ]);
    }),
  );
});

/** Tables of words that the rules look for, so that all of them find something. */
const cells = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("1", "2", "5", "1,234.5", "(3)", "50%", "100%", "1O0", "-", "", "1.234") },
  {
    weight: 3,
    arbitrary: fc.constantFrom("Total", "Subtotal", "Less: x", "Other", "a", "Grand total", "in thousands", "($m)", "Share", "No."),
  },
  { weight: 1, arbitrary: soup },
);
const odd = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
const lines = [
  ["a", "10", "60%", ""],
  ["b", "20", "30%", ""],
  ["Total", "95", "100%", ""],
  ["", "", "", ""],
  ["Two (in thousands)", "", "", ""],
] as const;
const usual = fc
  .array(fc.constantFrom(...lines), { minLength: 3, maxLength: 12 })
  .map((rows) => [["Item ($m)", "2024", "Share", "Item ($m)"], ...rows]);
const counted = fc
  .array(fc.integer({ min: 1, max: 2 }), { minLength: 4, maxLength: 9 })
  .map((steps) => [
    ["No.", "2024"],
    ...steps.map((_, index) => [String(steps.slice(0, index + 1).reduce((one, other) => one + other)), "5"]),
  ]);
const grids = fc.oneof(odd, usual, counted);

test("the tables below give every reason to warn but a doubt of the service and a column that drifts", () => {
  const found = new Set(fc.sample(grids, { numRuns: 150, seed: 1 }).flatMap((rows) => lintRows(rows).map(({ code }) => code)));
  for (const code of [
    "table-duplicate-row",
    "table-empty-column",
    "table-empty-row",
    "table-header-duplicate",
    "table-percentage-sum",
    "table-scale-change",
    "table-sequence-gap",
    mismatch,
  ]) {
    expect(found).toContain(code);
  }
});

test("L2: a table is not changed", () => {
  fc.assert(
    fc.property(grids, (rows) => {
      lintTables(deepFreeze(tables(doc(page(rowsTable(rows))))));
    }),
  );
});

test("L3: every pointer leads to a value", () => {
  const items = fc.oneof(
    grids.map((rows) => rowsTable(rows)),
    grids.map((rows) => rowsTable(rows, { parse_concerns: [{ type: "odd", details: "x" }] })),
    tilings(false).map((tiling) => toItem(tiling)),
    grids.map((rows) => {
      const lines = rows.map((row) => `<tr>${row.map((text) => `<td>${text.replaceAll(/[<&]/g, "")}</td>`).join("")}</tr>`);
      return rowsTable([], { html: `<table>${lines.join("")}</table>` });
    }),
  );
  fc.assert(
    fc.property(fc.array(items, { minLength: 1, maxLength: 3 }), (wires) => {
      const payload = parseResult(page(...wires));
      for (const { pointer } of lintTables(tables(doc(page(...wires))))) expect(resolvePointer(payload, pointer)).toBeDefined();
    }),
  );
});

test("L3: in a document read from markdown they lead to the page's markdown", () => {
  const payload = markdownResult("| No. | 2024 |\n|---|---|\n| 1 | 5 |\n| 2 | 5 |\n| 3 | 5 |\n| | |\n| 5 | 5 |\n| Total | 90 |");
  const found = lintTables(tables(normalize(readParseResult(payload))));
  expect(found.map(({ code }) => code)).toEqual([mismatch, "table-sequence-gap", "table-empty-row"]);
  for (const { pointer } of found) expect(resolvePointer(payload, pointer)).toContain("| Total | 90 |");
});

test("the order of the tables changes the order of the warnings and nothing else", () => {
  fc.assert(
    fc.property(fc.array(grids, { minLength: 1, maxLength: 3 }), (list) => {
      const all = tables(doc(page(...list.map((rows) => rowsTable(rows)))));
      const keys = (found: ReturnType<typeof lintTables>): string[] => found.map((warning) => JSON.stringify(warning)).sort();
      expect(keys(lintTables(all.toReversed()))).toEqual(keys(lintTables(all)));
    }),
  );
});
