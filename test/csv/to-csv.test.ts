import { expect, test } from "vitest";
import type { CsvOptions } from "../../src/csv/options.ts";
import { recordsToCsv, toCsv } from "../../src/csv/to-csv.ts";
import { typeCells } from "../../src/table/typed.ts";
import type { Raw, Row } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { rowsTable } from "../build.ts";
import { rowsOf, tableOf } from "./tables.ts";

test.each([
  [
    "quotes a cell only where it must",
    [
      ["a", "b"],
      ['x "y"', "1,5"],
    ],
    'a,b\r\n"x ""y""","1,5"\r\n',
  ],
  ["writes an only, empty cell as quotes, for readers skip empty lines", [["a"], [""], ["b"]], 'a\r\n""\r\nb\r\n'],
  ["writes numbers in their JSON form", [["a"], [1e21], [-0.5]], "a\r\n1e+21\r\n-0.5\r\n"],
  ["guards the header too", [["=a", "b"]], "'=a,b\r\n"],
  ["folds a cell's line break into its quotes", [["a"], ["x<br/>y"]], 'a\r\n"x\ny"\r\n'],
  ["cuts the queries of links", [["a"], ["https://x.org/a?sig=1#b"]], "a\r\nhttps://x.org/a\r\n"],
  ["writes a lone surrogate as U+FFFD", [["a"], ["x\ud800"]], "a\r\nx\ufffd\r\n"],
] as [string, Raw[][], string][])("toCsv() %s", (_, rows, text) => {
  expect(toCsv(rowsOf(rows)).text).toBe(text);
});

const sums = [
  ["Item", "Sum, net"],
  ["Pump é", "1;5"],
  ["", "=1+1"],
];

test.each([
  ["rfc4180", 'Item,"Sum, net"\r\nPump é,1;5\r\n,\'=1+1\r\n'],
  ["excel", '\ufeffItem,"Sum, net"\r\nPump é,1;5\r\n,\'=1+1\r\n'],
  ["excel-eu", '\ufeffItem;Sum, net\r\nPump é;"1;5"\r\n;\'=1+1\r\n'],
  ["tsv", "Item\tSum, net\r\nPump é\t1;5\r\n\t'=1+1\r\n"],
  ["unix", 'Item,"Sum, net"\nPump é,1;5\n,\'=1+1\n'],
] as const)("the preset %s, to the byte", (preset, text) => {
  const bytes = (value: string): string => Buffer.from(value).toString("hex");
  expect(bytes(toCsv(rowsOf(sums), { preset }).text)).toBe(bytes(text));
  expect(recordsToCsv({ header: sums[0] ?? [], rows: sums.slice(1) }, { preset }).text).toBe(text);
});

test("an option that is given wins over its preset", () => {
  const options = { preset: "excel-eu", bom: false, newline: "\n", finalNewline: false } as const;
  expect(toCsv(rowsOf(sums), options).text).toBe('Item;Sum, net\nPump é;"1;5"\n;\'=1+1');
});

const headed = tableOf(
  rowsTable(
    [
      ["T<br/>x", "T<br/>y", "n"],
      ["Part", "", ""],
      ["a", "1", "2"],
    ],
    {
      html: "<thead><tr><th colspan=2>T<th rowspan=2>n<tr><th>x<th>y</thead><tbody><tr><td colspan=3>Part<tr><td>a<td>1<td>2</tbody>",
    },
  ),
);

test.each([
  [{}, "T / x,T / y,n\r\nPart,,\r\na,1,2\r\n"],
  [{ header: "all" }, "T,,n\r\nx,y,\r\nPart,,\r\na,1,2\r\n"],
  [{ header: "none" }, "Part,,\r\na,1,2\r\n"],
  [{ header: "all", spans: "repeat" }, "T,T,n\r\nx,y,n\r\nPart,Part,Part\r\na,1,2\r\n"],
] as [CsvOptions, string][])("toCsv() with %j writes header rows and spans so", (options, text) => {
  expect(toCsv(headed, options).text).toBe(text);
});

test("toCsv() writes where each row comes from on the right", () => {
  const table = withSources(rowsOf([["a"], ["x"], ["y"], ["z"]]), [
    { rowIndex: 1, pageNumbers: [2] },
    { rowIndex: 2, pageNumbers: [4, 2, 3] },
    { rowIndex: null, pageNumbers: [] },
  ]);
  const place = "/items/pages/0/items/0";
  const lines = [`x,2,${place}/rows/1,1`, `y,2..4,${place}/rows/2,2`, `z,,${place},`, ""];
  const head = "a,_page_number,_pointer,_row";
  expect(toCsv(table, { provenance: true }).text).toBe([head, ...lines].join("\r\n"));
  expect(toCsv(table, { provenance: true, header: "all" }).text).toBe([head, ...lines].join("\r\n"));
  expect(toCsv(table, { provenance: true, header: "none" }).text).toBe(lines.join("\r\n"));
});

