import type { Chunk } from "../types.ts";
import { formatBoxes } from "./boxes.ts";

/** What metadata may hold: JSON. */
export type MetadataValue = string | number | boolean | null | MetadataValue[] | { [key: string]: MetadataValue };

/** Metadata of a store that takes any JSON. */
export type JsonMetadata = Record<string, MetadataValue>;

/** The keys a chunk has in every store, in their order; `text` only where the store has no other place for it, or that place holds another text. */
export const fieldNames = [
  "source_id",
  "chunk_index",
  "kind",
  "text",
  "heading_path",
  "pages",
  "page_start",
  "page_end",
  "printed_pages",
  "token_count",
  "tokenizer",
  "content_hash",
  "span_start",
  "span_end",
  "pointers",
  "parent_id",
  "prev_id",
  "next_id",
  "row_start",
  "row_end",
  "code_lang",
  "confidence",
  "flags",
  "links",
  "images",
  "boxes_json",
] as const;

export type FieldName = (typeof fieldNames)[number];
export type FieldValue = string | number | readonly string[] | readonly number[];

/** What a chunk says of itself beside its text; what does not apply, and a list that would be empty, is undefined. */
export function chunkFields(chunk: Chunk, sourceId: string): Readonly<Record<Exclude<FieldName, "text">, FieldValue | undefined>> {
  const numbers = chunk.pages.map((page) => page.number);
  return {
    source_id: sourceId,
    chunk_index: chunk.index,
    kind: chunk.kind,
    heading_path: listOf(chunk.headingPath.map((heading) => heading.text)),
    pages: listOf(numbers),
    page_start: numbers[0],
    page_end: numbers.at(-1),
    printed_pages: listOf(chunk.pages.flatMap(({ printedNumber }) => printedNumber ?? [])),
    token_count: chunk.tokenCount,
    tokenizer: chunk.tokenizer,
    content_hash: chunk.contentHash,
    span_start: chunk.span[0],
    span_end: chunk.span[1],
    pointers: listOf(chunk.sources.map((source) => source.pointer)),
    parent_id: chunk.parentId,
    prev_id: chunk.prevId,
    next_id: chunk.nextId,
    row_start: chunk.table?.rows[0],
    row_end: chunk.table?.rows[1],
    code_lang: chunk.code?.lang,
    confidence: chunk.confidence,
    flags: listOf(chunk.flags ?? []),
    links: listOf((chunk.links ?? []).map((link) => link.url)),
    images: listOf((chunk.images ?? []).map((image) => image.url)),
    boxes_json: chunk.regions.length === 0 ? undefined : formatBoxes(chunk.regions),
  };
}

/** Each entry once; undefined when there is none, for some stores refuse an empty list. */
function listOf<Entry extends string | number>(entries: readonly Entry[]): Entry[] | undefined {
  return entries.length === 0 ? undefined : [...new Set(entries)];
}
