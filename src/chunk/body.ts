import { present } from "../payload/present.ts";
import { commonPath } from "./context.ts";
import type { Assembled } from "./draft.ts";
import { inlineImages, inlineLinks } from "./layout/links.ts";
import type { ChunkBody } from "./options.ts";
import type { Piece } from "./piece.ts";
import { provenance } from "./provenance.ts";
import type { ChunkHeading, ChunkImage, ChunkKind, ChunkLink, ChunkPage, Segment } from "./types.ts";

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
  const found = provenance(pieces, pages);
  let confidence = Infinity;
  for (const region of found.regions) confidence = Math.min(confidence, region.confidence ?? Infinity);
  const first = segments.find(({ kind }) => kind === "source") as Segment;
  const last = segments.findLast(({ kind }) => kind === "source") as Segment;
  return {
    kind: kindOf(pieces),
    text,
    span: [first.span?.[0] ?? 0, last.span?.[1] ?? 0],
    segments,
    headingPath: pathOf(pieces),
    ...found,
    parentId: (pieces[0] as Piece).block.section,
    ...present({
      headings: headings.length > 0 ? headings : undefined,
      table: tableOf(pieces),
      code: code === undefined ? undefined : present({ lang: code.lang }),
      images: images.length > 0 ? distinct(images, ({ url, pointer }) => `${url} ${pointer}`) : undefined,
      links: links.length > 0 ? distinct(links, ({ url, text: label }) => `${url} ${label}`) : undefined,
      confidence: confidence === Infinity ? undefined : confidence,
    }),
  };
}

/** The headings open over all of the body; of a chunk of headings alone, the last one and those above it. */
export function pathOf(pieces: readonly Piece[]): readonly ChunkHeading[] {
  const bodies = pieces.filter((piece) => piece.block.heading === undefined);
  if (bodies.length > 0) return commonPath(bodies.map((piece) => piece.block.path));
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
  const found = pieces.filter((piece) => piece.block.table !== undefined);
  const [piece] = found;
  const laid = piece?.block.table;
  if (found.length !== 1 || laid === undefined) return undefined;
  const { names, headerRowCount, rows, concerns } = laid;
  const { table = { rows: [0, rows.length], header: "none" } } = piece as Piece;
  const facts = { ...table, rowCount: rows.length, columnCount: names.length, headerRowCount };
  return concerns.length > 0 ? { ...facts, concerns } : facts;
}
