import { describe, expect, test } from "vitest";
import { familyOf } from "../../src/table/typed/family.ts";
import { isTyped, typeCells } from "../../src/table/typed.ts";
import type { Cell, Kind, Row } from "../../src/tree/table.ts";
import type { Table } from "../../src/tree/types.ts";
import { folded, printUnder } from "./typed-printer.ts";
import { columnOf, type Given, tableOf, typeColumn, typedOf, valuesOf } from "./typed-tables.ts";

/** Nine rows share the text in the second column; two numbers follow. */
function spanned(): Table {
  const table = tableOf([["a", "b"], ...Array.from({ length: 9 }, () => ["x", "see"]), ["y", "5"], ["z", "6"]]);
  const { rows, ...grid } = table.grid;
  const anchor: Cell = { ...(rows[1]?.cells[1] as Cell), rowSpan: 9 };
  const cells = (row: Row, index: number): Cell[] =>
    row.cells.map((cell, column) => (column === 1 && index >= 1 && index <= 9 ? anchor : cell));
  return { ...table, grid: { ...grid, rows: rows.map((row, index) => ({ ...row, cells: cells(row, index) })) } };
}

const point = { locale: { decimal: "." } } as const;

// A column of its own each, whose decimal mark is given.
const numbers: readonly (readonly [text: string, kind: Kind, value: number, format: string])[] = [
  ["1,234.50", "number", 1234.5, "#,##0.00"],
  ["1,23,456", "number", 123456, "##\\,##\\,##0"],
  ["12,34,56,789.5", "number", 123456789.5, "##\\,##\\,##\\,##0.0"],
  ["1 234.5", "number", 1234.5, "#,##0.0"],
  ["1\u202f234\u202f567", "number", 1234567, "#,##0"],
  ["1'234.5", "number", 1234.5, "#,##0.0"],
  ["1234.5", "number", 1234.5, "0.0"],
  [".5", "number", 0.5, ".0"],
  ["2024", "number", 2024, "0"],
  ["-5", "number", -5, "0"],
  ["−5", "number", -5, '0;"−"0'],
  ["5-", "number", -5, "0;0-"],
  ["+5", "number", 5, "+0;-0"],
  ["-0.00", "number", 0, "0.00;-0.00;-0.00"],
  ["−0", "number", 0, '0;"−"0;"−"0'],
  ["$5", "currency", 5, '"$"0'],
  ["-$5", "currency", -5, '"$"0'],
  ["$-5", "currency", -5, '"$"0;"$"-0'],
  ["€ 5", "currency", 5, '"€ "0'],
  ["5\u00a0€", "currency", 5, '0" €"'],
  ["US$ 1,234", "currency", 1234, '"US$ "#,##0'],
  ["Rs.500", "currency", 500, '"Rs."0'],
  ["1,234.5 CHF", "currency", 1234.5, '#,##0.0" CHF"'],
  ["EUR -3.20", "currency", -3.2, '"EUR "0.00;"EUR "-0.00'],
  ["12.5%", "percent", 0.125, "0.0%"],
  ["-7 %", "percent", -0.07, "0 %"],
  ["(1,234)", "number", -1234, "#,##0_);(#,##0)"],
  ["$ (7,772.2)", "currency", -7772.2, '"$ "#,##0.0_);"$ "(#,##0.0)'],
  ["($5)", "currency", -5, '"$"0_);("$"0)'],
  ["(5 €)", "currency", -5, '0" €"_);(0" €")'],
  ["(4.2%)", "percent", -0.042, "0.0%_);(0.0%)"],
  ["(4.2)%", "percent", -0.042, "0.0%_);(0.0)%"],
  ["(0)", "number", 0, "0_);(0);(0)"],
  ["1.5E+03", "number", 1500, "0.0E+00"],
  ["2.50E-7", "number", 0.00000025, "0.00E+0"],
  ["1.5E3", "number", 1500, "0.0E-0"],
  ["0.00E+00", "number", 0, "0.00E+00"],
  ["\u200e1,234.5", "number", 1234.5, "#,##0.0"],
  ["\u200f-5\u200e", "number", -5, "0"],
  ["120.–", "number", 120, '0".–"'],
  ["1'234.-", "number", 1234, '#,##0".-"'],
  ["120,–", "number", 120, '0",–"'],
  ["-5.-", "number", -5, '0".-"'],
  ["CHF 5.–", "currency", 5, '"CHF "0".–"'],
  ["5.- Fr.", "currency", 5, '0".-"" Fr."'],
  ["+12,345,678", "number", 12345678, "+#,##0;-#,##0"],
  ["+$12345678", "currency", 12345678, '+"$"0;-"$"0'],
];

