import { afterEach, expect, test, vi } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { visit } from "../../src/tree/visit.ts";
import { doc, footer, header, heading, image, list, page, parseResult, text } from "../build.ts";
import { bodyBlocks, documentOf, expectLaw } from "./documents.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("chunk L1: source segments are sorted and disjoint, and between them is white space only", () => {
  expectLaw(({ result }) => {
    const { chunks, markdown } = result;
    let last = 0;
    for (const { span } of chunks.flatMap((one) => one.segments)) {
      if (span === undefined) continue;
      expect(span[0]).toBeGreaterThanOrEqual(last);
      expect(markdown.slice(last, span[0]).trim()).toBe("");
      last = span[1];
    }
    expect(markdown.slice(last).trim()).toBe("");
  });
});

test("chunk L2: a source segment is the slice of the markdown its span names", () => {
  expectLaw(({ result }) => {
    const { chunks, markdown } = result;
    for (const { kind, span, text: own } of chunks.flatMap((one) => one.segments)) {
      expect(span !== undefined).toBe(kind === "source");
      if (span !== undefined) expect(markdown.slice(...span)).toBe(own);
    }
  });
});

test("chunk L4: joined segments are the text, and what is embedded ends with it", () => {
  expectLaw(({ result }) => {
    for (const one of result.chunks) {
      expect(one.segments.map((segment) => segment.text).join("")).toBe(one.text);
      expect(one.embedText.endsWith(one.text)).toBe(true);
      expect(one.span).toEqual([
        one.segments.find((segment) => segment.span)?.span?.[0],
        one.segments.findLast((segment) => segment.span)?.span?.[1],
      ]);
    }
  });
});

test("chunk L5: every block, list item and table part is in a chunk's sources or is excluded", () => {
  expectLaw(({ document, result }) => {
    const known = new Set([...result.chunks.flatMap((one) => one.sources), ...result.excluded].map(({ pointer }) => pointer));
    for (const { block } of bodyBlocks(document)) {
      visit(block, (node) => {
        const parts = node.type === "table" ? node.parts : [];
        for (const { pointer } of [node, ...parts]) expect(known).toContain(pointer);
        return undefined;
      });
    }
  });
});

test("chunkDocument() says what it left out and why", () => {
  const document = doc(
    page(header(text("Annual report")), text(" "), image("", "a.png"), text("kept"), list("one", text("")), footer(text("12"))),
  );
  expect(chunkDocument(document).excluded).toEqual([
    { pointer: "/items/pages/0/items/0", reason: "furniture" },
    { pointer: "/items/pages/0/items/1", reason: "empty" },
    { pointer: "/items/pages/0/items/2", reason: "empty" },
    { pointer: "/items/pages/0/items/4/items/1", reason: "empty" },
    { pointer: "/items/pages/0/items/5", reason: "furniture" },
  ]);
});

test("chunk O1: source segments start ever further on, and the index is the position", () => {
  expectLaw(({ result }) => {
    const { chunks } = result;
    const starts = chunks.flatMap((one) => one.segments.flatMap(({ span }) => span?.[0] ?? []));
    expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] as number))).toBe(true);
    expect(chunks.map((one) => one.index)).toEqual([...chunks.keys()]);
  });
});

test("chunk O2: the same input gives the same bytes, without a clock, chance or a locale", () => {
  const refuse = () => {
    throw new Error("depends on its surroundings");
  };
  expectLaw(({ document, maxTokens, tokenizer, result }) => {
    vi.spyOn(Date, "now").mockImplementation(refuse);
    vi.spyOn(Math, "random").mockImplementation(refuse);
    vi.spyOn(String.prototype, "localeCompare").mockImplementation(refuse);
    vi.spyOn(Number.prototype, "toLocaleString").mockImplementation(refuse);
    const again = chunkDocument(document, { maxTokens, tokenizer });
    vi.restoreAllMocks();
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
  });
});

test("chunk E1: a document without text gives no chunks", () => {
  for (const items of [[], [page()], [page(header(text("a")))], [page(text(" \n "))]]) {
    expect(chunkDocument(documentOf(parseResult(...items))).chunks).toEqual([]);
  }
});

test("chunk E2: no chunk is blank", () => {
  expectLaw(({ result }) => {
    for (const one of result.chunks) expect(one.text.trim()).not.toBe("");
  });
});

test("chunk E3: the document is not changed", () => {
  expectLaw(({ document, wire }) => {
    expect(document).toEqual(documentOf(wire));
  });
});

test("chunkDocument() joins blocks by a blank line, as one segment", () => {
  const { chunks, markdown } = chunkDocument(doc(page(heading(1, "One"), text("two"))));
  expect(markdown).toBe("# One\n\ntwo");
  expect(chunks[0]?.segments).toEqual([{ kind: "source", text: markdown, span: [0, 10] }]);
});
