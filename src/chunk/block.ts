import type { Region } from "../geometry/box.ts";
import type { TextLine } from "../tree/page-data.ts";
import type { RowSource } from "../tree/table.ts";
import type { NodeType, TableConcern } from "../tree/types.ts";
import type { ChunkHeading, ChunkImage, ChunkLink, Span } from "./types.ts";

/** A block where it stands in the document's markdown. Spans in it are offsets in its own `text` unless said. */
export interface LaidBlock {
  readonly type: NodeType;
  readonly pointer: string;
  /** Where `text` begins in the document's markdown. */
  readonly start: number;
  /** Its markdown, the queries of links left out. */
  readonly text: string;
  /** Offset in `text` → in the block as it was written, with the queries of links. */
  readonly toWritten: (offset: number) => number;
  /** The white space between it and the next block in the document's markdown. */
  readonly gap: string;
  /** The text that it and the blocks beside it stand in: what reaches over several of them is a slice of it. */
  readonly around: LaidText;
  /** The headings open over it; a heading's own is not among them, nor those it closes. */
  readonly path: readonly ChunkHeading[];
  /** What it is as a heading, when it is one. */
  readonly heading: ChunkHeading | undefined;
  /** None of plain markdown. */
  readonly pageNumber: number | undefined;
  /** Blocks of one stretch have no failed or absent page between them. */
  readonly stretch: number;
  /** The id of the section it is in. */
  readonly section: string;
  /** Whether it belongs with the next block: it announces it, or one is the caption of the other. */
  readonly isTied: boolean;
  /** It is a running header or footer that is kept. */
  readonly isFurniture: boolean | undefined;
  /** Its paragraph goes on in the next block, on another page; of one that ends in a hyphen the word does. */
  readonly seam: "space" | "hyphen" | undefined;
  readonly lang: string | undefined;
  readonly table: LaidTable | undefined;
  readonly sources: readonly LaidSource[];
  readonly images: readonly ChunkImage[];
  readonly links: readonly ChunkLink[];
}

/** A stretch of the document's markdown, and where it begins there. */
export interface LaidText {
  readonly text: string;
  readonly start: number;
}

/** A table's lines in the text of its block. */
export interface LaidTable {
  readonly kind: "pipe" | "html";
  /** Header, with the delimiter row of a pipe table; of HTML everything before the first body row. */
  readonly header: Span;
  /** What stands in the header of HTML but is not repeated: its captions. */
  readonly captions: readonly Span[];
  /** Body rows, one after the other; of HTML without what stands behind the last one. */
  readonly rows: readonly Span[];
  /** The names of its columns. */
  readonly names: readonly string[];
  readonly headerRowCount: number;
  readonly concerns: readonly TableConcern[];
  /** The text in the cells of a body row by column, blank ones left out. */
  readonly cells: (row: number) => readonly LaidCell[];
  /** Of each body row, of the header, and which items body rows are of; absent of plain markdown. */
  readonly places?: { readonly header: readonly RowSource[]; readonly rows: readonly RowSource[]; readonly pointers: ReadonlySet<string> };
  /** Whether a cell of the row reaches into the next one. */
  readonly isBound: (row: number) => boolean;
}

export interface LaidCell {
  readonly column: number;
  readonly span: Span;
}

/** A payload item, or a part of one, and where it stands in the document's markdown. */
export interface LaidSource {
  readonly pointer: string;
  readonly type: NodeType;
  /** In the document's markdown. */
  readonly span: Span;
  readonly pageNumbers: readonly number[];
  readonly regions: readonly Region[];
  readonly lines: readonly TextLine[] | undefined;
  /** Its regions say less than those of the nodes in it. */
  readonly isContainer: boolean;
  /** What is added to an offset in the block as it was written to have one in the node's own markdown; undefined when that was written anew. */
  readonly toNode: number | undefined;
}

/** What stands between two blocks of a document. */
export const blockGap = "\n\n";

/** A block's text and what stands behind it. */
export function spacedText({ around, start, text, gap }: LaidBlock): string {
  return around.text.slice(start - around.start, start - around.start + text.length + gap.length);
}
