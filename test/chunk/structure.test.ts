import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { chunk } from "../../src/chunk/chunk.ts";
import type { Chunk, Tokenizer } from "../../src/chunk/types.ts";
import type { Block } from "../../src/tree/types.ts";
import { code, doc, heading, image, list, page, rowsTable, table, text } from "../build.ts";
import { additive, bodyBlocks, expectLaw } from "./documents.ts";

const parser = unified().use(remarkParse).use(remarkGfm);
const characters: Tokenizer = { id: "characters", count: (value) => value.length };
const texts = (chunks: readonly Chunk[]): string[] => chunks.map((one) => one.text);

test("chunk T2: a table's piece under its header is one table for remark-gfm, with its columns and rows", () => {
  expectLaw(({ result: { chunks, markdown } }) => {
    for (const { segments, sources, table: piece } of chunks) {
      if (piece === undefined || piece.header === "none") continue;
      const header = segments.find(({ kind }) => kind === "header-row")?.text ?? "";
      const rows = sources.find(({ type }) => type === "table")?.span;
      const [found, ...others] = parser.parse(header + markdown.slice(...(rows ?? []))).children;
      expect(others).toEqual([]);
      expect(found).toMatchObject({ type: "table", align: Array(piece.columnCount).fill(null) });
      expect(found).toHaveProperty("children.length", 1 + piece.rows[1] - piece.rows[0]);
    }
  });
});

test("chunk T3: the rows of a table's pieces are all of its rows, in order; only a row too large for a chunk is in two", () => {
  expectLaw(({ document, result }) => {
    for (const { block } of bodyBlocks(document)) {
      const found = result.chunks.filter((one) => one.sources.some(({ pointer }) => pointer === block.pointer));
      // A chunk with two tables says of neither which rows it holds.
      if (block.type !== "table" || block.grid.rows.length === 0 || found.length < 2 || found.some((one) => one.table === undefined))
        continue;
      let last = 0;
      for (const { table: piece } of found as Required<Chunk>[]) {
        const isCut = piece.header === "none" && piece.rows[0] === last - 1;
        if (!isCut) expect(piece.rows[0]).toBe(last);
        last = piece.rows[1];
      }
      expect(last).toBe(block.grid.rows.length - block.grid.headerRowCount);
    }
  }, additive);
});

