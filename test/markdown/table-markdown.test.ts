import fc from "fast-check";
import type { Table as MdastTable, PhrasingContent, Root, TableRow } from "mdast";
import { expect, test } from "vitest";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { parseMarkdown } from "../../src/markdown/processor.ts";
import { toTableMarkdown } from "../../src/markdown/table-markdown.ts";
import { toTexts } from "../../src/table/grid.ts";
import { tables } from "../../src/table/tables.ts";
import type { Table } from "../../src/tree/types.ts";
import { soup } from "../arbitraries.ts";
import { deepFreeze, doc, heading, page, rowsTable, type Wire } from "../build.ts";
import { tilings, toItem } from "../table/tilings.ts";

function read(...items: readonly Wire[]): Table {
  const [table] = tables(doc(page(...items)));
  if (table === undefined) throw new TypeError("no table");
  return deepFreeze(table);
}

const lines = (markdown: string): string[] => markdown.split("\n");

test("toTableMarkdown() writes one header row, a spanned text once, line feeds as <br/>, and escapes", () => {
  const html =
    "<thead><tr><th rowspan=2>Item</th><th colspan=2>Year</th></tr><tr><th>2023</th><th>2024*</th></tr></thead>" +
    "<tr><td colspan=3>North</td></tr><tr><td>a|b<br>c</td><td rowspan=2>7</td><td>2</td></tr><tr><td>d</td><td>3</td></tr>";
  expect(lines(toTableMarkdown(read(rowsTable([], { html }))))).toEqual([
    "| Item | Year / 2023 | Year / 2024\\* |",
    "| - | - | - |",
    "| North | | |",
    "| a\\|b<br/>c | 7 | 2 |",
    "| d | | 3 |",
  ]);
});

test("toTableMarkdown() writes title, header texts without a column, and caption above, footnotes below, unless told not to", () => {
  const html =
    "<thead><tr><th colspan=2>Sales</th></tr><tr><th colspan=2>in thousands</th></tr><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td><td>2</td></tr>";
  const table = {
    ...read(heading(2, "Report"), rowsTable([], { html })),
    caption: { text: "# 1", pointer: "/x" },
    footnotes: [{ text: "* estimated", pointer: "/y" }],
  };
  expect(lines(toTableMarkdown(table))).toEqual([
    ...["Sales", "", "in thousands", "", "\\# 1", ""],
    ...["| A | B |", "| - | - |", "| 1 | 2 |", ""],
    "\\* estimated",
  ]);
  expect(lines(toTableMarkdown(table, { caption: false }))).toEqual(["| A | B |", "| - | - |", "| 1 | 2 |"]);
  expect(toTableMarkdown(read(heading(2, "Report"), rowsTable([["A"], ["1"]])))).toMatch(/^Report\n\n\| A \|/);
});

test("toTableMarkdown() writes the heading before a table as its title, though a column has the same name", () => {
  const rows = [
    ["Item", "Sum"],
    ["Pump", "1"],
  ];
  expect(lines(toTableMarkdown(read(heading(2, "Item"), rowsTable(rows)))).slice(0, 3)).toEqual(["Item", "", "| Item | Sum |"]);
});

test("toTableMarkdown() refuses an option that it does not know, and a value that is no switch", () => {
  const table = read(rowsTable([["A"], ["1"]]));
  for (const options of [{ keepUrls: "false" }, { keepURLs: false }, { capton: false }, { caption: 0 }]) {
    expect(() => toTableMarkdown(table, options as object)).toThrow(RangeError);
  }
});

test("toTableMarkdown() gives nothing for a table without rows", () => {
  expect(toTableMarkdown(read(heading(1, "A"), rowsTable([])))).toBe("");
});

test("toTableMarkdown() leaks no query of a link, unless asked to", () => {
  const url = "https://host.org/a?X-Amz-Signature=secret";
  const table = {
    ...read(
      rowsTable([
        [url, "B"],
        [`[a](${url})`, "2"],
      ]),
    ),
    title: `see ${url}`,
    footnotes: [{ text: url, pointer: "/x" }],
  };
  expect(toTableMarkdown(table)).not.toContain("secret");
  expect(toTableMarkdown(table, { keepUrls: true }).split("secret")).toHaveLength(5);
});

/** The texts of a row, `<br/>` as a line feed; an address is read as a link of its own text. */
function textsOf({ children }: TableRow): string[] {
  const textOf = (node: PhrasingContent): string => {
    if (node.type === "html") return "\n";
    if (node.type === "link") return node.children.map(textOf).join("");
    return node.type === "text" ? node.value : `<${node.type}>`;
  };
  return children.map((cell) => cell.children.map(textOf).join(""));
}

function onlyTable({ children: [table, ...others] }: Root): MdastTable {
  expect(others).toEqual([]);
  return table as MdastTable;
}

test("toTableMarkdown() is parsed back to the names of the columns and the texts of the cells, whatever stands in them", () => {
  const texts = fc.oneof(
    soup,
    fc.constantFrom(
      "|",
      "\\|",
      "\\",
      "`|`",
      "<b>",
      "<br/>",
      "&amp;",
      "- a",
      "# a",
      "![a](b)",
      "https://x.org/?a|b",
      "a@b.org",
      "[^1]",
      ":-:",
    ),
    fc.constantFrom("\u0000", "\ud800", "a\rb", "www.a.org", "~~a~~", "\u00a0", "a\u2028b", "[a]: b", "---"),
  );
  const rows = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => fc.array(fc.array(texts, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }));
  const items = fc.oneof(
    rows.map((raws) => rowsTable(raws)),
    tilings(false).map((tiling) => toItem(tiling)),
  );
  const legible = (text: string): string => text.toWellFormed().replaceAll("\0", "\ufffd").replace(/\r\n?/g, "\n");
  fc.assert(
    fc.property(items, (item) => {
      const { grid, ...rest } = read(item);
      const [header, ...body] = onlyTable(parseMarkdown(toTableMarkdown({ ...rest, grid }, { caption: false, keepUrls: true }))).children;
      expect(textsOf(header as TableRow)).toEqual(grid.columns.map(({ name }) => legible(name)));
      const below = toTexts(grid).slice(grid.headerRowCount);
      expect(body.map(textsOf)).toEqual(below.map((cells) => cells.map(legible)));
    }),
  );
});

test("toTableMarkdown() keeps title and footnotes out of the table, whatever stands in them", () => {
  const texts = fc.oneof(soup, fc.constantFrom("| a |\n| - |", "```", "<table>", "\n\n", "- a", "===", "a\n---", "[a]: b"));
  fc.assert(
    fc.property(texts, texts, (title, text) => {
      const table = {
        ...read(
          rowsTable([
            ["A", "B"],
            ["1", "2"],
          ]),
        ),
        title,
        footnotes: [{ text, pointer: "/x" }],
      };
      const blocks = fromMarkdown(toTableMarkdown(table, { keepUrls: true }));
      const [found, ...others] = blocks.filter((block) => block.type === "table");
      expect(others).toEqual([]);
      expect(found && toTexts(found.grid)).toEqual([
        ["A", "B"],
        ["1", "2"],
      ]);
    }),
  );
});
