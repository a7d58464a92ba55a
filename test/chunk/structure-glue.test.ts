import fc from "fast-check";
import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import type { Chunk, Span } from "../../src/chunk/types.ts";
import type { PageContent } from "../../src/tree/types.ts";
import { words } from "../arbitraries.ts";
import { code, doc, heading, image, list, page, rowsTable, table, text, type Wire } from "../build.ts";
import { additive, type Case, characters, expectLaw } from "./documents.ts";
import { anyItems, headings, paragraphs, tables } from "./items.ts";
import { nodesOf, parsed } from "./oracle.ts";
import { contextOf, fits, leastWindow, type Placed, placedBlocks, sourcesOf } from "./places.ts";
import { placedTables, withHeader } from "./table-pieces.ts";

const glued = fc.oneof(
  { weight: 2, arbitrary: headings },
  words.map((value) => text(`${value}:`)),
  words.map((value) => text(`Table 1: ${value}`)),
  fc.oneof(
    tables,
    paragraphs,
    words.map((value) => image(value, "a.png")),
  ),
);

/** What begins a chunk, but for the first: no boundary may be inside a group. */
function starts(chunks: readonly Chunk[]): number[] {
  return chunks.slice(1).map((one) => one.span[0]);
}

/** Whether a block stays with the next one. */
function isGlued({ node }: Placed, next: Placed): boolean {
  if (node.type === "heading") return true;
  if (node.type !== "paragraph")
    return next.node.type === "paragraph" && node.type === "table" && node.caption?.pointer === next.node.pointer;
  // What announces the next section does not stand in it, for a section begins a chunk (I3).
  if (/:\s*$/.test(node.markdown)) return next.node.type !== "heading";
  return next.node.type === "table" && next.node.caption?.pointer === node.pointer;
}

/** Whether a paragraph goes on in the next block, on the next page. */
function goesOn({ node, pageNumber }: Placed, next: Placed): boolean {
  const areParagraphs = node.type === "paragraph" && next.node.type === "paragraph";
  const isOpen = /[\p{L}\p{N},‐‑–—-]\s*$/u.test(node.markdown) && /^\s*\p{Ll}/u.test(next.node.markdown);
  return areParagraphs && isOpen && next.pageNumber === pageNumber + 1;
}

/** Runs of blocks each of which stays with the next; nothing does over a gap, or over the end of a page where chunks end there. */
function runsOf(chunked: Case): Placed[][] {
  const found: Placed[][] = [];
  let before: Placed | undefined;
  for (const placed of placedBlocks(chunked)) {
    const isNear = before?.stretch === placed.stretch && (chunked.settings.splitAt !== "page" || before.pageNumber === placed.pageNumber);
    const isJoined = before !== undefined && chunked.settings.joinAcrossPages && goesOn(before, placed);
    if (before !== undefined && isNear && (isJoined || isGlued(before, placed))) found.at(-1)?.push(placed);
    else found.push([placed]);
    before = placed;
  }
  return found;
}

const constraints = { items: glued, among: additive, options: { table: "rows", furniture: "drop", acrossGaps: false } } as const;

test("chunk T9: no boundary falls inside a group: headings, announcements and captions with what follows, as far as it fits", () => {
  expectLaw((chunked) => {
    const { result, settings } = chunked;
    for (const run of runsOf(chunked)) {
      const [first] = run as [Placed];
      let end = first.span[0];
      // A heading above half the window may stand alone (T11).
      let large = 0;
      for (const { node, span } of run) {
        if (settings.tokenizer.count(result.markdown.slice(first.span[0], span[1])) > leastWindow(chunked)) break;
        end = span[1];
        if (node.type === "heading" && settings.tokenizer.count(result.markdown.slice(...span)) * 2 > leastWindow(chunked)) large = end;
      }
      const inside = starts(result.chunks).filter((start) => first.span[0] < start && start < end && start > large + 2);
      expect(inside.map((start) => result.markdown.slice(first.span[0], start))).toEqual([]);
    }
  }, constraints);
});

const filler = text("word ".repeat(19).trim());
const rows = Array.from({ length: 2 }, (_, row) => [`row ${row}`, "12.50"]);

