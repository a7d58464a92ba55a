import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import { type ChunkOptions, chunkSettings } from "../../src/chunk/options.ts";
import { bytes } from "../../src/chunk/tokens.ts";
import type { ChunkResult, Span } from "../../src/chunk/types.ts";
import { withoutLinkQueries } from "../../src/payload/links.ts";
import { soup, words } from "../arbitraries.ts";
import { characters, runs, tokenizers } from "./documents.ts";
import { anyItems, fences, lists, tables } from "./items.ts";
import { expectLossless } from "./losses.ts";
import { nodesOf, onlyTable, parsed } from "./oracle.ts";
import { contextOf, folded, piecesIn, pieceText, sourcesOf } from "./places.ts";

const rules = fc.constantFrom(
  "> a quote\nthat goes on\n> - with a list",
  "Heading\n=======",
  "Heading\n-------",
  "***",
  "[ref]: https://x.test/a?sig=1",
  "<div>\n<p>html</p>\n</div>",
  "<!-- a comment -->",
  "    indented code\n\n    goes on",
  "```\nunclosed",
  "a line  \nwith a hard break\\\nor two",
  "[^1]: A note of its own.",
  "- [ ] a task\n- [x] done",
  "1. one\n\n   two\n3. three",
  "# closed #",
  "|a|b|\n|-|-|\n|c|",
  "a | b\n- | -\nc | d",
  "\tcode by a tab",
  "&amp; &copy;",
);
const parts = fc.oneof(
  { weight: 4, arbitrary: anyItems.map((item) => String(item.md)) },
  { weight: 2, arbitrary: rules },
  { weight: 1, arbitrary: fc.oneof(soup, words) },
);
const markdowns = fc
  .array(fc.tuple(parts, fc.constantFrom("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\r\n\r\n", "\n \n")), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(""));

/** Checks a law on chunked markdown. */
function expectMarkdownLaw(
  check: (result: ChunkResult, options: ChunkOptions, input: string) => void,
  {
    options = {},
    inputs = markdowns,
    among = tokenizers,
  }: { options?: ChunkOptions; inputs?: fc.Arbitrary<string>; among?: typeof tokenizers } = {},
): void {
  const limits = fc.constantFrom(32, 48, 64, 128, 256, 512);
  const property = fc.property(inputs, limits, fc.constantFrom(...among), (markdown, maxTokens, tokenizer) => {
    const given = { maxTokens, tokenizer, ...options };
    check(chunkMarkdown(markdown, given), given, markdown);
  });
  fc.assert(property, { numRuns: 2 * runs });
}

test("chunk L1: of markdown spans count in the input itself, less the queries of links, or in all of it", () => {
  expectMarkdownLaw(({ markdown }, _, input) => {
    expect(markdown).toBe(withoutLinkQueries(input));
  });
  expectMarkdownLaw(({ markdown }, _, input) => expect(markdown).toBe(input), { options: { keepUrls: true } });
});

test("chunk L1: of markdown nothing is lost but white space", () => {
  expectMarkdownLaw((result) => expectLossless(result, blocksIn(result.markdown)));
});

/** The top-level blocks of a text, as an outside reader sees them; HTML with a table in it is a table. */
function blocksIn(markdown: string): { readonly span: Span; readonly node: { readonly type: string } }[] {
  return parsed(markdown).children.map((node) => ({
    node: node.type === "html" && /<table/i.test(node.value) ? { type: "table" } : node,
    span: [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0],
  }));
}

test("chunk S1, S3: of markdown no chunk is over the limit, and its counts are those of its texts", () => {
  expectMarkdownLaw(({ chunks }, options) => {
    const { tokenizer, maxTokens } = chunkSettings(options);
    for (const one of chunks) {
      expect([one.tokenCount, one.textTokenCount]).toEqual([tokenizer.count(one.embedText), tokenizer.count(one.text)]);
      expect(Math.max(one.tokenCount, one.textTokenCount)).toBeLessThanOrEqual(maxTokens);
    }
  });
});

test("chunk L2, L4, O1, E2: of markdown segments are its slices in order, joined they are the text, and none is blank", () => {
  expectMarkdownLaw(
    ({ chunks, markdown }) => {
      let last = -1;
      for (const one of chunks) {
        expect(one.segments.map((segment) => segment.text).join("")).toBe(one.text);
        expect(one.embedText.endsWith(one.text)).toBe(true);
        expect(one.text.trim()).not.toBe("");
        for (const { span, text } of one.segments) if (span !== undefined) expect(markdown.slice(...span)).toBe(text);
        for (const { span } of sourcesOf(one)) {
          expect(span[0]).toBeGreaterThan(last);
          last = span[0];
        }
      }
      expect(chunks.map((one) => one.index)).toEqual([...chunks.keys()]);
    },
    { options: { overlap: 16 } },
  );
});

