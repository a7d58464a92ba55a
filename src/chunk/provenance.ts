import type { Region } from "../geometry/box.ts";
import { present } from "../payload/present.ts";
import type { Page } from "../tree/types.ts";
import type { LaidSource } from "./layout.ts";
import type { Piece } from "./pieces.ts";
import type { ChunkPage, ChunkRegion, ChunkSource, Span } from "./types.ts";

/** Where the text of a chunk comes from: payload items, pages, boxes. */
export interface Provenance {
  readonly sources: readonly ChunkSource[];
  readonly pages: readonly ChunkPage[];
  readonly regions: readonly ChunkRegion[];
}

/** The provenance of these pieces; a part of a node brings only the regions of its characters, or of its rows. */
export function provenance(pieces: readonly Piece[], pages: ReadonlyMap<number, Page>): Provenance {
  const sources: ChunkSource[] = [];
  const regions: ChunkRegion[] = [];
  for (const piece of pieces) {
    const found = piece.block.table === undefined ? ofText(piece) : ofRows(piece, piece.block.table.node.grid);
    for (const source of found.sources) sources.push(source);
    for (const region of found.regions) regions.push(region);
  }
  const numbers = [...new Set(sources.flatMap((source) => source.pageNumbers))].sort((one, other) => one - other);
  return { sources, regions: distinct(regions), pages: numbers.map((number) => toChunkPage(number, pages.get(number))) };
}

function ofText({ block, span }: Piece): Pick<Provenance, "sources" | "regions"> {
  const met = block.sources.filter((source) => source.span[0] < span[1] && span[0] < source.span[1]);
  const sources = met.map((source) => toChunkSource(source, span));
  // A list's own box says less than the boxes of its items.
  const hasItemRegions = met.some((source, index) => index > 0 && source.regions.length > 0);
  const regions = met.flatMap((source, index) => {
    if (index === 0 && hasItemRegions && block.block.type === "list") return [];
    return regionsOf(source.pointer, source.regions, sources[index] as ChunkSource);
  });
  return { sources, regions };
}

function toChunkSource(source: LaidSource, span: Span): ChunkSource {
  const met: Span = [Math.max(source.span[0], span[0]), Math.min(source.span[1], span[1])];
  const { pointer, type, pageNumbers, toNode } = source;
  const nodeSpan = toNode === undefined ? undefined : ([toNode(met[0]), toNode(met[1])] as const);
  const partial = met[0] > source.span[0] || met[1] < source.span[1];
  return present({ pointer, type, pageNumbers, span: met, nodeSpan, partial });
}

function regionsOf(pointer: string, regions: readonly Region[], { partial, nodeSpan }: ChunkSource): ChunkRegion[] {
  const met =
    partial && nodeSpan !== undefined
      ? regions.filter(({ span }) => span !== undefined && span[0] < nodeSpan[1] && nodeSpan[0] < span[1])
      : [];
  if (met.length === 0) return regions.map((region) => ({ ...region, pointer, precision: "node" }));
  return met.map((region) => ({ ...region, pointer, precision: "span" }));
}

/** A table's piece brings the pages and regions of its own rows; a repeated header adds no place. */
function ofRows(
  { block, span, table }: Piece,
  grid: { readonly rows: readonly { readonly source: RowPlace }[]; readonly headerRowCount: number },
): Pick<Provenance, "sources" | "regions"> {
  const [first, last] = table?.rows ?? [0, block.table?.rows.length ?? 0];
  const rows = grid.rows.slice(first === 0 ? 0 : grid.headerRowCount + first, grid.headerRowCount + last);
  const pageNumbers = new Set(rows.flatMap((row) => row.source.pageNumbers));
  const pointers = new Set(rows.map((row) => row.source.pointer));
  const parts = block.sources.filter(
    (source) => pointers.has(source.pointer) || source.pageNumbers.some((number) => pageNumbers.has(number)),
  );
  const partial = (block.table?.rows.length ?? 0) > last - first;
  const sources = parts.map(({ pointer, type, pageNumbers: numbers }) => ({ pointer, type, pageNumbers: numbers, span, partial }));
  const regions = new Map<Region, string>();
  for (const row of rows) for (const region of row.source.regions) regions.set(region, row.source.pointer);
  const precision = partial && pageNumbers.size === 1 ? "span" : "node";
  return { sources, regions: [...regions].map(([region, pointer]) => ({ ...region, pointer, precision })) };
}

interface RowPlace {
  readonly pointer: string;
  readonly pageNumbers: readonly number[];
  readonly regions: readonly Region[];
}

function distinct(regions: readonly ChunkRegion[]): ChunkRegion[] {
  const seen = new Map<string, ChunkRegion>();
  for (const region of regions) {
    const { pageNumber, pointer, box, span } = region;
    seen.set([pageNumber, pointer, box.x, box.y, box.width, box.height, box.rotation, span].join(" "), region);
  }
  return [...seen.values()];
}

function toChunkPage(number: number, page: Page | undefined): ChunkPage {
  return present({ number, printedNumber: page?.printedNumber, width: page?.width, height: page?.height });
}
