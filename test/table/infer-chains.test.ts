import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { type StitchOptions, stitchTables } from "../../src/table/stitch.ts";
import { tables } from "../../src/table/tables.ts";
import type { Document } from "../../src/tree/types.ts";
import { box, doc, page, rowsTable, type Wire } from "../build.ts";
import { decisions, lines, short, tall, telling, twoPages } from "./pages.ts";

const infer = (document: Document, options: StitchOptions = {}): Document => stitchTables(document, { mode: "infer", ...options });
const first = ["Site|Staff", "Ayr|12", "Bath|7"];
const repeated = ["Site|Staff", "Cork|31"];
const whole = ["Site|Staff", "Ayr|12", "Bath|7", "Cork|31"];

test("infer gives a column that the part has not empty cells, which point to their row", () => {
  const document = infer(twoPages(["Site|Note|Staff", "Ayr|new|12"], ["Site|Staff", "Cork|31"]));
  expect(lines(document)).toEqual([["Site|Note|Staff", "Ayr|new|12", "Cork||31"]]);
  const [table] = tables(document);
  expect(table?.parts[1]?.columnMap).toEqual([0, 2]);
  expect(table?.grid.rows[2]?.cells.map((cell) => [cell.column, cell.pointer])).toEqual([
    [0, "/items/pages/1/items/0/rows/1/0"],
    [1, "/items/pages/1/items/0"],
    [2, "/items/pages/1/items/0/rows/1/1"],
  ]);
});

test("infer leaves out a column of the part that holds nothing", () => {
  const [table] = tables(infer(twoPages(first, ["Site||Staff", "Cork||31"])));
  expect(table?.parts[1]?.columnMap).toEqual([0, null, 1]);
  expect(table?.grid.columnCount).toBe(2);
});

test("infer maps no column whose header stands twice in the first table", () => {
  expect(lines(infer(twoPages(["a|b|a|c", "1|2|3|4"], ["a|c", "5|6"])))).toHaveLength(2);
});

test("infer carries a section over the columns of the whole table", () => {
  const html = "<table><thead><tr><th>Site<th>Staff</thead><tr><td colspan=2>South<tr><td>Cork<td>31</table>";
  const part = {
    ...rowsTable(
      [
        ["Site", "Staff"],
        ["South", ""],
        ["Cork", "31"],
      ],
      { html },
    ),
    ...box(50, 60, 500, 200),
  };
  const [table] = tables(infer(doc(page(tall("Site|Staff|Note", "Ayr|12|new")), page(part))));
  expect(table?.grid.rows[2]).toMatchObject({ role: "section", cells: [{ column: 0, columnSpan: 3 }, {}, {}] });
});

test("infer compares each page with the header of the owner, and numbers go on from page to page", () => {
  const numbered = (...rows: readonly number[]): Wire => tall("No|Name", ...rows.map((row) => `${row}|Ann`));
  const document = infer(doc(page(numbered(1, 2)), page(tall("3|Bob", "4|Cid")), page(numbered(5, 6)), page(short("7|Dan", "8|Eva"))));
  expect(lines(document)).toHaveLength(1);
  expect(decisions(document).map(({ from, joined }) => [from, joined])).toEqual(new Array(3).fill(["/items/pages/0/items/0", true]));
  expect(telling(document)["row numbers"]).toBe("continue");
});

test("infer joins a table to one that the service merged, after its last part", () => {
  const owner = { ...tall("Site|Staff", "Ayr|12", "Bath|7"), merged_from_pages: [1, 2] };
  const stub = { ...rowsTable([], { merged_into_page: 1 }), ...box(50, 60, 500, 680) };
  const document = infer(doc(page(owner), page(stub), page(short(...repeated))));
  expect(lines(document)).toEqual([whole]);
  expect(tables(document)[0]?.parts.map(({ pageNumber, origin }) => [pageNumber, origin])).toEqual([
    [1, "service"],
    [2, "service"],
    [3, "inferred"],
  ]);
  expect(decisions(document).map(({ rule, joined }) => [rule, joined])).toEqual([
    ["explicit", true],
    ["inferred", true],
  ]);
});

test("infer leaves a table on its page that the service says begins there", () => {
  const document = infer(doc(page(tall(...first)), page({ ...short(...repeated), merged_from_pages: [2] })));
  expect(lines(document)).toHaveLength(2);
  expect(telling(document)).toMatchObject({ "merged_from_pages of the second": true });
});

test("infer joins a part whose owner is not to be found, in one decision", () => {
  const document = infer(doc(page(tall(...first)), page({ ...short(...repeated), merged_into_page: 9 })));
  expect(lines(document)).toEqual([whole]);
  expect(decisions(document)).toHaveLength(1);
  expect(decisions(document)[0]?.signals[0]).toEqual({ name: "merged_into_page", value: 9, weight: 0, veto: false });
});

test("infer joins the register of the annual report over its page break and nothing else; explicit leaves it in two", () => {
  const document = normalize(readParseResult(JSON.parse(readFileSync("fixtures/annual-report.parse.json", "utf8"))));
  const inferred = decisions(infer(document)).filter(({ rule, joined }) => rule === "inferred" && joined);
  expect(inferred.map(({ from, to, score }) => [from, to, score])).toEqual([["/items/pages/8/items/3", "/items/pages/9/items/1", 0.8]]);
  expect(tables(infer(document)).find(({ pointer }) => pointer === "/items/pages/8/items/3")?.grid.rows).toHaveLength(43);
  expect(tables(stitchTables(document))).toHaveLength(tables(infer(document)).length + 1);
});
