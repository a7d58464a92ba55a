import { describe, expect, test } from "vitest";
import type { Warning } from "../../src/errors.ts";
import { lintTables } from "../../src/table/lint.ts";
import { tables } from "../../src/table/tables.ts";
import { typeCells } from "../../src/table/typed.ts";
import { codes, doc, page, rowsTable, table, type Wire } from "../build.ts";

const item = "/items/pages/0/items/0";
const lintItem = (wire: Wire): Warning[] => lintTables(tables(doc(page(wire))));
const lint = (...lines: readonly string[]): Warning[] => lintItem(table(...lines));
const told = (warnings: readonly Warning[]): string[] => warnings.map(({ code, message, pointer }) => `${code} ${pointer} ${message}`);

describe("equal rows", () => {
  test("a row that repeats an earlier one in every cell is named once, with how often", () => {
    expect(told(lint("Item|2024", "a|10", "b|20", "a|10", "a|10"))).toEqual([
      `table-duplicate-row ${item}/rows/3 In every cell row 3 repeats row 1, and so does one more`,
    ]);
  });

  test.each([
    ["differ in one cell", ["Item|2024", "Other|10", "b|20", "Other|30"]],
    ["hold only text", ["Item|Note", "a|new", "b|old", "a|new"]],
    ["hold one text", ["Item|2024", "a|", "b|20", "a|"]],
    ["stand under different sections", ["Item|2024", "One|", "Other|10", "Two|", "Other|10"]],
    ["stand under different groups", ["Group|Item|2024", "A|x|10", "|y|20", "B|z|10", "|y|20"]],
    ["are totals of different blocks", ["Item|2024", "a|10", "Total|10", "b|10", "Total|10"]],
  ])("rows are not equal that %s", (_, lines) => {
    expect(lint(...lines)).toEqual([]);
  });

  test("rows under a section that goes on are equal", () => {
    expect(codes(lint("Item|2024", "One|", "a|10", "b|20", "One (continued)|", "b|20", "c|30"))).toEqual(["table-duplicate-row"]);
  });

  test("a total that stands twice in a row is one too many", () => {
    expect(codes(lint("Item|2024", "a|10", "b|20", "Total|30", "Total|30"))).toEqual(["table-duplicate-row"]);
  });
});

describe("type drift", () => {
  const ten = Array.from({ length: 60 }, (_, index) => `r${index}|${index + 10}`);

  test("texts in a column of numbers are listed, five at most, with the letter that was likely misread", () => {
    const texts = ["1O0", "l2", "SB", "I5", "none", "n.a", "see 3"].map((text) => `x${text}|${text}`);
    expect(told(lint("Item|2024", ...ten, ...ten.map((line) => `s${line}`), ...texts))).toEqual([
      `table-type-drift ${item}/rows/121/1 Column "2024" holds numbers, but not "1O0" in row 121 (O for 0?), "l2" in row 122 (l for 1?), ` +
        '"SB" in row 123, "I5" in row 124 (I for 1?), "none" in row 125, and 2 more',
    ]);
  });

  test.each([
    ["a tenth is too many to be an exception", ["Item|2024", "a|1", "b|2", "c|3", "d|4O"]],
    ["placeholders are none", ["Item|2024", ...ten, "a|-", "b|n/a", "c|—"]],
    ["a number among texts is none", ["Item|Name", ...ten.map((line) => `${line}x`), "a|10"]],
    ["an amount that may be two numbers is none", ["Item|2024", ...ten, "a|1,250"]],
    [
      "a line of a form has two parts",
      ["Line|2024", ...Array.from({ length: 19 }, (_, index) => `${index + 1}|1${index}`), "20a|7", "20b|8"],
    ],
  ])("there is no drift where %s", (_, lines) => {
    expect(lint(...lines)).toEqual([]);
  });
});

