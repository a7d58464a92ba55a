import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import { resolveCitations } from "../../src/extract/citations.ts";
import { readFields } from "../../src/extract/fields.ts";
import type { Highlight } from "../../src/highlight/highlight.ts";
import { highlights, itemNodes } from "../../src/highlight/highlights.ts";
import { readExtractJob } from "../../src/payload/extract.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { box, doc, extractJob, heading, list, page, rowsTable, text, type Wire } from "../build.ts";
import { documentOf, results } from "../chunk/documents.ts";

const size = { width: 612, height: 792 };
const secret = "https://x.test/a?sig=1";
const fieldsOf = (result: unknown, metadata: unknown) => resolveCitations(readFields(readExtractJob(extractJob(result, metadata))));
const cited = (extra: Wire = {}): Wire => ({
  page: 2,
  matching_text: "q",
  bounding_boxes: [{ x: 1, y: 2, w: 3, h: 4 }],
  page_dimensions: size,
  ...extra,
});

/** Every node of a document, list items too. */
function allNodes(tree: Node): Node[] {
  const nodes: Node[] = [];
  visit(tree, (node) => void nodes.push(node));
  return nodes;
}

test("ids are unique, whatever is marked and however often", () => {
  fc.assert(
    fc.property(results, (wire) => {
      const document = documentOf(wire);
      const chunks = chunk(document);
      const fields = fieldsOf(
        { a: [1, 2], "a:0": 3 },
        { a: [{ citation: [cited(), cited()] }, { citation: [cited()] }], "a:0": { citation: [cited()] } },
      );
      const marks = highlights([...fields, ...fields, ...allNodes(document), ...itemNodes(document), ...chunks], document);
      expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
    }),
    { numRuns: 30 },
  );
});

test("regions carry the size of their page", () => {
  fc.assert(
    fc.property(results, (wire) => {
      const document = documentOf(wire);
      const marks = highlights([...itemNodes(document), ...chunk(document)], document);
      for (const region of marks.flatMap(({ regions }) => regions)) expect(region.size).toEqual(size);
    }),
    { numRuns: 30 },
  );
});

test("highlights() makes a mark of each citation, named by its field", () => {
  expect(highlights(fieldsOf({ a: { b: "x" } }, { a: { b: { citation: [cited(), cited({ page: 3 })], confidence: 0 } } }))).toMatchObject([
    {
      id: "citation:/extract_result/a/b:0",
      kind: "citation",
      title: "a.b",
      pages: [],
      regions: [{ pageNumber: 2, box: { x: 1, y: 2, width: 3, height: 4 }, size }],
      comment: { path: "a.b", value: "x", quote: "q", confidence: 0, method: "cited-box", score: 1 },
      status: "unchecked",
    },
    { id: "citation:/extract_result/a/b:1", regions: [{ pageNumber: 3 }] },
  ]);
});

test.each([
  ["a page becomes a note on it", { page: 2 }, [2]],
  ["neither page nor box is listed without a place", {}, []],
])("highlights(): a citation with %s", (_, citation, pages) => {
  expect(highlights(fieldsOf({ a: 1 }, { a: { citation: [citation] } }))).toMatchObject([{ regions: [], pages, status: "unlocated" }]);
});

test("highlights() calls a citation unlocated whose quote is not where its box is", () => {
  const document = doc(page(text("a")), page(text("b")));
  const fields = resolveCitations(
    readFields(readExtractJob(extractJob({ a: 1 }, { a: { citation: [cited({ matching_text: "not there" })] } }))),
    document,
  );
  expect(highlights(fields, document)).toMatchObject([{ status: "unlocated", regions: [{ pageNumber: 2 }] }]);
});

test("highlights() shows no query of a link: not in titles, paths, values, quotes or the texts of nodes and chunks", () => {
  const document = doc(page(heading(1, `see ${secret}`, box(1, 1, 9, 9)), text(`and ${secret}`, box(1, 9, 9, 9))));
  const fields = fieldsOf(
    { [secret]: secret, list: [{ url: secret }] },
    { [secret]: { citation: [cited({ matching_text: secret })] }, list: [{ url: { citation: [cited()] } }] },
  );
  const marks = highlights([...fields, ...itemNodes(document), ...chunk(document)], document);
  const shown = ({ title, comment }: Highlight): string => JSON.stringify([title, comment]);
  expect(marks.map(shown).join()).toContain("https://x.test/a");
  expect(marks.map(shown).join()).not.toContain("sig=1");
});

test("highlights() marks a node by its own regions, with the lowest confidence of them", () => {
  const places = {
    bbox: [
      { x: 1, y: 1, w: 9, h: 9, confidence: 0.9 },
      { x: 20, y: 1, w: 9, h: 9, confidence: 0.4 },
    ],
  };
  const document = doc(page(text("words", places), text("no box")));
  expect(highlights(itemNodes(document), document)).toMatchObject([
    {
      id: "item:/items/pages/0/items/0",
      kind: "item",
      title: "paragraph",
      nodeType: "paragraph",
      comment: { quote: "words", confidence: 0.4 },
      regions: [{}, {}],
    },
  ]);
});

test("highlights() marks a chunk where it stands, and gives its pages a note where it has no box", () => {
  const document = doc(page(text("a", box(1, 1, 9, 9))));
  expect(highlights(chunk(document), document)).toMatchObject([
    { kind: "chunk", title: "chunk 0", pages: [], regions: [{ pageNumber: 1, size }], comment: { quote: "a" } },
  ]);
  const plain = doc(page(text("a")), page(text("b")));
  expect(highlights(chunk(plain), plain)).toMatchObject([{ pages: [1, 2], regions: [] }]);
});

test("itemNodes() gives a list's items where they have boxes, else the list; furniture item by item", () => {
  const boxed = { ...list(text("one", box(1, 1, 9, 9)), "two"), ...box(0, 0, 99, 99) };
  const plain = { ...list("one"), ...box(0, 0, 99, 99) };
  expect(itemNodes(doc(page(boxed, plain))).map(({ pointer, type }) => [type, pointer])).toEqual([
    ["paragraph", "/items/pages/0/items/0/items/0"],
    ["list", "/items/pages/0/items/1"],
  ]);
});

test("itemNodes() gives a table over several pages once, with its places on all of them", () => {
  const owner = rowsTable([["a"], ["b"]], { ...box(1, 1, 9, 9), merged_from_pages: [1, 2] });
  const document = stitchTables(doc(page(owner), page({ ...rowsTable([]), ...box(2, 2, 9, 9), merged_into_page: 1 })));
  expect(highlights(itemNodes(document), document).map(({ regions }) => regions.map(({ pageNumber }) => pageNumber))).toEqual([[1, 2]]);
});

test("no highlight of the annual report holds a signed link", () => {
  const wire = JSON.parse(readFileSync(new URL("../../fixtures/annual-report.parse.json", import.meta.url), "utf8"));
  const document = documentOf(wire);
  expect(JSON.stringify(wire)).toContain("CANARY-SECRET");
  expect(JSON.stringify([highlights([...allNodes(document), ...chunk(document)], document), chunk(document)])).not.toContain(
    "CANARY-SECRET",
  );
});
