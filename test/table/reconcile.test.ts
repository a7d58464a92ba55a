import { expect, test } from "vitest";
import { toTexts } from "../../src/table/grid.ts";
import { printsNumber } from "../../src/table/reconcile/number-print.ts";
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

test.each([
  ["line breaks and runs of spaces", "a<br/>b<BR>c  d\t e \n f", "", "a\nb\nc d e\nf"],
  ["a no-break space as it is, but not at the ends", "\u00a01\u00a0234 ", "", "1\u00a0234"],
  ["what is no tag as it is", "a < b > c", "", "a < b > c"],
  ["a tag without its partner as it is", "vector<b, i>", "", "vector<b, i>"],
  ["inline tags in pairs as their text", "<b>Total</b> <span class=x>net</span>", "", "Total net"],
  ["a raised number as one", "5<sup>1</sup>", "", "5¹"],
  ["a list of raised numbers as one", "120<sup>1,2</sup>", "", "120¹,²"],
  ["a raised negative number as one", "10<sup>-3</sup>", "", "10⁻³"],
  ["numbers that struck-out text parts as two", "<s>100</s>80", "", "100\n80"],
  ["put-in numbers as others than the struck-out ones", "<del>12</del> <ins>345</ins>", "", "12\n345"],
  ["a lowered number as another one", "7<sub>2</sub> H<sub>2</sub>O", "", "7\n2 H2O"],
  ["numbers parted in rows and html alike", "<s>1</s>2<sup>3,4</sup>", "<tr><td><s>1</s>2<sup>3,4</sup></td></tr>", "1\n2³,⁴"],
  ["an entity as it is, for it was decoded once", "R&amp;D", "", "R&amp;D"],
  ["an entity that the html shows to be one", "R&amp;D", "<tr><td>R&amp;D</td></tr>", "R&D"],
  ["an entity that the html shows to be text", "R&amp;D", "<tr><td>R&amp;amp;D</td></tr>", "R&amp;D"],
  ["tags that the html shows to be text", "<b>x</b>", "<tr><td>&lt;b>x&lt;/b></td></tr>", "<b>x</b>"],
])("a cell of the rows reads %s", (_, raw, row, text) => {
  const html = row === "" ? "" : `<table><tr><th>h</th></tr>${row}</table>`;
  const { table, warnings } = read(rowsTable([["h"], [raw]], { html, md: "" }));
  expect(table.grid.rows[1]?.cells[0]).toMatchObject({ raw, text });
  expect(warnings).toEqual([]);
});

test.each([
  ["00123", 123],
  ["1.0", 1],
  ["12%", 0.12],
  ["12.5 %", 12.5],
  ["$1,234", 1234],
  ["$ (7,772.2)", -7772.2],
  ["-$5", -5],
  ["(5)", -5],
  ["5-", -5],
  ["\u22125", -5],
  ["€ 1.234,50", 1234.5],
  ["1\u00a0234,5", 1234.5],
  ["1'234.5", 1234.5],
  ["1,23,456", 123456],
  ["US$ 5", 5],
  ["5 EUR", 5],
  [".5", 0.5],
  ["1.5E3", 1500],
])("printsNumber(%j, %d)", (text, number) => {
  expect(printsNumber(text, number)).toBe(true);
});

test.each([
  ["seven", 7],
  ["5*", 5],
  ["5¹", 51],
  ["1,23", 123],
  ["12.3%", 0.12345],
  ["1 000 items", 1000],
  ["(5)", 5],
  ["", 0],
  ["1".repeat(100_000), 1],
])("printsNumber() says that %j is not %d", (text, number) => {
  expect(printsNumber(text, number)).toBe(false);
});

const half = [
  ["h", "i"],
  ["a", "1"],
];
const whole = [...half, ["a", "1"], ["b", "2"], ["c", ""]];
const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");
const mdOf = (rows: readonly (readonly string[])[]): string => String(rowsTable(rows).md);

