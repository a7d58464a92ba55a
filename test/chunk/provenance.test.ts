import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { ChunkSource, Tokenizer } from "../../src/chunk/types.ts";
import { linkCuts } from "../../src/payload/links.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { box, doc, failedPage, heading, image, list, page, parseResult, rowsTable, text, type Wire } from "../build.ts";
import { documentOf, expectLaw } from "./documents.ts";

const characters: Tokenizer = { id: "characters", count: (value) => value.length };

/** The nodes of a document by what payload item they are; a list item is none. */
function nodesOf(document: Node): Map<string, Exclude<Node, { type: "listItem" }>> {
  const nodes = new Map();
  visit(document, (node) => void (node.type !== "listItem" && nodes.set(node.pointer, node)));
  return nodes;
}

/** A slice of a node's markdown without the queries of its links, which its chunk does not hold. */
function withoutQueries(markdown: string, [start, end]: readonly [number, number]): string {
  let kept = "";
  let from = start;
  for (const [cut, cutEnd] of linkCuts(markdown)) {
    if (cutEnd <= from || cut >= end) continue;
    kept += markdown.slice(from, Math.max(cut, from));
    from = cutEnd;
  }
  return kept + markdown.slice(from, Math.max(from, end));
}

test("chunk P1: the pages are those of the sources, ascending, and there is one", () => {
  expectLaw(({ result }) => {
    for (const { pages, sources } of result.chunks) {
      const numbers = [...new Set(sources.flatMap((source) => source.pageNumbers))].sort((one, other) => one - other);
      expect(pages.map(({ number }) => number)).toEqual(numbers);
      expect(numbers.length).toBeGreaterThan(0);
    }
  });
});

test("chunk P2: regions lie on the chunk's pages and are sized, and a source with a region brings one", () => {
  expectLaw(({ document, result }) => {
    const nodes = nodesOf(document);
    for (const { pages, regions, sources } of result.chunks) {
      const numbers = new Set(pages.map(({ number }) => number));
      for (const { pageNumber, box: place } of regions) {
        expect(numbers).toContain(pageNumber);
        expect([place.width, place.height].every((side) => side >= 0 && Number.isFinite(side))).toBe(true);
      }
      const hasRegions = sources.some(({ pointer }) => nodes.get(pointer)?.regions.some(({ pageNumber }) => numbers.has(pageNumber)));
      expect(regions.length > 0).toBe(hasRegions);
    }
  });
});

test("chunk P3: a source is an item of the payload, and its node's slice is the chunk's, link queries left out", () => {
  expectLaw(({ wire, document, result }) => {
    const nodes = nodesOf(document);
    for (const { pointer, type, span, nodeSpan } of result.chunks.flatMap((one) => one.sources)) {
      const node = nodes.get(pointer) as Node;
      expect(resolvePointer(wire, pointer)).toBeDefined();
      expect(node.type).toBe(type);
      if (nodeSpan !== undefined) expect(withoutQueries(node.markdown, nodeSpan)).toBe(result.markdown.slice(...span));
      else expect(["image", "table", "list", "unknown", "paragraph"]).toContain(type);
    }
  });
});

const linkedItems: [string, Wire][] = [
  ["a paragraph", text("a [b](https://x.test/c?sig=1#d) e https://u:p@x.test/f?sig=2 g. ".repeat(9))],
  ["a heading", heading(2, "[b](https://x.test/c?sig=1) and more ".repeat(9))],
  [
    "a table",
    rowsTable([["n", "m"], ...Array.from({ length: 9 }, (_, row) => [`[${row}](https://x.test/${row}?sig=${row})`, "after it"])]),
  ],
  ["a list", list(...Array.from({ length: 9 }, (_, item) => `${item} [b](https://x.test/${item}?sig=1) c`))],
];
test.each(linkedItems)("chunk P3: offsets of %s hold behind links whose queries are left out", (_, item) => {
  const document = doc(page(item));
  const { chunks, markdown } = chunkDocument(document, { maxTokens: 100, tokenizer: characters });
  const nodes = nodesOf(document);
  expect(chunks.length).toBeGreaterThan(1);
  expect(JSON.stringify(chunks)).not.toContain("sig=");
  for (const { pointer, span, nodeSpan } of chunks.flatMap((one) => one.sources) as Required<ChunkSource>[]) {
    expect(withoutQueries((nodes.get(pointer) as Node).markdown, nodeSpan)).toBe(markdown.slice(...span));
  }
});

test.each([
  ["an item that is a marker of another", ["2", "one", "2"], [2, 6, 12]],
  ["an item that stands in the text before it", ["an apple", "apple"], [2, 13]],
  ["nested ones", ["a", list("b", list("a")), "a"], [2, 8, 16, 20]],
] as const)("chunk P3: items of a list are found on their own lines: %s", (_, entries, starts) => {
  const [one] = chunk(doc(page(list(...(entries as readonly (string | Wire)[])))));
  expect(one?.sources.filter(({ type }) => type === "paragraph").map(({ span }) => span[0])).toEqual(starts);
});

test("chunk() lists an item that is not in its list word for word, with what lies between its neighbors", () => {
  const entries = list("one", "two **bold**", "three");
  const [one] = chunk(doc(page({ ...entries, md: "1. one\n2. two bold\n3. three", ordered: true })));
  expect(one?.sources.slice(1).map(({ span, nodeSpan }) => [one.text.slice(...span).trim(), nodeSpan])).toEqual([
    ["one", [0, 3]],
    ["2. two bold\n3.", undefined],
    ["three", [0, 5]],
  ]);
});

