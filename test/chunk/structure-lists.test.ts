import type { List, ListItem, Nodes } from "mdast";
import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import type { Chunk, Span } from "../../src/chunk/types.ts";
import { doc, list, page } from "../build.ts";
import { additive, type Case, characters, expectLaw } from "./documents.ts";
import { lists, markedList } from "./items.ts";
import { nodesOf, parsed } from "./oracle.ts";
import { fits, leastWindow, piecesIn, pieceText, placedBlocks } from "./places.ts";

/** An item of a list, and where its marker and its first text begin in the markdown. */
interface Item {
  readonly span: Span;
  readonly textStart: number;
  readonly marker: string;
}

/** The items of a list as an outside reader sees them; none where it sees anything else or more than one list. */
function itemsIn(markdown: string, [start, end]: Span): Item[] {
  const root = parsed(markdown.slice(start, end));
  if (root.children.length !== 1 || root.children[0]?.type !== "list") return [];
  return nodesOf(root, (node) => node.type === "listItem").map((node) => {
    const [from, to] = [offsetOf(node, "start") + start, offsetOf(node, "end") + start];
    const [first] = (node as ListItem).children;
    const textStart = first === undefined ? to : offsetOf(first, "start") + start;
    return { span: [from, to], textStart, marker: markdown.slice(from, textStart) };
  });
}

function offsetOf(node: Nodes, end: "start" | "end"): number {
  return node.position?.[end].offset ?? 0;
}

/** The lists and the items that the first text of a list stands in, outermost first. */
function firstPath(node: Nodes | undefined): List[] {
  const path: List[] = [];
  for (let one = node; one !== undefined && "children" in one; one = one.children[0]) if (one.type === "list") path.push(one);
  return path;
}

/** Checks a law on each piece of each list. */
function expectListLaw(check: (piece: { chunk: Chunk; span: Span; text: string }, items: readonly Item[], chunked: Case) => void): void {
  expectLaw(
    (chunked) => {
      for (const { node, span } of placedBlocks(chunked)) {
        if (node.type !== "list") continue;
        const items = itemsIn(chunked.result.markdown, span);
        if (items.length === 0) continue;
        for (const piece of piecesIn(chunked.result.chunks, span)) check({ ...piece, text: pieceText(piece.chunk, span) }, items, chunked);
      }
    },
    { items: lists, among: additive, options: { table: "rows", overlap: 0 } },
  );
}

test("chunk T8: no marker is parted from its first text", () => {
  expectListLaw(({ span }, items, { result: { markdown } }) => {
    const start = span[0] + (/^\s*/.exec(markdown.slice(span[0], span[1]))?.[0].length ?? 0);
    for (const item of items) {
      if (item.textStart > item.span[0]) expect(start).not.toBe(item.textStart);
      expect(span[1] > item.span[0] && span[1] <= item.textStart && item.textStart < item.span[1]).toBe(false);
    }
  });
});

test("chunk T8: a piece is a list at the depth and with the numbers of its source, ancestors opened again as far as a quarter of the window goes", () => {
  expectListLaw(({ chunk: own, span, text }, items, chunked) => {
    const { markdown } = chunked.result;
    const { tokenizer, maxTokens } = chunked.settings;
    const start = firstTextIn(markdown, span, items);
    if (looksMarked(markdown.slice(start, span[1]))) return;
    const around = items.filter((item) => item.span[0] <= start && start < item.span[1]);
    const reopened = around.filter((item) => item.span[0] < span[0]);
    const path = firstPath(parsed(text).children[0]);
    const first = reopened.findIndex((_, index) => canReopen(reopened.slice(index), own, span, chunked));
    const fitting = first < 0 ? 0 : reopened.length - first;
    expect(path.length, text).toBeGreaterThanOrEqual(around.length - reopened.length + fitting);
    expect(path.length, text).toBeLessThanOrEqual(around.length);
    const inner = around.slice(around.length - path.length);
    const numbers = inner.map(({ marker }) => (/\d/.test(marker) ? Number.parseInt(marker, 10) : null));
    expect(
      path.map((one) => (one.ordered ? one.start : null)),
      text,
    ).toEqual(numbers);
    const source = own.segments.findIndex((one) => one.kind === "source" && one.span?.[0] === span[0]);
    const markers = own.segments.slice(0, Math.max(source, 0)).flatMap((one) => (one.kind === "marker" ? [one.text] : []));
    if (fitting > 0 || reopened.length === 0) expect(markers.length > 0).toBe(reopened.length > 0);
    // The indentation behind the last marker is the source's own.
    expect(4 * tokenizer.count(markers.join("").trimEnd())).toBeLessThanOrEqual(maxTokens);
  });
});

