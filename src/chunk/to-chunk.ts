import { withoutLinkQueries } from "../payload/links.ts";
import { present } from "../payload/present.ts";
import { blockGap } from "./layout.ts";
import type { Packed } from "./pack.ts";
import type { Piece } from "./pieces.ts";
import { provenance } from "./provenance.ts";
import type { Chunk, ChunkFlag, ChunkKind, ChunkPage, Segment } from "./types.ts";

/** What tells a chunk from others, and the text it is embedded by. */
export type Identity = Pick<Chunk, "id" | "index" | "embedText" | "contentHash" | "tokenizer">;

/** The chunk that these pieces are. */
export function toChunk(draft: Packed, identity: Identity, pages: ReadonlyMap<number, ChunkPage>, split: Chunk["split"]): Chunk {
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
    segments: segmentsOf(pieces),
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
export function splitOf({ pieces }: Packed, parts: ReadonlyMap<Piece["block"], number>, seen: Map<Piece["block"], number>): Chunk["split"] {
  const splits = pieces.flatMap(({ block }) => {
    const part = seen.get(block) ?? 0;
    seen.set(block, part + 1);
    const all = parts.get(block) ?? 1;
    return all > 1 ? [{ pointer: block.block.pointer, part, parts: all }] : [];
  });
  return splits[0];
}

/** The pieces' segments; source that is parted in the markdown by just a blank line becomes one segment. */
function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const segments: Segment[] = [];
  for (const [index, piece] of pieces.entries()) {
    const [first, ...rest] = piece.segments as [Segment, ...Segment[]];
    const last = segments.at(-1);
    const before = pieces[index - 1];
    if (before !== undefined && last?.span !== undefined && first.span !== undefined && isGap(before, last.span[1], piece, first.span[0])) {
      segments[segments.length - 1] = {
        kind: "source",
        text: `${last.text}${blockGap}${first.text}`,
        span: [last.span[0], first.span[1]],
      };
    } else {
      if (index > 0) segments.push({ kind: "joint", text: blockGap });
      segments.push(first);
    }
    segments.push(...rest);
  }
  return segments;
}

/** Whether two pieces, which are of two blocks, stand side by side: nothing of either block lies between them. */
function isGap({ block }: Piece, end: number, { block: next }: Piece, start: number): boolean {
  return end === block.span[1] && start === next.span[0] && start - end === blockGap.length;
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
  const told = node.concerns.map(({ type, details }) => ({ type: withoutLinkQueries(type), details: withoutLinkQueries(details) }));
  const concerns = told.length > 0 ? { concerns: told } : {};
  return { ...piece.table, rowCount: rows.length - headerRowCount, columnCount, headerRowCount, ...concerns };
}