test("chunkMarkdown() knows no pages, regions or pointers", () => {
  expectMarkdownLaw(({ chunks, gaps, excluded }) => {
    expect([gaps, excluded.filter(({ pointer }) => pointer !== "")]).toEqual([[], []]);
    for (const { pages, regions, sources, headingPath } of chunks) {
      expect([pages, regions]).toEqual([[], []]);
      for (const { pointer } of [...sources, ...headingPath]) expect(pointer).toBe("");
      for (const { pageNumbers } of sources) expect(pageNumbers).toEqual([]);
    }
  });
});

test("chunk T2: of markdown a piece of a table is one table under the header of its own", () => {
  expectMarkdownLaw(
    ({ chunks, markdown }) => {
      for (const { node, span } of blocksIn(markdown)) {
        const text = markdown.slice(...span);
        const headerRowCount = /<thead>.*<\/thead>/s.exec(text)?.[0].match(/<tr>/g)?.length;
        const whole = node.type === "table" ? onlyTable(text, headerRowCount) : undefined;
        // One whose rows are blank has nothing that they could be told by.
        if (whole === undefined || folded(whole.body.flat().join("")) === "") continue;
        for (const { chunk: one } of piecesIn(chunks, span)) {
          if (one.segments.some(({ kind }) => kind === "name")) continue;
          const found = onlyTable(pieceText(one, span).trim());
          const names = found?.header[0];
          // The flag of a chunk of several tables may be another's.
          const isShortened = one.flags?.includes("header-shortened") && (one.table === undefined || one.table.header === "shortened");
          if (!isShortened || names?.length !== whole.header[0]?.length) expect(names).toEqual(whole.header[0]);
          expect(found?.align).toEqual(whole.align);
        }
      }
    },
    {
      inputs: fc
        .array(
          fc.oneof(tables, lists).map((item) => String(item.md)),
          { maxLength: 5 },
        )
        .map((all) => all.join("\n\n")),
      among: tokenizers.slice(0, 3),
    },
  );
});

