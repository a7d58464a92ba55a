import fc from "fast-check";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { type ChunkOptions, type ChunkSettings, chunkSettings } from "../../src/chunk/options.ts";
import { approx, bytes } from "../../src/chunk/tokens.ts";
import type { ChunkResult, Tokenizer } from "../../src/chunk/types.ts";
import { normalize } from "../../src/document/normalize.ts";
import { readParseResult } from "../../src/payload/parse.ts";
import { stitchTables } from "../../src/table/stitch.ts";
import { o200k } from "../../src/tokenizers/o200k.ts";
import type { Block, Document } from "../../src/tree/types.ts";
import { words } from "../arbitraries.ts";
import { box, deepFreeze, failedPage, footer, header, heading, page, parseResult, rowsTable, text, type Wire } from "../build.ts";
import { anyItems } from "./items.ts";

export const characters: Tokenizer = { id: "characters", count: (value) => value.length };

/** Under these a sum of parts is never less than the whole. */
export const additive: readonly Tokenizer[] = [
  approx,
  bytes,
  characters,
  { id: "additive", count: (value) => value.length, additiveAtNewline: true },
  { id: "words", count: (value) => value.split(/\s+/).filter((word) => word !== "").length },
];

/** Counters of every temper: exact ones, an estimate, and three that do not add up. */
export const tokenizers: readonly Tokenizer[] = [
  ...additive,
  o200k,
  { id: "more-together", count: (value) => value.length + (value.length >> 4) },
  { id: "erratic", count: (value) => value.length + (value.charCodeAt(value.length >> 1) % 5 || 0) },
];

const furniture = fc
  .tuple(words, words, fc.constantFrom("none", "running", "once"))
  .map(([top, bottom, kind]) => (index: number, items: readonly Wire[]): Wire[] => {
    if (kind === "none" || (kind === "once" && index !== 1)) return [...items];
    return [header(text(`${top} ${index}`)), ...items, footer(text(bottom), text(String(index)))];
  });

/** A table over two pages: joined by the service with an emptied stub, or with rows on both pages. */
const ledgers = fc
  .record({
    cells: fc.array(words, { minLength: 2, maxLength: 40 }),
    name: words,
    form: fc.constantFrom("emptied", "repeated", "headless", "told", "infer"),
  })
  .map(({ cells, name, form }): Wire[] => {
    const rows = cells.map((cell, index) => [cell, `${index}.50`]);
    const half = rows.length >> 1;
    const first = form === "emptied" || form === "told" ? rows : rows.slice(0, half);
    const later = { emptied: [], repeated: [["h", "i"], ...rows.slice(half)], headless: rows.slice(half) }[form as string];
    const second = later ?? [["h", "i"], ...rows.slice(half)];
    const fields = form === "infer" ? [{}, {}] : [{ merged_from_pages: [1, 2] }, { merged_into_page: 1 }];
    return [
      page(heading(2, name), rowsTable([["h", "i"], ...first], { ...box(50, 400, 500, 360), ...fields[0] })),
      page(rowsTable(second, { ...box(50, 30, 500, 300), ...fields[1] }), text(name)),
    ];
  });

/** Wire results of these items: with furniture, pages that failed or are absent, printed numbers, and now and then a table over two pages. */
export function resultsOf(items: fc.Arbitrary<Wire>, mostItems: number = 9): fc.Arbitrary<Wire> {
  const bodies = fc.oneof(
    { weight: 9, arbitrary: fc.array(items, { maxLength: mostItems }) },
    { weight: 1, arbitrary: fc.constantFrom("failed" as const, "absent" as const) },
  );
  return fc
    .record({
      first: fc.option(ledgers, { freq: 4, nil: [] }),
      bodies: fc.array(bodies, { minLength: 1, maxLength: 4 }),
      dress: furniture,
      isPrinted: fc.boolean(),
    })
    .map(({ first, bodies: given, dress, isPrinted }) => {
      const rest = given.map((body, index) => (typeof body === "string" ? body : page(...dress(index, body))));
      const pages = [...first, ...rest].flatMap((one, index) => {
        if (one === "absent") return [];
        return [{ ...(one === "failed" ? failedPage() : one), page_number: index + 1 }];
      });
      const printed = pages.map(({ page_number }) => ({ page_number, printed_page_number: `p${page_number}` }));
      return { ...parseResult(...pages), ...(isPrinted && { metadata: { pages: printed } }) };
    });
}