test.each<[string, Wire[]]>([
  ["a heading and a paragraph", [heading(4, "Care"), text("Oil it once a year.")]],
  ["headings and a list", [heading(4, "Care"), heading(5, "Parts"), list("a pump", "a valve")]],
  ["an announcement and a list", [text("It comes with:"), list("a pump", "a valve")]],
  ["an announcement and code", [text("Run this:"), code("npm test")]],
  ["a caption and its table", [text("Table 3: Sums of the year"), rowsTable([["name", "sum"], ...rows])]],
  ["a caption and its image", [text("Figure 3: The pump"), image("A pump in red", "a.png")]],
  ["a caption and its code", [text("Listing 3: The pump"), code("pump();")]],
])("chunk T9: %s stay together", (_, items) => {
  const chunks = chunk(doc(page(filler, ...items)), { maxTokens: 120, tokenizer: characters, splitDepth: 3, targetTokens: 120 });
  expect(chunks.map((one) => one.text)).toEqual([
    filler.md,
    items.map((item) => (item.type === "image" ? item.caption : item.md)).join("\n\n"),
  ]);
});

test("chunk T10: links, images, inline code and mathematics are cut only when alone too large", () => {
  expectLaw(
    (chunked) => {
      const { chunks, markdown } = chunked.result;
      for (const { node, span } of placedBlocks(chunked)) {
        if (node.type !== "paragraph") continue;
        for (const atom of atomsIn(markdown, span)) {
          for (const one of chunks) {
            const cuts = sourcesOf(one).flatMap((segment) => segment.span.filter((at) => at > atom[0] && at < atom[1]));
            if (cuts.length > 0) expect(fits(chunked, one, markdown.slice(...atom)), markdown.slice(...atom)).toBe(false);
          }
        }
      }
    },
    { items: paragraphs, among: additive, options: { overlap: 0 } },
  );
});

/** Where links, images, code and mathematics stand in a paragraph, as an outside reader sees it. */
function atomsIn(markdown: string, [start, end]: Span): Span[] {
  const own = markdown.slice(start, end);
  const inline = nodesOf(
    parsed(own),
    ({ type }) => type === "link" || type === "image" || type === "inlineCode" || type === "imageReference",
  );
  const spans = inline.map(({ position }): Span => [position?.start.offset ?? 0, position?.end.offset ?? 0]);
  const isInside = (at: number): boolean => spans.some((span) => span[0] <= at && at < span[1]);
  for (const { 0: formula, index } of own.matchAll(/\$[a-zé漢][a-zé漢 ]*\$/g))
    if (!isInside(index)) spans.push([index, index + formula.length]);
  return spans.map((span) => [span[0] + start, span[1] + start]);
}

test("chunk T11: no chunk ends with a heading whose section has a body", () => {
  expectLaw((chunked) => {
    const placed = placedBlocks(chunked);
    for (const one of chunked.result.chunks) {
      const last = placed.findIndex(({ span }) => span[0] < one.span[1] && one.span[1] <= span[1]);
      const block = placed[last] as Placed;
      const body = placed.slice(last + 1).find(({ node }) => node.type !== "heading");
      if (block.node.type !== "heading" || body === undefined || one.span[1] < block.span[1]) continue;
      expect(
        isStranded(block, body, chunked) || isLarge(placed, last, chunked) || !fitsBeside(placed, last, body, one, chunked),
        one.text,
      ).toBe(true);
    }
  }, constraints);
});

/** A failed page stands between, or the end of a page where chunks end there. */
function isStranded(block: Placed, body: Placed, { settings }: Case): boolean {
  return block.stretch !== body.stretch || (settings.splitAt === "page" && block.pageNumber !== body.pageNumber);
}

/** The run of headings takes more than half of the window, so that not all of them can be in one chunk with a body. */
function isLarge(placed: readonly Placed[], index: number, chunked: Case): boolean {
  const run = headingRun(placed, index);
  return 2 * chunked.settings.tokenizer.count(chunked.result.markdown.slice(...run)) > leastWindow(chunked);
}

function headingRun(placed: readonly Placed[], index: number): Span {
  const first = placed.slice(0, index + 1).findLastIndex(({ node }) => node.type !== "heading") + 1;
  const next = placed.findIndex(({ node }, at) => at > index && node.type !== "heading");
  return [(placed[first] as Placed).span[0], (placed[(next < 0 ? placed.length : next) - 1] as Placed).span[1]];
}