test.each(numbers)("%s is a %s, %d, with the format %s", (text, kind, value, numberFormat) => {
  const { column, typed } = typeColumn([text], point);
  expect(typed).toEqual([{ kind, value, numberFormat }]);
  expect(column.kind).toBe(kind);
  expect(folded(printUnder(numberFormat, value, column.locale ?? point.locale))).toBe(folded(text));
});

test.each([
  ["00123"],
  ["-007"],
  ["00.5"],
  ["+44 20"],
  ["+44 20 7946 0958"],
  ["+34 612 345 678"],
  ["+34612345678"],
  ["+34.612.345.678"],
  ["\u200e+34612345678"],
  ["4111 1111 1111 1111"],
  ["1234567890123456"],
  ["0.1234567890123456"],
  ["12-34-56"],
  ["978-3-16-148410-0"],
  ["(555) 123-4567"],
])("%s is an identifier and makes its whole column text", (text) => {
  const cells = [text, ...Array.from({ length: 99 }, (_, index) => String(index + 1))];
  const { column, typed } = typeColumn(cells, point);
  expect(column.kind).toBe("text");
  expect(new Set(typed.map((one) => one?.kind))).toEqual(new Set(["text"]));
});

test.each([
  ["1E5"],
  ["1.5E-400"],
  ["0.0E-2"],
  ["1.5E-0"],
  ["¥1,234,567-"],
  ["$ 5-"],
  ["1,234.50 CR"],
  ["500.00 DR"],
  ["1.5.–"],
  ["1,234.–"],
  ["5.--"],
  ["\u200e"],
  ["12.5E3"],
  ["1,2345"],
  ["1,23"],
  ["12,34"],
  ["0,123,456"],
  ["1.234.5"],
  ["1.23.456"],
  ["1,234 567"],
  ["12 34"],
  ["5."],
  ["1,,2"],
  ["--5"],
  ["-(5)"],
  ["(5"],
  ["5)"],
  ["+5-"],
  ["$5 USD"],
  ["$5%"],
  ["5 kg"],
  ["5 pp"],
  ["1/2"],
  ["3–5"],
  ["3:15"],
  ["12\n34"],
  ["１２"],
  ["5\u200b"],
  ["$1.2M"],
  ["3.4 bn"],
  ["1,234*"],
  ["12 (a)"],
  ["5¹"],
  ["TRUE"],
  ["yes"],
  ["January 2024"],
  ["5 Jan 24"],
  ["01/05/24"],
  ["2024-02-30"],
  ["2024-01-05 10:00"],
  ["JAN 5, 2024"],
  ["0999-01-05"],
])("%s is text under a decimal point", (text) => {
  expect(typeColumn([text], point).typed).toEqual([{ kind: "text" }]);
});

