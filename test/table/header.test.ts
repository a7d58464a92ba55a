import fc from "fast-check";
import { expect, test } from "vitest";
import { toTexts } from "../../src/table/grid.ts";
import { foldedHeader } from "../../src/table/header.ts";
import { tables } from "../../src/table/tables.ts";
import type { Grid } from "../../src/tree/table.ts";
import { soup } from "../arbitraries.ts";
import { doc, heading, page, rowsTable, type Wire } from "../build.ts";
import { givenTexts, type Tiling, tilings, toItem, toRows } from "./tilings.ts";

function gridOf(item: Wire): Grid {
  const [table] = tables(doc(page(item)));
  if (table === undefined) throw new TypeError("no table");
  return table.grid;
}

const names = (item: Wire): string[] => gridOf(item).columns.map((column) => column.name);

test.each([
  ["empty texts get their number", [["", "b", null]], ["Column 1", "b", "Column 3"]],
  ["equal texts are counted, whatever their case", [["Sum", "sum", "SUM", "Sum (2)"]], ["Sum", "sum (2)", "SUM (3)", "Sum (2) (2)"]],
  ["a number is its text", [[2024, 0.1]], ["2024", "0.1"]],
  ["line breaks become spaces", [["Net<br/>cost"]], ["Net cost"]],
])("columns are named after the header: %s", (_, rows, expected) => {
  expect(names(rowsTable(rows))).toEqual(expected);
});

test("a title over all columns names none of them, unless nothing else does", () => {
  const html =
    "<thead><tr><th colspan=3>Costs</th></tr><tr><th></th><th>2023</th><th>2024</th></tr></thead><tbody><tr><td>a<td>1<td>2</tbody>";
  const item = rowsTable(
    [
      ["Costs", "Costs<br/>2023", "Costs<br/>2024"],
      ["a", "1", "2"],
    ],
    { html },
  );
  expect(names(item)).toEqual(["Costs", "2023", "2024"]);
  const [table] = tables(doc(page(heading(1, "Report"), item)));
  expect(table).toMatchObject({ title: "Costs", data: { titleFrom: "header-row" } });
});

test("a table without a title row has the title of the nearest heading before it, on any page", () => {
  const item = rowsTable([["a"], ["1"]]);
  const document = doc(page(item, heading(1, "One")), page(heading(2, "Two")), page(item));
  expect(tables(document).map(({ title, data }) => [title, data?.titleFrom])).toEqual([
    [undefined, undefined],
    ["Two", "heading"],
  ]);
});

test.each([
  [
    "a full-width cell",
    "<tr><td colspan=2>Assets<tr><td>a<td>1",
    [
      ["Assets", ""],
      ["a", "1"],
    ],
    ["section", "body"],
  ],
  [
    "a first cell alone, before a row of another shape",
    "",
    [
      ["Assets", ""],
      ["a", "1"],
    ],
    ["section", "body"],
  ],
  [
    "not one before a row of its own shape, nor at the end",
    "",
    [
      ["a", ""],
      ["b", ""],
    ],
    ["body", "body"],
  ],
  [
    "not a cell that only reaches down from above",
    "<tr><td rowspan=2>a<td>1<tr><td><tr><td>b<td>2",
    [
      ["a", "1"],
      ["", ""],
      ["b", "2"],
    ],
    ["body", "body", "body"],
  ],
])("a section row is %s", (_, body, rows, roles) => {
  const html = body === "" ? "" : `<tr><th>x<th>y</tr>${body}`;
  expect(gridOf(rowsTable([["x", "y"], ...rows], { html })).rows.map((row) => row.role)).toEqual(["header", ...roles]);
});

test("H1: a table with a body keeps at least one body row", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.boolean(), (heads, bodies, inHead) => {
      const rows = Array.from({ length: heads + bodies }, (_, row) => [`r${row}`]);
      const lines = rows.map(([text], row) => `<tr>${row < heads ? `<th>${text}</th>` : `<td>${text}</td>`}</tr>`);
      const html = inHead ? `<thead>${lines.slice(0, heads).join("")}</thead>${lines.slice(heads).join("")}` : lines.join("");
      const { headerRowCount, rows: found } = gridOf(rowsTable(rows, { html }));
      expect(headerRowCount).toBe(Math.max(Math.min(heads, 5, rows.length - 1), 1));
      expect(found).toHaveLength(rows.length);
    }),
  );
});

test("H2: column names are unique without regard to case, and never empty", () => {
  const header = fc.array(fc.oneof(soup, fc.constantFrom("", "a", "A", "a (2)", "A (2)", "Column 2")), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(header, (texts) => {
      const found = names(rowsTable([texts, texts]));
      expect(found).toHaveLength(texts.length);
      expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(texts.length);
      expect(found).not.toContain("");
    }),
  );
});

test("H2: twenty thousand columns of one name are named", () => {
  expect(names(rowsTable([new Array(20_000).fill("a")])).at(-1)).toBe("a (20000)");
});

test("H3: with its header rows folded into one a table has the same body", () => {
  fc.assert(
    fc.property(tilings(false), (tiling) => {
      const grid = gridOf(toItem(tiling));
      const header = foldedHeader(grid.rows.slice(0, grid.headerRowCount), grid.columnCount);
      const flat = gridOf(rowsTable([header, ...toRows(tiling).slice(1)]));
      expect(toTexts(flat).slice(1)).toEqual(toTexts(grid).slice(grid.headerRowCount));
    }),
  );
});

test("H5: a header of one to five rows is found, in whatever order the body rows stand", () => {
  const reversed = (tiling: Tiling): Tiling => {
    const last = tiling.height - 1 + tiling.headerRows;
    const moved = tiling.tiles.map((tile) => (tile.row < tiling.headerRows ? tile : { ...tile, row: last - tile.row - tile.rowSpan + 1 }));
    return { ...tiling, tiles: moved.toSorted((one, other) => one.row - other.row || one.column - other.column) };
  };
  fc.assert(
    fc.property(tilings(false), (tiling) => {
      if (givenTexts(toRows(tiling)).length === 0) return;
      expect(gridOf(toItem(tiling)).headerRowCount).toBe(tiling.headerRows);
      expect(gridOf(toItem(reversed(tiling))).headerRowCount).toBe(tiling.headerRows);
    }),
  );
});
