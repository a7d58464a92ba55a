import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chunk, chunkDocument, chunker, type Document, normalize, readParseResult, stitchTables } from "../../src/index.ts";
import { pages, parseResults } from "../arbitraries.ts";
import { doc, heading, page, parseResult, rowsTable, text } from "../build.ts";

/** The chunks of a document that is given in pieces of so many pages. */
function inPieces(document: Document, size: number, maxTokens: number): { chunks: Chunk[]; texts: string[]; pointers: string[] } {
  const chunks: Chunk[] = [];
  const texts: string[] = [];
  const pointers: string[] = [];
  const running = chunker({ maxTokens, documentId: "a" }, (chunk) => chunks.push(chunk));
  for (let from = 0; from < document.children.length; from += size) {
    const added = running.add({ ...document, children: document.children.slice(from, from + size) });
    texts.push(...added.texts);
    pointers.push(...added.excluded.map(({ pointer }) => pointer));
  }
  running.end();
  return { chunks, texts, pointers };
}

test("chunker() gives page by page the chunks that chunkDocument() gives at once", () => {
  const many = fc.array(pages, { minLength: 1, maxLength: 12 }).map((list) => parseResult(...list));
  fc.assert(
    fc.property(fc.oneof(parseResults, many), fc.integer({ min: 1, max: 4 }), fc.constantFrom(32, 64, 200), (input, size, maxTokens) => {
      const document = normalize(readParseResult(input));
      const whole = chunkDocument(document, { maxTokens, documentId: "a" });
      const { chunks, texts, pointers } = inPieces(document, size, maxTokens);
      expect(chunks).toEqual(whole.chunks);
      expect(texts.join("\n\n")).toBe(whole.markdown);
      expect(pointers).toEqual(whole.excluded.map(({ pointer }) => pointer));
    }),
  );
});

test("chunker() emits chunks before the document is over", () => {
  const chunks: Chunk[] = [];
  const running = chunker({ maxTokens: 64 }, (chunk) => chunks.push(chunk));
  const words = "one two three four five six seven eight nine ten ".repeat(8);
  for (let number = 0; number < 20; number++) running.add(doc(page(text(words), text(words))));
  expect(chunks.length).toBeGreaterThan(100);
});

test("a table over two pages in one piece has both pages with their sizes", () => {
  const merged = { merged_from_pages: [1, 2] };
  const rows = [
    ["a", "b"],
    ["1", "2"],
  ];
  const document = doc(page(heading(1, "A"), rowsTable(rows, merged)), page(rowsTable([], { merged_into_page: 1 })));
  const chunks = chunkDocument(stitchTables(document), { maxTokens: 64 }).chunks;
  expect(chunks.flatMap((chunk) => chunk.pages)).toEqual([
    { number: 1, width: 612, height: 792 },
    { number: 2, width: 612, height: 792 },
  ]);
});
