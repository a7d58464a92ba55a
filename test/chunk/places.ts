import type { Chunk, ChunkResult, Segment, Span } from "../../src/chunk/types.ts";
import { withoutLinkQueries } from "../../src/payload/links.ts";
import type { Block, Document, Node, PageContent, PageFooter, PageHeader, Table } from "../../src/tree/types.ts";
import { visit } from "../../src/tree/visit.ts";
import type { Case } from "./documents.ts";

/** A top-level block that is in the chunks, and where it stands in their markdown. */
export interface Placed {
  readonly node: PageContent;
  readonly pageNumber: number;
  /** Counts the gaps before it: failed and absent pages. */
  readonly stretch: number;
  readonly span: Span;
}

/** The blocks that are in the chunks, in reading order; a stitched table once, with all its parts. */
export function placedBlocks({ document, result }: Pick<Case, "document" | "result">): Placed[] {
  const spans = hulls(result);
  const placed: Placed[] = [];
  let stretch = 0;
  for (const [index, page] of document.children.entries()) {
    const before = document.children[index - 1];
    if (page.error !== undefined || before?.error !== undefined || (before !== undefined && page.number > before.number + 1)) stretch++;
    for (const node of page.children) {
      if (node.type === "table" && node.continues !== undefined) continue;
      const span = hullOf(pointersOf(node).map((pointer) => spans.get(pointer)));
      if (span !== undefined) placed.push({ node, pageNumber: page.number, stretch, span });
    }
  }
  return placed;
}

/** Of each pointer from the first to the last character that a chunk has of it, or that was left out. */
function hulls({ chunks, excluded }: ChunkResult): Map<string, Span> {
  const spans = new Map<string, Span>();
  const places = [...chunks.flatMap((one) => one.sources), ...excluded];
  for (const { pointer, span } of places) {
    const hull = hullOf([spans.get(pointer), span]);
    if (hull !== undefined) spans.set(pointer, hull);
  }
  return spans;
}

export function hullOf(spans: readonly (Span | undefined)[]): Span | undefined {
  return spans.reduce(
    (hull, span) => (hull && span ? [Math.min(hull[0], span[0]), Math.max(hull[1], span[1])] : (hull ?? span)),
    undefined,
  );
}

/** All pointers a block goes by: those of a table's parts, and those of what stands in furniture. */
export function pointersOf(node: PageContent): string[] {
  if (node.type === "table") return node.parts.map((part) => part.pointer);
  return isFurniture(node) ? [node.pointer, ...node.children.map((child) => child.pointer)] : [node.pointer];
}

export type ItemNode = Exclude<Node, { type: "listItem" }>;

/** The nodes of a document by what payload item they are; a list item is none, and what is wrapped as furniture is itself the item. */
export function itemNodes(document: Document): Map<string, ItemNode> {
  const nodes = new Map<string, ItemNode>();
  visit(document, (node) => {
    if (node.type !== "listItem") nodes.set(node.pointer, node);
    return undefined;
  });
  return nodes;
}

export function isFurniture(node: PageContent): node is PageHeader | PageFooter {
  return node.type === "pageHeader" || node.type === "pageFooter";
}

/** What is put before the text when a chunk is embedded; lines of names where the text is embedded in another form. */
export function contextOf({ embedText, text, headingPath, headings = [] }: Chunk): string {
  if (embedText.endsWith(text)) return embedText.slice(0, embedText.length - text.length);
  const inside = new Set(headings.map(({ pointer }) => pointer));
  return headingPath.every(({ pointer }) => inside.has(pointer)) ? "" : embedText.slice(0, embedText.indexOf("\n\n") + 2);
}

/** New source of a chunk, each with its span. */
export function sourcesOf({ segments }: Chunk): (Segment & { readonly span: Span })[] {
  return segments.flatMap((segment) =>
    segment.kind === "source" && segment.span !== undefined ? [{ ...segment, span: segment.span }] : [],
  );
}

/** The chunks with new text in a stretch of the markdown, each with where its first and its last character there stand. */
export function piecesIn(chunks: readonly Chunk[], [start, end]: Span): { readonly chunk: Chunk; readonly span: Span }[] {
  return chunks.flatMap((chunk) => {
    const own = sourcesOf(chunk).filter(({ span }) => span[0] < end && span[1] > start);
    const [first, last] = [own[0]?.span[0], own.at(-1)?.span[1]];
    return first === undefined || last === undefined ? [] : [{ chunk, span: [Math.max(first, start), Math.min(last, end)] as const }];
  });
}