describe("changes of scale", () => {
  test("a section row with another scale than the header is named, and one that goes back", () => {
    const lines = ["Item ($ in millions)|2024", "One|", "a|1", "Two (in thousands)|", "b|2", "Three ($m)|", "c|3"];
    expect(told(lint(...lines))).toEqual([
      `table-scale-change ${item}/rows/3 The section "Two (in thousands)" counts in thousands, what stands above it in millions`,
      `table-scale-change ${item}/rows/5 The section "Three ($m)" counts in millions, what stands above it in thousands`,
    ]);
  });

  test.each([
    ["(€’000)", "in thousands"],
    ["in Mio. €", "(Mrd. €)"],
    ["en milliers d'euros", "en millions d'euros"],
    ["(单位：万元)", "(单位：亿元)"],
    ["млн руб. (в млн)", "в тыс."],
    ["US$ bn", "US$ m"],
    ["TEUR", "(T€)"],
    ["en miles de euros", "en miles de millones"],
    ["000s", "(£bn)"],
  ])("%s is compared with %s", (header, section) => {
    const isSame = ["(€’000)", "TEUR"].includes(header);
    expect(codes(lint(`Item|${header}`, `One ${section}|`, "a|1"))).toEqual(isSame ? [] : ["table-scale-change"]);
  });

  test.each([
    ["names none", ["Item ($m)|2024", "One, in percent|", "a|1"]],
    ["only names an amount", ["Item ($ billions)|2024", "Grants of $5 million and £3m|", "a|1"]],
    ["counts shares", ["Item (in millions)|2024", "Shares (in thousands)|", "a|1"]],
    ["counts units", ["Item (in millions)|2024", "Revenue (in thousands of units)|", "a|1"]],
    ["may be an exception", ["Item (in millions, except as noted)|2024", "Two (in thousands)|", "a|1"]],
    ["is in miles", ["Item ($ billions)|2024", "Distance (in miles)|", "a|1"]],
    ["has a scale of its header", ["Item|Sales (£m)|Units (thousands)", "Units, in thousands||", "a|1|2"]],
    ["has the first scale of a table that names none above", ["Item|2024", "Income (£m)|", "a|1", "Balance (£m)|", "b|2"]],
  ])("the scale does not change where a section %s", (_, lines) => {
    expect(lint(...lines)).toEqual([]);
  });
});

describe("empty and equally named places", () => {
  test("an empty column is named by its header, a run of empty rows once", () => {
    expect(told(lint("Item|Note|2024", "a||1", "||", "||", "b||2"))).toEqual([
      `table-empty-row ${item}/rows/2 2 rows of the table are empty, from row 2 on`,
      `table-empty-column ${item}/rows/0/1 Column "Note" is empty below its header`,
    ]);
    expect(codes(lint("Item|2024", "a|1", "|"))).toEqual(["table-empty-row"]);
  });

  test("a table that is all empty says so once, one with dashes is not empty", () => {
    expect(codes(lint("Item|2024", "|", "|"))).toEqual(["table-empty-row"]);
    expect(lint("Item|Note|2024", "a|-|1", "b|-|2")).toEqual([]);
  });

  test("columns with one header are named once, those that one header spans are not", () => {
    expect(told(lint("Item|2024|Item|Item", "a|1|b|c"))).toEqual([
      `table-header-duplicate ${item}/rows/0/2 Columns 1, 3, 4 have the same header, "Item"`,
    ]);
    const html = '<table><thead><tr><th>a</th><th colspan="2">b</th></tr></thead><tr><td>1</td><td>2</td><td>3</td></tr></table>';
    expect(
      lintItem(
        rowsTable(
          [
            ["a", "b", "b"],
            ["1", "2", "3"],
          ],
          { html },
        ),
      ),
    ).toEqual([]);
    expect(lint("||x", "a|1|2")).toEqual([]);
  });
});

test("a doubt of the service is repeated word for word, without the queries of links", () => {
  const parse_concerns = [
    { type: "multi_table_page", details: "2 tables" },
    { type: "odd", details: "see https://x.test/a?token=SECRET" },
  ];
  expect(told(lintItem(rowsTable([["a"], ["b"]], { parse_concerns })))).toEqual([
    `table-service-concern ${item} multi_table_page: 2 tables`,
    `table-service-concern ${item} odd: see https://x.test/a`,
  ]);
});

test("no message shows the query of a link, or more than the start of a text", () => {
  const name = `https://x.test/a?token=SECRET ${"x".repeat(500)}`;
  const found = lint(`${name}|${name}|n`, "a||1", "b||2", `Total ${name}||9`, "||");
  expect(codes(found)).toEqual(["table-empty-row", "table-empty-column", "table-header-duplicate"]);
  const wrong = lint(`Item|${name}`, "a|1000", "b|2000", `Total|4000 `);
  expect(codes(wrong)).toEqual(["table-total-mismatch"]);
  for (const { message } of [...found, ...wrong]) {
    expect(message).not.toContain("SECRET");
    expect(message.length).toBeLessThan(300);
  }
});

test("a table that was typed before keeps its types", () => {
  const [untyped] = tables(doc(page(table("Item|2024", "a|1.000", "b|250", "Total|1.250"))));
  const typed = typeCells(untyped === undefined ? [] : [untyped], { locale: { decimal: "." } });
  expect(codes(lintTables(typed))).toEqual(["table-total-mismatch"]);
});

test("a table that another one continues is passed over", () => {
  const [continued] = tables(doc(page(table("Item|2024", "a|10", "b|20", "Total|90"))));
  expect(lintTables(continued === undefined ? [] : [{ ...continued, continues: "/items/pages/1/items/0" }])).toEqual([]);
});
