import fc from "fast-check";
import { expect, test } from "vitest";
import type { Box, Region } from "../../src/geometry/box.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { type Hit, hitTest } from "../../src/tree/hit-test.ts";
import type { TextLine } from "../../src/tree/page-data.ts";
import type { Cell } from "../../src/tree/table.ts";
import type { Document, Page, PageContent, Table } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { box, deepFreeze, doc, footer, heading, list, page, rowsTable, text } from "../build.ts";
import { documentOf, results } from "../chunk/documents.ts";

const types = (hits: readonly Hit[]): string[] => hits.map(({ node }) => node.type);
const region = (x: number, y: number, width: number, height: number, rotation?: number, pageNumber: number = 1): Region => ({
  pageNumber,
  box: { x, y, width, height, ...(rotation === undefined ? {} : { rotation }) },
});

test("hitTest() gives what lies under a point, the innermost first, and a list item by its item", () => {
  const nested = { ...list(text("one", box(20, 20, 50, 10)), text("two", box(20, 40, 50, 10))), ...box(10, 10, 100, 80) };
  const document = doc(page(text("behind", box(0, 0, 300, 300)), nested, footer(text("end", box(20, 25, 5, 5)))));
  expect(types(hitTest(document, 1, { x: 22, y: 22 }))).toEqual(["paragraph", "list", "paragraph"]);
  expect(types(hitTest(document, 1, { x: 22, y: 27 }))).toEqual(["paragraph", "paragraph", "list", "paragraph"]);
  expect(hitTest(document, 1, { x: 22, y: 22 })[0]).toMatchObject({
    node: { value: "one" },
    region: { box: { x: 20, y: 20 } },
    overlap: 1,
  });
  expect(types(hitTest(document, 1, { x: 301, y: 22 }))).toEqual([]);
});

test("hitTest() gives the child before a parent of the same size", () => {
  const same = box(10, 10, 50, 10);
  expect(types(hitTest(doc(page({ ...list(text("only", same)), ...same })), 1, { x: 12, y: 12 }))).toEqual(["paragraph", "list"]);
});

test("hitTest() of a box gives each node once, by the box of it that is covered most, and how much of it", () => {
  const boxes = [
    { x: 10, y: 10, w: 100, h: 10 },
    { x: 10, y: 30, w: 100, h: 10 },
  ];
  const document = doc(page(text("two columns", { bbox: boxes }), text("near", box(200, 10, 10, 10))));
  const hits = hitTest(document, 1, { x: 60, y: 18, width: 140, height: 100 });
  expect(hits).toHaveLength(1);
  expect(hits[0]).toMatchObject({ region: { box: { y: 30 } } });
  expect(hits[0]?.overlap).toBeCloseTo(0.5, 9);
});

test("hitTest() turns with a turned box", () => {
  const document = doc(page(text("DRAFT", { bbox: [{ x: 100, y: 400, w: 400, h: 20, r: 90 }] })));
  expect(types(hitTest(document, 1, { x: 300, y: 250 }))).toEqual(["paragraph"]);
  expect(types(hitTest(document, 1, { x: 110, y: 410 }))).toEqual([]);
  expect(types(hitTest(document, 1, { x: 105, y: 405, width: 100, height: 10 }))).toEqual([]);
});

/** The page with its first block changed. */
function withFirst(document: Document, change: (block: PageContent) => PageContent): Document {
  const [first, ...pages] = document.children as [Page, ...Page[]];
  const [block, ...blocks] = first.children as [PageContent, ...PageContent[]];
  return { ...document, children: [{ ...first, children: [change(block), ...blocks] }, ...pages] };
}

/** The table with a box for each cell: 50 wide, 10 high, row under row, from row `turn` on the next page. */
function withCells(table: Table, turn: number): Table {
  const place = (cell: Cell): Cell => ({
    ...cell,
    regions: [
      region(cell.column * 50, (cell.row % turn) * 10, 50 * cell.columnSpan, 10 * cell.rowSpan, undefined, Math.floor(cell.row / turn) + 1),
    ],
  });
  return { ...table, grid: { ...table.grid, rows: table.grid.rows.map((row) => ({ ...row, cells: row.cells.map(place) })) } };
}