const share = fc.constantFrom(0, 0, 0.1, 0.25, 0.5);
const limits = fc.oneof(fc.constantFrom(32, 48, 64, 64, 128, 128, 256, 512), fc.integer({ min: 32, max: 2048 }));

/** Options that count tokens, as shares of the limit; and every policy, each alone and with the others. */
const policies = fc.record({
  maxTokens: limits,
  shares: fc.record(
    { overlap: share, maxContextTokens: share, minTokens: share, targetTokens: fc.constantFrom(0.3, 0.6, 1) },
    { requiredKeys: ["overlap"] },
  ),
  others: fc.record(
    {
      splitAt: fc.constantFrom("heading", "page", "none"),
      splitDepth: fc.integer({ min: 1, max: 6 }),
      joinAcrossPages: fc.boolean(),
      context: fc.constantFrom("headings", "none"),
      table: fc.constantFrom("rows", "as-one", "key-value", "rows+key-value"),
      tableMinRows: fc.integer({ min: 1, max: 5 }),
      code: fc.constantFrom("lines", "as-one"),
      furniture: fc.constantFrom("drop", "keep", "metadata"),
      images: fc.constantFrom("caption", "markdown"),
      keepUrls: fc.boolean(),
      acrossGaps: fc.boolean(),
      minConfidence: fc.constantFrom(0, 0.5, 1),
    },
    { requiredKeys: [] },
  ),
});
type Policy = typeof policies extends fc.Arbitrary<infer Value> ? Value : never;

function optionsOf(policy: Policy, tokenizer: Tokenizer, common: NonNullable<Constraints["options"]>): ChunkOptions {
  const { maxTokens = policy.maxTokens } = common;
  const counts: [string, number][] = [];
  for (const [name, part] of Object.entries(policy.shares))
    counts.push([name, Math.max(Math.floor(part * maxTokens), name === "targetTokens" ? 1 : 0)]);
  return { maxTokens, tokenizer, ...policy.others, ...Object.fromEntries(counts), ...common } as ChunkOptions;
}

/** A document, its chunks, and what they were made with. */
export interface Case {
  readonly wire: Wire;
  readonly document: Document;
  readonly options: ChunkOptions;
  readonly settings: ChunkSettings;
  readonly result: ChunkResult;
}

export interface Constraints {
  /** What all cases have in common; `undefined` is the default. */
  readonly options?: { readonly [Name in keyof ChunkOptions]: ChunkOptions[Name] | undefined };
  readonly among?: readonly Tokenizer[];
  /** What most of the items are. @default anyItems */
  readonly items?: fc.Arbitrary<Wire>;
}

/** Checks a law on chunked documents, which are frozen; 15 unless FC_RUNS says more, for one document holds many kinds of items. */
export function expectLaw(check: (chunked: Case) => void, { options = {}, among = tokenizers, items = anyItems }: Constraints = {}): void {
  const wires = items === anyItems ? results : resultsOf(fc.oneof({ weight: 3, arbitrary: items }, { weight: 1, arbitrary: anyItems }), 3);
  const property = fc.property(wires, policies, fc.constantFrom(...among), fc.boolean(), (wire, policy, tokenizer, isInferred) => {
    const document = deepFreeze(documentOf(wire, isInferred ? "infer" : "explicit"));
    const given = optionsOf(policy, tokenizer, options);
    const settings = chunkSettings(given);
    check({ wire, document, options: given, settings, result: chunkDocument(document, given) });
  });
  fc.assert(property, { numRuns: runs });
}

export const runs: number = Number(process.env.FC_RUNS ?? 15);

export function documentOf(wire: Wire, mode: "explicit" | "infer" = "explicit"): Document {
  return stitchTables(normalize(readParseResult(wire)), { mode });
}

/** Wire results of items of every type. */
export const results: fc.Arbitrary<Wire> = resultsOf(anyItems);

/** The top-level blocks of the body in reading order, each with the stretch without failed pages it lies in. */
export function bodyBlocks(document: Document): { readonly block: Block; readonly stretch: number }[] {
  let stretch = 0;
  return document.children.flatMap((one, index) => {
    if (one.error !== undefined || document.children[index - 1]?.error !== undefined) stretch++;
    return one.children.flatMap((block) => (block.type === "pageHeader" || block.type === "pageFooter" ? [] : [{ block, stretch }]));
  });
}
