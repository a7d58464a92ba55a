import fc from "fast-check";
import { expect, test } from "vitest";
import { toTexts } from "../../src/table/grid.ts";
import { foldedHeader } from "../../src/table/header.ts";
import { withHeaderRows } from "../../src/table/header-rows.ts";
import { readHtmlTable } from "../../src/table/html-grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { Grid } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { codes, doc, heading, page, rowsTable, type Wire } from "../build.ts";
import { givenTexts, type Tiling, tilesOf, tilings, toItem, toRows } from "./tilings.ts";

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

test.each([
  [
    "text over numbers",
    [
      ["name", "sum"],
      ["a", "1"],
    ],
    false,
  ],
  [
    "numbers over numbers",
    [
      ["a", "5"],
      ["b", "1"],
      ["c", "2.5"],
    ],
    true,
  ],
  [
    "a date over dates, beside text",
    [
      ["x", "2024-01-01"],
      ["y", "2024-01-02"],
    ],
    true,
  ],
  [
    "years over numbers",
    [
      ["", "2023", "2024"],
      ["a", "1", "2"],
    ],
    false,
  ],
  [
    "a number over numbers, but text over others",
    [
      ["a", "5", "sum"],
      ["b", "1", "7"],
    ],
    false,
  ],
  [
    "numbers over text",
    [
      ["1", "2"],
      ["a", "b"],
    ],
    false,
  ],
  ["nothing but a header", [["1", "2"]], false],
])("a table without html has one header row, which is doubted when it looks like data: %s", (_, rows, isDoubted) => {
  const document = doc(page(rowsTable(rows, { md: "" })));
  expect(tables(document)[0]?.grid.headerRowCount).toBe(1);
  expect(codes(document.warnings)).toEqual(isDoubted ? ["table-header-doubtful"] : []);
  const html = `<table>${rows.map((row, index) => `<tr>${row.map((cell) => (index === 0 ? `<th>${cell}` : `<td>${cell}`)).join("")}`).join("")}`;
  expect(doc(page(rowsTable(rows, { md: "", html }))).warnings).toEqual([]);
});

test.each([
  ["half of it header cells", "<th>x<td>y", 2],
  ["fewer", "<td>x<td>y", 1],
  ["none but what reaches into it", "", 2],
])("a header cell that reaches into the next row makes it a header row only with %s", (_, cells, count) => {
  const second = cells === "" ? "<th rowspan=2>B<th rowspan=2>C</tr><tr>" : `<th colspan=2>B</tr><tr>${cells}`;
  const html = `<table><tr><th rowspan=2>A${second}</tr><tr><td>a<td>1<td>2</table>`;
  expect(readHtmlTable(html)?.headerRowCount).toBe(count);
});

test("a tall header cell ends with the header, and the rows below it keep their own cells", () => {
  const rows = [
    ["A", "B"],
    ["", "1"],
    ["b", "2"],
  ];
  const html = "<table><tr><th rowspan=2>A<th>B</tr><tr><td>1</tr><tr><td>b<td>2</table>";
  const document = doc(page(rowsTable(rows, { html })));
  const [table] = tables(document);
  expect(table?.grid.headerRowCount).toBe(1);
  expect(table?.grid.rows[1]?.cells[0]).toMatchObject({ row: 1, rowSpan: 1, raw: "", pointer: "/items/pages/0/items/0/rows/1/0" });
  expect(codes(document.warnings)).toEqual(["table-span-clipped"]);
});

test("withHeaderRows() forms the header anew: roles, names and title", () => {
  const item = rowsTable([
    ["Sales", "", ""],
    ["", "2023", "2024"],
    ["a", "5", "7"],
  ]);
  const [table] = tables(doc(page(heading(1, "Report"), item)));
  const two = withHeaderRows(table as Table, 2);
  expect(two.grid.columns.map((column) => column.name)).toEqual(["Sales", "2023", "2024"]);
  expect(two.grid.rows.map((row) => row.role)).toEqual(["header", "header", "body"]);
  expect(two.grid.rows[1]?.cells.every((cell) => cell.isHeader)).toBe(true);
  expect(two.title).toBe("Report");
  expect(withHeaderRows(two, 1)).toEqual(table);
  expect(() => withHeaderRows(two, 3)).toThrow(RangeError);
  expect(() => withHeaderRows(two, 0)).toThrow("expected a whole number from 1 to 2");
  expect(() => withHeaderRows(two, 1.5)).toThrow(RangeError);
});

test("withHeaderRows() takes a title from a full-width header row, and gives it up with that row", () => {
  const html = "<table><caption>Table 1</caption><tr><th colspan=2>Costs<tr><th>x<th>y<tr><td>a<td>1</table>";
  const [table] = tables(doc(page(rowsTable([], { html }))));
  expect(table).toMatchObject({ title: "Costs", data: { titleFrom: "header-row" } });
  const one = withHeaderRows(table as Table, 1);
  expect(one).toMatchObject({ title: "Table 1", data: { titleFrom: "caption" } });
  expect(withHeaderRows(one, 2)).toEqual(table);
});

test("H1, H2: whatever header is asked for, the grid stays rectangular, no text is lost and none is under two cells", () => {
  fc.assert(
    fc.property(tilings(false), fc.nat(7), (tiling, choice) => {
      const [table] = tables(doc(page(toItem(tiling))));
      if (table === undefined || table.grid.rows.length < 2) return;
      const count = 1 + (choice % (table.grid.rows.length - 1));
      const { grid } = withHeaderRows(table, count);
      expect(grid.headerRowCount).toBe(count);
      expect(grid.rows.slice(0, count).every((row) => row.role === "header" && row.cells.every((cell) => cell.isHeader))).toBe(true);
      expect(new Set(grid.columns.map((column) => column.name.toLowerCase())).size).toBe(grid.columnCount);
      expect(
        tilesOf(grid)
          .map((tile) => tile.text)
          .filter((text) => text !== ""),
      ).toEqual(
        tilesOf(table.grid)
          .map((tile) => tile.text)
          .filter((text) => text !== ""),
      );
      const area = tilesOf(grid).reduce((sum, tile) => sum + tile.rowSpan * tile.columnSpan, 0);
      expect(area).toBe(grid.rows.length * grid.columnCount);
      for (const [row, { cells }] of grid.rows.entries()) {
        for (const cell of cells) expect(grid.rows[cell.row]?.cells[cell.column]).toBe(cell);
        for (const cell of cells) expect(cell.row < count).toBe(row < count);
      }
    }),
  );
});

test("H4: the header does not depend on the order of the rows below it, with html or without", () => {
  const rows = fc.array(fc.array(fc.oneof(soup, fc.constantFrom("1", "2024", "2024-01-05", "")), { minLength: 2, maxLength: 2 }), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(rows, fc.boolean(), ([header = [], ...body], hasHtml) => {
      const found = [body, body.toReversed()].map((ordered) => {
        const all = [header, ...ordered];
        const cell = (text: string, name: string): string => `<${name}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${name}>`;
        const html = all.map((row, index) => `<tr>${row.map((text) => cell(text, index === 0 ? "th" : "td")).join("")}</tr>`).join("");
        const document = doc(page(rowsTable(all, { md: "", html: hasHtml ? html : "" })));
        const doubts = codes(document.warnings).filter((code) => code === "table-header-doubtful");
        return { doubts, header: tables(document)[0]?.grid.columns };
      });
      expect(found[0]).toEqual(found[1]);
    }),
  );
});
