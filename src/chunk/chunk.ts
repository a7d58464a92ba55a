import { present } from "../payload/present.ts";
import type { Document, Page } from "../tree/types.ts";
import { chunkId, hashText } from "./identity.ts";
import { layout } from "./layout.ts";
import { type Packed, pack } from "./pack.ts";
import type { Piece } from "./pieces.ts";
import { provenance } from "./provenance.ts";
import { approx, checkedTokenizer } from "./tokens.ts";
import type { Chunk, ChunkFlag, ChunkKind, ChunkResult, Segment, Tokenizer } from "./types.ts";

export interface ChunkOptions {
  /** The most tokens `embedText` may count, at least 32. @default 512 */
  readonly maxTokens?: number;
  /** @default approx */
  readonly tokenizer?: Tokenizer | ((text: string) => number);
  /** Part of every id: a stable id of the source file. Never the parse job's, which is another one at each parse. @default "" */
  readonly documentId?: string;
}

const leastTokens = 32;

/**
 * The chunks of a document, in reading order: none is over the limit, each knows its headings, pages and boxes.
 *
 * Sections begin chunks, headings stay with what follows them, a table is cut between rows and its header repeated, code between lines
 * inside its fence. Running headers and footers are left out; `chunkDocument` lists what else was.
 *
 * @param document stitched, or tables over several pages stay in pieces
 * @throws {RangeError} when `maxTokens` is below 32, a single character is over it, or the tokenizer gives no whole number
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { chunk, normalize, readParseResult } from "postparse";
 *
 * const markdown = "# Pumps\n\n## Care\n\nOil it once a year.";
 * const result = readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown: { pages: [{ page_number: 3, markdown }] } });
 * const [first] = chunk(normalize(result), { maxTokens: 64 });
 * assert.deepEqual(first?.headingPath.map((heading) => heading.text), ["Pumps", "Care"]);
 * assert.equal(first?.pages[0]?.number, 3);
 * ```
 */
export function chunk(document: Document, options: ChunkOptions = {}): readonly Chunk[] {
  return chunkDocument(document, options).chunks;
}

/** The chunks, the markdown their spans count in, and what was left out. */
export function chunkDocument(document: Document, options: ChunkOptions = {}): ChunkResult {
  const { maxTokens = 512, documentId = "" } = options;
  if (!(Number.isInteger(maxTokens) && maxTokens >= leastTokens)) {
    throw new RangeError(`maxTokens is ${maxTokens}, expected a whole number from ${leastTokens}`);
  }
  const tokenizer = checkedTokenizer(options.tokenizer ?? approx);
  const laid = layout(document);
  const limits = { maxTokens, maxContextTokens: Math.min(64, Math.floor(maxTokens / 4)), minTokens: Math.min(64, maxTokens), tokenizer };
  const pages = new Map(document.children.map((page) => [page.number, page]));
  const occurrences = new Map<string, number>();
  const parts = new Map<Piece["block"], number>();
  const packed = pack(laid, limits);
  for (const piece of packed.flatMap(({ pieces }) => pieces)) parts.set(piece.block, (parts.get(piece.block) ?? 0) + 1);
  const seen = new Map<Piece["block"], number>();
  const drafts = packed.map((draft, index) => {
    const embedText = draft.context.prefix + draft.text;
    const contentHash = hashText(embedText);
    const occurrence = occurrences.get(contentHash) ?? 0;
    occurrences.set(contentHash, occurrence + 1);
    const id = chunkId(documentId, contentHash, occurrence);
    return toChunk(
      draft,
      { id, index, embedText, contentHash, tokenizer: tokenizer.id },
      laid.markdown,
      pages,
      splitOf(draft, parts, seen),
    );
  });
  const chunks = drafts.map((draft, index) => ({ ...draft, ...present({ prevId: drafts[index - 1]?.id, nextId: drafts[index + 1]?.id }) }));
  const gaps = document.children.flatMap(({ number, error }) => (error === undefined ? [] : [{ pageNumber: number, error }]));
  return { chunks, markdown: laid.markdown, excluded: laid.excluded, gaps };
}

