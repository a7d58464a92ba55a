import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import type { Chunk, Excluded, Segment, Span } from "../../src/chunk/types.ts";
import { fromMarkdown } from "../../src/markdown/from-markdown.ts";
import { withoutLinkQueries } from "../../src/payload/links.ts";
import { foldedHeader } from "../../src/table/header.ts";
import type { Grid } from "../../src/tree/table.ts";
import type { Node, Page, PageContent } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import { code, doc, failedPage, footer, header, heading, image, list, page, text } from "../build.ts";
import { type Case, expectLaw } from "./documents.ts";
import { anyItems, fences, lists, paragraphs, tables } from "./items.ts";
import { expectLossless } from "./losses.ts";
import { folded, isFurniture, ownText, placedBlocks } from "./places.ts";

const kinds = fc.constantFrom(anyItems, paragraphs, lists, fences, tables);

test.each(["rows", "as-one", "key-value", "rows+key-value"] as const)(
  "chunk L1: without overlap the source and what was left out are disjoint, and between them is nothing but white space; table: %s",
  (table) => {
    expectLaw(
      (chunked) => {
        expect(chunked.result.chunks.flatMap((one) => one.segments).filter(({ kind }) => kind === "overlap")).toEqual([]);
        expectLossless(chunked.result, placedBlocks(chunked));
      },
      { items: kinds.chain((kind) => kind), options: { overlap: 0, table } },
    );
  },
);

test("chunk L1: the markdown is that of the kept blocks, a blank line between them, without the queries of links", () => {
  expectLaw((chunked) => {
    const placed = placedBlocks(chunked);
    const { markdown } = chunked.result;
    for (const [index, { node, span }] of placed.entries()) {
      // The bars and tags at the ends of rows are in no cell.
      const between = markdown.slice(placed[index - 1]?.span[1] ?? 0, span[0]);
      if (index > 0) expect(between).toMatch(/^[\s|]*(<[^<>]*>\s*)*\n\n[\s|]*(<[^<>]*>\s*)*$/);
      const own = isFurniture(node) ? undefined : ownText(node, chunked);
      if (own !== undefined) expect(markdown.slice(...span).trim()).toBe(own.trim());
    }
  });
});

test("chunk L1: what has no markdown of its own stands in it with its values", () => {
  expectLaw((chunked) => {
    for (const { node, span } of placedBlocks(chunked)) {
      if (isFurniture(node) || ownText(node, chunked) !== undefined) continue;
      // A list that is written anew has numbers of its own.
      const own = chunked.result.markdown.slice(...span);
      expect(folded(node.type === "list" ? own.replaceAll(/^(?:\s*(?:[-+*]|\d+[.)])(?=\s))+/gm, "") : own)).toBe(
        folded(valuesOf(node, chunked)),
      );
    }
  });
});

/** What a block says without its markdown. */
function valuesOf(node: PageContent, { settings }: Case): string {
  const shown = settings.keepUrls ? (value: string) => value : withoutLinkQueries;
  if (node.type === "table") {
    const own = node.parts.length === 1 ? tableTexts(node.markdown) : undefined;
    return own ?? writtenAnew(node.grid).join(" ");
  }
  if (node.type === "image") return node.alt;
  if ("children" in node) return shown(node.children.map((child) => childText(child as Node)).join(" "));
  return "value" in node ? shown(node.value) : "";
}

/** The texts of a grid in a pipe table, which folds its header rows. */
function writtenAnew({ rows, headerRowCount, columnCount }: Grid): string[] {
  const body = rows.flatMap(({ cells }, row) =>
    cells.filter((cell, column) => row >= headerRowCount && cell.row === row && cell.column === column),
  );
  return [...foldedHeader(rows.slice(0, headerRowCount), columnCount), ...body.map((cell) => cell.text)];
}

function childText(node: Node): string {
  if ("children" in node && node.children.length > 0) return node.children.map((child) => childText(child as Node)).join(" ");
  return "value" in node ? node.value : node.markdown;
}

/** The words of a table's own markdown, which may fold its header rows; undefined where it has none. */
function tableTexts(markdown: string): string | undefined {
  return fromMarkdown(markdown).some((block) => block.type === "table") ? markdown : undefined;
}

