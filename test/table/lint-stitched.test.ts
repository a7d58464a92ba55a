import { expect, test } from "vitest";
import type { Warning } from "../../src/errors.ts";
import { lintTables } from "../../src/table/lint.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import { doc, page, rowsTable } from "../build.ts";

const [first, second] = ["/items/pages/0/items/0", "/items/pages/1/items/0"];

/** The lines as one table, cut onto two pages. */
function lint(one: readonly string[], other: readonly string[]): Warning[] {
  const [own, more] = [one, other].map((lines) => lines.map((line) => line.split("|"))) as [string[][], string[][]];
  const stitched = stitchTables(doc(page(rowsTable(own, { merged_from_pages: [1, 2] })), page(rowsTable(more, { merged_into_page: 1 }))));
  return lintTables(tables(stitched));
}

test("a row that both sides of a page break have names both parts, and points into the second", () => {
  expect(lint(["Item|2024", "a|10", "b|20"], ["Item|2024", "b|20", "c|30"])).toEqual([
    {
      code: "table-duplicate-row",
      message: `In every cell row 3 repeats row 2: one is in the part ${first}, one in ${second}`,
      pointer: `${second}/rows/1`,
    },
  ]);
});

test("a total is that of all parts of its table", () => {
  expect(lint(["Item|2024", "a|10", "b|20"], ["Item|2024", "c|30", "d|40", "Total|100"])).toEqual([]);
  expect(lint(["Item|2024", "a|10", "b|20"], ["Item|2024", "c|30", "d|40", "Total|85"]).map(({ pointer }) => pointer)).toEqual([
    `${second}/rows/3/1`,
  ]);
});

test("a count that goes on in the next part has no gap, one that leaves a number out has", () => {
  expect(lint(["No.|Item", "1|a", "2|b"], ["No.|Item", "3|c", "4|d"])).toEqual([]);
  expect(lint(["No.|Item", "1|a", "2|b", "3|c"], ["No.|Item", "5|d"]).map(({ code, pointer }) => [code, pointer])).toEqual([
    ["table-sequence-gap", `${second}/rows/1`],
  ]);
});
