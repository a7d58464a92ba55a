import fc from "fast-check";
import type { Nodes } from "mdast";
import { expect, test } from "vitest";
import { listLines } from "../../src/markdown/list-lines.ts";
import { parseMarkdown } from "../../src/markdown/processor.ts";
import { soup } from "../arbitraries.ts";
import { lists, markSoup } from "./scan-documents.ts";

/** A line each: the items it belongs to, outermost first, by their markers, `*` where one begins. */
function outline(text: string): string[] {
  const { lines, items } = listLines(text);
  return lines.map(({ start, end, item, beginsItem }) => {
    const chain: string[] = [];
    for (let at = items[item]; at !== undefined; at = items[at.parent]) chain.unshift(at.marker);
    return `${chain.join(" ")}${beginsItem ? "*" : ""}: ${text.slice(start, end).trim()}`;
  });
}

test.each([
  ["items and their other lines", "- a\n  b\nc\n\n  d\n- e", ["-*: - a", "-: b", "-: c", "-: ", "-: d", "-*: - e"]],
  ["items in items", "1. a\n   - b\n     c\n   d\n2) e", ["1.*: 1. a", "1. -*: - b", "1. -: c", "1. -: d", "2)*: 2) e"]],
  ["items that begin on one line", "- 1. a\n     b\n  c\n\n  d", ["- 1.*: - 1. a", "- 1.: b", "- 1.: c", "- 1.: ", "-: d"]],
  [
    "no items in code",
    "- ```\n  - a\n\n  1. b\n  ```\n      - c\n- d",
    ["-*: - ```", "-: - a", "-: ", "-: 1. b", "-: ```", "-: - c", "-*: - d"],
  ],
  ["no items in HTML", "- <pre>\n  - a\n\n  </pre>\n  - b", ["-*: - <pre>", "-: - a", "-: ", "-: </pre>", "- -*: - b"]],
  ["items in quotes in items", "- > 1. a\n  > b\n  >\n  > c", ["- 1.*: - > 1. a", "- 1.: > b", "- 1.: >", "-: > c"]],
  ["a rule, which is no item", "- a\n  - - -\n- - b", ["-*: - a", "-: - - -", "- -*: - - b"]],
  ["what is in no item", "a\n- b\n# c", [": a", "-*: - b", ": # c"]],
  ["tasks and empty items", "- [x] a\n-\n-\tb\r\n\tc", ["-*: - [x] a", "-*: -", "-*: -\tb", "-: c"]],
  ["nothing", "", []],
])("listLines() tells %s", (_, text, expected) => {
  expect(outline(text)).toEqual(expected);
});

test("listLines() says where markers stand and how far the lines of an item are indented", () => {
  expect(listLines("- a\n  1. - b\n\n   c")).toEqual({
    lines: [
      { start: 0, end: 3, item: 0, beginsItem: true },
      { start: 4, end: 12, item: 2, beginsItem: true },
      { start: 13, end: 13, item: 2, beginsItem: false },
      { start: 14, end: 18, item: 0, beginsItem: false },
    ],
    items: [
      { marker: "-", start: 0, end: 1, parent: -1, depth: 0, line: 0, indent: 0, contentIndent: 2 },
      { marker: "1.", start: 6, end: 8, parent: 0, depth: 1, line: 1, indent: 2, contentIndent: 5 },
      { marker: "-", start: 9, end: 10, parent: 1, depth: 2, line: 1, indent: 5, contentIndent: 7 },
    ],
  });
});

interface Item {
  readonly start: number;
  readonly end: number;
  readonly parent: number;
}

/** The items of a text by remark, in order. */
function itemsOf(text: string): Item[] {
  const items: Item[] = [];
  const visit = (node: Nodes, parent: number): void => {
    const [start = 0, end = 0] = [node.position?.start.offset, node.position?.end.offset];
    const own = node.type === "listItem" ? items.push({ start, end, parent }) - 1 : parent;
    if ("children" in node) for (const child of node.children) visit(child, own);
  };
  visit(parseMarkdown(text), -1);
  return items;
}

test("listLines() finds the items that remark finds, and the innermost one of each line with text", () => {
  fc.assert(
    fc.property(lists, fc.constantFrom("\n", "\r\n"), (list, lineEnd) => {
      const text = list.replaceAll("\n", lineEnd);
      const { lines, items } = listLines(text);
      const expected = itemsOf(text);
      expect(items.map(({ start, parent }) => ({ start, parent }))).toEqual(expected.map(({ start, parent }) => ({ start, parent })));
      for (const { start, end, item } of lines) {
        const first = start + text.slice(start, end).search(/[^\s>]/);
        if (first < start) continue;
        expect(item).toBe(expected.findLastIndex((one) => one.start < end && one.end > first));
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 150) },
  );
});

test("listLines() gives every line of any text once, and items whose markers and parents are right", () => {
  fc.assert(
    fc.property(fc.oneof(lists, markSoup, soup), (text) => {
      const { lines, items } = listLines(text);
      expect(lines.map(({ start, end }) => text.slice(start, end))).toEqual(text.split(/\r\n?|\n/).slice(0, lines.length));
      expect(text.slice(lines.at(-1)?.end ?? 0)).toMatch(/^(?:\r\n?|\n)?$/);
      for (const [index, { marker, start, end, parent, depth, line }] of items.entries()) {
        expect(marker).toMatch(/^(?:[-+*]|\d{1,9}[.)])$/);
        expect(text.slice(start, end)).toBe(marker);
        expect(parent).toBeLessThan(index);
        expect(depth).toBe(parent < 0 ? 0 : (items[parent]?.depth ?? 0) + 1);
        expect(lines[line]?.beginsItem).toBe(true);
      }
      for (const { item } of lines) expect(item).toBeLessThan(items.length);
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 500) },
  );
});

test.each([
  ["ten thousand levels on one line", `${"- ".repeat(10_000)}a\nb\n\n${" ".repeat(20_000)}c`, 4, 10_000],
  ["two thousand levels, one a line", Array.from({ length: 2_000 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n"), 2_000, 2_000],
  ["levels and many blank lines", `${"1. ".repeat(10_000)}a${"\n".repeat(100_000)}`, 100_000, 10_000],
  ["items", "- a\n".repeat(50_000), 50_000, 50_000],
])("listLines() reads %s", (_, text, lineCount, itemCount) => {
  const { lines, items } = listLines(text);
  expect([lines.length, items.length]).toEqual([lineCount, itemCount]);
});
