import { expect, test } from "vitest";
import { chunk, chunkDocument } from "../../src/chunk/chunk.ts";
import type { Span } from "../../src/chunk/types.ts";
import { code, doc, heading, page } from "../build.ts";
import { additive, type Case, characters, expectLaw } from "./documents.ts";
import { fences } from "./items.ts";
import { parsed } from "./oracle.ts";
import { contextOf, leastWindow, piecesIn, pieceText, placedBlocks, surelyFits } from "./places.ts";
import { isLead } from "./table-pieces.ts";

interface PlacedCode {
  readonly span: Span;
  readonly open: string;
  readonly close: string;
  readonly info: string;
}

/** The fenced code in the chunks, but for what stands in fences that take more than half of the window: those are given up. */
function placedCode(chunked: Case): PlacedCode[] {
  return placedBlocks(chunked).flatMap(({ node, span }) => {
    const [, open = "", marks = "", info = ""] = /^((`{3,}|~{3,})(.*))/.exec(chunked.result.markdown.slice(...span)) ?? [];
    const isKept = 2 * chunked.settings.tokenizer.count(`${open}\n\n${marks}`) <= leastWindow(chunked);
    return node.type === "code" && marks !== "" && isKept ? [{ span, open, close: marks, info }] : [];
  });
}

function oneLined(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

const constraints = { items: fences, among: additive, options: { code: "lines", table: "rows" } } as const;

test("chunk T6: every piece of code stands in the fence of the node, with its information or the first word of it", () => {
  expectLaw((chunked) => {
    const { settings, result } = chunked;
    for (const { span, open, close, info } of placedCode(chunked)) {
      for (const piece of piecesIn(result.chunks, span)) {
        const text = oneLined(pieceText(piece.chunk, span)).trim();
        const lines = text.split("\n");
        const cost = 4 * settings.tokenizer.count(info);
        const short = close + (info.trim().split(/\s/)[0] ?? "");
        if (cost <= leastWindow(chunked)) expect(lines[0]).toBe(open);
        else if (cost > settings.maxTokens) expect([short, open].slice(0, piece.span[0] === span[0] ? 2 : 1)).toContain(lines[0]);
        expect(lines.at(-1)).toBe(close);
        expect(
          parsed(text).children.map((node) => node.type),
          text,
        ).toEqual(["code"]);
      }
    }
  }, constraints);
});

test("chunk T6: the code of all pieces, joined by what lies between them, is the node's", () => {
  expectLaw((chunked) => {
    const { chunks, markdown } = chunked.result;
    for (const { span } of placedCode(chunked)) {
      let [joined, last] = ["", span[0]];
      for (const piece of piecesIn(chunks, span)) {
        const [found] = parsed(pieceText(piece.chunk, span).trim()).children;
        if (last !== span[0]) joined += markdown.slice(last, piece.span[0]);
        joined += found?.type === "code" ? found.value : "no code";
        last = piece.span[1];
      }
      const [whole] = parsed(markdown.slice(...span)).children;
      expect(oneLined(joined)).toBe(oneLined(whole?.type === "code" ? whole.value : ""));
    }
  }, constraints);
});

/** The line of code at a place, in its fence, with the blank lines after it: between pieces lies one line break (L1). */
function lineAt(markdown: string, at: number, { span, open, close }: PlacedCode): { readonly text: string; readonly isFirst: boolean } {
  const code = markdown.slice(...span).replace(/\r?\n[ `~]*$/, "");
  const lines = Array.from(code.matchAll(/[^\r\n]*\S[^\r\n]*(?:(?:\r\n|[\r\n])[^\S\r\n]*(?=[\r\n]|$))*/g)).slice(1);
  const found = lines.findLastIndex(({ index }) => span[0] + index <= at);
  const { 0: line = "", index = 0 } = lines[Math.max(found, 0)] ?? {};
  // The first stands below the fence as it is written, the last above it.
  const above = found <= 0 ? code.slice(0, index) : `${open}\n`;
  return {
    text: above + line + (found === lines.length - 1 ? markdown.slice(span[0] + index + line.length, span[1]) : `\n${close}`),
    isFirst: found <= 0,
  };
}

test("chunk T7: code is cut at line ends only, or in a line that does not fit in its fence, which has the flag", () => {
  expectLaw((chunked) => {
    const { chunks, markdown } = chunked.result;
    for (const placed of placedCode(chunked)) {
      const pieces = piecesIn(chunks, placed.span);
      for (const [index, { chunk: after, span: own }] of pieces.slice(1).entries()) {
        const { chunk: before, span } = pieces[index] as (typeof pieces)[number];
        if (/^(\r\n|[\r\n])$/.test(markdown.slice(span[1], own[0]))) continue;
        expect([before.flags, after.flags]).toEqual([expect.arrayContaining(["long-line"]), expect.arrayContaining(["long-line"])]);
        const { text, isFirst } = lineAt(markdown, own[0], placed);
        // Headings and announcements may not be parted from the first line (T9, T11).
        const lead = isFirst && isLead(chunked, placed, before) ? markdown.slice(before.span[0], placed.span[0]) : "";
        expect(surelyFits(chunked, after, text) && surelyFits(chunked, before, lead + text), text).toBe(false);
      }
      for (const { chunk: own } of pieces) if (own.flags?.includes("long-line")) expect(own.split?.reason).toMatch(/line|cluster/);
    }
  }, constraints);
});

test("chunk() closes and opens the fence around each piece of code, indentation kept", () => {
  const chunks = chunk(doc(page(code("if (a) {\n    b();\n}\n".repeat(3).trim(), "ts"))), { maxTokens: 38, tokenizer: characters });
  const inside = chunks.map((one) => one.text.replace(/^```ts\n/, "").replace(/\n```$/, ""));
  expect(inside.join("\n")).toBe("if (a) {\n    b();\n}\n".repeat(3).trim());
  expect(chunks[1]?.segments.map(({ kind }) => kind)).toEqual(["fence", "source", "fence"]);
  expect(chunks[1]?.code).toEqual({ lang: "ts" });
});

test("chunk() cuts a line of code that is too long between characters, in its fence, and loses none", () => {
  const line = "a  b ".repeat(30);
  const chunks = chunk(doc(page(code(`x\n${line}\ny`))), { maxTokens: 64, tokenizer: characters });
  const texts = chunks.map((one) => one.text);
  expect(texts.every((own) => own.startsWith("```\n") && own.endsWith("\n```"))).toBe(true);
  expect(oneLined(texts.map((own) => own.slice(4, -4)).join("")).replaceAll("\n", "")).toBe(`x${line}y`);
  expect(chunks.filter((one) => one.flags?.includes("long-line")).length).toBeGreaterThan(2);
});

test("chunk T6: a number sign in a fence is no heading, whatever the marks and however many", () => {
  for (const fence of ["```", "~~~", "``````"]) {
    const md = `${fence}\n# not a heading\n\`\`\n${fence}`;
    const { chunks } = chunkDocument(doc(page(heading(1, "A"), { type: "code", value: "# not a heading\n``", md })));
    expect(chunks.map((one) => one.headingPath.map(({ text }) => text))).toEqual([["A"]]);
    expect(chunks[0]?.headings?.map(({ text }) => text)).toEqual(["A"]);
  }
});

test("chunk E2: blank lines that do not fit below a line of code without its fence are left out", () => {
  const fence = "`".repeat(30);
  const value = `${"x".repeat(32)}\n\n${"y".repeat(32)}\n \n${"z".repeat(9)}`;
  const chunks = chunk(doc(page({ type: "code", value, md: `${fence}\n${value}\n${fence}` })), { maxTokens: 32, tokenizer: characters });
  expect(chunks.map((one) => one.text)).toEqual([fence, "x".repeat(32), "y".repeat(32), "z".repeat(9), fence]);
});

test("chunk T6: a fence that takes more than half of the window is given up", () => {
  const fence = "`".repeat(30);
  const md = `${fence}\n${"one line\n".repeat(20)}${fence}`;
  const chunks = chunk(doc(page({ type: "code", value: "one line\n".repeat(20).trim(), md })), { maxTokens: 64, tokenizer: characters });
  for (const one of chunks)
    expect([contextOf(one), one.tokenCount <= 64, one.segments.some(({ kind }) => kind === "fence")]).toEqual(["", true, false]);
});
