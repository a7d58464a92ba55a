import { describe, expect, test } from "vitest";
import { typeCells } from "../../src/table/typed.ts";
import { columnOf, tableOf, typeColumn, typedOf, valuesOf } from "./typed-tables.ts";

const misread = ["1,234", "5,678", "9,100", "2,345", "1,230", "8,765", "4,321", "6,543", "7,777", "1,23"];
const amounts = columnOf("1.234", "2.500", "950");

/** What the second column of a table is read as beside a third one. */
function besideColumn(cells: readonly string[], other: readonly string[]): (number | string | boolean | null)[] {
  const rows = Array.from({ length: Math.max(cells.length, other.length) }, (_, row) => ["x", cells[row] ?? "", other[row] ?? ""]);
  return typedOf(typeCells([tableOf([["a", "b", "c"], ...rows])])[0]).map((typed) => typed?.value ?? null);
}

describe("a weak proof in its own column", () => {
  test("one misread cell does not make decimals of nine groups", () => {
    expect(valuesOf(misread)).toEqual(new Array(10).fill(null));
  });

  test("the table tells the nine what they are, and the misread cell stays text", () => {
    const values = [1234, 5678, 9100, 2345, 1230, 8765, 4321, 6543, 7777, null];
    expect(besideColumn(misread, ["12.99", "13.75"])).toEqual(values);
    const [table] = typeCells([columnOf(...misread), columnOf("12.99", "13.75")]);
    expect(typedOf(table).map((typed) => typed?.value ?? null)).toEqual(values);
  });

  test("as many weak proofs as ambiguous numbers of their mark settle them", () => {
    expect(valuesOf(["1,234", "1,5"])).toEqual([1.234, 1.5]);
    expect(valuesOf(["1,234", "2,345", "1,5"])).toEqual([null, null, null]);
  });

  test("one decimal settles groups with the other mark, for nothing else gives both", () => {
    expect(valuesOf(["1,234", "12,000", "987.5"])).toEqual([1234, 12000, 987.5]);
  });

  test("another column that proves the other mark takes the say from it, not the numbers that read one way", () => {
    const cells = [...Array.from({ length: 19 }, () => "1,5"), "1,234"];
    expect(besideColumn(cells, [])).toEqual([...new Array(19).fill(1.5), 1.234]);
    expect(besideColumn(cells, ["1.5", "2.5"])).toEqual([...new Array(19).fill(1.5), null]);
  });

  test("without ambiguous numbers the column has its own mark, whatever stands beside it", () => {
    expect(besideColumn(["1,5", "2,5"], ["1.234,5", "1.5", "1,234.5"])).toEqual([1.5, 2.5, null]);
    expect(typeColumn(["1,5"]).column.locale).toEqual({ decimal: "," });
  });

  test("one strong proof settles any number of them", () => {
    expect(valuesOf([...misread.slice(0, 9), "1,234.50"]).slice(0, 2)).toEqual([1234, 5678]);
    expect(valuesOf([...misread.slice(0, 9), "0,123"]).slice(0, 2)).toEqual([1.234, 5.678]);
  });
});

describe("a weak proof for other columns", () => {
  test.each([
    [
      "chapters in the first column",
      [
        ["Nr.", "Posten"],
        ["1.1", "Miete"],
        ["1.2", "Strom"],
      ],
    ],
    [
      "times of day",
      [
        ["Ziel", "Abfahrt"],
        ["a", "9.30"],
        ["b", "10.45"],
        ["c", "23.59"],
      ],
    ],
    [
      "a single number",
      [
        ["a", "b"],
        ["x", "1.5"],
        ["y", "7"],
      ],
    ],
  ])("%s prove nothing", (_, rows) => {
    const [table] = typeCells([amounts, tableOf(rows)]);
    expect(typedOf(table).map((typed) => typed?.kind)).toEqual(["text", "text", "text"]);
  });

  test("chapters do not settle the amounts of their own table", () => {
    const rows = [
      ["Nr.", "Posten", "Betrag"],
      ["1.1", "Miete", "1.234"],
      ["1.2", "Strom", "2.500"],
    ];
    expect(typedOf(typeCells([tableOf(rows)])[0], 2).map((typed) => typed?.kind)).toEqual(["text", "text"]);
  });

  test.each([
    ["two decimals", ["9.5", "10.4"], 1.234],
    ["times among numbers that are none", ["9.30", "24.00"], 1.234],
    ["decimals with a comma, even as times", ["9,30", "10,45"], 1234],
    ["amounts of money, even as times", ["$ 9.30", "$ 10.45"], 1.234],
  ])("%s are heard", (_, cells, value) => {
    expect(typedOf(typeCells([amounts, columnOf(...cells)])[0])[0]?.value).toBe(value);
  });

  test("a strong proof counts from anywhere", () => {
    const first = tableOf([
      ["a", "b"],
      ["1.234,5", "x"],
    ]);
    expect(typedOf(typeCells([amounts, first])[0])[0]?.value).toBe(1234);
  });

  test("a column is not its own neighbour", () => {
    expect(valuesOf(["1,234", "2,345", "3,456", "1,5", "2,5"])).toEqual(new Array(5).fill(null));
  });
});