const ledger = stitchTables(
  doc(
    page({
      ...rowsTable(
        [
          ["h", "i"],
          ["a", "1"],
        ],
        { merged_from_pages: [1, 2] },
      ),
      ...box(0, 0, 100, 20),
    }),
    page(heading(1, "On"), { ...rowsTable([["b", "2"]], { merged_into_page: 1 }), ...box(0, 0, 100, 10) }),
  ),
);

test("hitTest() finds a stitched table on its later pages, never the empty part", () => {
  const [owner] = (ledger.children[0] as Page).children;
  for (const number of [1, 2]) {
    const hits = hitTest(ledger, number, { x: 10, y: 5 });
    expect(hits.map((hit) => hit.node)).toEqual([owner]);
    expect(hits[0]?.region.pageNumber).toBe(number);
    expect(hits[0]).not.toHaveProperty("cell");
    expect(hits[0]).not.toHaveProperty("row");
  }
});

test("hitTest() gives the cell under a point, on each page the table stands on, and all cells under a box", () => {
  const document = withFirst(ledger, (block) => withCells(block as Table, 2));
  const cells = (number: number, query: Parameters<typeof hitTest>[2]): unknown[] =>
    hitTest(document, number, query).map(({ cell, row, overlap }) => [cell?.text, row?.source.pageNumbers, overlap]);
  expect(cells(1, { x: 60, y: 15 })).toEqual([["1", [1], 1]]);
  expect(cells(2, { x: 60, y: 5 })).toEqual([["2", [2], 1]]);
  expect(cells(1, { x: 25, y: 0, width: 75, height: 10 })).toEqual([
    ["h", [1], 0.5],
    ["i", [1], 1],
  ]);
  expect(cells(1, { x: 99, y: 19 })).toHaveLength(1);
});

test("hitTest() gives the row of a table whose rows alone have boxes", () => {
  const document = withFirst(ledger, (block) => {
    const table = block as Table;
    const rows = table.grid.rows.map((row, index) => ({ ...row, source: { ...row.source, regions: [region(0, index * 10, 100, 10)] } }));
    return { ...table, grid: { ...table.grid, rows } };
  });
  expect(hitTest(document, 1, { x: 60, y: 15 }).map(({ row, cell }) => [row?.cells[0]?.text, cell])).toEqual([["a", undefined]]);
});

const line = (y: number, ...words: readonly string[]): TextLine => ({
  text: words.join(" "),
  region: region(0, y, 100, 10),
  words: words.map((text, index) => ({ text, region: region(index * 30, y, 25, 10) })),
});

test("hitTest() gives the line and the word under a point, of a node and of a cell, with or without a box of their own", () => {
  const lines = [line(0, "one", "two"), line(12, "three", "four")];
  const bare = withFirst(doc(page(text("one two three four"))), (block) => ({ ...block, lines }));
  const boxed = withFirst(doc(page(text("one two three four", box(0, 0, 100, 22)))), (block) => ({ ...block, lines }));
  const celled = withFirst(doc(page(rowsTable([["one two three four"]]))), (block) => {
    const table = block as Table;
    const rows = table.grid.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, lines })) }));
    return { ...table, grid: { ...table.grid, rows } };
  });
  for (const document of [bare, boxed, celled]) {
    expect(hitTest(document, 1, { x: 35, y: 15 })).toMatchObject([{ line: { text: "three four" }, word: { text: "four" } }]);
    expect(hitTest(document, 1, { x: 27, y: 15 })[0]).not.toHaveProperty("word");
  }
  expect(hitTest(boxed, 1, { x: 35, y: 11 })[0]).not.toHaveProperty("line");
});

