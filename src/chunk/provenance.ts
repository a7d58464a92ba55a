import type { Region } from "../geometry/box.ts";
import { union } from "../geometry/box.ts";
import type { TextLine } from "../tree/page-data.ts";
import type { LaidSource, LaidTable } from "./block.ts";
import type { Piece } from "./piece.ts";
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
    const { table } = piece.block;
    const found = table?.places === undefined ? ofText(piece) : ofRows(piece, table, table.places);
    for (const source of found.sources) sources.push(source);
    for (const region of found.regions) regions.push(region);
  }
  const numbers = new Set<number>();
  for (const source of sources) for (const number of source.pageNumbers) numbers.add(number);
  const ascending = [...numbers].sort((one, other) => one - other);
  return { sources, regions: distinct(regions), pages: ascending.map((number) => pages.get(number) ?? { number }) };
}

type Places = Pick<Provenance, "sources" | "regions">;

function ofText({ block, span }: Piece): Places {
  const met =
    block.sources.length < 2 ? block.sources : block.sources.filter((source) => source.span[0] < span[1] && span[0] < source.span[1]);
  const sources = met.map((source) => toChunkSource(source, span));
  const placed = met.filter((source) => !source.isContainer && source.regions.length > 0);
  const regions = met.flatMap((source, index) => {
    // A list's own box says less than the boxes of its items.
    const isDivided =
      source.isContainer === true && placed.some((item) => source.span[0] <= item.span[0] && item.span[1] <= source.span[1]);
    return isDivided ? [] : regionsOf(source, sources[index] as ChunkSource);
  });
  return { sources, regions };
}

function toChunkSource(source: LaidSource, span: Span): ChunkSource {
  const met: Span = [Math.max(source.span[0], span[0]), Math.min(source.span[1], span[1])];
  const { pointer, type, pageNumbers, toNode } = source;
  const nodeSpan = toNode === undefined ? undefined : ([toNode(met[0]), toNode(met[1])] as const);
  const partial = met[0] > source.span[0] || met[1] < source.span[1];
  return nodeSpan === undefined
    ? { pointer, type, pageNumbers, span: met, partial }
    : { pointer, type, pageNumbers, span: met, nodeSpan, partial };
}

/**
 * Of a part of a node, the places of its lines and words when it has them; else the regions whose characters it holds, and those that do not
 * say which are theirs; all of them when it holds none's.
 */
function regionsOf(
  { regions, lines = [] }: Pick<LaidSource, "regions" | "lines">,
  { pointer, partial, nodeSpan }: ChunkSource,
): readonly ChunkRegion[] {
  if (regions.length === 0 && lines.length === 0) return none;
  const whole = regions.length > 0 ? regions : lines.map((line) => line.region);
  const asNode = (region: Region): ChunkRegion => ({ ...region, pointer, precision: "node" });
  const asSpan = (region: Region): ChunkRegion => ({ ...region, pointer, precision: "span" });
  if (!partial || nodeSpan === undefined) return whole.map(asNode);
  const ofLines = lines.flatMap((line) => lineRegions(line, nodeSpan));
  if (ofLines.length > 0) return ofLines.map(asSpan);
  if (!whole.some((region) => meets(region, nodeSpan))) return whole.map(asNode);
  return whole.flatMap((region) => (region.span === undefined ? [asNode(region)] : meets(region, nodeSpan) ? [asSpan(region)] : []));
}

const none: readonly never[] = [];

/** Of a line that is cut, the hull of its words that are meant. */
function lineRegions({ region, words }: TextLine, span: Span): Region[] {
  if (!meets(region, span)) return [];
  const [start, end] = region.span as Span;
  const isWhole = span[0] <= start && end <= span[1];
  const met = words.map((word) => word.region).filter((word) => meets(word, span));
  const [first] = met;
  if (isWhole || first?.span === undefined || met.some(({ box }) => (box.rotation ?? 0) !== (first.box.rotation ?? 0))) return [region];
  if (met.length === 1 || first.box.rotation) return met;
  const last = met.reduce((latest, word) => Math.max(latest, word.span?.[1] ?? 0), 0);
  return [{ ...first, box: union(met.map(({ box }) => box)), span: [first.span[0], last] }];
}

function meets({ span }: Region, other: Span): boolean {
  return span !== undefined && span[0] < other[1] && other[0] < span[1];
}

/** A table's piece brings the pages and regions of its own rows; a repeated header adds no place. */
function ofRows(piece: Piece, laid: LaidTable, { header, rows }: NonNullable<LaidTable["places"]>): Places {
  const { block, table } = piece;
  const span = piece.reach ?? piece.span;
  const [first, last] = table?.rows ?? [0, rows.length];
  const isWhole = first === 0 && last === rows.length;
  const own = [...(first === 0 && table?.header !== "names" ? header : []), ...rows.slice(first, last)];
  const places = own.length > 0 ? own : header.slice(0, laid.headerRowCount);
  const pagesOf = new Map<string, Set<number>>();
  for (const { pointer, pageNumbers } of places) {
    const known = pagesOf.get(pointer) ?? new Set();
    for (const number of pageNumbers) known.add(number);
    pagesOf.set(pointer, known);
  }
  const pages = new Set([...pagesOf.values()].flatMap((numbers) => [...numbers]));
  const left = new Set([...new Set(places.map((place) => place.regions))].flat());
  const sources: ChunkSource[] = [];
  const placed: ChunkRegion[] = [];
  for (const part of block.sources) {
    const isEmptied = !pagesOf.has(part.pointer) && rows.every((row) => row.pointer !== part.pointer);
    const known = pagesOf.get(part.pointer) ?? (isEmptied ? part.pageNumbers.filter((number) => isWhole || pages.has(number)) : []);
    const isMet = part.span[0] < span[1] && span[0] < part.span[1];
    if ([...known].length === 0 || !isMet) continue;
    const source = toChunkSource({ ...part, pageNumbers: [...known] }, span);
    sources.push(source);
    const met = part.regions.filter((region) => left.delete(region) || (isEmptied && [...known].includes(region.pageNumber)));
    for (const region of regionsOf({ regions: met }, source)) placed.push(region);
  }
  for (const { pointer, regions } of places) {
    for (const region of regions) if (left.delete(region)) placed.push({ ...region, pointer, precision: "node" });
  }
  return { sources, regions: placed };
}

function distinct(regions: readonly ChunkRegion[]): readonly ChunkRegion[] {
  if (regions.length < 2) return regions;
  const seen = new Map<string, ChunkRegion>();
  for (const region of regions) {
    const { pageNumber, pointer, box, span } = region;
    seen.set([pageNumber, pointer, box.x, box.y, box.width, box.height, box.rotation, span].join(" "), region);
  }
  return [...seen.values()];
}
