import { assertOptions, flag, type OptionRules, type OptionTest } from "../options.ts";
import { approx, checkedTokenizer } from "./tokens.ts";
import type { Chunk, Tokenizer } from "./types.ts";

export interface ChunkOptions {
  /** Part of every id: a stable id of the source file. Never the parse job's, which is another one at each parse. @default "" */
  readonly documentId?: string;
  /** The most tokens `embedText` may count, at least 32. @default 512 */
  readonly maxTokens?: number;
  /** A chunk this full ends at the next good place. @default 0.8 × maxTokens */
  readonly targetTokens?: number;
  /** A section below this joins the chunk before it, under the same parent, if it fits. @default 64, at most targetTokens */
  readonly minTokens?: number;
  /** Tokens of the chunk before that are repeated, in whole sentences or lines, within a section; at most half of maxTokens. @default 0 */
  readonly overlap?: number;
  /** What counts the tokens; the id of a bare function is `custom`. @default approx */
  readonly tokenizer?: Tokenizer | ((text: string) => number);
  /** What stands before the text when it is embedded: the open headings, nothing, or what a function says, cut at its end. @default "headings" */
  readonly context?: "headings" | "none" | ((chunk: ChunkBody) => string);
  /** The most tokens of the context. @default 64, at most a quarter of maxTokens */
  readonly maxContextTokens?: number;
  /** Where chunks must end: before a section, at the end of a page, or nowhere. @default "heading" */
  readonly splitAt?: "heading" | "page" | "none";
  /** Headings of this depth or less begin a section. @default 3 */
  readonly splitDepth?: number;
  /** Keeps the two halves of a paragraph together that a page break parts. @default true */
  readonly joinAcrossPages?: boolean;
  /** Rows under a repeated header, whole (and maybe too large), `column: cell` lines, or rows to read and lines to embed. @default "rows" */
  readonly table?: "rows" | "as-one" | "key-value" | "rows+key-value";
  /** The fewest body rows of a piece of a table. @default 3 */
  readonly tableMinRows?: number;
  /** Cut between lines inside its fence, or whole (and maybe too large). @default "lines" */
  readonly code?: "lines" | "as-one";
  /** Running headers and footers: left out, kept in place, or left out and named on the pages. A text on one page only is kept. @default "drop" */
  readonly furniture?: "drop" | "keep" | "metadata";
  /** Images as their caption, or as they are written. @default "caption" */
  readonly images?: "caption" | "markdown";
  /** Keeps the queries and fragments of links, which may be secrets. @default false */
  readonly keepUrls?: boolean;
  /** A page that failed is a warning and a gap, or an error. @default "warn" */
  readonly failedPages?: "warn" | "throw";
  /** Lets a chunk hold text from both sides of a page that failed or is absent. @default false */
  readonly acrossGaps?: boolean;
  /** Flags chunks of a lower confidence, 0 to 1. */
  readonly minConfidence?: number;
  /** `lean` leaves out segments, regions, sources, links and images. @default "full" */
  readonly detail?: "full" | "lean";
}

/** A chunk before it has a context: what a `context` function sees. */
export type ChunkBody = Omit<
  Chunk,
  "id" | "embedText" | "tokenCount" | "textTokenCount" | "tokenizer" | "contentHash" | "prevId" | "nextId" | "index" | "split" | "flags"
>;

/** The options with their defaults. */
export type ChunkSettings = Required<Omit<ChunkOptions, "tokenizer" | "minConfidence">> & {
  readonly tokenizer: Required<Tokenizer>;
  readonly minConfidence: number;
};

const leastTokens = 32;

function wholeFrom(least: number, most: number = Number.MAX_SAFE_INTEGER): OptionTest {
  const holds = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return { holds, expected: `a whole number ${bounds}` };
}

const rules: OptionRules<ChunkOptions> = {
  documentId: { holds: (value) => typeof value === "string", expected: "a text" },
  maxTokens: wholeFrom(leastTokens),
  targetTokens: undefined,
  minTokens: undefined,
  overlap: undefined,
  tokenizer: undefined,
  context: {
    holds: (value) => value === "headings" || value === "none" || typeof value === "function",
    expected: '"headings", "none" or a function',
  },
  maxContextTokens: undefined,
  splitAt: ["heading", "page", "none"],
  splitDepth: wholeFrom(1, 6),
  joinAcrossPages: flag,
  table: ["rows", "as-one", "key-value", "rows+key-value"],
  tableMinRows: wholeFrom(1),
  code: ["lines", "as-one"],
  furniture: ["drop", "keep", "metadata"],
  images: ["caption", "markdown"],
  keepUrls: flag,
  failedPages: ["warn", "throw"],
  acrossGaps: flag,
  minConfidence: { holds: (value) => typeof value === "number" && value >= 0 && value <= 1, expected: "a number from 0 to 1" },
  detail: ["full", "lean"],
};

/**
 * The options with their defaults.
 *
 * @throws {RangeError} naming the option, what was given and what is allowed
 */
export function chunkSettings(options: ChunkOptions): ChunkSettings {
  assertOptions(options, rules);
  const { maxTokens = 512 } = options;
  const bounded: Partial<OptionRules> = {
    targetTokens: wholeFrom(1, maxTokens),
    minTokens: wholeFrom(0, maxTokens),
    overlap: wholeFrom(0, Math.floor(maxTokens / 2)),
    maxContextTokens: wholeFrom(0, Math.floor(maxTokens / 2)),
  };
  const { targetTokens = Math.floor(0.8 * maxTokens), overlap = 0, maxContextTokens = Math.min(64, Math.floor(maxTokens / 4)) } = options;
  const { minTokens = Math.min(64, targetTokens) } = options;
  assertOptions({ targetTokens, minTokens, overlap, maxContextTokens }, bounded as OptionRules);
  const { documentId = "", context = "headings", splitAt = "heading", splitDepth = 3, joinAcrossPages = true } = options;
  const { table = "rows", tableMinRows = 3, code = "lines", furniture = "drop", images = "caption", keepUrls = false } = options;
  const { failedPages = "warn", acrossGaps = false, minConfidence = 0, detail = "full" } = options;
  return {
    ...{ documentId, maxTokens, targetTokens, minTokens, overlap, maxContextTokens, context, splitAt, splitDepth, joinAcrossPages },
    ...{ table, tableMinRows, code, furniture, images, keepUrls, failedPages, acrossGaps, minConfidence, detail },
    tokenizer: checkedTokenizer(options.tokenizer ?? approx),
  };
}
