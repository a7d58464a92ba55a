import fc from "fast-check";
import { expect, test } from "vitest";
import { stitchTables } from "../../src/table/stitch.ts";
import { find, findAll } from "../../src/tree/find.ts";
import { headingPath, locate, nodesOn } from "../../src/tree/locate.ts";
import type { Node, Page } from "../../src/tree/types.ts";
import { box, deepFreeze, doc, header, heading, list, markdownResult, page, rowsTable, text } from "../build.ts";
import { documentOf, results } from "../chunk/documents.ts";

const document = stitchTables(
  doc(
    page(header(text("top")), heading(1, "A"), heading(2, " B\n [c](https://x.test/?sig=1)"), list("one", list("two")), heading(4, "D")),
    page(
      text("more"),
      rowsTable(
        [
          ["h", "i"],
          ["a", "1"],
        ],
        { merged_from_pages: [2, 3], ...box(1, 2, 30, 40) },
      ),
    ),
    page(heading(2, "E"), rowsTable([["b", "2"]], { merged_into_page: 2, ...box(5, 6, 30, 40) })),
  ),
);
const at = (pageIndex: number, ...items: readonly number[]): string => [`/items/pages/${pageIndex}`, ...items].join("/items/");

test("locate() gives the page, the parents from the page down, and the headings above", () => {
  const found = locate(document, at(0, 3, 1, 0));
  expect(found?.node).toMatchObject({ type: "paragraph", value: "two" });
  expect(found?.page.number).toBe(1);
  expect(found?.parents.map((node) => node.type)).toEqual(["page", "list", "listItem", "list", "listItem"]);
  expect(found?.parents[0]).toBe(found?.page);
  expect(found?.headingPath).toEqual([
    { text: "A", depth: 1, pointer: at(0, 1), pageNumber: 1 },
    { text: "B [c](https://x.test/)", depth: 2, pointer: at(0, 2), pageNumber: 1 },
  ]);
});

test("locate() leads from the pointer of a cell to its table, row and place, also where the table was stitched", () => {
  const found = locate(document, `${at(2, 1)}/rows/0/1`);
  expect(found).toMatchObject({ node: { type: "table", pointer: at(1, 1) }, page: { number: 2 }, cell: { text: "2", row: 2 } });
  expect(found?.row?.source.pageNumbers).toEqual([3]);
  expect(found?.regions).toMatchObject([{ pageNumber: 3, box: { x: 5 } }]);
});

test.each(["", "/items/pages/9", `${at(1, 1)}/rows/9/1`, `${at(1, 0)}/rows/0/0`, "/__proto__", "__proto__"])(
  "locate() gives undefined for %j",
  (pointer) => {
    expect(locate(document, pointer)).toBeUndefined();
    expect(headingPath(document, pointer)).toBeUndefined();
  },
);

test("locate() finds a node by identity: that of another tree is not in it, its pointer is", () => {
  const other = find(doc(page(text("more"), text("more"))), at(0, 0)) as Node;
  expect(locate(document, other)).toBeUndefined();
  expect(locate(document, other.pointer)?.page.number).toBe(1);
});

test.each([
  ["a block", at(0, 3), ["A", "B [c](https://x.test/)"]],
  ["a heading, without itself", at(0, 4), ["A", "B [c](https://x.test/)"]],
  ["a heading that closes others", at(2, 0), ["A"]],
  ["furniture", at(0, 0), []],
  ["what is in furniture", at(0, 0, 0), []],
  ["a page, where it begins", at(2), ["A", "B [c](https://x.test/)", "D"]],
  ["the first page", at(0), []],
])("headingPath() of %s", (_, pointer, expected) => {
  expect(headingPath(document, pointer)?.map((heading) => heading.text)).toEqual(expected);
});

test("nodesOn() gives the nodes of a page in reading order, and a continued table for its part", () => {
  expect(nodesOn(document, 1).map((node) => node.type)).toEqual(
    "pageHeader paragraph heading heading list listItem paragraph list listItem paragraph heading".split(" "),
  );
  expect(nodesOn(document, 3).map((node) => node.pointer)).toEqual([at(2, 0), at(1, 1)]);
  expect(nodesOn(document, 4)).toEqual([]);
});

test("locate() gives the first of the nodes read from one markdown text, and each node by itself", () => {
  const read = documentOf(markdownResult("# A\n\none\n\n## B\n\ntwo"));
  const [, , , last] = (read.children[0] as Page).children;
  expect(locate(read, last?.pointer ?? "")?.node).toMatchObject({ value: "A" });
  expect(locate(read, last as Node)?.headingPath.map((heading) => heading.text)).toEqual(["A", "B"]);
});

test("locate∘find: every item is found at its pointer, on its page, under its parents", () => {
  fc.assert(
    fc.property(results, (wire) => {
      const tree = deepFreeze(documentOf(wire));
      for (const node of findAll(tree, (one) => one !== tree)) {
        const found = locate(tree, node);
        expect(found?.node).toBe(node);
        const line = [...(found?.parents ?? []), node];
        expect(line[0]).toBe(found?.page);
        for (const [index, parent] of line.slice(0, -1).entries())
          expect("children" in parent && (parent.children as Node[]).includes(line[index + 1] as Node)).toBe(true);
        expect(locate(tree, node.pointer)?.node).toBe(find(tree, node.pointer));
        if (node.type !== "listItem") expect(find(tree, node.pointer)).toBe(node);
        expect(nodesOn(tree, found?.page.number as number).includes(node)).toBe(node.type !== "page" && !("continues" in node));
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 30) },
  );
});

test("locate() is linear in the cells that are asked for", () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => [`a${index}`, `b${index}`]);
  const long = doc(page(heading(1, "A"), rowsTable(rows)));
  const found = rows.flatMap((_, row) => [0, 1].map((column) => locate(long, `${at(0, 1)}/rows/${row}/${column}`)?.cell?.text));
  expect(found).toEqual(rows.flat());
});