test("chunk T6: of markdown every piece of fenced code is in a fence of its own", () => {
  expectMarkdownLaw(
    ({ chunks, markdown }) => {
      for (const { node, span } of blocksIn(markdown)) {
        const fence = /^(`{3,}|~{3,})/.exec(markdown.slice(...span))?.[0];
        if (node.type !== "code" || fence === undefined) continue;
        for (const { chunk: one } of piecesIn(chunks, span)) {
          if (!one.segments.some(({ kind }) => kind === "fence")) continue;
          const text = pieceText(one, span).trim();
          expect(parsed(text).children.map(({ type }) => type)).toEqual(["code"]);
          expect([text.startsWith(fence), text.endsWith(fence)]).toEqual([true, true]);
        }
      }
    },
    {
      inputs: fc
        .array(
          fences.map((item) => String(item.md)),
          { maxLength: 4 },
        )
        .map((all) => all.join("\n\n")),
      among: tokenizers.slice(0, 3),
    },
  );
});

test("chunk C1: of markdown the heading path is what all new body has open, also under underlined headings", () => {
  expectMarkdownLaw(({ chunks, markdown }) => {
    let open: { depth: number; text: string }[] = [];
    // HTML ends with its table for us, and at a blank line for CommonMark.
    if (/<table/i.test(markdown)) return;
    const opened = blocksIn(markdown).map(({ node, span }) => {
      if (node.type === "heading") {
        const { depth } = node as unknown as { depth: number };
        open = [...open.filter((above) => above.depth < depth), { depth, text: markdown.slice(...span) }];
      }
      return { node, span, path: open.map(({ depth }) => depth) };
    });
    for (const one of chunks) {
      const bodies = opened.filter(
        ({ node, span }) =>
          node.type !== "heading" && sourcesOf(one).some((segment) => segment.span[0] < span[1] && segment.span[1] > span[0]),
      );
      if (bodies.length !== 1) continue;
      expect(one.headingPath.map(({ depth }) => depth)).toEqual(bodies[0]?.path);
    }
  });
});

test("chunk T8: of markdown list pieces are lists", () => {
  const inputs = lists.map((item) => String(item.md));
  expectMarkdownLaw(
    ({ chunks, markdown }) => {
      if (parsed(markdown).children.some(({ type }) => type !== "list")) return;
      for (const one of chunks) expect(parsed(one.text).children[0]?.type).toBe("list");
    },
    { inputs, among: tokenizers.slice(0, 3) },
  );
});

test("chunk O2: of markdown the same text gives the same bytes", () => {
  expectMarkdownLaw((result, options, input) => expect(JSON.stringify(chunkMarkdown(input, options))).toBe(JSON.stringify(result)));
});

test("chunkMarkdown() leaves what an outside reader calls one link or one image in one piece", () => {
  expectMarkdownLaw(
    ({ chunks, markdown }, options) => {
      const { tokenizer, maxTokens, maxContextTokens } = chunkSettings(options);
      for (const { node, span } of blocksIn(markdown)) {
        if (node.type !== "paragraph") continue;
        for (const { position } of nodesOf(
          parsed(markdown.slice(...span)),
          ({ type }) => type === "link" || type === "image" || type === "inlineCode",
        )) {
          const atom: Span = [(position?.start.offset ?? 0) + span[0], (position?.end.offset ?? 0) + span[0]];
          // Alone it stands below the context that it has where no heading is in the chunk.
          const alone = chunks
            .filter((one) => sourcesOf(one).some((segment) => segment.span.some((at) => at > atom[0] && at < atom[1])))
            .map((one) => {
              // A context cut to fit may count less than one of its own beginning, which needs room as well.
              const context = one.flags?.includes("context-shortened") ? maxContextTokens : 0;
              return Math.max(
                context + tokenizer.count(markdown.slice(...atom)),
                tokenizer.count(contextOf(one) + markdown.slice(...atom)),
              );
            });
          if (alone.length > 0) expect(Math.max(...alone)).toBeGreaterThan(maxTokens);
        }
      }
    },
    { among: tokenizers.slice(0, 3) },
  );
});

test("chunkMarkdown() reads headings, fences and tables as CommonMark and GFM do", () => {
  const markdown = "Title\n=====\n\n~~~\n# no heading\n~~~\n\n## Part ##\n\n| a | b |\n|:-:|---|\n| 1 | 2 |\n";
  const { chunks } = chunkMarkdown(markdown, { maxTokens: 64, minTokens: 0, tokenizer: characters });
  expect(chunks.map((one) => [one.kind, one.headingPath.map(({ text }) => text)])).toEqual([
    ["code", ["Title"]],
    ["table", ["Title", "Part"]],
  ]);
  expect(chunks[1]?.table).toMatchObject({ rows: [0, 1], rowCount: 1, columnCount: 2, headerRowCount: 1, header: "source" });
});

const tight = { tokenizer: bytes, maxTokens: 32, context: "none", minTokens: 0 } as const;

test.each([
  `# abcdefghijklm\n\n\`\`\`\n${" ".repeat(15)}${"x".repeat(20)}\n\`\`\``,
  `# abcdefghijklm\n\n\`\`\`\n${"x".repeat(40)}${" ".repeat(60)}\n\`\`\``,
])("chunk L1: the fence around a line of spaces is not lost", (markdown) => {
  const shown = chunkMarkdown(markdown, tight).chunks.flatMap(({ segments }) => segments.filter(({ kind }) => kind === "source"));
  const letters = shown.map((segment) => segment.text).join("");
  expect(letters.replaceAll(/\s/g, "")).toBe(markdown.replaceAll(/\s/g, ""));
});

test("chunk T8: no level is left out of the markers that are opened again", () => {
  const markdown = `1000. g\n\n      100000000. p\n\n                  - ${"word ".repeat(60)}`;
  for (const { text } of chunkMarkdown(markdown, { maxTokens: 32, minTokens: 0 }).chunks.slice(2)) expect(text).not.toMatch(/^1000\./);
});

test.each(["**", "("])("chunk T10: a mark right before a link, %s, goes with it", (mark) => {
  const markdown = `# abcdefgh\n\n${mark}[aaaa bbbb cccc ddd](x)${mark === "(" ? ")" : mark} aa b, c d.`;
  for (const { text } of chunkMarkdown(markdown, tight).chunks) expect(text.endsWith(`\n\n${mark}`)).toBe(false);
});

test("chunk E1: a text of white space of any kind has no chunks", () => {
  expect(chunkMarkdown("\u00a0").chunks).toEqual([]);
  expect(chunkMarkdown("a\n\n\u00a0").chunks.map(({ text }) => text)).toEqual(["a"]);
});

test("chunk T6: a long fence that counts little is kept", () => {
  const lines = (value: string): number => value.split("\n").length;
  const markdown = `\`\`\`js ${"x".repeat(300)}\n${"a\n".repeat(60)}\`\`\``;
  for (const { text } of chunkMarkdown(markdown, { maxTokens: 32, tokenizer: lines }).chunks) expect(text).toMatch(/^```[\s\S]*```$/);
});

test("chunk S4: what would have to be cut inside of words stands without its context", () => {
  const count = (value: string): number => 20 * (value.match(/[a-z]/g)?.length ?? 0) + (/\n\n[\s\S]*[a-z]/.test(value) ? 20 : 0);
  const { chunks } = chunkMarkdown("# H\n\n- a", { maxTokens: 32, tokenizer: count });
  expect(chunks.map(({ text, flags }) => [text, flags])).toContainEqual(["- a", ["context-shortened"]]);
});
