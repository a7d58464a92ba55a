import { describe, expect, test } from "vitest";
import type { Warning } from "../../src/errors.ts";
import { lintTables } from "../../src/table/lint.ts";
import { tables } from "../../src/table/tables.ts";
import { codes, doc, page, table } from "../build.ts";

const lint = (...lines: readonly string[]): Warning[] => lintTables(tables(doc(page(table(...lines)))));
/** One column of amounts under `Item|2024`. */
const column = (...lines: readonly string[]): string[] => codes(lint("Item|2024", ...lines));
const mismatch = "table-total-mismatch";
const percents = "table-percentage-sum";

test("a total that is not the sum of its rows is named, with the sum", () => {
  expect(lint("Item|2024", "a|1,000", "b|200", "c|5", "Total|1,250")).toEqual([
    {
      code: mismatch,
      message: '"Total" in column "2024" is "1,250", not the sum of the 3 rows above it, 1,205',
      pointer: "/items/pages/0/items/0/rows/4/1",
    },
  ]);
});

test("the sum is printed as its column prints numbers", () => {
  const [found] = lint("Item|2024", "a|1.000,50", "b|2.000,50", "Summe|4.000,00");
  expect(found?.message).toMatch(/"4.000,00", not the sum of the 2 rows above it, 3.001,00$/);
});

test.each([
  ["plain sum", ["a|10", "b|20", "Total|30"]],
  ["amounts in parentheses", ["a|(10)", "b|20", "Total|10"]],
  ["costs without their sign, summed with it", ["a|(10)", "b|(20)", "Total costs|30"]],
  ["deductions taken off", ["Sales|100", "Less: returns|30", "Less: rebates|20", "Total|50"]],
  ["a discount after a subtotal", ["a|10", "b|20", "Subtotal|30", "Discount|3", "Tax|2", "Total|29"]],
  ["sum of subtotals", ["a|1", "b|2", "Subtotal|3", "c|4", "d|5", "Subtotal|9", "Grand total|12"]],
  ["block and earlier total", ["a|1", "b|2", "Total current|3", "c|4", "d|5", "Total|12"]],
  ["all rows under sections", ["One|", "a|1", "b|2", "Two|", "c|4", "d|5", "Total|12"]],
  ["rows since the last total, over sections", ["a|7", "b|9", "Total x|16", "One|", "c|1", "d|2", "Two|", "e|4", "f|5", "Total y|12"]],
  ["a subtotal that no word names", ["a|100", "b|200", "Both|300", "c|40", "d|50", "Total|390"]],
  ["parts under the row they belong to", ["a|300", "of it|100", "rest of it|200", "b|40", "c|7", "Total|347"]],
  ["rows named as parts", ["a|300", "of which x|120", "b|40", "Total|340"]],
  ["a result before the costs that are added up", ["Sales|500", "Cost|300", "Gross|200", "Wages|40", "Rent|50", "Total|90"]],
  ["revenue less costs", ["Revenue|100", "Wages|30", "Rent|20", "Total profit|50"]],
  ["total before its parts", ["Total|30", "a|10", "b|20", "Total|70", "c|30", "d|40"]],
  ["a dash for nothing", ["a|10", "b|—", "c|20", "Total|30"]],
  ["rounded addends", ["a|1.4", "b|2.4", "c|3.4", "Total|7.4"]],
  ["addends rounded to more than their total", ["a|1.04", "b|2.04", "c|3.04", "Total|6"]],
  ["two amounts and a total of other words", ["Revenue|912", "Net income|43", "Total assets|5,300"]],
  ["one addend", ["a|10", "Total|30"]],
  ["an average", ["a|10", "b|20", "Average|15"]],
])("no total is wrong in a table with %s", (_, lines) => {
  expect(column(...lines)).toEqual([]);
});

test.each([
  ["the word alone", ["a|10", "b|20", "Total|90"]],
  ["the word and its unit", ["a|10", "b|20", "TOTAL (USD):|90"]],
  ["another language", ["a|10", "b|20", "合计|90"]],
  ["a name, nearly right", ["a|1,000", "b|2,000", "Total assets|3,050"]],
  ["a name, one digit misread", ["a|1,000", "b|2,000", "Total assets|8,000"]],
  ["a name, one digit lost in a row", ["a|1,000.0", "b|200.0", "c|451.0", "Total assets|3,451.0"]],
  ["a subtotal below which all is right", ["a|100", "b|200", "Subtotal|310", "c|1", "d|2", "Grand total|313"]],
  ["subtotals that do not give the grand total", ["a|1", "b|2", "Subtotal|3", "c|4", "d|5", "Subtotal|9", "Grand total|15"]],
])("a wrong total is found by %s", (_, lines) => {
  expect(column(...lines)).toEqual([mismatch]);
});

test("where nothing tells which number 1.250 is, a total is wrong only if it is wrong for both", () => {
  expect(column("a|1.000", "b|250", "Total|1.250")).toEqual([]);
  expect(column("a|1,000", "b|250", "Total|251,000")).toEqual([]);
  expect(column("a|1.000", "b|250", "Total|1.350")).toEqual([mismatch]);
});

test("a named total is meant as a sum where another column says so", () => {
  expect(codes(lint("Item|2023|2024", "a|100|70", "b|200|10", "Total costs|300|999"))).toEqual([mismatch]);
});

