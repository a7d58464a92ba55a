import { expect, test } from "vitest";
import { toTexts } from "../../src/table/grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { Raw } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { codes, doc, page, rowsTable, type Wire } from "../build.ts";

function read(item: Wire): { table: Table; warnings: string[] } {
  const document = doc(page(item));
  const [table] = tables(document);
  if (table === undefined) throw new TypeError("no table");
  return { table, warnings: codes(document.warnings) };
}

const htmlOf = (...rows: readonly string[]): string => `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`;

test.each([
  [
    "a header folded into the first row",
    [
      ["A<br/>x", "A<br/>y"],
      ["1", "2"],
    ],
    htmlOf("<th colspan=2>A", "<th>x<th>y", "<td>1<td>2"),
    [
      ["A", ""],
      ["x", "y"],
      ["1", "2"],
    ],
    2,
    [],
  ],
  [
    "a header stacked in the rows",
    [
      ["A", ""],
      ["x", "y"],
      ["1", "2"],
    ],
    htmlOf("<th colspan=2>A", "<th>x<th>y", "<td>1<td>2"),
    [
      ["A", ""],
      ["x", "y"],
      ["1", "2"],
    ],
    2,
    [],
  ],
  [
    "another text: the rows', under the html's spans",
    [
      ["h", "i"],
      ["a", ""],
    ],
    htmlOf("<th>h<th>i", "<td colspan=2>b"),
    [
      ["h", "i"],
      ["a", ""],
    ],
    1,
    ["table-rows-html-differ"],
  ],
  [
    "another header: the rows' one row",
    [
      ["h", "i"],
      ["a", "b"],
    ],
    htmlOf("<th colspan=2>A", "<th>x<th>y", "<td>a<td>b"),
    [
      ["h", "i"],
      ["a", "b"],
    ],
    1,
    ["table-rows-html-differ"],
  ],
  [
    "a number: the html's print of it",
    [["h"], [123], [0.12], [-1234.5], [7]],
    htmlOf("<th>h", "<td>00123", "<td>12%", "<td>(1,234.50)", "<td>seven"),
    [["h"], ["00123"], ["12%"], ["(1,234.50)"], ["7"]],
    1,
    ["table-rows-html-differ"],
  ],
  [
    "another shape: the rows alone",
    [
      ["h", "i"],
      ["a", "b"],
    ],
    htmlOf("<th>h", "<td>a"),
    [
      ["h", "i"],
      ["a", "b"],
    ],
    1,
    ["table-html-unaligned"],
  ],
  [
    "ragged rows: padded at the end",
    [["h"], ["a", "b"], []],
    "",
    [
      ["h", ""],
      ["a", "b"],
      ["", ""],
    ],
    1,
    ["table-ragged"],
  ],
  ["no rows: the html", [], htmlOf("<th>h", "<td>a"), [["h"], ["a"]], 1, ["table-rows-missing"]],
  [
    "blank rows: the html",
    [
      ["", ""],
      ["", null],
    ],
    htmlOf("<th>h", "<td>a"),
    [["h"], ["a"]],
    1,
    ["table-rows-missing"],
  ],
  ["a header alone: no row of it is body", [["h"]], htmlOf("<th>h"), [["h"]], 1, []],
  ["only header cells: the last row is body", [["h"], ["a"]], htmlOf("<th>h", "<th>a"), [["h"], ["a"]], 1, []],
  [
    "rows under a span that repeat its text",
    [
      ["h", "i"],
      ["a", "1"],
      ["a", "2"],
    ],
    htmlOf("<th>h<th>i", "<td rowspan=2>a<td>1", "<td>2"),
    [
      ["h", "i"],
      ["a", "1"],
      ["", "2"],
    ],
    1,
    [],
  ],
  [
    "rows under a span that hold another text: no span",
    [
      ["h", "i"],
      ["a", "1"],
      ["b", "2"],
    ],
    htmlOf("<th>h<th>i", "<td rowspan=2>a<td>1", "<td>2"),
    [
      ["h", "i"],
      ["a", "1"],
      ["b", "2"],
    ],
    1,
    ["table-rows-html-differ"],
  ],
] as [string, Raw[][], string, string[][], number, string[]][])(
  "reconcile() reads %s",
  (_, rows, html, texts, headerRowCount, warnings) => {
    const { table, warnings: found } = read(rowsTable(rows, { html, md: "" }));
    expect(toTexts(table.grid)).toEqual(texts);
    expect(table.grid.headerRowCount).toBe(headerRowCount);
    expect(found).toEqual(warnings);
  },
);

test.each([
  [
    "csv",
    { csv: 'h,i\n"a ""b""<br/>c",\n', md: "| x |\n| - |" },
    [
      ["h", "i"],
      ['a "b"\nc', ""],
    ],
  ],
  [
    "md",
    { md: "| h | i |\n| --- | --- |\n| a\\|b | <br/>c |" },
    [
      ["h", "i"],
      ["a|b", "c"],
    ],
  ],
])("a table with neither rows nor html is read from its %s", (field, extra, texts) => {
  const { table, warnings } = read({ type: "table", rows: [], html: "", ...extra });
  expect(toTexts(table.grid)).toEqual(texts);
  expect(table.grid.rows[1]?.cells[0]?.pointer).toBe(`/items/pages/0/items/0/${field}`);
  expect(table.grid.rows[1]?.source).toMatchObject({ pointer: "/items/pages/0/items/0", rowIndex: null });
  expect(warnings).toEqual(["table-rows-missing"]);
});
