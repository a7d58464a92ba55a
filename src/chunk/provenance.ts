import type { Region } from "../geometry/box.ts";
import { present } from "../payload/present.ts";
import type { RowSource } from "../tree/table.ts";
import type { Table } from "../tree/types.ts";
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
export function provenance(pieces: readonly Piece[], pages: ReadonlyMap<number, ChunkPage>): Provenance {
  const sources: ChunkSource[] = [];
  const regions: ChunkRegion[] = [];
  for (const piece of pieces) {
    const found = piece.block.table === undefined ? ofText(piece) : ofRows(piece, piece.block.table.node);
    for (const source of found.sources) sources.push(source);
    for (const region of found.regions) regions.push(region);
  }
  const numbers = [...new Set(sources.flatMap((source) => source.pageNumbers))].sort((one, other) => one - other);
  return { sources, regions: distinct(regions), pages: numbers.map((number) => pages.get(number) ?? { number }) };
}

function ofText({ block, span }: Piece): Pick<Provenance, "sources" | "regions"> {
  const met = block.sources.filter((source) => source.span[0] < span[1] && span[0] < source.span[1]);
  const sources = met.map((source) => toChunkSource(source, span));
  const placed = met.filter((source) => !source.isContainer && source.regions.length > 0);
  const regions = met.flatMap((source, index) => {
    // A list's own box says less than the boxes of its items.
    const isDivided = source.isContainer && placed.some((item) => source.span[0] <= item.span[0] && item.span[1] <= source.span[1]);
    return isDivided ? [] : regionsOf(source.regions, sources[index] as ChunkSource);
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

/** Of a part of a node, the regions whose characters it holds and those that do not say which are theirs; all of them when it holds none's. */
function regionsOf(regions: readonly Region[], { pointer, partial, nodeSpan }: ChunkSource): ChunkRegion[] {
  const isMet = ({ span }: Region): boolean =>
    span !== undefined && nodeSpan !== undefined && span[0] < nodeSpan[1] && nodeSpan[0] < span[1];
  if (!partial || !regions.some(isMet)) return regions.map((region) => ({ ...region, pointer, precision: "node" }));
  return regions
    .filter((region) => region.span === undefined || isMet(region))
    .map((region) => ({ ...region, pointer, precision: region.span === undefined ? "node" : "span" }));
}

/** A table's piece brings the pages and regions of its own rows; a repeated header adds no place. */
function ofRows({ block, span, table }: Piece, { grid, parts }: Table): Pick<Provenance, "sources" | "regions"> {
  const [first, last] = table?.rows ?? [0, 0];
  const rows = grid.rows.slice(first === 0 ? 0 : grid.headerRowCount + first, grid.headerRowCount + last).map((row) => row.source);
  const [own] = parts;
  const places: readonly RowPlace[] = rows.length > 0 || own === undefined ? rows : [{ ...own, pageNumbers: [own.pageNumber] }];
  const pagesOf = new Map<string, Set<number>>();
  for (const { pointer, pageNumbers } of places) {
    const known = pagesOf.get(pointer) ?? new Set();
    for (const number of pageNumbers) known.add(number);
    pagesOf.set(pointer, known);
  }
  const pages = new Set([...pagesOf.values()].flatMap((numbers) => [...numbers]));
  const regions = new Set([...new Set(places.map((place) => place.regions))].flat());
  const sources: ChunkSource[] = [];
  const placed: ChunkRegion[] = [];
  for (const part of block.sources) {
    const pageNumbers = [...(pagesOf.get(part.pointer) ?? part.pageNumbers.filter((number) => pages.has(number)))];
    if (pageNumbers.length === 0) continue;
    const source = toChunkSource({ ...part, pageNumbers }, span);
    sources.push(source);
    const met = part.regions.filter((region) => regions.delete(region));
    for (const region of regionsOf(met, source)) placed.push(region);
  }
  for (const { pointer, regions: others } of places) {
    for (const region of others) if (regions.delete(region)) placed.push({ ...region, pointer, precision: "node" });
  }
  return { sources, regions: placed };
}

type RowPlace = Pick<RowSource, "pointer" | "pageNumbers" | "regions">;

function distinct(regions: readonly ChunkRegion[]): ChunkRegion[] {
  const seen = new Map<string, ChunkRegion>();
  for (const region of regions) {
    const { pageNumber, pointer, box, span } = region;
    seen.set([pageNumber, pointer, box.x, box.y, box.width, box.height, box.rotation, span].join(" "), region);
  }
  return [...seen.values()];
}
