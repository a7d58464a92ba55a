import { expect, test } from "vitest";
import { stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import { doc, page, type Wire } from "../build.ts";
import { lined, lines } from "./pages.ts";

const owner = (pages: readonly number[], ...rows: readonly string[]): Wire => ({ ...lined(...rows), merged_from_pages: pages });
const stub = (...rows: readonly string[]): Wire => ({ ...lined(...rows), merged_into_page: 1 });

test("healSplitRows joins a row of the service's parts that the page break split, and keeps both", () => {
  const document = doc(page(owner([1, 2], "Name|Note|Sum", "Ann|long and|5")), page(stub("Name|Note|Sum", "|winding|", "Bob|short|6")));
  const [table] = tables(stitchTables(document, { healSplitRows: true }));
  expect(lines(stitchTables(document, { healSplitRows: true }))).toEqual([["Name|Note|Sum", "Ann|long and winding|5", "Bob|short|6"]]);
  expect(table?.parts[1]).toMatchObject({ firstRow: 2, rowCount: 1 });
  expect(table?.parts[1]?.healedRows.map(({ cells }) => cells.map((cell) => cell.text))).toEqual([
    ["Ann", "long and", "5"],
    ["", "winding", ""],
  ]);
  expect(lines(stitchTables(document))[0]).toHaveLength(4);
});

test.each<[string, string[], string]>([
  ["has a key", ["Cid|winding|x"], "Ann|long and|five"],
  ["has a number where there is one", ["|winding|7"], "Ann|long and|5"],
  ["follows the end of a sentence", ["|winding|"], "Ann|long.|5"],
  ["is blank", ["||"], "Ann|long and|5"],
  ["is a heading, in words of its own", ["|Group B|"], "Ann|Rent|5"],
  ["is a heading, where nothing stands above", ["||Group B"], "Ann|long|"],
  ["follows a total", ["|winding|"], "Total|long and|5"],
])("healSplitRows leaves a row alone that %s", (_, second, last) => {
  const document = doc(page(owner([1, 2], "Name|Note|Sum", last)), page(stub("Name|Note|Sum", ...second, "Bob|short|6")));
  expect(lines(stitchTables(document, { healSplitRows: true }))[0]).toHaveLength(4);
});

test("healSplitRows leaves a transaction without a date alone", () => {
  const document = doc(
    page(owner([1, 2], "Date|Text|Debit|Credit", "2024-01-03|Salary||900.00", "2024-01-04|Rent|500.00|")),
    page(stub("Date|Text|Debit|Credit", "|Refund Amazon||5.00", "2024-01-05|Bar|7.00|")),
  );
  expect(lines(stitchTables(document, { healSplitRows: true }))[0]?.slice(2, 4)).toEqual([
    "2024-01-04|Rent|500.00|",
    "|Refund Amazon||5.00",
  ]);
});

test.each(["winding|", "Winding and", "Sea, sun,", "Hill-", "Bed &"])("healSplitRows sees that %s goes on", (text) => {
  const [upper, lower] = text.endsWith("|") ? ["Long", text.slice(0, -1)] : [text, "River"];
  const document = doc(page(owner([1, 2], "Name|Note|Sum", `Ann|${upper}|5`)), page(stub("Name|Note|Sum", `|${lower}|`, "Bob|y|6")));
  expect(lines(stitchTables(document, { healSplitRows: true }))[0]).toHaveLength(3);
});

test("healSplitRows puts no space after a hyphen, and takes a cell whole where the upper one is empty", () => {
  const document = doc(page(owner([1, 2], "No|Note|More", "1|long-|")), page(stub("No|Note|More", "|winded|x", "2|y|z")));
  expect(lines(stitchTables(document, { healSplitRows: true }))).toEqual([["No|Note|More", "1|long-winded|x", "2|y|z"]]);
  const cell = tables(stitchTables(document, { healSplitRows: true }))[0]?.grid.rows[1]?.cells[2];
  expect(cell).toMatchObject({ row: 1, column: 2, pointer: "/items/pages/1/items/0/rows/1/2" });
});