describe("locale", () => {
  test.each([["1.234"], ["1,234"], ["$ 1.234"], ["(1,234)"]])("%s alone is ambiguous and stays text", (text) => {
    expect(typeColumn([text]).typed).toEqual([{ kind: "text" }]);
  });

  test.each([
    ["1.234,5", ","],
    ["1.234.567", ","],
    ["1,5", ","],
    ["0,123", ","],
    ["1234,567", ","],
    ["1 234,567", ","],
    ["1,234.5", "."],
    ["1,234,567", "."],
    ["1,23,456", "."],
    ["0.123", "."],
    ["1'234.50", "."],
  ])("%s in its column proves that decimals follow %s", (proof, decimal) => {
    const { column } = typeColumn([proof, "5"]);
    expect(column.locale?.decimal).toBe(decimal);
  });

  test("a number reads as its column proves, though the table proves another mark", () => {
    const rows = [
      ["a", "b"],
      ["1.234", "1.234"],
      ["1,5", "1.5"],
    ];
    const [table] = typeCells([tableOf(rows)]);
    expect(typedOf(table, 0).map((typed) => typed?.value)).toEqual([1234, 1.5]);
    expect(typedOf(table, 1).map((typed) => typed?.value)).toEqual([1.234, 1.5]);
  });

  test("what a column does not prove, its table does, and then the other tables", () => {
    const proof = tableOf([
      ["a", "b"],
      ["x", "1,5"],
      ["y", "2,5"],
    ]);
    const beside = tableOf([
      ["a", "b"],
      ["1.234", "1,5"],
      ["1.235", "2,5"],
    ]);
    expect(typedOf(typeCells([beside])[0], 0)[0]?.value).toBe(1234);
    expect(typedOf(typeCells([columnOf("1.234"), proof])[0])[0]?.value).toBe(1234);
    expect(typedOf(typeCells([columnOf("1.234")])[0])[0]?.value).toBeUndefined();
  });

  test("contradicting proofs prove nothing: ambiguous numbers stay text, and so do those with the rarer mark", () => {
    const cells = ["1.5", "2.5", "3.5", "4.5", "5.5", "6.5", "7.5", "8.5", "9.5", "1,5"];
    expect(valuesOf(cells)).toEqual([1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, null]);
    expect(typeColumn(cells).column).not.toHaveProperty("locale");
    expect(valuesOf([...cells, "1.234"])).toEqual(new Array(11).fill(null));
    expect(valuesOf([...cells, ...cells.slice(0, 9), "1.234"]).at(-1)).toBeNull();
  });

  test("chapters and versions in a text column prove nothing", () => {
    const rows = [
      ["Chapter", "Sum"],
      ["1.1", "1.234"],
      ["A.1", "5.678"],
    ];
    expect(typedOf(typeCells([tableOf(rows)])[0]).map((typed) => typed?.kind)).toEqual(["text", "text"]);
  });

  test("a column without marks is numbers of no locale, even with groups", () => {
    expect(typeColumn(["5", "1 234"])).toEqual({
      column: { name: "Value", path: ["Value"], kind: "number" },
      typed: [
        { kind: "number", value: 5, numberFormat: "#,##0" },
        { kind: "number", value: 1234, numberFormat: "#,##0" },
      ],
    });
  });

  test("a given locale beats every proof", () => {
    expect(valuesOf(["1.234", "1,234.5"], { locale: { decimal: "," }, minimumShare: 0.5 })).toEqual([1234, null]);
    expect(valuesOf(["1 234", "1.234"], { locale: { decimal: ",", grouping: " " }, minimumShare: 0.5 })).toEqual([1234, null]);
  });

  test("a column has one grouping: the one most of its numbers use", () => {
    const { column, typed } = typeColumn([...new Array(9).fill("1,234,567"), "1 234"]);
    expect(column.locale).toEqual({ decimal: ".", grouping: "," });
    expect(typed.at(-1)).toEqual({ kind: "text" });
  });

  test("the html of a JSON number proves its marks", () => {
    expect(valuesOf([[1234, "1,234"], "5.678"])).toEqual([1234, 5.678]);
    expect(valuesOf([[1234, "1,234"], "5,678"])).toEqual([1234, 5678]);
    expect(valuesOf([1.5, "5,678"])).toEqual([1.5, null]);
  });
});

