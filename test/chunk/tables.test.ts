import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { ChunkOptions } from "../../src/chunk/options.ts";
import { doc, heading, page, parseResult, rowsTable, table, text, type Wire } from "../build.ts";
import { characters, documentOf } from "./documents.ts";

test("chunk T4: a caption beside a table is in one chunk", () => {
  const rows = Array.from({ length: 30 }, (_, row) => `row ${row}|${row}`);
  const chunks = chunk(doc(page(text("Table 1: Sums of the year"), table("name|n", ...rows))), { maxTokens: 96, tokenizer: characters });
  expect(chunks.length).toBeGreaterThan(3);
  expect(chunks.filter((one) => one.text.includes("Table 1"))).toHaveLength(1);
  expect(chunks[0]?.text).toMatch(/^Table 1: Sums of the year\n\n\| name \| n \|/);
});

test("chunk T12: what is written stays as it is written: escapes, references and html tables", () => {
  const html = '<table class="wide">\n<tr><th>a</th></tr>\n<tr><td>1 &lt; 2</td></tr>\n</table>';
  const items = [
    text("2023\\* see [the note][1] and \\_that\\_"),
    text("[1]: https://x.test/note"),
    rowsTable([["a"], ["1 < 2"]], { html, md: html }),
  ];
  const { markdown, chunks } = chunkDocument(doc(page(...items)));
  expect(markdown).toBe(items.map((item) => item.md).join("\n\n"));
  expect(chunks.map((one) => one.text).join("\n\n")).toBe(markdown);
});

test("chunk T13: the last piece is no shard where the one before can spare rows", () => {
  const rows = Array.from({ length: 13 }, (_, row) => [`row ${row}`]);
  const chunks = chunk(doc(page(rowsTable([["name"], ...rows]))), { maxTokens: 170, tokenizer: characters });
  for (const one of chunks) expect((one.table?.rows[1] ?? 0) - (one.table?.rows[0] ?? 0)).toBeGreaterThanOrEqual(3);
});

const byCharacters = (item: Wire, maxTokens: number, options: ChunkOptions = {}) =>
  chunk(doc(page(item)), { maxTokens, tokenizer: characters, ...options });

test("chunk() repeats a table's header in each piece and counts its rows", () => {
  const chunks = byCharacters(table("name|n", ...Array.from({ length: 9 }, (_, index) => `row ${index}|${index}`)), 80);
  expect(chunks.map((one) => [one.table?.header, one.table?.rows])).toEqual([
    ["source", [0, 3]],
    ["repeated", [3, 6]],
    ["repeated", [6, 9]],
  ]);
  expect(chunks[1]?.text).toBe("| name | n |\n| --- | --- |\n| row 3 | 3 |\n| row 4 | 4 |\n| row 5 | 5 |");
  expect(chunks[1]?.segments.map(({ kind }) => kind)).toEqual(["header-row", "source"]);
  expect(chunks.map((one) => one.split?.part)).toEqual([0, 1, 2]);
});

test("chunk() writes a row that is too large as keys and values, and leaves the others rows", () => {
  const chunks = byCharacters(table("n|m", "1|2", `${"r ".repeat(60)}|x`, "3|4"), 80);
  expect(chunks.map((one) => [one.table?.header, one.table?.rows, one.split?.reason])).toEqual([
    ["source", [0, 1], "size"],
    ["names", [1, 2], "row"],
    ["names", [1, 2], "row"],
    ["repeated", [2, 3], "size"],
  ]);
  expect(chunks[1]?.text).toMatch(/^n: r r r/);
  expect(chunks[2]?.text).toMatch(/m: x$/);
});

test("chunk() writes a table as keys and values where that is asked, and its header as nothing else", () => {
  const { chunks, excluded, markdown } = chunkDocument(doc(page(table("name|sum", "rent|12", "food|7"))), { table: "key-value" });
  expect(chunks.map((one) => one.text)).toEqual(["name: rent\nsum: 12\n\nname: food\nsum: 7"]);
  expect(chunks[0]?.segments.map(({ kind, text: own }) => `${kind} ${own}`).slice(0, 4)).toEqual([
    "name name: ",
    "source rent",
    "joint \n",
    "name sum: ",
  ]);
  expect(excluded).toEqual([{ pointer: "/items/pages/0/items/0", reason: "header-as-names", span: [0, markdown.indexOf("\n| rent")] }]);
});

test("chunk() repeats all header rows of a table that has several", () => {
  const html = `<table><thead><tr><th colspan="2">all</th></tr><tr><th>a</th><th>b</th></tr></thead><tbody>${"<tr><td>one</td><td>two</td></tr>".repeat(9)}</tbody></table>`;
  const rows = [["all", ""], ["a", "b"], ...Array.from({ length: 9 }, () => ["one", "two"])];
  const chunks = byCharacters(rowsTable(rows, { html }), 100);
  expect(chunks.length).toBeGreaterThan(2);
  for (const one of chunks) expect(one.text).toMatch(/^\| all \|\s+\|\n\| --- \| --- \|\n\| a \| b \|\n\| one \| two \|/);
});

test("chunk() says of a table what the service doubts, and of two tables nothing", () => {
  const doubted = { ...table("a", "1"), parse_concerns: [{ type: "multi_table_page", details: "2 tables on page" }] };
  expect(chunk(doc(page(doubted)))[0]?.table?.concerns).toEqual([{ type: "multi_table_page", details: "2 tables on page" }]);
  expect(chunk(doc(page(table("a", "1"), table("b", "2"))))[0]?.table).toBeUndefined();
});

test("chunk() makes one stream of a table over pages, its header once", () => {
  const rows = Array.from({ length: 6 }, (_, row) => `row ${row}|${row}`);
  const first = { ...table("name|n", ...rows.slice(0, 3)), merged_from_pages: [1, 2] };
  const second = { ...table("name|n", ...rows.slice(3)), merged_into_page: 1 };
  const chunks = chunk(documentOf(parseResult(page(heading(1, "Sums"), first), page(second))));
  expect(chunks.map((one) => one.text)).toEqual([`# Sums\n\n${String(table("name|n", ...rows).md)}`]);
  expect(chunks[0]?.pages.map(({ number }) => number)).toEqual([1, 2]);
});

test("the last piece of a row that is cut again stands for the end of its table", () => {
  const tokenizer = (value: string): number => value.length + (value.length >> 4);
  for (let length = 20; length < 60; length++) {
    const row = `<tr><td>${"a ".repeat(length / 2).trim()}</td><td>${"b ".repeat(length / 2).trim()}</td></tr>`;
    const html = `<table>\n<thead><tr><th>first</th><th>second</th></tr></thead>\n<tbody>${row}</tbody></table>`;
    const { chunks, markdown } = chunkDocument(doc(page({ type: "table", rows: [], md: html, html, csv: "" })), {
      maxTokens: 35,
      tokenizer,
    });
    expect(chunks.at(-1)?.sources.at(-1)?.span[1]).toBe(markdown.length);
  }
});
