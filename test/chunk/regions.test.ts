import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { Region } from "../../src/geometry/box.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { box, doc, image, list, page, rowsTable, text, type Wire } from "../build.ts";
import { characters, expectLaw } from "./documents.ts";
import { paragraphs, tables } from "./items.ts";
import { type ItemNode, itemNodes, placedBlocks } from "./places.ts";

test("chunk P4: a part of a node brings the regions of its characters, or those that do not say which are theirs", () => {
  expectLaw(
    ({ document, result }) => {
      const nodes = itemNodes(document);
      for (const { sources, regions } of result.chunks) {
        for (const { pointer, partial, nodeSpan, type } of sources) {
          const node = nodes.get(pointer) as ItemNode;
          if (!partial || nodeSpan === undefined || type === "table" || "children" in node) continue;
          const meeting = node.regions.filter(({ span }) => span !== undefined && span[0] < nodeSpan[1] && span[1] > nodeSpan[0]);
          const spanless = node.regions.filter(({ span }) => span === undefined);
          const exact = meeting.map((region) => ({ ...region, pointer, precision: "span" }));
          const rest = (meeting.length === 0 ? node.regions : spanless).map((region: Region) => ({
            ...region,
            pointer,
            precision: "node",
          }));
          const own = regions.filter((region) => region.pointer === pointer);
          expect(new Set(own)).toEqual(new Set([...exact, ...rest]));
        }
      }
    },
    { items: paragraphs, options: { overlap: 0, maxTokens: 64 } },
  );
});

const halves = `${"a".repeat(60)} ${"b".repeat(60)}`;
const spanned = (...ends: readonly (readonly [number, number] | undefined)[]): Wire => ({
  bbox: ends.map((end, x) => ({ x, y: 0, w: 9, h: 9, ...(end === undefined ? {} : { start_index: end[0], end_index: end[1] }) })),
});
test.each([
  ["only the regions whose characters it has", spanned([0, 59], [61, 120]), ["0 span"], ["1 span"]],
  ["also those that do not say which are theirs", spanned([0, 59], [61, 120], undefined), ["0 span", "2 node"], ["1 span", "2 node"]],
  ["all of them where none says", spanned(undefined, undefined), ["0 node", "1 node"], ["0 node", "1 node"]],
])("chunk P4: a part of a node brings %s", (_, places, ...expected) => {
  const chunks = chunk(doc(page(text(halves, places))), { maxTokens: 80, tokenizer: characters });
  expect(chunks.map(({ regions }) => regions.map(({ box: { x }, precision }) => `${x} ${precision}`))).toEqual(expected);
});

test("chunk P5: a piece of a table lists the pages of its own rows, and its regions are there", () => {
  expectLaw(
    (chunked) => {
      for (const { node } of placedBlocks(chunked)) {
        if (node.type !== "table") continue;
        const pointers = new Set(node.parts.map((part) => part.pointer));
        for (const { table, sources, pages } of chunked.result.chunks) {
          if (table === undefined || !sources.some(({ pointer }) => pointers.has(pointer)) || table.rows[0] === table.rows[1]) continue;
          const { headerRowCount, rows } = node.grid;
          const shown = rows.slice(headerRowCount).slice(...table.rows);
          const header = table.header === "source" ? rows.slice(0, headerRowCount) : [];
          const numbers = new Set([...header, ...shown].flatMap(({ source }) => source.pageNumbers));
          const own = sources.filter(({ pointer }) => pointers.has(pointer)).flatMap(({ pageNumbers }) => pageNumbers);
          expect(new Set(own)).toEqual(numbers);
          expect(pages.map(({ number }) => number)).toEqual(expect.arrayContaining([...numbers]));
        }
      }
    },
    { items: tables, options: { table: "rows" } },
  );
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

test("chunk P5: pieces as keys and values list the pages of their rows", () => {
  const rows = Array.from({ length: 8 }, (_, row) => [`row ${row}`]);
  const owner = rowsTable([["h ".repeat(60)], ...rows], { merged_from_pages: [1, 2] });
  const stub = rowsTable(rows.slice(4), { ...box(7, 0, 9, 9), merged_into_page: 1 });
  for (const options of [{}, { table: "key-value" }] as const) {
    const { chunks } = chunkDocument(stitchTables(doc(page(owner), page(stub))), { maxTokens: 64, tokenizer: characters, ...options });
    expect(chunks.at(-1)?.pages.map(({ number }) => number)).toEqual([2]);
    expect(chunks[0]?.pages.map(({ number }) => number)).toContain(1);
  }
});

test("chunk() has the lowest confidence of its regions, and a flag where it is below what is asked", () => {
  expectLaw(({ settings: { minConfidence }, result }) => {
    for (const { regions, confidence, flags } of result.chunks) {
      const known = regions.flatMap((region) => region.confidence ?? []);
      expect(confidence).toBe(known.length === 0 ? undefined : Math.min(...known));
      expect(flags?.includes("low-confidence") === true).toBe(confidence !== undefined && confidence < minConfidence);
    }
  });
});

test("chunk() marks the items of a list that have boxes, and the list where none has", () => {
  const boxed = { ...list("one", text("two", box(1, 2, 3, 4))), ...box(0, 0, 9, 9) };
  expect(chunk(doc(page(boxed)))[0]?.regions.map((region) => region.pointer)).toEqual(["/items/pages/0/items/0/items/1"]);
  const plain = { ...list("one", "two"), ...box(0, 0, 9, 9) };
  expect(chunk(doc(page(plain)))[0]?.regions.map((region) => region.pointer)).toEqual(["/items/pages/0/items/0"]);
});

test("chunk() puts an image's caption in its place, without its link, or the image as it is written", () => {
  const document = doc(page(image("A pump", "https://x.test/pump.png?sig=1")));
  const [one] = chunk(document);
  expect([one?.text, one?.sources[0]?.nodeSpan]).toEqual(["A pump", undefined]);
  expect(chunk(document, { images: "markdown" })[0]?.text).toBe("![A pump](https://x.test/pump.png)");
});