test("chunk T6: the code in a chunk stands in balanced fences with the node's own first line", () => {
  expectLaw(({ document, maxTokens, tokenizer, result }) => {
    const fenced = new Map(bodyBlocks(document).flatMap(({ block }) => (block.type === "code" ? [[block.pointer, block.markdown]] : [])));
    for (const { sources, text: own } of result.chunks) {
      const [only, ...others] = sources;
      const markdown = only === undefined || others.length > 0 ? undefined : fenced.get(only.pointer);
      if (markdown === undefined) continue;
      const lines = own.split(/\r?\n/);
      // A fence that would take more than half of each chunk is not repeated.
      if (tokenizer.count(`${markdown.split("\n", 1)[0]}\n`) * 2 > maxTokens / 3) continue;
      expect(lines[0]).toBe(markdown.split(/\r?\n/, 1)[0]);
      expect(lines.at(-1)).toBe(/(`{3,}|~{3,})$/.exec(markdown)?.[0]);
      expect(parser.parse(own).children.map((node) => node.type)).toEqual(["code"]);
    }
  }, additive);
});

test("chunk T11: no chunk ends with a heading that has a body, but for headings that take more than half of the room", () => {
  expectLaw(({ document, maxTokens, tokenizer, result }) => {
    const blocks = bodyBlocks(document).filter(({ block }) =>
      result.chunks.some((one) => one.sources.some(({ pointer }) => pointer === block.pointer)),
    );
    for (const one of result.chunks) {
      const last = blocks.findIndex(({ block }) => block.pointer === lastPointer(one));
      const { block, stretch } = blocks[last] as { block: Block; stretch: number };
      const body = blocks.slice(last + 1).find((next) => next.block.type !== "heading");
      if (block.type !== "heading" || body === undefined || body.stretch !== stretch) continue;
      const from = blocks.slice(0, last).findLastIndex((before) => before.block.type !== "heading") + 1;
      const until = blocks.findIndex((next, index) => index > last && next.block.type !== "heading");
      const run = blocks.slice(from, until).map((lead) => `${lead.block.markdown}\n\n`);
      const context = Math.min(64, maxTokens / 4);
      const isLarge = tokenizer.count(run.join("")) > (maxTokens - context) / 2;
      expect(isLarge || isFrameLarge(body.block, maxTokens, tokenizer), one.text).toBe(true);
    }
  }, additive);
});

function lastPointer({ sources, span }: Chunk): string | undefined {
  return sources.filter((source) => source.span[1] === span[1]).at(0)?.pointer;
}

/** A table's header or a fence that takes much of a chunk leaves no room for a heading beside a line of the body. */
function isFrameLarge(block: Block, maxTokens: number, tokenizer: Tokenizer): boolean {
  if (block.type !== "table" && block.type !== "code") return false;
  const [first = "", second = ""] = block.markdown.split("\n");
  return tokenizer.count(block.type === "table" ? `${first}\n${second}` : first) > maxTokens / 4;
}

test("chunk() fills the room below a heading with the first part of what is too large", () => {
  const chunks = chunk(doc(page(heading(1, "Care"), text("word ".repeat(40).trim()))), { maxTokens: 100, tokenizer: characters });
  expect(chunks[0]?.text).toMatch(/^# Care\n\nword( word){15,}$/);
});

test.each([
  ["a sentence", `${"a".repeat(50)}. ${"b".repeat(96)}.`, `# H\n\n${"a".repeat(50)}.`],
  ["a sentence that is too long below the heading but not alone", `${"b".repeat(46)} ${"b".repeat(46)}. c.`, `# H\n\n${"b".repeat(46)}`],
  ["words", `${"a ".repeat(80)}`, `# H\n\n${"a ".repeat(46).trim()}`],
  ["no break at all", "a".repeat(300), `# H\n\n${"a".repeat(93)}`],
])("chunk() cuts the text below a heading after %s", (_, value, expected) => {
  expect(chunk(doc(page(heading(1, "H"), text(value))), { maxTokens: 100, tokenizer: characters })[0]?.text).toBe(expected);
});

test("chunk() repeats a table's header in each piece and counts its rows", () => {
  const rows = Array.from({ length: 9 }, (_, index) => `row ${index}|${index}`);
  const chunks = chunk(doc(page(table("name|n", ...rows))), { maxTokens: 80, tokenizer: characters });
  expect(chunks.map((one) => [one.table?.header, one.table?.rows])).toEqual([
    ["source", [0, 3]],
    ["repeated", [3, 6]],
    ["repeated", [6, 9]],
  ]);
  expect(chunks[1]?.text).toBe("| name | n |\n| --- | --- |\n| row 3 | 3 |\n| row 4 | 4 |\n| row 5 | 5 |");
  expect(chunks[1]?.segments.map(({ kind }) => kind)).toEqual(["header-row", "source"]);
  expect(chunks.map((one) => one.split?.part)).toEqual([0, 1, 2]);
});

test("chunk() lets a table's header stand alone below a heading where its first row does not fit", () => {
  const chunks = chunk(doc(page(heading(1, "h".repeat(60)), rowsTable([["n"], ["r".repeat(60)]]))), {
    maxTokens: 130,
    tokenizer: characters,
  });
  expect(chunks.map((one) => one.table?.rows)).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(chunks[0]?.text).toBe(`# ${"h".repeat(60)}\n\n| n |\n| --- |`);
});

test("chunk() cuts a row that is too large as text and says which row it is", () => {
  const chunks = chunk(doc(page(table("n|m", "1|2", `${"r ".repeat(60)}|x`, "3|4"))), { maxTokens: 80, tokenizer: characters });
  expect(chunks.map((one) => [one.table?.header, one.table?.rows])).toEqual([
    ["source", [0, 1]],
    ["none", [1, 2]],
    ["none", [1, 2]],
    ["repeated", [2, 3]],
  ]);
});

test("chunk() knows the rows of a table whose header is too large to be repeated", () => {
  const chunks = chunk(doc(page(rowsTable([["h ".repeat(40)], ["1"], ["2"]]))), { maxTokens: 80, tokenizer: characters });
  expect(chunks.map((one) => one.table?.rows)).toEqual([
    [0, 0],
    [0, 2],
  ]);
});

test("chunk() closes and opens the fence around each piece of code, indentation kept", () => {
  const chunks = chunk(doc(page(code("if (a) {\n    b();\n}\n".repeat(3).trim(), "ts"))), { maxTokens: 38, tokenizer: characters });
  expect(texts(chunks)[1]).toBe("```ts\nif (a) {\n    b();\n}\n```");
  expect(chunks[1]?.segments.map(({ kind }) => kind)).toEqual(["fence", "source", "fence"]);
  expect(chunks[1]?.code).toEqual({ lang: "ts" });
});

test("chunk() cuts a line of code that is too long between characters, in its fence, and loses none", () => {
  const line = "a  b ".repeat(30);
  const chunks = chunk(doc(page(code(`x\n${line}\ny`))), { maxTokens: 64, tokenizer: characters });
  expect(texts(chunks).every((own) => own.startsWith("```\n") && own.endsWith("\n```"))).toBe(true);
  expect(
    texts(chunks)
      .map((own) => own.slice(4, -4))
      .join(""),
  ).toBe(`x${line}y`);
  expect(chunks.map((one) => one.flags)).toEqual([undefined, ["long-line"], ["long-line"], ["long-line"], undefined]);
});

test.each([
  ["heading", [heading(1, "A"), heading(2, "B")]],
  ["list", [heading(1, "A"), list("a")]],
  ["table", [table("a", "1")]],
  ["code", [code("a")]],
  ["image", [image("a", "b.png")]],
  ["text", [text("a"), heading(1, "B"), text("c")]],
  ["mixed", [text("a"), list("b")]],
] as const)("chunk() says that a chunk is of kind %s", (kind, items) => {
  expect(chunk(doc(page(...items))).map((one) => one.kind)).toEqual([kind]);
});

test("chunk() numbers the parts of a block that begins in the chunk another one ends in", () => {
  const items = [text(`${"a ".repeat(60)}:`), text("b ".repeat(90))];
  const chunks = chunk(doc(page(...items)), { maxTokens: 100, tokenizer: characters });
  const parts = new Map<string, number[]>();
  for (const { split } of chunks) if (split !== undefined) parts.set(split.pointer, [...(parts.get(split.pointer) ?? []), split.part]);
  expect([...parts.values()].every((numbers) => new Set(numbers).size === numbers.length)).toBe(true);
});
