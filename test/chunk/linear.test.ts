import { expect, test } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import { approx } from "../../src/chunk/tokens.ts";
import type { ChunkResult, Tokenizer } from "../../src/chunk/types.ts";
import { code, doc, heading, list, page, rowsTable, text, type Wire } from "../build.ts";

interface Effort {
  /** How often each character of the markdown was counted, at the mean. */
  readonly perCharacter: number;
  readonly calls: number;
  readonly chunks: number;
}

/** Chunks with a counter that keeps a record of what it is asked. */
function effort(run: (tokenizer: Tokenizer) => ChunkResult, additiveAtNewline: boolean): Effort {
  let [characters, calls] = [0, 0];
  const count = (value: string): number => {
    characters += value.length;
    calls++;
    return approx.count(value);
  };
  const { chunks, markdown } = run({ id: "recorded", count, additiveAtNewline });
  return { perCharacter: characters / markdown.length, calls, chunks: chunks.length };
}

const ofItem =
  (item: Wire, options = {}) =>
  (tokenizer: Tokenizer): ChunkResult =>
    chunkDocument(doc(page(item)), { tokenizer, ...options });
const ofMarkdown =
  (markdown: string) =>
  (tokenizer: Tokenizer): ChunkResult =>
    chunkMarkdown(markdown, { tokenizer });

const rows = Array.from({ length: 20_000 }, (_, index) => [`row ${index}`, "12.50"]);
const htmlRows = rows.map(([one, two]) => `<tr><td>${one}</td><td>${two}</td></tr>`).join("\n");
const html = `<table>\n<tr><th>name</th><th>n</th></tr>\n${htmlRows}\n</table>`;
const lines = Array.from({ length: 40_000 }, (_, index) => `line(${index});`).join("\n");
const sideBySide = list(...Array.from({ length: 10_000 }, (_, index) => [`item ${index}`, list(`nested ${index}`)]).flat());

test.each<[string, (tokenizer: Tokenizer) => ChunkResult]>([
  ["a table of 20,000 rows", ofItem(rowsTable([["name", "n"], ...rows]))],
  ["a table of 20,000 rows as keys and values", ofItem(rowsTable([["name", "n"], ...rows]), { table: "key-value" })],
  ["an HTML table of 20,000 rows", ofItem(rowsTable([["name", "n"], ...rows], { md: html, html }))],
  ["a paragraph of 1 MB", ofItem(text("word ".repeat(200_000)))],
  ["1 MB of sentences", ofItem(text("One more of them. ".repeat(55_000)))],
  ["1 MB of lines", ofItem(text("one more line of it\n".repeat(50_000)))],
  ["1 MB without a space", ofItem(text("x".repeat(1_000_000)))],
  ["1 MB of characters that are their own words", ofItem(text("漢".repeat(1_000_000)))],
  ["10,000 nested lists, side by side", ofItem(sideBySide)],
  ["10,000 nested lists, in each other", ofMarkdown(`${"- ".repeat(10_000)}a`)],
  [
    "10,000 lists of a list's markdown, in each other",
    ofItem({ type: "list", ordered: false, items: [text("a")], md: `${"- ".repeat(10_000)}a` }),
  ],
  ["code of 40,000 lines", ofItem(code(lines))],
  ["a line of code of 300 kB", ofItem(code("x".repeat(300_000)))],
  ["100 kB of backticks", ofItem(text("`".repeat(100_000)))],
  ["100 kB of image starts", ofItem(text("![(".repeat(33_000)))],
  ["100 kB of brackets", ofItem(text("[".repeat(100_000)))],
  ["100 kB of dollars", ofItem(text("$ ".repeat(50_000)))],
  ["a heading of 100 kB", ofItem(heading(1, "h".repeat(100_000)))],
  ["100 kB of markdown backticks", ofMarkdown("`".repeat(100_000))],
  ["100 kB of markdown image starts", ofMarkdown("![(".repeat(33_000))],
  ["a markdown paragraph of 1 MB", ofMarkdown("word ".repeat(200_000))],
  ["a markdown table of 20,000 rows", ofMarkdown(String(rowsTable([["name", "n"], ...rows]).md))],
])("chunk O4: of %s each character is counted a few times", (_, run) => {
  const additive = effort(run, true);
  expect(additive.chunks).toBeGreaterThan(10);
  expect(additive.perCharacter).toBeLessThan(3.5);
  expect(effort(run, false).perCharacter).toBeLessThan(6);
});

test.each<[string, (value: string) => (tokenizer: Tokenizer) => ChunkResult]>([
  ["an item", (value) => ofItem(text(value))],
  ["markdown", ofMarkdown],
])("chunk O4: 100 kB of spaces between two words are two words, in %s", (_, toRun) => {
  const { chunks, perCharacter } = effort(toRun(`a${" ".repeat(100_000)}b`), true);
  expect(chunks).toBeLessThanOrEqual(2);
  expect(perCharacter).toBeLessThan(3);
});

test("chunk O4: a table of 20,000 rows takes a few calls of the counter for each row", () => {
  expect(effort(ofItem(rowsTable([["name", "n"], ...rows])), true).calls).toBeLessThan(2 * rows.length);
});

test.each<[string, (index: number) => Wire]>([
  ["headings", (index) => heading((index % 6) + 1, `h ${index}`)],
  ["announcements", (index) => text(`announced ${index}:`)],
  ["halves of paragraphs", (index) => text(`half ${index}-`)],
  ["tables of one row", (index) => rowsTable([["a"], [String(index)]])],
])("chunk O4: 20,000 %s in a row are each counted a few times", (_, toItem) => {
  const items = Array.from({ length: 20_000 }, (_item, index) => toItem(index));
  const { chunks, perCharacter } = effort((tokenizer) => chunkDocument(doc(page(...items)), { tokenizer }), true);
  expect(chunks).toBeGreaterThan(100);
  expect(perCharacter).toBeLessThan(6);
});

test("chunk O4: 20,000 pages are each counted a few times", () => {
  const pages = Array.from({ length: 20_000 }, (_, index) => page(text(`page ${index} ends without a mark`)));
  const { chunks, perCharacter } = effort((tokenizer) => chunkDocument(doc(...pages), { tokenizer }), true);
  expect(chunks).toBeGreaterThan(100);
  expect(perCharacter).toBeLessThan(6);
});