test.each([
  ["html", { html: htmlOf("<th>h<th>i", "<td>a<td>1", "<td>a<td>1", "<td>b<td>2", "<td>c<td>") }, ["table-html-unaligned"]],
  ["csv", { csv: csvOf(whole) }, []],
  ["md", { md: mdOf(whole) }, []],
])("rows that only the %s has are added at the end", (field, extra, others) => {
  const { table, warnings } = read(rowsTable(half, { md: "", ...extra }));
  expect(toTexts(table.grid)).toEqual([...half, ["b", "2"], ["c", ""]]);
  const [added] = table.grid.rows.slice(2);
  expect(added?.source).toMatchObject({ pointer: "/items/pages/0/items/0", rowIndex: null });
  expect(added?.cells[0]?.pointer).toBe(`/items/pages/0/items/0/${field}`);
  expect(warnings).toEqual([...others, "table-rows-incomplete"]);
});

const salesRows = "<tr><th>h<th>i</tr><tr><td>a<td>1</tr></table>";

test.each([
  ["html", { html: `<table><tr><th colspan=2>Sales</th></tr>${salesRows}` }],
  ["html", { html: `<table><tr><td colspan=2>Sales</td></tr>${salesRows}` }],
  ["csv", { csv: "Sales\nh,i\na,1\n" }],
  ["csv", { csv: "Sales,\nh,i\na,1\n" }],
])("a title that only the %s has stands above the header", (field, extra) => {
  const { table, warnings } = read(rowsTable(half, { md: "", ...extra }));
  expect(toTexts(table.grid)).toEqual([["Sales", ""], ...half]);
  expect(table).toMatchObject({ title: "Sales", grid: { headerRowCount: 2 } });
  expect(table.grid.columns.map((column) => column.name)).toEqual(["h", "i"]);
  const [title] = table.grid.rows;
  expect(title?.source.rowIndex).toBeNull();
  expect(title?.cells[0]).toMatchObject({ columnSpan: 2, pointer: `/items/pages/0/items/0/${field}` });
  expect(table.grid.rows[1]?.cells[0]?.raw).toBe("h");
  expect(warnings).toEqual(["table-rows-incomplete"]);
});

test("a title that only the html has leaves the header below it unfolded", () => {
  const html = htmlOf("<th colspan=2>Sales", "<th colspan=2>A", "<th>x<th>y", "<td>a<td>1");
  const { table, warnings } = read(
    rowsTable(
      [
        ["A<br/>x", "A<br/>y"],
        ["a", "1"],
      ],
      { html, md: "" },
    ),
  );
  expect(toTexts(table.grid)).toEqual([
    ["Sales", ""],
    ["A", ""],
    ["x", "y"],
    ["a", "1"],
  ]);
  expect(table).toMatchObject({ title: "Sales", grid: { headerRowCount: 3 } });
  expect(warnings).toEqual(["table-rows-incomplete"]);
});

test("a header takes five titles at most, the other lines above a csv go to the end", () => {
  const { table } = read(rowsTable(half, { md: "", csv: `${[1, 2, 3, 4, 5, 6].map((line) => `line ${line}\n`).join("")}h,i\na,1\n` }));
  expect(toTexts(table.grid).map(([text]) => text)).toEqual(["line 1", "line 2", "line 3", "line 4", "h", "a", "line 5", "line 6"]);
});

test("a line without a bar under a table in markdown is no row of it", () => {
  const { table, warnings } = read(rowsTable(half, { md: `${mdOf(half)}\nSource: the report\n` }));
  expect(toTexts(table.grid)).toEqual(half);
  expect(warnings).toEqual([]);
});

test("of a row that the rows have in part, only the rest is added, in its own column", () => {
  const { table, warnings } = read(rowsTable(half, { md: "", csv: "h,i,j\na,1,x" }));
  expect(toTexts(table.grid)).toEqual([
    ["h", "i", ""],
    ["a", "1", ""],
    ["", "", "j"],
    ["", "", "x"],
  ]);
  expect(warnings).toEqual(["table-rows-incomplete"]);
});

test.each([
  [
    "a source that lacks a text of theirs",
    csvOf([
      ["h", "i"],
      ["a", "9"],
      ["b", "2"],
    ]),
  ],
  ["a row that stands there more than once", csvOf([...half, ["h", "i"], ["a", "1"]])],
])("nothing is added to the rows from %s", (_, csv) => {
  const { table, warnings } = read(rowsTable(half, { md: "", csv }));
  expect(toTexts(table.grid)).toEqual(half);
  expect(warnings).toEqual([]);
});

