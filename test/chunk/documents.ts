import fc from "fast-check";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { approx, bytes } from "../../src/chunk/tokens.ts";
import type { Chunk, ChunkResult, Tokenizer } from "../../src/chunk/types.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import type { Block, Document } from "../../src/tree/types.ts";
import { bodyItems, pages, soup, words } from "../arbitraries.ts";
import { box, code, deepFreeze, heading, list, page, parseResult, rowsTable, text, type Wire } from "../build.ts";

/** Counters of every temper: exact ones, an estimate, and two that do not add up. */
export const tokenizers: readonly Tokenizer[] = [
  approx,
  bytes,
  { id: "characters", count: (text) => text.length },
  { id: "words", count: (text) => text.split(/\s+/).filter((word) => word !== "").length },
  { id: "more-together", count: (text) => text.length + (text.length >> 4) },
  { id: "erratic", count: (text) => text.length + (text.charCodeAt(text.length >> 1) % 5 || 0) },
];

/** Under these a sum of parts is never less than the whole. */
export const additive: readonly Tokenizer[] = tokenizers.slice(0, 4);

/** Characters that belong together, alone, side by side and without end. */
const clusters = fc
  .array(fc.constantFrom("👩‍👩‍👧‍👦", "e\u0301", " \u0301", "🇫🇷", "漢", "。\ufe00", "ไทย", "\ud800", "\udc00", "a", " ", "한"), {
    maxLength: 80,
  })
  .map((parts) => parts.join(""));
const linked = fc
  .array(fc.tuple(words, fc.constantFrom("https://x.test/a?sig=1", "https://x.test/b", "https://u:p@x.test/c?sig=2#f")), {
    minLength: 1,
    maxLength: 6,
  })
  .map((links) => links.map(([label, url]) => `See [${label}](${url}) and ${url} there.`).join(" "));
const long = fc.tuple(words, fc.integer({ min: 10, max: 40 })).map(([value, times]) => `${value} `.repeat(times));
const fenced = fc
  .tuple(
    fc.constantFrom("```", "~~~~", "````````"),
    fc.constantFrom("\n", "\r\n"),
    fc.array(fc.oneof(words, soup), { minLength: 1, maxLength: 12 }),
  )
  .map(([fence, lineEnd, lines]): Wire => {
    const value = lines.map((line) => `  ${line.replaceAll(/[`~\r\n]/g, " ")}`);
    return { type: "code", value: value.join("\n"), md: [`${fence}ts`, ...value, fence].join(lineEnd), language: "ts" };
  });
/** Text in two boxes, each with the characters it covers (the wire's last index is inclusive). */
const twoBoxed = fc.tuple(words, words).map(([one, other]): Wire => {
  const value = `${one} ${other}`;
  const [first] = box(10, 10, 50, 20, { start_index: 0, end_index: one.length - 1 }).bbox as Wire[];
  const [second] = box(300, 10, 50, 20, { start_index: one.length + 1, end_index: value.length - 1 }).bbox as Wire[];
  return text(value, { bbox: [first, second] });
});
const hostileItems: fc.Arbitrary<Wire> = fc.oneof(
  soup.map((value) => text(value)),
  clusters.map((value) => text(value)),
  long.map((value) => text(value)),
  linked.map((value) => text(value)),
  words.map((value) => text(`${value}:`)),
  fc.tuple(fc.integer({ min: 1, max: 6 }), words).map(([level, value]) => heading(level, value)),
  fenced,
  fc.array(fc.oneof(words, linked), { minLength: 1, maxLength: 9 }).map((entries) => list(...entries)),
  fc.array(words, { minLength: 1, maxLength: 90 }).map((lines) => code(lines.join("\n"))),
  fc.tuple(words, linked, words).map(([one, two, three]) =>
    rowsTable(
      [
        [one, "b"],
        [two, three],
        ["c", "d"],
      ],
      box(1, 2, 30, 40),
    ),
  ),
  soup.map((value): Wire => ({ type: "hologram", md: value, value })),
  twoBoxed,
);
const ledgers = fc
  .tuple(fc.array(words, { minLength: 1, maxLength: 40 }), words)
  .map(([cells, name]): Wire[] => [
    page(
      heading(2, name),
      rowsTable([["h", "i"], ...cells.map((cell) => [cell, "1"])], { ...box(9, 9, 90, 90), merged_from_pages: [1, 2] }),
    ),
    page({ ...rowsTable([]), ...box(9, 9, 80, 80), merged_into_page: 1 }, text(name)),
  ]);

/** Wire results of every kind of item, some of them hostile; a few begin with a table the service merged over two pages. */
export const results: fc.Arbitrary<Wire> = fc
  .tuple(
    fc.option(ledgers, { freq: 4, nil: [] }),
    fc.array(
      fc.oneof(
        pages,
        fc.array(fc.oneof(bodyItems, hostileItems), { maxLength: 9 }).map((items) => page(...items)),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([first, rest]) => parseResult(...first, ...rest));

const limits = fc.constantFrom(32, 48, 64, 128, 128, 256, 512, 512, 2048);

/** A document, its chunks, and what they were made with. */
export interface Case {
  readonly wire: Wire;
  readonly document: Document;
  readonly maxTokens: number;
  readonly tokenizer: Tokenizer;
  readonly result: ChunkResult;
}

/** Checks a law on chunked documents; 15 unless FC_RUNS says more, for one document holds all kinds of items. */
export function expectLaw(check: (chunked: Case) => void, among: readonly Tokenizer[] = tokenizers): void {
  const inputs = [results, limits, fc.constantFrom(...among)] as const;
  const property = fc.property(...inputs, (wire, maxTokens, tokenizer) => {
    const document = deepFreeze(documentOf(wire));
    check({ wire, document, maxTokens, tokenizer, result: chunkDocument(document, { maxTokens, tokenizer }) });
  });
  fc.assert(property, { numRuns: Number(process.env.FC_RUNS ?? 15) });
}

export function documentOf(wire: Wire): Document {
  return stitchTables(normalize(readParseResult(wire)));
}

/** The top-level blocks of the body in reading order, each with the stretch without failed pages it lies in. */
export function bodyBlocks(document: Document): { readonly block: Block; readonly stretch: number }[] {
  let stretch = 0;
  return document.children.flatMap((one, index) => {
    if (one.error !== undefined || document.children[index - 1]?.error !== undefined) stretch++;
    return one.children.flatMap((block) => (block.type === "pageHeader" || block.type === "pageFooter" ? [] : [{ block, stretch }]));
  });
}

/** What is put before the text when a chunk is embedded. */
export function contextOf({ embedText, text: own }: Chunk): string {
  return embedText.slice(0, embedText.length - own.length);
}
