import type { Chunk, ChunkFlag, ChunkKind, ChunkSplit, ChunkSummary, ChunkTable, Excluded, Gap } from "../chunk/types.ts";
import { present } from "../payload/present.ts";
import { columnLines } from "./columns.ts";
import { listed, row, short } from "./summary.ts";

/** How the chunks of a document came about. */
export interface ChunkExplanation {
  /** Shares of the most tokens a chunk may have; absent without chunks. */
  readonly fill?: { readonly min: number; readonly median: number; readonly max: number };
  readonly kinds: Readonly<Partial<Record<ChunkKind, number>>>;
  readonly flags: Readonly<Partial<Record<ChunkFlag, number>>>;
  readonly chunks: readonly ExplainedChunk[];
}

export interface ExplainedChunk extends Pick<Chunk, "index" | "id" | "kind"> {
  readonly tokens: number;
  readonly fill: number;
  readonly pages: readonly number[];
  readonly headings: readonly string[];
  readonly split?: ChunkSplit;
  readonly table?: Pick<ChunkTable, "rows" | "rowCount" | "header">;
  readonly flags?: readonly ChunkFlag[];
}

/** Gathers how chunks came about, one after the other. */
export interface ChunkExplainer {
  readonly add: (chunk: Chunk) => void;
  readonly end: () => ChunkExplanation;
}

/** How many chunks a person is shown. */
const shownChunks = 50;

