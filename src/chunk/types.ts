import type { Warning } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import type { NodeType, TableConcern } from "../tree/types.ts";

/** UTF-16 offsets, half-open; into `ChunkResult.markdown` unless said. */
export type Span = readonly [start: number, end: number];

/** A piece of a document for retrieval: it fits the embedder, reads well alone and leads back to its page. What does not apply is absent. */
export interface Chunk {
  /** UUIDv5 of the document id, the content hash and the occurrence: the same text keeps its id when the document changes elsewhere. */
  readonly id: string;
  /** Position in the document's chunks, from 0. */
  readonly index: number;
  readonly kind: ChunkKind;
  /** What a reader sees. */
  readonly text: string;
  /** What is embedded: the open headings, a blank line, the text. The limit binds this. */
  readonly embedText: string;
  /** Tokens of `embedText` and of `text`, as `tokenizer` counts them. */
  readonly tokenCount: number;
  readonly textTokenCount: number;
  readonly tokenizer: string;
  /** From the first to the last character of new source in it. */
  readonly span: Span;
  /** The text piece by piece: joined, they are `text`. */
  readonly segments: readonly Segment[];
  /** The headings open over all of its new body, outermost first. */
  readonly headingPath: readonly ChunkHeading[];
  /** Headings that open inside it. */
  readonly headings?: readonly ChunkHeading[];
  /** Ascending, at least one; none of plain markdown. */
  readonly pages: readonly ChunkPage[];
  /** Where its new text stands. */
  readonly regions: readonly ChunkRegion[];
  /** Which payload items it came from. */
  readonly sources: readonly ChunkSource[];
  /** Which part of a node too large for one chunk it holds. */
  readonly split?: ChunkSplit;
  readonly table?: ChunkTable;
  readonly code?: { readonly lang?: string };
  readonly images?: readonly ChunkImage[];
  readonly links?: readonly ChunkLink[];
  /** The lowest of its regions, 0 to 1. */
  readonly confidence?: number;
  readonly flags?: readonly ChunkFlag[];
  readonly prevId?: string;
  readonly nextId?: string;
  /** The section its new text begins in: `ChunkResult.sections` has it. */
  readonly parentId: string;
  /** SHA-256 of `embedText`, in hex. */
  readonly contentHash: string;
}

export type ChunkKind = "text" | "list" | "table" | "code" | "image" | "heading" | "mixed";
export type ChunkFlag =
  | "oversize"
  | "context-shortened"
  | "header-shortened"
  | "long-line"
  | "overlap-skipped"
  | "joined-hyphen"
  | "page-gap"
  | "low-confidence";

/** `source` is new text of the document at `span`, `overlap` text of the chunk before; all other kinds were put there by the chunker. */
export interface Segment {
  readonly kind: "source" | "overlap" | "header-row" | "name" | "fence" | "marker" | "tag" | "joint" | "ellipsis";
  readonly text: string;
  readonly span?: Span;
}

export interface ChunkHeading {
  readonly text: string;
  readonly depth: number;
  readonly pointer: string;
}

/** `furniture` is there with the option `furniture: "metadata"`: the texts that run along the page. */
export interface ChunkPage {
  readonly number: number;
  readonly printedNumber?: string;
  readonly width?: number;
  readonly height?: number;
  readonly furniture?: readonly string[];
}

/** `span`: the region is only of the characters in the chunk; `node`: of the whole node. */
export interface ChunkRegion extends Region {
  readonly pointer: string;
  readonly precision: "span" | "node";
}

export interface ChunkSource {
  readonly pointer: string;
  readonly type: NodeType;
  readonly pageNumbers: readonly number[];
  readonly span: Span;
  /** The same characters in the node's own markdown, where they stand there one for one. */
  readonly nodeSpan?: Span;
  readonly partial: boolean;
}

/** `part` counts from 0. `row`: a row too large was cut; `line`: a line too large; `cluster`: a run of characters without a break. */
export interface ChunkSplit {
  readonly pointer: string;
  readonly part: number;
  readonly parts: number;
  readonly reason: "size" | "row" | "line" | "cluster";
}

/** `rows` are body rows of the table, 0-based and half-open. `header`: how its header stands in the text. */
export interface ChunkTable {
  readonly rows: Span;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly headerRowCount: number;
  readonly header: "source" | "repeated" | "shortened" | "names" | "none";
  readonly concerns?: readonly TableConcern[];
}

export interface ChunkImage {
  readonly url: string;
  readonly alt?: string;
  readonly pointer: string;
}

export interface ChunkLink {
  readonly url: string;
  readonly text: string;
}

export interface ChunkResult extends ChunkSummary {
  readonly chunks: readonly Chunk[];
  /** What spans count in: the markdown of every kept node in reading order, without the queries of links. */
  readonly markdown: string;
}

/** What is said of all chunks of a document together. */
export interface ChunkSummary {
  readonly schemaVersion: 1;
  readonly sections: readonly ChunkSection[];
  /** What is in no chunk, and why. */
  readonly excluded: readonly Excluded[];
  /** Pages the service failed on, and page numbers that are missing between others. */
  readonly gaps: readonly Gap[];
  readonly warnings: readonly Warning[];
  readonly stats: ChunkStats;
}

/** A run of headings with what follows, up to the next heading of `splitDepth` or less: the larger text around a small chunk. */
export interface ChunkSection {
  readonly id: string;
  /** Its own headings and those above, outermost first; empty before the first heading. */
  readonly headingPath: readonly ChunkHeading[];
  readonly span: Span;
  /** Ascending. */
  readonly pageNumbers: readonly number[];
}

/** `span` is there where the text stands in the markdown all the same. */
export interface Excluded {
  readonly pointer: string;
  readonly reason: "furniture" | "header-as-names" | "empty" | "stub" | "failed-page";
  readonly span?: Span;
}

/** `error`: the service failed on the page. Without it the pages from `pageNumber` to `lastPageNumber` are absent. */
export interface Gap {
  readonly pageNumber: number;
  readonly lastPageNumber?: number;
  readonly error?: string;
}

export interface ChunkStats {
  readonly chunks: number;
  /** Of all `embedText` together. */
  readonly tokens: number;
  /** The mean share of `maxTokens` that chunks fill, 0 to 1. */
  readonly meanFill: number;
  readonly tokenizer: { readonly id: string; readonly estimate: boolean };
}

/** Counts tokens. */
export interface Tokenizer {
  readonly id: string;
  readonly count: (text: string) => number;
  /**
   * Whether `count(a + b)` is `count(a) + count(b)` wherever `a` ends in a line feed, `b` begins with neither a line break nor `/`, and no
   * line break stands in the white space `b` begins with. It spares counting a chunk that is put together. @default false
   */
  readonly additiveAtNewline?: boolean;
  /** Whether the count is not exact. @default false */
  readonly estimate?: boolean;
}