/** The least that may stand of a body alone: a row under its header, a line in its fence, a link; beside headings it may not fit, and may not be cut either (T1, T7, T10). */
function fitsBeside(placed: readonly Placed[], index: number, body: Placed, one: Chunk, chunked: Case): boolean {
  const { markdown } = chunked.result;
  return fits(chunked, one, `${markdown.slice(...headingRun(placed, index))}\n\n${leastOf(body, chunked)}`);
}

function leastOf({ node, span }: Placed, chunked: Case): string {
  const { markdown } = chunked.result;
  if (node.type === "table") {
    const placed = placedTables(chunked).find((one) => one?.node === node);
    return placed === undefined ? markdown.slice(...span) : withHeader(chunked, placed, [0, Math.min(1, placed.place.rows.length)]);
  }
  const own = markdown.slice(...span);
  if (node.type === "code") return /^[^\n]*\n[^\n]*/.exec(own)?.[0] + (/[`~]*$/.exec(own)?.[0] ?? "");
  // A link that fits no room below a heading is not cut for it (T10).
  const start = span[0] + (node.type === "list" ? markersOf(own).length : 0);
  const [atom] = node.type === "paragraph" || node.type === "list" ? atomsIn(markdown, span) : [];
  return atom?.[0] === start ? markdown.slice(span[0], atom[1]) : firstCharacter(node, own);
}

function markersOf(list: string): string {
  return /^(\s*([-*+]|\d+[.)])\s)+/.exec(list)?.[0] ?? "";
}

function firstCharacter(node: PageContent, own: string): string {
  const [segment] = new Intl.Segmenter("en").segment(node.type === "list" ? own.slice(markersOf(own).length) : own);
  return own.slice(0, own.indexOf(segment?.segment ?? "")) + (segment?.segment ?? "");
}

test("chunk T11: a chunk of headings only is of the kind heading, and no other is", () => {
  expectLaw(
    (chunked) => {
      const types = new Map(placedBlocks(chunked).map(({ node }) => [node.pointer, node.type]));
      for (const one of chunked.result.chunks) {
        const isHeadings = one.sources.every(({ pointer, type }) => type === "heading" && types.get(pointer) === "heading");
        expect(one.kind === "heading").toBe(isHeadings);
      }
    },
    { ...constraints, items: fc.oneof(headings, anyItems) },
  );
});

test("chunk() fills the room below a heading with the first part of what is too large", () => {
  const chunks = chunk(doc(page(heading(1, "Care"), text("word ".repeat(40).trim()))), { maxTokens: 100, tokenizer: characters });
  expect(chunks[0]?.text).toMatch(/^# Care\n\nword( word){12,}$/);
});

test.each<[string, Wire[], string]>([
  ["heading", [heading(1, "A"), heading(2, "B")], "heading"],
  ["list", [heading(1, "A"), list("a")], "list"],
  ["table", [table("a", "1")], "table"],
  ["code", [code("a")], "code"],
  ["image", [image("a", "b.png")], "image"],
  ["text", [text("a"), heading(1, "B"), text("c")], "text"],
  ["mixed", [text("a"), list("b")], "mixed"],
])("chunk() says that a chunk is of kind %s", (_, items, kind) => {
  expect(chunk(doc(page(...items))).map((one) => one.kind)).toEqual([kind]);
});

test("chunk() numbers the parts of each block that is in several chunks", () => {
  expectLaw(({ result: { chunks } }) => {
    const parts = new Map<string, { part: number; parts: number }[]>();
    for (const { split } of chunks) if (split !== undefined) parts.set(split.pointer, [...(parts.get(split.pointer) ?? []), split]);
    for (const known of parts.values()) {
      expect(new Set(known.map(({ part }) => part)).size).toBe(known.length);
      for (const { part, parts: count } of known) expect(part >= 0 && part < count && count > 1 && count === known[0]?.parts).toBe(true);
    }
  });
});

test("chunk T11: with splitAt page a heading at the end of a page stands alone", () => {
  const chunks = chunk(doc(page(text("a"), heading(4, "B")), page(text("c"))), { splitAt: "page", minTokens: 0 });
  expect(chunks.map((one) => [one.text, one.headingPath.map((above) => above.text)])).toEqual([
    ["a\n\n#### B", []],
    ["c", ["B"]],
  ]);
  expect(contextOf(chunks[1] as Chunk)).toBe("B\n\n");
});
