import { expect, test } from "vitest";
import { type StitchOptions, stitchTables } from "../../src/table/stitch.ts";
import { allTables, tables } from "../../src/table/tables.ts";
import type { Document, Table } from "../../src/tree/types.ts";
import { box, doc, failedPage, footer, header, heading, list, page, text, type Wire } from "../build.ts";
import { decisions, lined, lines, short, tall, telling, twoPages } from "./pages.ts";

const infer = (document: Document, options: StitchOptions = {}): Document => stitchTables(document, { mode: "infer", ...options });
const first = ["Site|Staff", "Ayr|12", "Bath|7"];
const repeated = ["Site|Staff", "Cork|31"];
const whole = ["Site|Staff", "Ayr|12", "Bath|7", "Cork|31"];
const withTables = (document: Document, map: (table: Table) => Table): Document => ({
  ...document,
  children: document.children.map((one) => ({ ...one, children: one.children.map((node) => (node.type === "table" ? map(node) : node)) })),
});
const parts = [first, ["Site|Staff", "Cork|31"]];

test("infer joins a table whose header the next page repeats, explicit does not", () => {
  const document = twoPages(first, repeated);
  expect(lines(infer(document))).toEqual([whole]);
  expect(stitchTables(document)).toBe(document);
  expect(tables(infer(document))[0]?.parts[1]).toMatchObject({ origin: "inferred", firstRow: 3, rowCount: 1, columnMap: [0, 1] });
  expect(tables(infer(document))[0]?.parts[1]?.droppedRows).toHaveLength(1);
});

test("infer leaves a joined part on its page, empty, with its place", () => {
  const [, part] = allTables(infer(twoPages(first, repeated)));
  expect(part).toMatchObject({ continues: "/items/pages/0/items/0", grid: { rows: [] }, parts: [{ rowCount: 0 }] });
  expect(part?.regions).toHaveLength(1);
});

test.each([
  ["whole, in another case and spacing", ["SITE| staff ", "Cork|31"], "repeated", whole],
  ["with a word of continuation", ["Site (continued)|Staff", "Cork|31"], "repeated", whole],
  ["in part, the other cells blank", ["Site|", "Cork|31"], "repeated", whole],
  ["not at all, a blank row stands in its place", ["|", "Cork|31"], "none", whole],
  ["not at all, its first row is data", ["Cork|31", "Deal|2"], "promoted", [...whole, "Deal|2"]],
])("infer tells a header that is repeated %s", (_, second, kind, expected) => {
  const document = infer(twoPages(first, second));
  expect(lines(document)).toEqual([expected]);
  expect(telling(document).header).toBe(kind);
});

test("infer makes the row that was taken for a header a body row", () => {
  const [table] = tables(infer(twoPages(first, ["Cork|31", "Deal|2"])));
  expect(table?.grid.rows[3]).toMatchObject({ role: "body", source: { rowIndex: 0 }, cells: [{ isHeader: false }, { isHeader: false }] });
});

test("infer keeps each row of a header that differs in less than half as a body row", () => {
  const wide = ["a|b|c|d", "1|2|3|x"];
  expect(lines(infer(twoPages(wide, ["a|b|c|e", "4|5|6|y"]), { minimumScore: 0.4 }))).toEqual([
    ["a|b|c|d", "1|2|3|x", "a|b|c|e", "4|5|6|y"],
  ]);
});

test.each<[string, Wire[], unknown]>([
  ["text below the first", [page(tall(...first), text("The staff grew.")), page(short(...repeated))], "/items/pages/0/items/1"],
  ["a heading above the second", [page(tall(...first)), page(heading(2, "Sites"), short(...repeated))], "/items/pages/1/items/0"],
  ["a list", [page(tall(...first), list("one")), page(short(...repeated))], "/items/pages/0/items/1"],
])("infer keeps tables apart that have %s between them", (_, wires, pointer) => {
  const document = infer(doc(...wires));
  expect(lines(document)).toEqual(parts);
  expect(telling(document)["node between"]).toBe(pointer);
});

test.each<[string, Wire[]]>([
  ["headers and footers", [page(tall(...first), footer(text("Draft"))), page(header(text("Annual report")), short(...repeated))]],
  ["page numbers", [page(tall(...first), text("- 12 -")), page(text("Page 13 of 20"), short(...repeated))]],
  ["captions of continuation", [page(tall(...first), text("continued on next page")), page(text("Table 3 (cont'd)"), short(...repeated))]],
  ["a heading that continues", [page(tall(...first)), page(heading(2, "Sites – Fortsetzung"), short(...repeated))]],
])("infer looks past %s", (_, wires) => {
  expect(lines(infer(doc(...wires)))).toEqual([whole]);
});

test("infer looks past footnotes of the first table", () => {
  const document = doc(page(tall(...first), text("¹ In full-time posts")), page(short(...repeated)));
  expect(lines(infer(document))).toHaveLength(2);
  const footnotes = [{ text: "¹ In full-time posts", pointer: "/items/pages/0/items/1" }];
  const noted = withTables(document, (table) => ({ ...table, footnotes }));
  expect(lines(infer(noted))).toEqual([whole]);
});

