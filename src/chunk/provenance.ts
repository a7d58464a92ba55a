import type { Region } from "../geometry/box.ts";
import { union } from "../geometry/box.ts";
import type { Writable } from "../payload/writable.ts";
import type { TextLine } from "../tree/page-data.ts";
import type { LaidBlock, LaidSource, LaidTable } from "./block.ts";
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
    if (table?.places === undefined) addText(piece, sources, regions);
    else addRows(piece, table, table.places, sources, regions);
  }
  return { sources, regions: distinct(regions), pages: toPages(sources, pages) };
}

function toPages(sources: readonly ChunkSource[], pages: ReadonlyMap<number, ChunkPage>): readonly ChunkPage[] {
  const numbers: number[] = [];
  for (const source of sources) for (const number of source.pageNumbers) if (!numbers.includes(number)) numbers.push(number);
  if (numbers.length === 0) return none;
  return numbers.sort((one, other) => one - other).map((number) => pages.get(number) ?? { number });
}

function addText({ block, span }: Piece, sources: ChunkSource[], regions: ChunkRegion[]): void {
  const met = block.sources.length === 1 ? block.sources : block.sources.filter((source) => meetsSpan(source, span));
  const placed = met.length === 1 ? none : met.filter((source) => !source.isContainer && source.regions.length > 0);
  for (const source of met) {
    const found = toChunkSource(block, source, span);
    sources.push(found);
    // A list's own box says less than the boxes of its items.
    if (source.isContainer && placed.some((item) => source.span[0] <= item.span[0] && item.span[1] <= source.span[1])) continue;
    for (const region of regionsOf(source, found)) regions.push(region);
  }
}

function meetsSpan(source: LaidSource, span: Span): boolean {
  return source.span[0] < span[1] && span[0] < source.span[1];
}

function toChunkSource({ start, toWritten }: LaidBlock, source: LaidSource, span: Span): ChunkSource {
  const partial = source.span[0] < span[0] || span[1] < source.span[1];
  const met: Span = partial ? [Math.max(source.span[0], span[0]), Math.min(source.span[1], span[1])] : source.span;
  const { pointer, type, pageNumbers, toNode } = source;
  if (toNode === undefined) return { pointer, type, pageNumbers, span: met, partial };
  const nodeSpan: Span = [toWritten(met[0] - start) + toNode, toWritten(met[1] - start) + toNode];
  return { pointer, type, pageNumbers, span: met, nodeSpan, partial };
}

/**
 * Of a part of a node, the places of its lines and words when it has them; else the regions whose characters it holds, and those that do not
 * say which are theirs; all of them when it holds none's.
 */
function regionsOf(
  { regions, lines }: Pick<LaidSource, "regions" | "lines">,
  { pointer, partial, nodeSpan }: ChunkSource,
): readonly ChunkRegion[] {
  const whole = regions.length > 0 || lines === undefined ? regions : lines.map((line) => line.region);
  if (whole.length === 0) return none;
  const all = (): ChunkRegion[] => whole.map((region) => toChunkRegion(region, pointer, "node"));
  if (!partial || nodeSpan === undefined) return all();
  const ofLines = lines?.flatMap((line) => lineRegions(line, nodeSpan)) ?? none;
  if (ofLines.length > 0) return ofLines.map((region) => toChunkRegion(region, pointer, "span"));
  if (!whole.some((region) => meets(region, nodeSpan))) return all();
  const meant = whole.filter((region) => region.span === undefined || meets(region, nodeSpan));
  return meant.map((region) => toChunkRegion(region, pointer, region.span === undefined ? "node" : "span"));
}

function toChunkRegion(region: Region, pointer: string, precision: ChunkRegion["precision"]): ChunkRegion {
  const { pageNumber, box, confidence, label, span } = region;
  const placed: Writable<ChunkRegion> = { pageNumber, box, pointer, precision };
  if (confidence !== undefined) placed.confidence = confidence;
  if (label !== undefined) placed.label = label;
  if (span !== undefined) placed.span = span;
  return placed;
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
function addRows(
  piece: Piece,
  laid: LaidTable,
  { header, rows, pointers }: NonNullable<LaidTable["places"]>,
  sources: ChunkSource[],
  placed: ChunkRegion[],
): void {
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
  for (const part of block.sources) {
    const isEmptied = !pointers.has(part.pointer) && !pagesOf.has(part.pointer);
    const known = pagesOf.get(part.pointer) ?? (isEmptied ? part.pageNumbers.filter((number) => isWhole || pages.has(number)) : []);
    if ([...known].length === 0 || !meetsSpan(part, span)) continue;
    const source = toChunkSource(block, { ...part, pageNumbers: [...known] }, span);
    sources.push(source);
    const met = part.regions.filter((region) => left.delete(region) || (isEmptied && [...known].includes(region.pageNumber)));
    for (const region of regionsOf({ regions: met, lines: undefined }, source)) placed.push(region);
  }
  for (const { pointer, regions } of places) {
    for (const region of regions) if (left.delete(region)) placed.push(toChunkRegion(region, pointer, "node"));
  }
}

/** Each place of a node once. */
function distinct(regions: readonly ChunkRegion[]): readonly ChunkRegion[] {
  if (regions.length < 2 || new Set(regions.map(({ pointer }) => pointer)).size === regions.length) return regions;
  const seen = new Map<string, ChunkRegion>();
  for (const region of regions) {
    const { pageNumber, pointer, box, span } = region;
    seen.set([pageNumber, pointer, box.x, box.y, box.width, box.height, box.rotation, span].join(" "), region);
  }
  return [...seen.values()];
}