/** Whether some text fits the limit in the place of a chunk's own. */
export function fits({ settings }: Pick<Case, "settings">, chunk: Chunk, text: string): boolean {
  return settings.tokenizer.count(contextOf(chunk) + text) <= settings.maxTokens;
}

/** Whether it fits below the outer headings too: a context cut to fit may count less than one of its own beginning, which needs room as well. */
export function surelyFits(chunked: Pick<Case, "settings">, chunk: Chunk, text: string): boolean {
  const isShortened = chunk.flags?.includes("context-shortened") === true;
  return fits(chunked, chunk, text) && (!isShortened || chunked.settings.tokenizer.count(text) <= leastWindow(chunked));
}

/** The least room that a chunk may have for its text. */
export function leastWindow({ settings }: Pick<Case, "settings">): number {
  return settings.maxTokens - (settings.context === "none" ? 0 : settings.maxContextTokens);
}

/** What a chunk holds of a stretch of the markdown, with what was put around it there. */
export function pieceText(chunk: Chunk, [start, end]: Span): string {
  const isInside = ({ kind, span }: Segment): boolean => kind === "source" && span !== undefined && span[0] < end && span[1] > start;
  const isFrame = ({ kind }: Segment): boolean => kind === "header-row" || kind === "tag" || kind === "fence" || kind === "marker";
  const { segments } = chunk;
  let first = segments.findIndex(isInside);
  let last = segments.findLastIndex(isInside);
  // What is put around a segment of several blocks is around the first and the last of them.
  const isFirst = (segments[first]?.span?.[0] ?? -1) >= start;
  const isLast = (segments[last]?.span?.[1] ?? end + 1) <= end;
  while (isFirst && first > 0 && isFrame(segments[first - 1] as Segment)) first--;
  while (isLast && last < segments.length - 1 && isFrame(segments[last + 1] as Segment)) last++;
  const texts = segments.slice(first, last + 1).map((segment) => {
    if (!isInside(segment)) return segment.text;
    const from = segment.span?.[0] ?? 0;
    return segment.text.slice(Math.max(start - from, 0), end - from);
  });
  return texts.join("");
}

/** Where the lines of a text begin and end, line ends and blank lines left out. */
export function linesIn(markdown: string, [start, end]: Span): Span[] {
  const lines: Span[] = [];
  for (const { 0: line, index } of markdown.slice(start, end).matchAll(/[^\r\n]+/g)) {
    if (line.trim() !== "") lines.push([start + index, start + index + line.length]);
  }
  return lines;
}

/** A table where it stands in the markdown, as its lines or its html rows. */
export interface TablePlace {
  readonly isHtml: boolean;
  readonly header: Span;
  /** How many rows the header block shows; a pipe table may fold several into one. */
  readonly headerRowCount: number;
  readonly rows: readonly Span[];
}

/** Where a table's header block and body rows stand; undefined when the markdown has another number of them than the grid. */
export function tablePlace(markdown: string, span: Span, { grid }: Table): TablePlace | undefined {
  const text = markdown.slice(...span);
  const isHtml = /^\s*<table/i.test(text);
  const lines = isHtml
    ? Array.from(text.matchAll(/<tr[\s>].*?<\/tr>/gis), ({ 0: row, index }): Span => [span[0] + index, span[0] + index + row.length])
    : linesIn(markdown, span);
  const bodyCount = grid.rows.length - grid.headerRowCount;
  const headerCount = lines.length - bodyCount;
  const header = lines[headerCount - 1];
  const headerRowCount = isHtml ? headerCount : headerCount - 1;
  return header && { isHtml, header: [(lines[0] as Span)[0], header[1]], headerRowCount, rows: lines.slice(headerCount) };
}

/** Text for comparing what is written with what is read: letters and digits only. */
export function folded(text: string): string {
  return text.replaceAll(
    /<\/?(?:table|caption|thead|tbody|tfoot|tr|th|td|br|img|sup|sub|div|span|p)\b[^<>]*>|&#?\w+;|[^\p{L}\p{N}]/giu,
    "",
  );
}

/** The text of a block as it goes into the markdown, but for tables and what has no markdown of its own; undefined for those. */
export function ownText(block: Block, { settings }: Pick<Case, "settings">): string | undefined {
  if (block.type === "table" || block.markdown.trim() === "" || block.data?.depthFrom !== undefined) return undefined;
  if (block.type === "image" && settings.images === "caption") return undefined;
  return settings.keepUrls ? block.markdown : withoutLinkQueries(block.markdown);
}
