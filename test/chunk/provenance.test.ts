import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { ChunkSource } from "../../src/chunk/types.ts";
import { ChunkError } from "../../src/errors.ts";
import type { Region } from "../../src/geometry/box.ts";
import { linkCuts } from "../../src/payload/links.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Document, Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { box, codes, doc, failedPage, heading, image, list, page, parseResult, rowsTable, text, type Wire } from "../build.ts";
import { type Case, characters, documentOf, expectLaw } from "./documents.ts";
import { anyItems, paragraphs, tables } from "./items.ts";
import { placedBlocks } from "./places.ts";

type Item = Exclude<Node, { type: "listItem" }>;

/** The nodes of a document by what payload item they are; a list item is none. */
function nodesOf(document: Document): Map<string, Item> {
  const nodes = new Map<string, Item>();
  visit(document, (node) => {
    // What is wrapped as furniture has its wrapper's pointer, and is itself the item.
    if (node.type !== "listItem") nodes.set(node.pointer, node);
    return undefined;
  });
  return nodes;
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

test("chunk P1: a source's pages are where its item stands", () => {
  expectLaw(({ document, result }) => {
    const numbers = new Map<string, number>();
    for (const one of document.children) visit(one, (node) => void numbers.set(node.pointer, one.number));
    for (const { type, pointer, pageNumbers } of result.chunks.flatMap((one) => one.sources)) {
      if (type !== "table") expect(pageNumbers).toEqual([numbers.get(pointer)]);
      expect(pageNumbers).toEqual([...new Set(pageNumbers)].sort((one, other) => one - other));
    }
  });
});

test("chunk P2: regions lie on the chunk's pages and are sized, and a source with a region there brings one", () => {
  expectLaw(({ document, result }) => {
    const nodes = nodesOf(document);
    for (const { pages, regions, sources } of result.chunks) {
      const numbers = new Set(pages.map(({ number }) => number));
      for (const { pageNumber, box: place } of regions) {
        expect(numbers).toContain(pageNumber);
        expect([place.x, place.y, place.width, place.height].every(Number.isFinite) && place.width >= 0 && place.height >= 0).toBe(true);
      }
      const isPlaced = sources.some(({ pointer }) => nodes.get(pointer)?.regions.some(({ pageNumber }) => numbers.has(pageNumber)));
      if (isPlaced) expect(regions.length).toBeGreaterThan(0);
    }
  });
});

test("chunk P2: every region is one of the item it names", () => {
  expectLaw(({ document, result }) => {
    const nodes = nodesOf(document);
    for (const { pointer, precision, ...region } of result.chunks.flatMap((one) => one.regions)) {
      const node = nodes.get(pointer);
      const parts = node?.type === "table" ? node.parts.flatMap((part) => part.regions) : [];
      const rows = node?.type === "table" ? node.grid.rows.flatMap(({ source }) => source.regions) : [];
      expect([...(node?.regions ?? []), ...parts, ...rows]).toContainEqual(region);
      expect(["span", "node"]).toContain(precision);
    }
  });
});

const itemTypes: Readonly<Record<string, string>> = { paragraph: "text", pageHeader: "header", pageFooter: "footer", unknown: "hologram" };

test("chunk P3: a source is an item of the payload, and its slice of the item's markdown is the chunk's, link queries left out", () => {
  expectLaw((chunked) => {
    const { wire, document, result, settings } = chunked;
    const nodes = nodesOf(document);
    for (const source of result.chunks.flatMap((one) => one.sources)) {
      const node = nodes.get(source.pointer) as Item;
      const item = resolvePointer(wire, source.pointer) as Wire;
      expect(item.type).toBe(itemTypes[source.type] ?? source.type);
      expect(source.span[1]).toBeGreaterThan(source.span[0]);
      const own = result.markdown.slice(...source.span);
      if (source.nodeSpan !== undefined) expect(withoutCuts(node.markdown, source.nodeSpan, settings.keepUrls)).toBe(own);
      else expect(isWrittenElsewhere(node, source, chunked), JSON.stringify([node.type, node.markdown, own])).toBe(true);
    }
  });
});

/** A slice of a node's markdown without the queries of its links, which its chunk does not hold. */
function withoutCuts(markdown: string, [start, end]: readonly [number, number], keepUrls: boolean): string {
  if (keepUrls) return markdown.slice(start, end);
  let kept = "";
  let from = start;
  for (const [cut, cutEnd] of linkCuts(markdown)) {
    if (cutEnd <= from || cut >= end) continue;
    kept += markdown.slice(from, Math.max(cut, from));
    from = cutEnd;
  }
  return kept + markdown.slice(from, Math.max(from, end));
}

/** Captions, tables whose rows are written anew, items without markdown, and items of a list or of an unknown item that writes them another way, such as indented. */
function isWrittenElsewhere(node: Item, { span }: ChunkSource, { document, result }: Case): boolean {
  if (node.type === "image" || node.markdown.trim() === "") return true;
  const top = document.children.flatMap(({ children }) => children).find((child) => `${node.pointer}/`.startsWith(`${child.pointer}/`));
  const isTop = top?.pointer === node.pointer;
  if (top?.markdown.trim() === "") return true;
  if (node.type === "table") return !result.markdown.slice(...span).includes(node.markdown.trim());
  return !isTop && (node.markdown.includes("\n") || !result.markdown.slice(...span).includes(node.markdown.trim()));
}

test("chunk P3: the slices of a block in all chunks are all of its markdown but for white space", () => {
  expectLaw(
    (chunked) => {
      const sources = chunked.result.chunks.flatMap((one) => one.sources);
      for (const { node } of placedBlocks(chunked)) {
        if (node.type !== "paragraph" && node.type !== "heading" && node.type !== "code" && node.type !== "list") continue;
        const spans = sources.flatMap(({ pointer, nodeSpan }) => (pointer === node.pointer && nodeSpan !== undefined ? [nodeSpan] : []));
        if (spans.length === 0) continue;
        const cuts = chunked.settings.keepUrls ? [] : linkCuts(node.markdown);
        let [left, last] = ["", 0];
        for (const [start, end] of [...spans, ...cuts, [node.markdown.length, node.markdown.length] as const].toSorted(
          (one, other) => one[0] - other[0],
        )) {
          left += node.markdown.slice(last, Math.max(start, last));
          last = Math.max(end, last);
        }
        expect(left.replaceAll(/[-\s]/g, "")).toBe("");
      }
    },
    { options: { overlap: 0 } },
  );
});

test("chunk P3: a source is partial exactly where another chunk has the rest", () => {
  expectLaw(
    ({ result }) => {
      const counts = new Map<string, number>();
      for (const { pointer } of result.chunks.flatMap((one) => one.sources)) counts.set(pointer, (counts.get(pointer) ?? 0) + 1);
      for (const { pointer, partial, type } of result.chunks.flatMap((one) => one.sources)) {
        if (type !== "table") expect(partial).toBe((counts.get(pointer) ?? 0) > 1);
      }
    },
    { options: { overlap: 0 } },
  );
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
    expect(withoutCuts((nodes.get(pointer) as Node).markdown, nodeSpan, false)).toBe(markdown.slice(...span));
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

test("chunk P4: a part of a node brings the regions of its characters, or those that do not say which are theirs", () => {
  expectLaw(
    ({ document, result }) => {
      const nodes = nodesOf(document);
      for (const { sources, regions } of result.chunks) {
        for (const { pointer, partial, nodeSpan, type } of sources) {
          const node = nodes.get(pointer) as Item;
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

test("chunk P6: pages that failed or are absent are gaps, and no chunk has text from both sides of one unless it may", () => {
  expectLaw(
    ({ document, settings, result }) => {
      const missing = new Map(document.children.flatMap(({ number, error }) => (error === undefined ? [] : [[number, error] as const])));
      const numbers = document.children.map(({ number }) => number);
      const absent = numbers.slice(1).flatMap((number, index) => {
        const from = (numbers[index] as number) + 1;
        return number > from ? [{ pageNumber: from, lastPageNumber: number - 1 }] : [];
      });
      const failed = [...missing].map(([pageNumber, error]) => ({ pageNumber, error }));
      const byNumber = (one: { pageNumber: number }, other: { pageNumber: number }): number => one.pageNumber - other.pageNumber;
      expect([...result.gaps].sort(byNumber)).toEqual([...failed, ...absent].sort(byNumber));
      expect(codes(result.warnings).filter((code) => code === "page-gap")).toHaveLength(failed.length);
      const gaps = result.gaps.map(({ pageNumber }) => pageNumber);
      for (const { pages, flags } of result.chunks) {
        const [first, last] = [pages[0]?.number ?? 0, pages.at(-1)?.number ?? 0];
        const crosses = gaps.some((number) => first < number && number < last);
        expect(flags?.includes("page-gap") === true).toBe(crosses);
        if (crosses) expect(settings.acrossGaps).toBe(true);
      }
    },
    { items: anyItems },
  );
});

test("chunk P6: a failed page is a gap that no chunk crosses, or only with the flag", () => {
  const document = doc(page(heading(1, "A"), text("a:")), failedPage("timeout"), page(text("b")));
  const { chunks, gaps, warnings } = chunkDocument(document);
  expect(gaps).toEqual([{ pageNumber: 2, error: "timeout" }]);
  expect(codes(warnings)).toContain("page-gap");
  expect(chunks.map((one) => one.pages.map(({ number }) => number))).toEqual([[1], [3]]);
  const [across, ...others] = chunkDocument(document, { acrossGaps: true }).chunks;
  expect([across?.pages.map(({ number }) => number), across?.flags, others]).toEqual([[1, 3], ["page-gap"], []]);
});

test("chunk P6: absent pages are a gap as well", () => {
  const { gaps, chunks } = chunkDocument(doc(page(text("a")), { ...page(text("b")), page_number: 5 }));
  expect(gaps).toEqual([{ pageNumber: 2, lastPageNumber: 4 }]);
  expect(chunks).toHaveLength(2);
});

test("chunk P6: a failed page throws where that is asked", () => {
  const act = () => chunk(doc(page(text("a")), failedPage("timeout")), { failedPages: "throw" });
  expect(act).toThrow(ChunkError);
  expect(act).toThrow(expect.objectContaining({ code: "page-failed" }));
  expect(chunk(doc(page(text("a"))), { failedPages: "throw" })).toHaveLength(1);
});

test("chunk P7: a page's number on paper and its size travel with it, and are absent when unknown", () => {
  expectLaw(({ document, result }) => {
    const known = new Map(document.children.map((one) => [one.number, one]));
    for (const { furniture: _, ...own } of result.chunks.flatMap((one) => one.pages)) {
      const { printedNumber, width, height } = known.get(own.number) ?? {};
      expect(own).toStrictEqual(JSON.parse(JSON.stringify({ number: own.number, printedNumber, width, height })));
    }
  });
});

test("chunk P7: a printed number travels with its page and is absent when unknown", () => {
  const metadata = { pages: [{ page_number: 1, printed_page_number: "iv" }, { page_number: 2 }] };
  const [one] = chunk(documentOf({ ...parseResult(page(text("a")), page(text("b"))), metadata }));
  expect(one?.pages).toEqual([
    { number: 1, printedNumber: "iv", width: 612, height: 792 },
    { number: 2, width: 612, height: 792 },
  ]);
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
