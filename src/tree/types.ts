import type { Warning } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import type { Form } from "./form.ts";
import type { ImageFile, LineNumber, Revision, TextLine } from "./page-data.ts";
import type { Grid, StitchDecision, TablePart } from "./table.ts";

/** What every node has, beside what unist says of `type`, `children` and `value`. */
export interface NodeBase {
  /** JSON Pointer (RFC 6901) into the payload it came from; `""` for the root. */
  readonly pointer: string;
  /** Where it stands; empty when the payload has no box for it. */
  readonly regions: readonly Region[];
  /** As the service wrote it. */
  readonly markdown: string;
  /** Its lines and words, when the payload was read with its `grounded_items` sidecar. */
  readonly lines?: readonly TextLine[];
  /** The raw item under `raw`, where the tree could not hold all of it; where in the markdown under `span`, when it was read from markdown. */
  readonly data?: NodeData;
}

export interface NodeData {
  readonly raw?: unknown;
  /** Offsets in the markdown at `pointer`, UTF-16, half-open. */
  readonly span?: readonly [start: number, end: number];
  readonly stitchDecisions?: readonly StitchDecision[];
  /** What a table's title was taken from. */
  readonly titleFrom?: "header-row" | "caption" | "heading";
  /** The table before it was stitched, which `unstitchTables` gives back. */
  readonly unstitched?: Table;
  readonly furnitureDecisions?: readonly FurnitureDecision[];
  /** The depth of a heading as sent, and the evidence its new one follows. */
  readonly depthFrom?: { readonly depth: number; readonly reason: "numbering" | "height" };
}

/** Why a block counts as furniture. `type`: the service says so; `label`: its layout detector does; `page-markdown`: it is the page's own header or footer text; `repeated`: the same text, up to numbers, stands in the same place on the other pages named. */
export interface FurnitureDecision {
  readonly pointer: string;
  readonly pageNumber: number;
  readonly type: "pageHeader" | "pageFooter";
  readonly reason: "type" | "label" | "page-markdown" | "repeated";
  readonly repeatedOn?: readonly number[];
}

/** What the service says of the whole document. The last four are as sent; parameters and links may hold secrets. */
export interface DocumentMetadata {
  readonly status?: string;
  readonly name?: string;
  readonly tier?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly credits?: number;
  /** 0 to 1. */
  readonly confidence?: number;
  readonly confidenceBreakdown?: { readonly minPageScore?: number; readonly scoredPages?: number; readonly totalPages?: number };
  readonly userMetadata?: Readonly<Record<string, unknown>>;
  readonly jobMetadata?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly resultFiles?: Readonly<Record<string, unknown>>;
}

/** A parse result as a unist tree: pages in ascending order, failed ones included. */
export interface Document extends NodeBase {
  readonly type: "root";
  readonly children: readonly Page[];
  readonly jobId?: string;
  readonly metadata: DocumentMetadata;
  /** Of all pages, in the order sent. */
  readonly images: readonly ImageFile[];
  /** From every stage it went through. */
  readonly warnings: readonly Warning[];
}

/** A page of the source, 1-based physical `number`; `printedNumber` is what stands on it, such as `iv`. Width and height are the units of its boxes. */
export interface Page extends NodeBase {
  readonly type: "page";
  readonly number: number;
  readonly printedNumber?: string;
  readonly width?: number;
  readonly height?: number;
  /** 0 to 1. */
  readonly confidence?: number;
  /** How far the parser turned the page upright, in degrees. */
  readonly orientationAngle?: number;
  readonly speakerNotes?: string;
  readonly slideSectionName?: string;
  /** The page as plain text, when it was fetched. */
  readonly text?: string;
  /** The service's own words for what runs along its top and bottom, in markdown. */
  readonly header?: string;
  readonly footer?: string;
  readonly triggeredAutoMode?: boolean;
  readonly costOptimized?: boolean;
  /** Tracked changes and comments. */
  readonly revisions?: readonly Revision[];
  /** Line numbers printed beside the text. */
  readonly lineNumbers?: readonly LineNumber[];
  readonly forms?: readonly Form[];
  /** Why the service failed on this page; its children are then the items it has all the same, come from a fallback, or are none. */
  readonly error?: string;
  /** The section of the payload its children were read from. */
  readonly source: "items" | "markdown" | "text" | "none";
  readonly children: readonly PageContent[];
}

/** Furniture: what runs along the top of pages. */
export interface PageHeader extends NodeBase {
  readonly type: "pageHeader";
  readonly children: readonly Block[];
}

/** Furniture: what runs along the bottom of pages. */
export interface PageFooter extends NodeBase {
  readonly type: "pageFooter";
  readonly children: readonly Block[];
}

/** `depth` is 1 to 6. */
export interface Heading extends NodeBase {
  readonly type: "heading";
  readonly depth: number;
  readonly value: string;
}

/** `value` may itself hold inline markdown, as the service wrote it. */
export interface Paragraph extends NodeBase {
  readonly type: "paragraph";
  readonly value: string;
}

export interface List extends NodeBase {
  readonly type: "list";
  readonly ordered: boolean;
  readonly children: readonly ListItem[];
}

/** Holds one item of the list and the lists nested under it. It is no payload item itself and bears the pointer of its first child. */
export interface ListItem extends NodeBase {
  readonly type: "listItem";
  readonly children: readonly Block[];
}

export interface Code extends NodeBase {
  readonly type: "code";
  readonly lang?: string;
  readonly value: string;
}

/** A leaf that carries its grid. */
export interface Table extends NodeBase {
  readonly type: "table";
  readonly grid: Grid;
  /** The leading full-width header row, else its caption, else the nearest heading before the table; `data.titleFrom` says which. */
  readonly title?: string;
  /** The `<caption>` of its html, or the paragraph beside it, which stays in its place. */
  readonly caption?: TableText;
  /** The paragraphs below it that explain marks in it or name its source; of a stitched table also those of its other parts, with their captions. They stay in their places. */
  readonly footnotes?: readonly TableText[];
  /** What the service itself doubts, word for word. */
  readonly concerns: readonly TableConcern[];
  /** One for a table that was not stitched. */
  readonly parts: readonly TablePart[];
  /** Page numbers the service says it merged this table from. */
  readonly mergedFromPages?: readonly number[];
  /** Page number the service says the full table begins on. */
  readonly mergedIntoPage?: number;
  /** Pointer of the table this one is part of; its own grid is then empty. */
  readonly continues?: string;
}

/** A text that belongs to a table, and where it stands. */
export interface TableText {
  readonly text: string;
  readonly pointer: string;
}

export interface TableConcern {
  readonly type: string;
  readonly details: string;
}

/** `alt` is the caption. */
export interface Image extends NodeBase {
  readonly type: "image";
  readonly url: string;
  readonly alt: string;
}

/** `value` is the text of the link. */
export interface Link extends NodeBase {
  readonly type: "link";
  readonly url: string;
  readonly value: string;
}

/** An item this version cannot read: its text, and the raw item under `data.raw`. */
export interface Unknown extends NodeBase {
  readonly type: "unknown";
  readonly value: string;
  readonly children: readonly Block[];
}

export type Block = Heading | Paragraph | List | Code | Table | Image | Link | Unknown;
export type PageContent = PageHeader | PageFooter | Block;
export type Node = Document | Page | PageContent | ListItem;
export type NodeType = Node["type"];