test("chunk L2: every segment with a span is the slice of the markdown that it names", () => {
  expectLaw(({ result: { chunks, markdown } }) => {
    for (const { kind, span, text: own } of chunks.flatMap((one) => one.segments)) {
      if (kind === "source" || kind === "overlap") expect(span).toBeDefined();
      if (span !== undefined) expect(markdown.slice(...span)).toBe(own);
    }
  });
});

test("chunk L3: with overlap the same holds once overlap is left out", () => {
  expectLaw((chunked) => expectLossless(chunked.result, placedBlocks(chunked)), { options: { overlap: 16, maxTokens: 64 } });
});

const synthetic = new Set<Segment["kind"]>(["overlap", "header-row", "name", "fence", "marker", "tag", "joint", "ellipsis"]);

test("chunk L4: joined segments are the text, all but source is of a synthetic kind, and what is embedded ends with the text", () => {
  expectLaw(({ settings, result: { chunks } }) => {
    for (const one of chunks) {
      expect(one.segments.map((segment) => segment.text).join("")).toBe(one.text);
      for (const { kind } of one.segments) expect(kind === "source" || synthetic.has(kind)).toBe(true);
      const isRewritten = settings.table === "rows+key-value" && one.sources.some(({ type }) => type === "table");
      if (!isRewritten) expect(one.embedText.endsWith(one.text)).toBe(true);
      expect(one.span).toEqual(hullOfSource(one));
    }
  });
});

function hullOfSource({ segments }: Chunk): Span {
  const own = segments.filter(({ kind }) => kind === "source");
  return [own[0]?.span?.[0] ?? -1, own.at(-1)?.span?.[1] ?? -1];
}

test("chunk L4: rows to read are embedded as lines of key and value, each cell under its column's name", () => {
  const rows = [
    ["name", "sum"],
    ["rent", "12"],
    ["food", "7"],
  ];
  const { chunks } = chunkDocument(doc(page(heading(1, "A"), { type: "table", rows, md: "", html: "", csv: "" })), {
    table: "rows+key-value",
  });
  expect(chunks[0]?.text).toContain("| rent | 12");
  expect(chunks[0]?.embedText).toContain("name: rent\nsum: 12\n\nname: food\nsum: 7");
  expect(chunks[0]?.embedText).not.toContain("| rent");
});

test("chunk L5: every block, list item and table part is in a chunk's sources or left out with a reason", () => {
  expectLaw(({ document, settings, result }) => {
    const sources = new Set(result.chunks.flatMap((one) => one.sources.map(({ pointer }) => pointer)));
    const excluded = new Map(result.excluded.map((one) => [one.pointer, one]));
    for (const one of document.children) {
      for (const content of one.children) {
        visit(content, (node) => {
          // Furniture is no block: what stands in it is.
          const pointers = isFurniture(content) && node === content ? [] : [node.pointer];
          if (node.type === "table") pointers.push(...node.parts.map((part) => part.pointer));
          for (const pointer of pointers) expect(sources.has(pointer) || excluded.has(pointer), pointer).toBe(true);
          const reason = excluded.get(node.pointer)?.reason;
          if (reason === "furniture") expect([isFurniture(content), settings.furniture === "keep"]).toEqual([true, false]);
          else if (reason !== undefined) expect(reasonHolds(reason, node, one.error !== undefined), reason).toBe(true);
          return undefined;
        });
      }
    }
  });
});

/** Whether there is nothing that a reason hides. */
function reasonHolds(reason: Excluded["reason"], node: Node, isFailed: boolean): boolean {
  if (reason === "empty") return folded(childTexts(node)) === "";
  if (reason === "stub") return node.type === "table" && node.grid.rows.length === 0;
  return reason === "failed-page" ? isFailed : node.type === "table";
}

/** What a block says itself or in its children; the address of an image without a caption is no text. */
function childTexts(node: Node): string {
  if (node.type === "image") return node.alt;
  if (node.type === "table") return node.grid.rows.flatMap(({ cells }) => cells.map((cell) => cell.text)).join("");
  const own = "value" in node ? `${node.markdown}${node.value}` : node.markdown;
  return own.trim() === "" && "children" in node ? node.children.map((child) => childTexts(child as Node)).join("") : own;
}