test.each([
  "Price",
  "Unit price",
  "Growth rate",
  "Average age",
  "Margin %",
  "Rank",
  "Year",
  "Preis",
  "单价",
  "Balance",
  "Balance (EUR)",
  "Balance EUR",
  "Kontostand",
  "YoY",
  "CAGR",
  "Growth",
  "Utilisation",
  "Efficiency",
  "Achieved",
  "Cost/unit",
  "Mittl. Alter",
  "Unique visitors",
])("column %s has no sum", (header) => {
  expect(codes(lint(`Item|${header}`, "a|10", "b|20", "Total|15"))).toEqual([]);
});

test.each(["Year ended 31 March", "Umsatz", "Units", "Opening balance and additions"])("column %s has one", (header) => {
  expect(codes(lint(`Item|${header}`, "a|10", "b|20", "Total|15"))).toEqual([mismatch]);
});

test("hours and minutes that look like numbers have no sum, hours with decimals have one", () => {
  expect(codes(lint("Item|Hours", "a|8.30", "b|7.45", "c|8.00", "Total|24.15"))).toEqual([]);
  expect(codes(lint("Item|Hours", "a|8.50", "b|7.75", "c|8.00", "Total|26.25"))).toEqual([mismatch]);
});

test("an average above a total is added up only where the total says so", () => {
  expect(column("a|100", "b|200", "Average|150", "Total|300")).toEqual([]);
  expect(column("Good|100", "Average|200", "Poor|150", "Total|450")).toEqual([]);
  expect(lint("Item|2024", "a|100", "b|200", "Average|150", "Total|310")[0]?.message).toMatch(/the 2 rows above it, 300$/);
});

test.each([
  ["1, 2, 3", "7"],
  ["10, 20, 30, 5, 4", "72"],
  ["1000, 2000", "-3000"],
  ["1,000.00; 2,000.00; 500.00; 70.00; 8.00", "578.00"],
  ["1,000.00; 2,000.00; 500.00; 70.00; 8.00", "2,578.00"],
  [Array.from({ length: 100 }, (_, index) => 1 + ((index * 37) % 101)).join("; "), "5,126"],
])("a total of %s is not %s", (addends, total) => {
  expect(column(...addends.split(/[,;] /).map((text, index) => `r${index}|${text}`), `Total|${total}`)).toEqual([mismatch]);
});

test("numbers without decimals may have been rounded only where the table says so", () => {
  const rows = ["a|1", "b|2", "c|3", "Total|7"];
  expect(codes(lint("Item|2024", ...rows))).toEqual([mismatch]);
  for (const header of ["$ in millions", "€’000", "Rounded", "Share"]) expect(codes(lint(`Item|${header}`, ...rows))).toEqual([]);
});

test("a text that may be a number leaves the total unjudged, one in another block does not", () => {
  const rows = Array.from({ length: 18 }, (_, index) => `r${index}|10`);
  expect(column(...rows, "x|1O", "Total|200")).toEqual(["table-type-drift"]);
  expect(column("x|1O", ...rows, "Subtotal|190", "y|10", "z|10", "Subtotal|30")).toEqual([mismatch, "table-type-drift"]);
});

describe("percents", () => {
  test.each([
    ["a row of 100%", ["Item|2024", "a|50%", "b|30%", "c|10%", "Total|100%"], '"Total" in column "2024" add up to 90%, not to "100%"'],
    ["a header", ["Item|Share", "a|50%", "b|30%", "c|18%"], 'The 3 shares in column "Share" add up to 98%, not to 100%'],
    ["a header and a row for the rest", ["Item|% of total", "a|40.5%", "b|30%", "Other|10%"], "add up to 80.5%, not to 100%"],
  ])("shares are wrong by %s", (_, lines, message) => {
    const [found, ...others] = lint(...lines);
    expect(found?.code).toBe(percents);
    expect(found?.message).toContain(message);
    expect(others).toEqual([]);
  });

  test.each([
    ["they add up", ["Item|Share", "a|50%", "b|30%", "c|20%"]],
    ["they are rounded", ["Item|Share", "a|33%", "b|33%", "c|33%", "Total|100%"]],
    ["they add up in each section", ["Item|Share", "One|", "a|50%", "b|50%", "Two|", "c|25%", "d|75%"]],
    ["parts follow the row they belong to", ["Item|Share", "a|60%", "a1|40%", "a2|20%", "b|40%"]],
    ["only the largest are listed", ["Fund|% of total", "a|9%", "b|8%", "c|7%"]],
    ["nearly all are listed", ["Party|Share", "a|40%", "b|30%", "c|22%"]],
    ["one answer may be two", ["Party|Share", "a|40%", "b|35%", "c|34%"]],
    ["they are rates", ["Item|Growth", "a|50%", "b|130%", "c|120%", "Total|100%"]],
    ["they are shares of different things", ["Item|Share of women", "a|50%", "b|30%", "c|10%"]],
    ["there are two", ["Item|2024", "a|50%", "b|30%", "Total|100%"]],
    ["the total is no 100%", ["Item|2024", "a|50%", "b|30%", "c|10%", "Total|30%"]],
  ])("shares are right where %s", (_, lines) => {
    expect(codes(lint(...lines))).toEqual([]);
  });

  test("a percent is no addend of an amount", () => {
    expect(column("a|10", "b|20", "Margin|40%", "Total|30")).toEqual([]);
  });
});
