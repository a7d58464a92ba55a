import { present } from "../payload/present.ts";
import type { Writable } from "../payload/writable.ts";
import { commonPath } from "./context.ts";
import type { Assembled } from "./draft.ts";
import { inlineImages, inlineLinks } from "./layout/links.ts";
import type { ChunkBody } from "./options.ts";
import { hullOf, type Piece } from "./piece.ts";
import { provenance } from "./provenance.ts";
import type { ChunkHeading, ChunkImage, ChunkKind, ChunkLink, ChunkPage } from "./types.ts";

/** A chunk as these pieces make it, before it has a context and an identity. */
export function toBody(pieces: readonly Piece[], { segments, text }: Assembled, pages: ReadonlyMap<number, ChunkPage>): ChunkBody {
  const headings: ChunkHeading[] = [];
  const images: ChunkImage[] = [];
  const links: ChunkLink[] = [];
  let code: Piece["block"] | undefined;
  for (const piece of pieces) {
    const { block } = piece;
    if (block.heading !== undefined) headings.push(block.heading);
    if (block.type === "code") code ??= block;
    if (block.images.length > 0) for (const image of imagesOf(piece)) images.push(image);
    if (block.links.length > 0) for (const link of linksOf(piece)) links.push(link);
  }
  const table = tableOf(pieces);
  const { sources, pages: own, regions } = provenance(pieces, pages);
  const body: Writable<ChunkBody> = {
    kind: kindOf(pieces),
    text,
    span: hullOf(segments),
    segments,
    headingPath: pathOf(pieces),
    sources,
    pages: own,
    regions,
    parentId: (pieces[0] as Piece).block.section,
  };
  if (headings.length > 0) body.headings = headings;
  if (table !== undefined) body.table = table;
  if (code !== undefined) body.code = present({ lang: code.lang });
  if (images.length > 0) body.images = distinct(images, ({ url, pointer }) => `${url} ${pointer}`);
  if (links.length > 0) body.links = distinct(links, ({ url, text: label }) => `${url} ${label}`);
  if (regions.length > 0) {
    let confidence = Infinity;
    for (const region of regions) confidence = Math.min(confidence, region.confidence ?? Infinity);
    if (confidence < Infinity) body.confidence = confidence;
  }
  return body;
}

/** The headings open over all of the body; of a chunk of headings alone, the last one and those above it. */
export function pathOf(pieces: readonly Piece[]): readonly ChunkHeading[] {
  let common: readonly ChunkHeading[] | undefined;
  for (const { block } of pieces) {
    if (block.heading !== undefined) continue;
    common = common === undefined ? block.path : commonPath(common, block.path);
  }
  if (common !== undefined) return common;
  const { heading, path } = (pieces.at(-1) as Piece).block;
  return heading === undefined ? path : [...path, heading];
}

/** Of a block in several pieces, the first has the images that are no part of its text. */
function imagesOf({ block, span, text }: Piece): readonly ChunkImage[] {
  const inline = inlineImages(text, block.pointer);
  if (span[0] > block.start) return inline;
  return [...block.images, ...inline.filter(({ url }) => block.images.every((image) => image.url !== url))];
}

function linksOf({ block, text, segments }: Piece): readonly ChunkLink[] {
  const isWhole = segments.length === 1 && text.length === block.text.length;
  return isWhole ? block.links : inlineLinks(text, "link");
}

function distinct<T>(found: readonly T[], key: (one: T) => string): readonly T[] {
  return found.length < 2 ? found : [...new Map(found.map((one) => [key(one), one])).values()];
}

function kindOf(pieces: readonly Piece[]): ChunkKind {
  let kind: ChunkKind | undefined;
  for (const { block } of pieces) {
    const { type } = block;
    if (type === "heading") continue;
    const own = type === "list" || type === "table" || type === "code" || type === "image" ? type : "text";
    if (kind !== undefined && kind !== own) return "mixed";
    kind = own;
  }
  return kind ?? "heading";
}

/** Of the only table in the chunk; absent when there are several. */
function tableOf(pieces: readonly Piece[]): ChunkBody["table"] {
  let found: Piece | undefined;
  for (const piece of pieces) {
    if (piece.block.table === undefined) continue;
    if (found !== undefined) return undefined;
    found = piece;
  }
  const laid = found?.block.table;
  if (laid === undefined) return undefined;
  const { names, headerRowCount, rows, concerns } = laid;
  const { rows: own = [0, rows.length], header = "none" } = found?.table ?? {};
  const facts = { rows: own, header, rowCount: rows.length, columnCount: names.length, headerRowCount } as const;
  return concerns.length > 0 ? { ...facts, concerns } : facts;
}