test("toCsv() names the provenance behind the last header row, and unlike the columns there are", () => {
  const { text } = toCsv(headed, { provenance: true, header: "all" });
  expect(text.split("\r\n").slice(0, 2)).toEqual(["T,,n,,,", "x,y,,_page_number,_pointer,_row"]);
  expect(toCsv(rowsOf([["_Row", "_row (2)"]]), { provenance: true }).text).toBe("_Row,_row (2),_page_number,_pointer,_row (3)\r\n");
});

test("toCsv() writes typed values: numbers in their shortest form, dates as ISO, texts as they are", () => {
  const table = rowsOf([
    ["n", "p", "d", "t"],
    ["1,234.50", "12.5%", "2024-01-05", "x"],
    ["(7.25)", "-", "2024-02-29", "=1"],
  ]);
  const typed = "n,p,d,t\r\n1234.5,0.125,2024-01-05,x\r\n-7.25,-,2024-02-29,'=1\r\n";
  expect(toCsv(table, { values: "typed" }).text).toBe(typed);
  expect(toCsv(typeCells([table])[0] ?? table, { values: "typed", formulaGuard: "strict" }).text).toBe(typed);
  expect(toCsv(typeCells([table])[0] ?? table).text).toBe('n,p,d,t\r\n"1,234.50",12.5%,2024-01-05,x\r\n(7.25),-,2024-02-29,\'=1\r\n');
});

test("excelText writes digits that Excel would change as a formula of its own, which no list names", () => {
  const table = rowsOf([["007"], ["00123"], ["12345678901234567"], ["0102.29"], ["0.5"], ["123"], ["=00123"], ["0a"], ["0".repeat(300)]]);
  const { text, guarded } = toCsv(table, { excelText: true, newline: "\n" });
  const lines = ["007", '"=""00123"""', '"=""12345678901234567"""', '"=""0102.29"""', "0.5", "123", "'=00123", "0a", "0".repeat(300), ""];
  expect(text).toBe(lines.join("\n"));
  expect(guarded).toEqual([{ row: 6, column: 0, text: "=00123" }]);
});

test("a strict guard also meets signed numbers that are texts, and formulas behind another reader's delimiter", () => {
  const rows = [
    ["a", "b"],
    ["-5", -5],
    ["x;=1|-2", "1,-,2"],
  ];
  expect(toCsv(rowsOf(rows), { formulaGuard: "strict", delimiter: "\t", newline: "\n" })).toEqual({
    text: "a\tb\n'-5\t-5\nx;'=1|'-2\t1,-,2\n",
    guarded: [
      { row: 1, column: 0, text: "-5" },
      { row: 2, column: 0, text: "x;=1|-2" },
    ],
  });
});

test("toCsv() keeps whole links when asked", () => {
  expect(toCsv(rowsOf([["a"], ["https://x.org/a?sig=1"]]), { keepUrls: true }).text).toBe("a\r\nhttps://x.org/a?sig=1\r\n");
});

test("toCsv() gives an empty text for a table without columns, but for the byte order mark", () => {
  expect(toCsv(rowsOf([]))).toEqual({ text: "", guarded: [] });
  expect(toCsv(rowsOf([]), { preset: "excel", provenance: true }).text).toBe("\ufeff");
  expect(toCsv(rowsOf([["a"]]), { header: "none" }).text).toBe("");
});

test("recordsToCsv() writes null as nothing, and numbers and booleans bare", () => {
  const records = {
    header: ["a", "b", "c"],
    rows: [
      [null, -1, true],
      ["=x", "", "y\rz"],
    ],
  };
  expect(recordsToCsv(records)).toEqual({
    text: 'a,b,c\r\n,-1,true\r\n\'=x,,"y\rz"\r\n',
    guarded: [{ row: 2, column: 0, text: "=x" }],
  });
  expect(recordsToCsv({ header: [], rows: [] })).toEqual({ text: "", guarded: [] });
});

/** The table with these sources of its body rows. */
function withSources(table: Table, sources: readonly Partial<Row["source"]>[]): Table {
  const rows = table.grid.rows.map((row, index) => (index === 0 ? row : { ...row, source: { ...row.source, ...sources[index - 1] } }));
  return { ...table, grid: { ...table.grid, rows } };
}