/** Whether words of a text that begin a piece look like a marker to markdown. */
function looksMarked(text: string): boolean {
  return /^(?:[-+*]|\d{1,9}[.)])(?:\s|$)/.test(text);
}

/** What it costs to open items again, on one line or on a line for each, whatever is more. */
function costOf(items: readonly Item[], { settings: { tokenizer } }: Case): number {
  const markers = items.map(({ marker }) => marker);
  const lines = markers.map((marker, level) => " ".repeat(markers.slice(0, level).join("").length) + marker.trimEnd());
  return Math.max(tokenizer.count(markers.join("")), tokenizer.count(`${lines.join("\n")} `));
}

/** Whether all these items can be opened again in a quarter of the window; not where a link would have to be cut for it (T10). */
function canReopen(items: readonly Item[], own: Chunk, span: Span, chunked: Case): boolean {
  if (4 * costOf(items, chunked) > leastWindow(chunked)) return false;
  return fits(chunked, own, items.map(({ marker }) => marker).join("\n") + chunked.result.markdown.slice(...span));
}

/** Where the first text of a piece begins, behind white space and the markers it begins with. */
function firstTextIn(markdown: string, [start, end]: Span, items: readonly Item[]): number {
  let at = start + (/^\s*/.exec(markdown.slice(start, end))?.[0].length ?? 0);
  for (const item of items) if (item.span[0] === at && item.textStart < item.span[1]) at = Math.max(at, item.textStart);
  return at;
}

test("chunk T8: the items of a piece whose ancestors are all opened again have the depths of their source", () => {
  expectListLaw(({ chunk: own, span, text }, items, chunked) => {
    const start = span[0] + (/^\s*/.exec(chunked.result.markdown.slice(...span))?.[0].length ?? 0);
    if (looksMarked(chunked.result.markdown.slice(firstTextIn(chunked.result.markdown, span, items), span[1]))) return;
    const shown = items.filter((item) => item.span[1] > start && item.span[0] < span[1]);
    const reopened = shown.filter((item) => item.span[0] < start);
    if (!canReopen(reopened, own, span, chunked)) return;
    const found = nodesOf(parsed(text), (node) => node.type === "listItem").map(
      (node) => [offsetOf(node, "start"), offsetOf(node, "end")] as const,
    );
    expect(depths(found), text).toEqual(depths(shown.map((item) => item.span)));
  });
});

/** How many of the spans each of them stands in. */
function depths(spans: readonly Span[]): number[] {
  return spans.map(([start], index) => spans.slice(0, index).filter(([, end]) => end > start).length);
}

const spaced = "one more word ".repeat(12).trim();

test("chunk() opens the markers again where a piece goes on inside an item", () => {
  const chunks = chunk(doc(page(markedList("1.", ["a", list("b", spaced)]))), { maxTokens: 80, tokenizer: characters });
  expect(chunks.length).toBeGreaterThan(2);
  for (const one of chunks.slice(2)) expect(one.text).toMatch(/^1\.\s+- \S/);
  expect(chunks[2]?.segments.map(({ kind }) => kind)).toEqual(["marker", "source"]);
});

test("chunk() keeps the numbers of an ordered list", () => {
  const chunks = chunk(
    doc(
      page(
        markedList(
          "98.",
          Array.from({ length: 9 }, (_, index) => `item ${index} of them`),
        ),
      ),
    ),
    { maxTokens: 64, tokenizer: characters },
  );
  expect(chunks.flatMap((one) => one.text.match(/^\d+/gm) ?? [])).toEqual(["98", "99", "100", "101", "102", "103", "104", "105", "106"]);
});

test("chunkMarkdown() opens lists again in plain markdown too", () => {
  const { chunks } = chunkMarkdown(`- a\n\n  1) b\n  2) ${spaced}\n`, { maxTokens: 80, tokenizer: characters });
  expect(chunks.length).toBeGreaterThan(2);
  for (const one of chunks.slice(1)) expect(firstPath(parsed(one.text).children[0])).toHaveLength(2);
});
