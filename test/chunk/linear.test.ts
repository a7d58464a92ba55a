import { expect, test } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { approx } from "../../src/chunk/tokens.ts";
import { doc, heading, list, page, rowsTable, text, type Wire } from "../build.ts";

/** Chunks one item and tells how many characters were counted for each of its own, and in how many calls. */
function effort(item: Wire): {
  readonly perCharacter: number;
  readonly perChunk: number;
  readonly chunks: number;
  readonly markdown: string;
} {
  let [characters, calls] = [0, 0];
  const count = (value: string): number => {
    characters += value.length;
    calls++;
    return approx.count(value);
  };
  const { chunks, markdown } = chunkDocument(doc(page(item)), { tokenizer: { id: "counted", count } });
  return { perCharacter: characters / markdown.length, perChunk: calls / chunks.length, chunks: chunks.length, markdown };
}

const rows = Array.from({ length: 20_000 }, (_, index) => [`row ${index}`, "12.50"]);

test.each([
  ["a table of 20,000 rows", rowsTable([["name", "n"], ...rows]), 12],
  ["a paragraph of 1 MB", text("word ".repeat(200_000)), 12],
  ["300 kB of sentences", text("One more of them. ".repeat(17_000)), 12],
  ["1 MB without a space", text("x".repeat(1_000_000)), 14],
  ["2,000 items in a list", list(...Array.from({ length: 1000 }, (_, index) => [`item ${index}`, list(`nested ${index}`)]).flat()), 12],
  ["100 kB of backticks", text("`".repeat(100_000)), 14],
  ["100 kB of image starts", text("![(".repeat(33_000)), 14],
  ["a heading of 100 kB", heading(1, "h".repeat(100_000)), 14],
])("chunk O4: of %s each character is counted a few times", (_, item, most) => {
  const { perCharacter, chunks } = effort(item);
  expect(chunks).toBeGreaterThan(30);
  expect(perCharacter).toBeLessThan(most);
});

test("chunk O4: 100 kB of spaces between two words are two words", () => {
  const { chunks, perCharacter } = effort(text(`a${" ".repeat(100_000)}b`));
  expect(chunks).toBeLessThanOrEqual(2);
  expect(perCharacter).toBeLessThan(14);
});

test("chunk O4: a table of 20,000 rows takes a few calls of the counter for each row", () => {
  const { perChunk, chunks } = effort(rowsTable([["name", "n"], ...rows]));
  expect((perChunk * chunks) / rows.length).toBeLessThan(2);
});

test("chunk O4: 20,000 headings in a row, and as many announcements, finish", () => {
  for (const item of [(index: number) => heading((index % 6) + 1, `h ${index}`), (index: number) => text(`announced ${index}:`)]) {
    const items = Array.from({ length: 20_000 }, (_, index) => item(index));
    expect(chunkDocument(doc(page(...items))).chunks.length).toBeGreaterThan(100);
  }
});