describe("families", () => {
  test("a column of amounts and percents is one of numbers, and each cell keeps its kind", () => {
    const { column, typed } = typeColumn(["$ 4.5", "$ 3.5", "(4.2%)"]);
    expect(column.kind).toBe("currency");
    expect(typed.map((one) => one?.kind)).toEqual(["currency", "currency", "percent"]);
  });

  test("a column is typed when nine in ten of its cells are of one family; the others stay text", () => {
    const numbers = Array.from({ length: 9 }, (_, index) => String(index));
    expect(valuesOf([...numbers, "see note"])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, null]);
    expect(valuesOf([...numbers.slice(1), "see note"])).toEqual(new Array(9).fill(null));
    expect(valuesOf(["1", "see note"], { minimumShare: 0.5 })).toEqual([1, null]);
  });

  test.each(
    ["-", "—", "–", "−", "\u2011", "--", "$ —", "$ -", "- €", "CHF\u00a0–", "US$\u200e –", "n/a", "N/A", "nil", "Nil", ".", "…"].map(
      (one) => [one],
    ),
  )("the placeholder %s is text and has no say", (placeholder) => {
    expect(typeColumn(["1", placeholder, placeholder]).typed[1]).toEqual({ kind: "text" });
    expect(valuesOf(["1", placeholder, placeholder])[0]).toBe(1);
    expect(typeColumn([placeholder]).column.kind).toBe("empty");
  });

  test("an empty cell is empty, whether blank or null", () => {
    expect(typeColumn(["", null]).typed).toEqual([{ kind: "empty" }, { kind: "empty" }]);
    expect(typeColumn(["", null]).column.kind).toBe("empty");
  });

  test("an en dash is a minus only among numbers", () => {
    expect(valuesOf(["5", "–3"])).toEqual([5, -3]);
    expect(valuesOf(["–5", "–3"])).toEqual([null, null]);
    expect(valuesOf(["five", "–3"])).toEqual([null, null]);
    expect(valuesOf(["5", "\u20103", "\u20114"])).toEqual([5, -3, -4]);
    expect(typeColumn(["5", "\u20113"]).typed[1]?.numberFormat).toBe('0;"\u2011"0');
    expect(valuesOf(["\u20115", "\u20113"])).toEqual([null, null]);
  });

  test("an integer with an exponent is a number only beside decimals with one", () => {
    expect(valuesOf(["1E5", "2E10"])).toEqual([null, null]);
    expect(valuesOf(["1E5", "2.5E10"])).toEqual([1e5, 2.5e10]);
    expect(typeColumn(["1E5", "2.5E10"]).typed[0]?.numberFormat).toBe("0E-0");
  });

  test("a number with an exponent has no groups, also beside grouped ones", () => {
    expect(typeColumn(["1,234.00", "1.50E+05"]).typed[1]).toEqual({ kind: "number", value: 150_000, numberFormat: "0.00E+00" });
  });

  test("a dash for decimals keeps no column from being numbers", () => {
    expect(valuesOf(["1'234.50", "120.–", "5.-", "CHF 12.00"])).toEqual([1234.5, 120, 5, 12]);
  });

  test("years are numbers without groups, also beside grouped ones", () => {
    expect(typeColumn(["2023", "1,234,567"]).typed[0]).toEqual({ kind: "number", value: 2023, numberFormat: "0" });
  });

  test("positive numbers of a column with parentheses leave room for them", () => {
    expect(typeColumn(["$ 5.0", "$ (7.5)"]).typed[0]?.numberFormat).toBe('"$ "0.0_);"$ "(0.0)');
  });
});

describe("JSON numbers", () => {
  test.each<readonly [Given, Kind, number | undefined, string | undefined]>([
    [1234, "number", 1234, "0"],
    [-1.5, "number", -1.5, "0.0"],
    [[1, "1.0"], "number", 1, "0.0"],
    [[0.12, "12%"], "percent", 0.12, "0%"],
    [[12, "12%"], "percent", 0.12, "0%"],
    [[12.3, "12.3%"], "percent", 0.123, "0.0%"],
    [1e-7, "number", 1e-7, "0E+0"],
    [1e21, "text", undefined, undefined],
    [0.1 + 0.2, "number", 0.3, "General"],
    [1 / 3, "number", 0.333333333333333, "General"],
    [[0.1 + 0.2, "0.3"], "number", 0.3, "0.0"],
    [1234.5600000000002, "number", 1234.56, "General"],
    [1234567890123456, "text", undefined, undefined],
    [2 ** 52 + 0.5, "text", undefined, undefined],
    [5e-324, "text", undefined, undefined],
    [2 ** 53, "text", undefined, undefined],
    [[123, "00123"], "text", undefined, undefined],
  ])("%j is a %s, %d, with the format %s", (given, kind, value, numberFormat) => {
    expect(typeColumn([given]).typed).toEqual([{ kind, ...(value === undefined ? {} : { value, numberFormat }) }]);
  });

  test("a JSON number is a number even in a column of text, but not among identifiers", () => {
    expect(valuesOf([5, "a", "b"])).toEqual([5, null, null]);
    expect(valuesOf([5, "007", "b"])).toEqual([null, null, null]);
    expect(valuesOf([5, [7, "007"]])).toEqual([null, null]);
  });
});

