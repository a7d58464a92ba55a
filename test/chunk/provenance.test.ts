import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { ChunkSource } from "../../src/chunk/types.ts";
import { linkCuts } from "../../src/payload/links.ts";
import { resolvePointer } from "../../src/payload/pointer.ts";
import type { Node } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { doc, heading, list, page, rowsTable, text, type Wire } from "../build.ts";
import { type Case, characters, expectLaw } from "./documents.ts";
import { type ItemNode, itemNodes, placedBlocks } from "./places.ts";

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
    const nodes = itemNodes(document);
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
    const nodes = itemNodes(document);
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
    const nodes = itemNodes(document);
    for (const source of result.chunks.flatMap((one) => one.sources)) {
      const node = nodes.get(source.pointer) as ItemNode;
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
function isWrittenElsewhere(node: ItemNode, { span }: ChunkSource, { document, result }: Case): boolean {
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
        if (type !== "table") expect(partial, pointer).toBe((counts.get(pointer) ?? 0) > 1);
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
  const nodes = itemNodes(document);
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