test("hitTest() takes no line of another page", () => {
  const [one, two] = [line(0, "one"), line(0, "two")];
  const elsewhere = { ...two, region: { ...two.region, pageNumber: 2 }, words: [] };
  const document = withFirst(doc(page(text("one two"))), (block) => ({ ...block, lines: [elsewhere, one] }));
  expect(hitTest(document, 1, { x: 5, y: 5 })).toMatchObject([{ line: { text: "one" } }]);
  expect(hitTest(document, 2, { x: 5, y: 5 })).toMatchObject([{ line: { text: "two" } }]);
});

test.each<[string, Parameters<typeof hitTest>[2]]>([
  ["The point is (NaN, 1), expected two finite numbers", { x: Number.NaN, y: 1 }],
  ["The point is (1, Infinity)", { x: 1, y: Number.POSITIVE_INFINITY }],
  ["The box is NaN × 1 at (1, 1), expected finite numbers and a positive size", { x: 1, y: 1, width: Number.NaN, height: 1 }],
  ["The box is 0 × 5 at (1, 1)", { x: 1, y: 1, width: 0, height: 5 }],
  ["The box is 5 × -5 at (1, 1)", { x: 1, y: 1, width: 5, height: -5 }],
  ["The box is 5 × 5 at (1, 1), turned by Infinity", { x: 1, y: 1, width: 5, height: 5, rotation: Number.POSITIVE_INFINITY }],
  ["The box is 5 × undefined at (1, 1)", { x: 1, y: 1, width: 5 } as Box],
])("hitTest() refuses: %s", (message, query) => {
  expect(() => hitTest(ledger, 1, query)).toThrow(RangeError);
  expect(() => hitTest(ledger, 1, query)).toThrow(message);
});

test.each([0, 3, -1, Number.NaN, 1.5])("hitTest() finds nothing on page %d, which is not there", (number) => {
  expect(hitTest(ledger, number, { x: 10, y: 5 })).toEqual([]);
});

test("hitTest() looks at one page: 10,000 queries on 5,000 pages", () => {
  const one = doc(page(...Array.from({ length: 4 }, (_, index) => text(`line ${index}`, box(10, 20 * index, 200, 12)))));
  const [first] = one.children as [Page];
  const children = Array.from({ length: 5000 }, (_, index): Page => {
    const regions = (node: PageContent): Region[] => node.regions.map((own) => ({ ...own, pageNumber: index + 1 }));
    return { ...first, number: index + 1, children: first.children.map((node) => ({ ...node, regions: regions(node) })) };
  });
  const document: Document = { ...one, children };
  let found = 0;
  for (let query = 0; query < 10_000; query++) found += hitTest(document, (query % 5000) + 1, { x: 20, y: 25 }).length;
  expect(found).toBe(10_000);
});

test("hitTest: the hits of the middle of a box contain it, come smallest first, and have among them what the box is of", () => {
  fc.assert(
    fc.property(results, (wire) => {
      const document = deepFreeze(documentOf(wire));
      visit(document, (node) => {
        for (const { box: own, pageNumber } of node.regions) {
          const point = { x: own.x + own.width / 2, y: own.y + own.height / 2 };
          const hits = hitTest(document, pageNumber, point);
          const areas = hits.map((hit) => hit.region.box.width * hit.region.box.height);
          expect(areas).toEqual([...areas].sort((one, other) => one - other));
          for (const hit of hits) {
            const { x, y, width, height } = hit.region.box;
            expect(hit.region.pageNumber).toBe(pageNumber);
            expect(point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height).toBe(true);
          }
          const pointer = node.type === "table" ? (node.continues ?? node.pointer) : node.pointer;
          expect(hits.some((hit) => hit.node.pointer === pointer)).toBe(true);
          expect(hitTest(document, pageNumber, own).some((hit) => hit.node.pointer === pointer && hit.overlap > 0.999)).toBe(true);
        }
        return undefined;
      });
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 30) },
  );
});