describe("dates", () => {
  test.each([
    ["2024-01-05", "2024-01-05", "yyyy-mm-dd"],
    ["2024/1/5", "2024-01-05", "yyyy/m/d"],
    ["5 Jan 2024", "2024-01-05", "d mmm yyyy"],
    ["05-Jan-2024", "2024-01-05", "dd-mmm-yyyy"],
    ["January 5, 2024", "2024-01-05", "mmmm d, yyyy"],
    ["Jan. 5, 2024", "2024-01-05", "mmm. d, yyyy"],
    ["29 February 2024", "2024-02-29", "dd mmmm yyyy"],
  ])("%s is the date %s with the format %s", (text, value, numberFormat) => {
    const { column, typed } = typeColumn([text]);
    expect(typed).toEqual([{ kind: "date", value, numberFormat }]);
    expect(column).toEqual({ name: "Value", path: ["Value"], kind: "date" });
    expect(printUnder(numberFormat, value, { decimal: "." })).toBe(text);
  });

  test("a date in numbers needs a day past the 12th in its column, or an order", () => {
    expect(valuesOf(["01/05/2024"])).toEqual([null]);
    expect(valuesOf(["01/05/2024", "13/05/2024"])).toEqual(["2024-05-01", "2024-05-13"]);
    expect(valuesOf(["01/05/2024", "05/13/2024"])).toEqual(["2024-01-05", "2024-05-13"]);
    expect(valuesOf(["01/05/2024", "13/05/2024", "05/13/2024"])).toEqual([null, null, null]);
    expect(valuesOf(["01/05/2024"], { dateOrder: "dmy" })).toEqual(["2024-05-01"]);
    expect(valuesOf(["1.5.2024"], { dateOrder: "mdy" })).toEqual(["2024-01-05"]);
    expect(typeColumn(["1.5.2024"], { dateOrder: "mdy" }).typed[0]?.numberFormat).toBe("m.d.yyyy");
    expect(typeColumn(["01-05-2024"], { dateOrder: "dmy" }).typed[0]?.numberFormat).toBe("dd-mm-yyyy");
  });

  test.each([["2023-02-29"], ["2024-13-01"], ["31/04/2024"], ["2024-00-10"], ["1900-02-29"]])("%s is no day of any year", (text) => {
    expect(typeColumn([text], { dateOrder: "dmy" }).typed).toEqual([{ kind: "text" }]);
  });

  test("one impossible date does not make a column of dates text", () => {
    expect(valuesOf([...new Array(9).fill("2024-01-05"), "2024-13-45"]).filter((value) => value !== null)).toHaveLength(9);
  });
});

describe("options", () => {
  test("footnote marks come off on demand and stay in the note", () => {
    const cells = ["1,234*", "12 (a)", "5¹", "(4.5)†", "7 [2]", "3%**"];
    expect(typeColumn(cells, point).column.kind).toBe("text");
    const { typed } = typeColumn(cells, { ...point, footnotes: "strip" });
    expect(typed.map((one) => [one?.value, one?.note])).toEqual([
      [1234, "*"],
      [12, "(a)"],
      [5, "¹"],
      [-4.5, "†"],
      [7, "[2]"],
      [0.03, "**"],
    ]);
  });

  test("magnitudes are multiplied out on demand, and the format prints them as they were", () => {
    const cells = ["$1.2M", "3.4 bn", "5k", "€ 2 million", "1.5 Mrd. €", "7.25T"];
    const { typed } = typeColumn(cells, { ...point, expandMagnitudes: true });
    expect(typed.map((one) => one?.value)).toEqual([1_200_000, 3_400_000_000, 5000, 2_000_000, 1_500_000_000, 7_250_000_000_000]);
    expect(typed.map((one) => folded(printUnder(one?.numberFormat ?? "", one?.value as number, point.locale)))).toEqual(cells.map(folded));
    expect(typed[0]?.numberFormat).toBe('"$"0.0,,"M"');
    expect(valuesOf(["5 m", "6 m"], { expandMagnitudes: true })).toEqual([null, null]);
    expect(valuesOf(["99999 T"], { ...point, expandMagnitudes: true })).toEqual([null]);
  });

  test("words are booleans on demand", () => {
    expect(typeColumn(["TRUE", "no", "Yes", "false"], { booleans: true })).toEqual({
      column: { name: "Value", path: ["Value"], kind: "boolean" },
      typed: [true, false, true, false].map((value) => ({ kind: "boolean", value })),
    });
    expect(valuesOf(["tRUE"], { booleans: true })).toEqual([null]);
  });

  test.each<readonly [string, object]>([
    ["typing", { typing: "cells" }],
    ["locale", { locale: "de-DE" }],
    ["locale.decimal", { locale: { decimal: ";" } }],
    ["locale.grouping", { locale: { decimal: ".", grouping: "_" } }],
    ["locale.grouping", { locale: { decimal: ".", grouping: "." } }],
    ["dateOrder", { dateOrder: "ymd" }],
    ["minimumShare", { minimumShare: 0 }],
    ["minimumShare", { minimumShare: Number.NaN }],
    ["minimumShare", { minimumShare: 1.1 }],
    ["footnotes", { footnotes: true }],
    ["expandMagnitudes", { expandMagnitudes: "yes" }],
    ["booleans", { booleans: 1 }],
  ])("a wrong %s is refused by its name", (name, options) => {
    expect(() => typeCells([], options)).toThrow(RangeError);
    expect(() => typeCells([], options)).toThrow(`${name} `);
  });
});