type Identity = Pick<Chunk, "id" | "index" | "embedText" | "contentHash" | "tokenizer">;

function toChunk(draft: Packed, identity: Identity, markdown: string, pages: ReadonlyMap<number, Page>, split: Chunk["split"]): Chunk {
  const { pieces, headingPath, context, text, tokenCount, textTokenCount } = draft;
  const blocks = pieces.map((piece) => piece.block.block);
  const headings = pieces.flatMap((piece) => piece.block.heading ?? []);
  const { sources, pages: chunkPages, regions } = provenance(pieces, pages);
  const scores = regions.flatMap((region) => region.confidence ?? []);
  const code = blocks.find((block) => block.type === "code");
  const flags: ChunkFlag[] = [
    ...(context.isShortened ? (["context-shortened"] as const) : []),
    ...(pieces.some((piece) => piece.isLongLine) ? (["long-line"] as const) : []),
  ];
  return {
    ...identity,
    kind: kindOf(pieces),
    text,
    tokenCount,
    textTokenCount,
    span: [(pieces[0] as Piece).span[0], (pieces.at(-1) as Piece).span[1]],
    segments: segmentsOf(pieces, markdown),
    headingPath,
    pages: chunkPages,
    regions,
    sources,
    ...present({
      headings: headings.length > 0 ? headings : undefined,
      split,
      table: tableOf(pieces),
      code: code === undefined ? undefined : present({ lang: code.lang }),
      confidence: scores.length > 0 ? scores.reduce((least, score) => Math.min(least, score)) : undefined,
      flags: flags.length > 0 ? flags : undefined,
    }),
  };
}

/** Which part of the first block that it does not hold all of; `seen` counts the parts that came before. */
function splitOf({ pieces }: Packed, parts: ReadonlyMap<Piece["block"], number>, seen: Map<Piece["block"], number>): Chunk["split"] {
  const splits = pieces.flatMap(({ block }) => {
    const part = seen.get(block) ?? 0;
    seen.set(block, part + 1);
    const all = parts.get(block) ?? 1;
    return all > 1 ? [{ pointer: block.block.pointer, part, parts: all }] : [];
  });
  return splits[0];
}

/** The pieces' segments; source that is parted in the markdown by just a blank line becomes one segment. */
function segmentsOf(pieces: readonly Piece[], markdown: string): Segment[] {
  const segments: Segment[] = [];
  for (const [index, piece] of pieces.entries()) {
    const [first, ...rest] = piece.segments as [Segment, ...Segment[]];
    const last = segments.at(-1);
    if (last?.span !== undefined && first.span !== undefined && markdown.slice(last.span[1], first.span[0]) === "\n\n") {
      segments[segments.length - 1] = { kind: "source", text: `${last.text}\n\n${first.text}`, span: [last.span[0], first.span[1]] };
    } else {
      if (index > 0) segments.push({ kind: "joint", text: "\n\n" });
      segments.push(first);
    }
    segments.push(...rest);
  }
  return segments;
}

function kindOf(pieces: readonly Piece[]): ChunkKind {
  const kinds = new Set(pieces.map(({ block: { block } }) => block.type).filter((type) => type !== "heading"));
  const [kind] = kinds;
  if (kind === undefined) return "heading";
  if (kinds.size > 1) return "mixed";
  return kind === "list" || kind === "table" || kind === "code" || kind === "image" ? kind : "text";
}

/** Of the only table in the chunk; absent when there are several. */
function tableOf(pieces: readonly Piece[]): Chunk["table"] {
  const found = pieces.filter((piece) => piece.block.table !== undefined);
  const [piece] = found;
  const node = piece?.block.table?.node;
  if (found.length !== 1 || piece?.table === undefined || node === undefined) return undefined;
  const { columnCount, headerRowCount, rows } = node.grid;
  const concerns = node.concerns.length > 0 ? { concerns: node.concerns } : {};
  return { ...piece.table, rowCount: rows.length - headerRowCount, columnCount, headerRowCount, ...concerns };
}
