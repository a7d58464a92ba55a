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
  /** From the first to the last character of source in it. */
  readonly span: Span;
  /** The text piece by piece: joined, they are `text`. */
  readonly segments: readonly Segment[];
  /** The headings open over all of its body, outermost first. */
  readonly headingPath: readonly ChunkHeading[];
  /** Headings that open inside it. */
  readonly headings?: readonly ChunkHeading[];
  /** Ascending, at least one. */
  readonly pages: readonly ChunkPage[];
  readonly regions: readonly ChunkRegion[];
  readonly sources: readonly ChunkSource[];
  /** Which part of a node too large for one chunk it holds. */
  readonly split?: { readonly pointer: string; readonly part: number; readonly parts: number };
  readonly table?: ChunkTable;
  readonly code?: { readonly lang?: string };
  /** The lowest of its regions, 0 to 1. */
  readonly confidence?: number;
  readonly flags?: readonly ChunkFlag[];
  readonly prevId?: string;
  readonly nextId?: string;
  /** SHA-256 of `embedText`, in hex. */
  readonly contentHash: string;
}

export type ChunkKind = "text" | "list" | "table" | "code" | "image" | "heading" | "mixed";
export type ChunkFlag = "context-shortened" | "long-line";

/** `source` is a slice of the document's markdown at `span`; all other kinds were put there by the chunker. */
export interface Segment {
  readonly kind: "source" | "header-row" | "fence" | "joint";
  readonly text: string;
  readonly span?: Span;
}

export interface ChunkHeading {
  readonly text: string;
  readonly depth: number;
  readonly pointer: string;
}

export interface ChunkPage {
  readonly number: number;
  readonly printedNumber?: string;
  readonly width?: number;
  readonly height?: number;
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

/** `rows` are body rows of the table, 0-based and half-open. */
export interface ChunkTable {
  readonly rows: Span;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly headerRowCount: number;
  readonly header: "source" | "repeated" | "none";
  readonly concerns?: readonly TableConcern[];
}

export interface ChunkResult {
  readonly chunks: readonly Chunk[];
  /** What spans count in: the markdown of every kept node in reading order, without the queries of links. */
  readonly markdown: string;
  readonly excluded: readonly Excluded[];
  /** Pages the service failed on. */
  readonly gaps: readonly { readonly pageNumber: number; readonly error: string }[];
}

export interface Excluded {
  readonly pointer: string;
  readonly reason: "furniture" | "empty" | "stub";
}

/** Counts tokens; `estimate` says that the count is not exact. */
export interface Tokenizer {
  readonly id: string;
  readonly count: (text: string) => number;
  readonly estimate?: boolean;
}