test("rows that repeat what the html spans are not taken for more than it has", () => {
  const rows = [...half, ["a", "2"]];
  const html = htmlOf("<th>h<th>i", "<td rowspan=2>a<td>1", "<td>2", "<td>b<td>3");
  expect(toTexts(read(rowsTable(rows, { md: "", html })).table.grid)).toEqual([...rows, ["b", "3"]]);
});

test("csv and markdown that both differ from the rows are told of, with the place; one alone is not", () => {
  const other = [
    ["h", "i"],
    ["a", "7"],
  ];
  const { table } = read(rowsTable(half, { csv: csvOf(other), md: mdOf(other) }));
  expect(toTexts(table.grid)).toEqual(half);
  const { warnings } = doc(page(rowsTable(half, { csv: csvOf(other), md: mdOf(other) })));
  expect(warnings).toMatchObject([{ code: "table-csv-md-differ", message: expect.stringContaining("1 place (row 1 column 1)") }]);
  expect(read(rowsTable(half, { csv: csvOf(other), md: mdOf(half) })).warnings).toEqual([]);
  expect(read(rowsTable(half, { csv: csvOf(half), md: mdOf(other) })).warnings).toEqual([]);
});

test("escapes, padding and empty cells are no difference", () => {
  const rows = [
    ["2023*", "x|y", null],
    ["", "first<br/>second", 1.5],
  ];
  const md = "| 2023\\* | x\\|y   |     |\n|---|:-:|---|\n|  | first<br/>second | 1.50 |\n";
  expect(read(rowsTable(rows, { csv: '"2023*","x|y",\n,"first<br/>second",1.50', md })).warnings).toEqual([]);
});

test("the places where rows and html differ are named, the first five of them", () => {
  const rows = [["h"], ["a"], ["b"], ["c"], ["d"], ["e"], ["f"]];
  const { warnings } = doc(
    page(rowsTable(rows, { md: "", html: htmlOf("<th>h", ...["1", "2", "3", "4", "5", "f"].map((cell) => `<td>${cell}`)) })),
  );
  expect(warnings.map((warning) => warning.message)).toEqual([
    "rows and html differ at 5 places (row 1 column 0, row 2 column 0, row 3 column 0, row 4 column 0, row 5 column 0): rows are used",
  ]);
});

test("a table in a cell gives its text, with a warning", () => {
  const html = "<table><tr><th>h</th></tr><tr><td>a <table><tr><td>b</table></td></tr></table>";
  const { table, warnings } = read(rowsTable([], { html }));
  expect(toTexts(table.grid)).toEqual([["h"], ["a b"]]);
  expect(warnings).toEqual(["table-nested", "table-rows-missing"]);
});

test("rows so uneven that nearly all slots would be empty go on in rows below, and lose nothing", () => {
  const wide = Array.from({ length: 20_000 }, (_, column) => `w${column}`);
  const rows = [...Array.from({ length: 10_000 }, (_, row) => [`r${row}`]), wide, ...Array.from({ length: 10_000 }, () => ["z"])];
  const { table, warnings } = read(rowsTable(rows, { md: "" }));
  const { columnCount, rows: found } = table.grid;
  expect(columnCount * found.length).toBeLessThan(1_000_000);
  const laid = found.slice(10_000, 10_000 + Math.ceil(wide.length / columnCount)).flatMap((row) => row.cells.map((cell) => cell.text));
  expect(laid.filter((text) => text !== "")).toEqual(wide);
  expect(found[10_001]?.cells[0]?.pointer).toBe(`/items/pages/0/items/0/rows/10000/${columnCount}`);
  expect(found[10_001]?.source.rowIndex).toBe(10_000);
  expect(warnings).toEqual(["table-ragged"]);
});

test.each(["<b>", "</b>", "<b>x</b>", "<sup>1</sup>", "<s>1</s>", "<s> </s>", "<b ", "<", "<br ", " ", "\n", "&amp;"])(
  "a cell of twenty thousand times %j is read, with html that shows it otherwise",
  (piece) => {
    const html = `<table><tr><th>h</th></tr><tr><td>${"<i>".repeat(1000)}x</td></tr></table>`;
    const raw = `a${piece.repeat(20_000)}b`;
    expect(read(rowsTable([["h"], [raw]], { html, md: "", csv: raw })).table.grid.rows[1]?.cells[0]?.raw).toBe(raw);
  },
);