test.each<[string, Wire[], Record<string, unknown>]>([
  ["a failed page", [page(tall(...first)), failedPage(), page(short(...repeated))], { "pages between": 1 }],
  ["a missing page", [page(tall(...first)), { ...page(short(...repeated)), page_number: 3 }], { "pages between": 1 }],
  ["other columns", [page(tall(...first)), page(short("Site|Staff|Rent", "Cork|31|5"))], { "column map": "none" }],
  ["another column on the page", [page(tall(...first)), page({ ...lined(...repeated), ...box(320, 60, 240, 200) })], { "x-overlap": 0.46 }],
  [
    "their places in the midst of the pages",
    [page({ ...lined(...first), ...box(50, 60, 500, 200) }), page({ ...lined(...repeated), ...box(50, 400, 500, 200) })],
    { "middle of the pages between": true },
  ],
  ["another header", [page(tall(...first)), page(short("City|Visitors", "Cork|31"))], { header: "different" }],
  [
    "the years above other figures",
    [page(tall("Item|2023|2024", "Rent|1,240|1,310")), page(short("Item|2021|2022", "Rent|980|990"))],
    { header: "different" },
  ],
])("infer keeps tables apart that have %s", (_, wires, expected) => {
  const document = infer(doc(...wires), { minimumScore: -1 });
  expect(tables(document)).toHaveLength(2);
  expect(decisions(document)).toHaveLength(1);
  expect(telling(document)).toMatchObject(expected);
});

test.each<[string, Wire, Wire]>([
  ["has none", lined(...first), lined("Site|Staff", "Cork|31")],
  ["is the page", { ...lined(...first), ...box(0, 0, 612, 792) }, { ...lined(...repeated), ...box(300, 500, 90, 90) }],
])("infer wants more than a repeated header over like columns where a box %s", (_, one, other) => {
  const document = infer(doc(page(one), page(other)));
  expect(lines(document)).toHaveLength(2);
  expect(decisions(document)[0]).toMatchObject({ score: 0.5 });
  expect(lines(infer(doc(page(one), page(text("(continued)"), other))))).toEqual([whole]);
});

test("infer counts no place where tables share a box", () => {
  const place = box(300, 500, 90, 90);
  const document = infer(
    doc(
      page(lined("x|y", "1|2"), { ...lined(...first), ...box(50, 60, 500, 680) }),
      page({ ...lined(...repeated), ...place }, { ...lined("z"), ...place }),
    ),
  );
  expect(decisions(document)[0]?.signals.find(({ name }) => name === "x-overlap")?.value).toBe("unknown");
});

test.each<[string, string[], string[], Record<string, unknown>, number]>([
  ["row numbers that continue", ["No|Name", "1|Ann", "2|Bob"], ["No|Name", "3|Cid"], { "row numbers": "continue" }, 1.2],
  ["row numbers that begin again", ["No|Name", "1|Ann", "2|Bob"], ["No|Name", "1|Cid"], { "row numbers": "restart" }, 0.6],
  ["a total at the end of the first", [...first, "Total|19"], repeated, { "total row at the end": true }, 0.7],
  ["a subtotal at the end of the first", [...first, "Subtotal|19"], repeated, {}, 1],
])("infer weighs %s", (_, one, other, expected, score) => {
  const document = infer(twoPages(one, other));
  expect(telling(document)).toMatchObject(expected);
  expect(decisions(document)[0]).toMatchObject({ score });
});

test("infer weighs a caption of continuation, and keeps tables of other numbers apart", () => {
  const document = doc(page(tall(...first)), page(text("Table 4 (continued)"), short(...repeated)));
  expect(telling(infer(document))).toMatchObject({ "continuation caption": true });
  expect(lines(infer(document))).toEqual([whole]);
  const captioned = (number: number): Document =>
    infer(
      withTables(document, (table) =>
        table.pointer.includes("/0/") ? { ...table, caption: { text: `Table ${number}: Sites`, pointer: "" } } : table,
      ),
    );
  expect(lines(captioned(4))).toEqual([whole]);
  expect(lines(captioned(3))).toEqual(parts);
  expect(telling(captioned(3))).toMatchObject({ "table numbers": "different" });
});

test("infer wants more than the look of tables whose headers differ in part", () => {
  const second = ["Items|Rent", "Car|980"];
  expect(lines(infer(twoPages(["Item|Rent", "House|1,240"], second)))).toHaveLength(2);
  expect(lines(infer(doc(page(tall("Item|Rent", "House|1,240")), page(text("(continued)"), short(...second)))))).toHaveLength(1);
});

test("infer joins at the minimum score, and not below", () => {
  const document = doc(page(lined(...first)), page(lined(...repeated)));
  expect(lines(infer(document, { minimumScore: 0.5 }))).toHaveLength(1);
  expect(lines(infer(document, { minimumScore: 0.51 }))).toHaveLength(2);
});