test.each<readonly [string, object]>([
  ["dateorder", { dateorder: "dmy" }],
  ["minShare", { locale: { decimal: "." }, minShare: 3 }],
  ["toString", { toString: undefined }],
])("an option %s, which there is not, is refused by its name", (name, options) => {
  expect(() => typeCells([], options)).toThrow(RangeError);
  expect(() => typeCells([], options)).toThrow(`"${name}"`);
});

describe("tables", () => {
  test("cells of header and section rows have no typed, and their rows stay the same objects", () => {
    const table = tableOf([
      ["2024", "2023"],
      ["Revenue", ""],
      ["5", "6"],
    ]);
    const [typed] = typeCells([table]);
    expect(typed?.grid.rows.map((row) => row.role)).toEqual(["header", "section", "body"]);
    expect(typed?.grid.rows.slice(0, 2)).toEqual(table.grid.rows.slice(0, 2));
    expect(typed?.grid.rows[0]).toBe(table.grid.rows[0]);
    expect(typed?.grid.rows[1]).toBe(table.grid.rows[1]);
    expect(typed?.grid.columns.map((column) => column.kind)).toEqual(["number", "number"]);
  });

  test("a cell that spans slots stays one object, and counts once", () => {
    const table = spanned();
    const [typed] = typeCells([table]);
    const cells = typed?.grid.rows.map((row) => row.cells[1]) ?? [];
    expect(cells[1]).toBe(cells[9]);
    expect(cells[1]?.typed).toEqual({ kind: "text" });
    expect(cells[10]?.typed).toEqual({ kind: "text" });
    expect(typed?.grid.rows[11]?.cells[1]?.typed).toEqual({ kind: "text" });
  });

  test("typed tables say so", () => {
    expect(isTyped(columnOf("5"))).toBe(false);
    expect(typeCells([columnOf("5"), tableOf([])]).every(isTyped)).toBe(true);
  });

  test("a table without columns is given back as it is", () => {
    const table = tableOf([]);
    expect(typeCells([table])[0]).toBe(table);
  });
});

test.each([
  ["", "empty"],
  ["n/a", "empty"],
  ["1.234", "numeric"],
  ["(4.2%)", "numeric"],
  ["1.5E3", "numeric"],
  ["120.–", "numeric"],
  ["+34612345678", "text"],
  ["$ —", "empty"],
  ["1E5", "text"],
  ["–5", "text"],
  ["$1.2M", "text"],
  ["5*", "text"],
  ["00123", "text"],
  ["01/05/2024", "date"],
  ["5 Jan 2024", "date"],
  ["TRUE", "text"],
  ["word", "text"],
])("the family of %j is %s", (text, family) => {
  expect(familyOf({ raw: text, text })).toBe(family);
});

test("the family of a JSON number is numeric unless zeros lead in its text", () => {
  expect([familyOf({ raw: 1e21, text: "1e+21" }), familyOf({ raw: 7, text: "007" })]).toEqual(["numeric", "text"]);
});

test("a million characters that look like a number are text", () => {
  const long = ["1".repeat(1_000_000), "1,".repeat(500_000), "1 ".repeat(500_000), "-".repeat(1_000_000), "0-0".repeat(300_000)];
  expect(valuesOf(long)).toEqual([null, null, null, null, null]);
});
