import { present } from "../payload/present.ts";
import { commonPath } from "./context.ts";
import type { Assembled } from "./draft.ts";
import { inlineLinks } from "./layout/links.ts";
import type { ChunkBody } from "./options.ts";
import type { Piece } from "./piece.ts";
import { provenance } from "./provenance.ts";
import type { ChunkHeading, ChunkImage, ChunkKind, ChunkLink, ChunkPage, Segment } from "./types.ts";

/** A chunk as these pieces make it, before it has a context and an identity. */
export function toBody(pieces: readonly Piece[], { segments, text }: Assembled, pages: ReadonlyMap<number, ChunkPage>): ChunkBody {
  const blocks = pieces.map((piece) => piece.block);
  const headings = blocks.flatMap((block) => block.heading ?? []);
  const found = provenance(pieces, pages);
  const confidence = found.regions.reduce((least, region) => Math.min(least, region.confidence ?? Infinity), Infinity);
  const code = blocks.find((block) => block.type === "code");
  const images = distinct<ChunkImage>(pieces.flatMap(imagesOf), ({ url, pointer }) => `${url} ${pointer}`);
  const links = distinct<ChunkLink>(pieces.flatMap(linksOf), ({ url, text: label }) => `${url} ${label}`);
  const source = segments.filter(({ kind }) => kind === "source");
  return {
    kind: kindOf(pieces),
    text,
    span: [(source[0] as Segment).span?.[0] ?? 0, (source.at(-1) as Segment).span?.[1] ?? 0],
    segments,
    headingPath: pathOf(pieces),
    ...found,
    parentId: (blocks[0] as Piece["block"]).section,
    ...present({
      headings: headings.length > 0 ? headings : undefined,
      table: tableOf(pieces),
      code: code === undefined ? undefined : present({ lang: code.lang }),
      images: images.length > 0 ? images : undefined,
      links: links.length > 0 ? links : undefined,
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
  const inline = inlineLinks(text, "image").map(
    ({ url, text: alt }): ChunkImage => present({ url, alt: alt === "" ? undefined : alt, pointer: block.pointer }),
  );
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