test("chunk() marks the items of a list that have boxes, and the list where none has", () => {
  const boxed = { ...list("one", text("two", box(1, 2, 3, 4))), ...box(0, 0, 9, 9) };
  expect(chunk(doc(page(boxed)))[0]?.regions.map((region) => region.pointer)).toEqual(["/items/pages/0/items/0/items/1"]);
  const plain = { ...list("one", "two"), ...box(0, 0, 9, 9) };
  expect(chunk(doc(page(plain)))[0]?.regions.map((region) => region.pointer)).toEqual(["/items/pages/0/items/0"]);
});

const halves = `${"a".repeat(60)} ${"b".repeat(60)}`;
const spanned = (...ends: readonly (readonly [number, number] | undefined)[]): Wire => ({
  bbox: ends.map((end, index) => ({
    x: index,
    y: 0,
    w: 9,
    h: 9,
    ...(end === undefined ? {} : { start_index: end[0], end_index: end[1] }),
  })),
});
test.each([
  ["only the regions whose characters it has", spanned([0, 59], [61, 120]), [["0 span"], ["1 span"]]],
  [
    "also those that do not say which are theirs",
    spanned([0, 59], [61, 120], undefined),
    [
      ["0 span", "2 node"],
      ["1 span", "2 node"],
    ],
  ],
  [
    "all of them where none says",
    spanned(undefined, undefined),
    [
      ["0 node", "1 node"],
      ["0 node", "1 node"],
    ],
  ],
])("chunk P4: a part of a node brings %s", (_, places, expected) => {
  const chunks = chunk(doc(page(text(halves, places))), { maxTokens: 80, tokenizer: characters });
  expect(chunks.map(({ regions }) => regions.map(({ box: { x }, precision }) => `${x} ${precision}`))).toEqual(expected);
});

const ledger = rowsTable([["n"], ...Array.from({ length: 8 }, (_, row) => [`row ${row} ${"x".repeat(20)}`])], {
  ...box(6, 0, 9, 9),
  merged_from_pages: [1, 2],
});
const chunkLedger = (stub: Wire) => chunkDocument(stitchTables(doc(page(ledger), page(stub))), { maxTokens: 110, tokenizer: characters });

test("chunk P5: a piece lists all pages its rows may be on, and the regions there; an empty stub adds regions and no text", () => {
  const { chunks, excluded } = chunkLedger({ ...rowsTable([]), ...box(7, 0, 9, 9), merged_into_page: 1 });
  expect(chunks.length).toBeGreaterThan(2);
  for (const { pages, regions } of chunks) {
    expect(pages.map(({ number }) => number)).toEqual([1, 2]);
    expect(regions.map(({ pageNumber, box: { x }, pointer }) => [pageNumber, x, pointer])).toEqual([
      [1, 6, "/items/pages/0/items/0"],
      [2, 7, "/items/pages/1/items/0"],
    ]);
  }
  expect(excluded).toEqual([{ pointer: "/items/pages/1/items/0", reason: "stub" }]);
});

test("chunk P5: a piece lists only the page its rows are known to be on; a repeated header adds none", () => {
  const rows = (ledger.rows as string[][]).slice(5);
  const { chunks } = chunkLedger(rowsTable([["n"], ...rows], { ...box(7, 0, 9, 9), merged_into_page: 1 }));
  expect(chunks.at(-1)?.table?.header).toBe("repeated");
  expect(chunks.at(-1)?.pages.map(({ number }) => number)).toEqual([2]);
  expect(chunks.at(-1)?.regions.map(({ box: { x } }) => x)).toEqual([7]);
});

test("chunk P5: pieces cut as text, because the header is too large, list the pages of their rows", () => {
  const rows = Array.from({ length: 8 }, (_, row) => [`row ${row}`]);
  const owner = rowsTable([["h ".repeat(60)], ...rows], { merged_from_pages: [1, 2] });
  const stub = rowsTable(rows.slice(4), { ...box(7, 0, 9, 9), merged_into_page: 1 });
  const { chunks } = chunkDocument(stitchTables(doc(page(owner), page(stub))), { maxTokens: 64, tokenizer: characters });
  expect(chunks.at(-1)?.pages.map(({ number }) => number)).toEqual([2]);
  expect(chunks[0]?.pages.map(({ number }) => number)).not.toEqual([]);
});

test("chunk P6: a failed page is a gap that no chunk crosses", () => {
  const { chunks, gaps } = chunkDocument(doc(page(heading(1, "A"), text("a:")), failedPage("timeout"), page(text("b"))));
  expect(gaps).toEqual([{ pageNumber: 2, error: "timeout" }]);
  expect(chunks.map((one) => one.pages.map(({ number }) => number))).toEqual([[1], [3]]);
});

test("chunk P7: a printed number travels with its page and is absent when unknown", () => {
  const metadata = { pages: [{ page_number: 1, printed_page_number: "iv" }, { page_number: 2 }] };
  const [one] = chunk(documentOf({ ...parseResult(page(text("a")), page(text("b"))), metadata }));
  expect(one?.pages).toEqual([
    { number: 1, printedNumber: "iv", width: 612, height: 792 },
    { number: 2, width: 612, height: 792 },
  ]);
});

test("chunk() puts an image's caption in its place, without its link", () => {
  const [one] = chunk(doc(page(image("A pump", "https://x.test/pump.png?sig=1"))));
  expect([one?.text, one?.sources[0]?.nodeSpan]).toEqual(["A pump", undefined]);
});