/** @param isWhole whether all chunks are kept, not only those a person is shown */
export function chunkExplainer(maxTokens: number, isWhole: boolean): ChunkExplainer {
  const fills: number[] = [];
  const chunks: ExplainedChunk[] = [];
  const kinds = new Map<ChunkKind, number>();
  const flags = new Map<ChunkFlag, number>();
  return {
    add: (chunk) => {
      fills.push(chunk.tokenCount / maxTokens);
      kinds.set(chunk.kind, (kinds.get(chunk.kind) ?? 0) + 1);
      for (const flag of chunk.flags ?? []) flags.set(flag, (flags.get(flag) ?? 0) + 1);
      if (isWhole || chunks.length < shownChunks) chunks.push(explained(chunk, maxTokens));
    },
    end: () => {
      const sorted = Float64Array.from(fills).sort();
      const at = (index: number): number => sorted[index] ?? 0;
      const last = sorted.length - 1;
      const median = (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2;
      const fill = last < 0 ? undefined : { min: at(0), median, max: at(last) };
      return present({ fill, kinds: Object.fromEntries(kinds), flags: Object.fromEntries(flags), chunks });
    },
  };
}

function explained({ index, id, kind, tokenCount, pages, headingPath, split, table, flags }: Chunk, maxTokens: number): ExplainedChunk {
  return present({
    index,
    id,
    kind,
    tokens: tokenCount,
    fill: tokenCount / maxTokens,
    pages: pages.map((page) => page.number),
    headings: headingPath.map((heading) => heading.text),
    split,
    table: table && { rows: table.rows, rowCount: table.rowCount, header: table.header },
    flags,
  });
}

/** The lines a person reads: the chunks, what is in none of them, and what they are like together. */
export function explanationLines(
  { fill, kinds, flags, chunks }: ChunkExplanation,
  { stats, sections, excluded, gaps }: ChunkSummary,
): string[] {
  const more = stats.chunks - chunks.length;
  const counts = (found: object): string =>
    Object.entries(found)
      .sort(([, one], [, other]) => other - one)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ");
  return [
    ...(chunks.length === 0 ? [] : columnLines(heads, chunks.map(cells)).map((line) => `  ${line}`)),
    ...(more > 0 ? [`  and ${more} more: choose pages with --pages, or see --json`] : []),
    ...(fill === undefined
      ? []
      : [row("fill", `from ${percent(fill.min)} to ${percent(fill.max)}, half of them up to ${percent(fill.median)}`)]),
    ...(fill === undefined ? [] : [row("kinds", counts(kinds))]),
    ...(Object.keys(flags).length === 0 ? [] : [row("flags", counts(flags))]),
    row("sections", String(sections.length)),
    ...excludedLines(excluded),
    ...gapLines(gaps),
  ];
}

const heads = [
  { name: "chunk", isNumber: true },
  { name: "kind" },
  { name: "tokens", isNumber: true },
  { name: "fill", isNumber: true },
  { name: "pages" },
  { name: "part" },
  { name: "rows" },
  { name: "header" },
  { name: "headings" },
];

function cells({ index, kind, tokens, fill, pages, split, table, headings, flags = [] }: ExplainedChunk): string[] {
  const notes = [...(split === undefined || split.reason === "size" ? [] : [reasonWords[split.reason]]), ...flags];
  return [
    String(index),
    kind,
    String(tokens),
    percent(fill),
    interval(pages),
    split === undefined ? "" : `${split.part + 1} of ${split.parts}`,
    table === undefined ? "" : `${bounds(table.rows[0] + 1, table.rows[1])} of ${table.rowCount}`,
    table?.header ?? "",
    [path(headings), ...(notes.length === 0 ? [] : [`(${notes.join("; ")})`])].filter((text) => text !== "").join("  "),
  ];
}

const reasonWords = { row: "inside a row", line: "inside a line", cluster: "inside a run of characters without a break" };

const pathUnits = 48;

/** The nearest headings, as far as there is room: those are what tells chunks apart. */
function path(headings: readonly string[]): string {
  let text = short(headings.at(-1) ?? "", pathUnits);
  for (const heading of headings.slice(0, -1).reverse()) {
    const longer = `${heading} › ${text}`;
    if (longer.length > pathUnits) return `… › ${text}`;
    text = longer;
  }
  return text;
}

/** How much is left out for each reason, and the first few of it. */
function excludedLines(excluded: readonly Excluded[]): string[] {
  if (excluded.length === 0) return [row("left out", "nothing")];
  const byReason = new Map<Excluded["reason"], string[]>();
  for (const { reason, pointer } of excluded) {
    const pointers = byReason.get(reason);
    if (pointers === undefined) byReason.set(reason, [pointer]);
    else pointers.push(pointer);
  }
  const line = ([reason, pointers]: readonly [Excluded["reason"], readonly string[]]): string => {
    const first = pointers.slice(0, shownPointers).map((pointer) => short(pointer, pathUnits));
    return `${pointers.length} ${exclusionWords[reason]}: ${first.join(", ")}${pointers.length > shownPointers ? ", …" : ""}`;
  };
  return [row("left out", String(excluded.length)), ...listed([...byReason], line)];
}

const shownPointers = 3;

const exclusionWords: Readonly<Record<Excluded["reason"], string>> = {
  furniture: "running headers and footers",
  "header-as-names": "headers whose names stand in the rows",
  empty: "without text",
  stub: "left of tables that were joined",
  "failed-page": "on pages that failed",
};

function gapLines(gaps: readonly Gap[]): string[] {
  if (gaps.length === 0) return [];
  const line = ({ pageNumber, lastPageNumber = pageNumber, error }: Gap): string => {
    const place = pageNumber === lastPageNumber ? `page ${pageNumber}` : `pages ${pageNumber} to ${lastPageNumber}`;
    return `${place}: ${error === undefined ? "not there" : `failed: ${short(error)}`}`;
  };
  return [row("gaps", String(gaps.length)), ...listed(gaps, line)];
}

/** Page numbers that follow each other as their first and last. */
function interval(numbers: readonly number[]): string {
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  return last - first + 1 === numbers.length ? bounds(first, last) : numbers.length > 4 ? `${first}…${last}` : numbers.join(",");
}

function bounds(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`;
}

function percent(part: number): string {
  return `${Math.round(100 * part)} %`;
}