test("chunk L5: what was left out is listed with the reason", () => {
  const document = doc(
    page(header(text("Annual report 1")), text(" "), image("", "a.png"), text("kept"), list("one", text("")), footer(text("12"))),
    page(header(text("Annual report 2")), text("more")),
    failedPage(),
  );
  expect(chunkDocument(document).excluded).toEqual([
    { pointer: "/items/pages/0/items/0", reason: "furniture" },
    { pointer: "/items/pages/0/items/0/items/0", reason: "furniture" },
    { pointer: "/items/pages/0/items/1", reason: "empty" },
    { pointer: "/items/pages/0/items/2", reason: "empty" },
    { pointer: "/items/pages/0/items/4/items/1", reason: "empty" },
    { pointer: "/items/pages/0/items/5", reason: "furniture" },
    { pointer: "/items/pages/0/items/5/items/0", reason: "furniture" },
    { pointer: "/items/pages/1/items/0", reason: "furniture" },
    { pointer: "/items/pages/1/items/0/items/0", reason: "furniture" },
    { pointer: "/items/pages/2", reason: "failed-page" },
  ]);
});

test("chunk L1: a header that stands twice on a page is there twice", () => {
  const document = doc(page(header(text("Alpha title")), text("body")));
  const [only] = document.children as [Page];
  const [first] = only.children;
  const twice = { ...document, children: [{ ...only, children: [...only.children, first as PageContent] }] };
  expect(chunkDocument(twice).markdown).toBe("Alpha title\n\nbody\n\nAlpha title");
});

test("chunk L5: furniture is left out where its text is on the next page too, or has no letters, and kept where it is on no other", () => {
  expectLaw(
    ({ document, result }) => {
      const excluded = new Set(result.excluded.map(({ pointer }) => pointer));
      const running = document.children.flatMap(({ number, children }) =>
        children
          .filter(isFurniture)
          .flatMap((node) => node.children.map((child) => ({ number, pointer: child.pointer, key: numberless(childText(child)) }))),
      );
      for (const { number, pointer, key } of running) {
        const others = running.filter((other) => other.key === key && other.number !== number);
        if (!/\p{L}/u.test(key) || others.some((other) => Math.abs(other.number - number) === 1)) expect(excluded).toContain(pointer);
        else if (others.length === 0 && !isNumeral(key)) expect(excluded).not.toContain(pointer);
      }
    },
    { options: { furniture: "drop" } },
  );
});

function numberless(words: string): string {
  return words
    .replaceAll(/\p{Nd}+/gu, "0")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** A roman number is the number of a page as well. */
function isNumeral(key: string): boolean {
  return /^[ivxlcdm0\s]+$/i.test(key);
}

test.each(["keep", "drop", "metadata"] as const)("chunkDocument() with furniture: %s", (furniture) => {
  const document = doc(page(header(text("Report 1")), text("A.")), page(header(text("Report 2")), text("B.")));
  const [one] = chunkDocument(document, { furniture }).chunks;
  expect(one?.text).toBe(furniture === "keep" ? "Report 1\n\nA.\n\nReport 2\n\nB." : "A.\n\nB.");
  expect(one?.pages.map((own) => own.furniture)).toEqual(furniture === "metadata" ? [["Report 1"], ["Report 2"]] : [undefined, undefined]);
});

test("chunkDocument() joins blocks by a blank line, as one segment", () => {
  const { chunks, markdown } = chunkDocument(doc(page(heading(1, "One"), text("two"), code("three"))));
  expect(markdown).toBe("# One\n\ntwo\n\n```\nthree\n```");
  expect(chunks[0]?.segments).toEqual([{ kind: "source", text: markdown, span: [0, markdown.length] }]);
});

test("chunkDocument() joins the halves of a paragraph that a page break parts, and says so", () => {
  const halves = (first: string, second: string) => chunkDocument(doc(page(text(first)), page(text(second)))).chunks[0];
  expect(halves("The pump is", "off.")?.segments.map(({ kind, text: own }) => [kind, own])).toEqual([
    ["source", "The pump is"],
    ["joint", " "],
    ["source", "off."],
  ]);
  expect(halves("instal-", "lation")).toMatchObject({ text: "installation", flags: ["joined-hyphen"] });
  for (const [first, second] of [
    ["It is off.", "then"],
    ["The", "Pump"],
    ["one:", "two"],
  ] as const) {
    expect(halves(first, second)?.text).toBe(`${first}\n\n${second}`);
  }
});
