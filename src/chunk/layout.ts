import type { Region } from "../geometry/box.ts";
import { type TableLines, tableLines } from "../markdown/table-lines.ts";
import { blockMarkdown } from "../markdown/to-markdown.ts";
import { linkCuts, withoutLinkQueries } from "../payload/links.ts";
import type { Block, Document, Heading, NodeType, Page, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import type { ChunkHeading, Excluded, Span } from "./types.ts";

/** A node, or a part of one, and where it stands in the document's markdown. */
export interface LaidSource {
  readonly pointer: string;
  readonly type: NodeType;
  readonly span: Span;
  readonly pageNumbers: readonly number[];
  readonly regions: readonly Region[];
  /** Maps an offset in the document's markdown to the node's own; undefined when the node's text was written anew. */
  readonly toNode?: (offset: number) => number;
}

/** A top-level block in the document's markdown. `path` is the headings open before it; its own heading is not among them. */
export interface LaidBlock {
  readonly block: Block;
  readonly page: Page;
  readonly span: Span;
  readonly path: readonly ChunkHeading[];
  /** What it is as a heading, when it is one. */
  readonly heading?: ChunkHeading;
  /** Blocks of one stretch have no failed page between them. */
  readonly stretch: number;
  readonly sources: readonly LaidSource[];
  /** Spans of the lines of a table that has any. */
  readonly table?: { readonly node: Table; readonly header: Span; readonly rows: readonly Span[] };
}

/** A document laid out as one markdown text, and what was left out of it. */
export interface Layout {
  readonly markdown: string;
  readonly blocks: readonly LaidBlock[];
  readonly excluded: readonly Excluded[];
}

/** The markdown of the body in reading order, blocks parted by a blank line, links without their queries. */
export function layout(document: Document): Layout {
  const pieces: string[] = [];
  const blocks: LaidBlock[] = [];
  const excluded: Excluded[] = [];
  let offset = 0;
  let path: readonly ChunkHeading[] = [];
  let stretch = 0;
  for (const [index, page] of document.children.entries()) {
    if (page.error !== undefined || document.children[index - 1]?.error !== undefined) stretch++;
    for (const content of page.children) {
      if (content.type === "pageHeader" || content.type === "pageFooter") {
        excluded.push({ pointer: content.pointer, reason: "furniture" });
        continue;
      }
      const lines = content.type === "table" ? tableLines(content) : undefined;
      const written = lines?.text ?? (content.type === "image" ? content.alt : blockMarkdown(content));
      const text = withoutLinkQueries(written);
      if (text.trim() === "") {
        excluded.push({ pointer: content.pointer, reason: content.type === "table" && content.continues !== undefined ? "stub" : "empty" });
        continue;
      }
      if (pieces.length > 0) offset += 2;
      const span: Span = [offset, offset + text.length];
      const heading = content.type === "heading" ? toHeading(content) : undefined;
      const sources = sourcesOf(content, page, written, span, lines);
      blocks.push({ block: content, page, span, path, stretch, ...sources, ...(heading === undefined ? {} : { heading }) });
      pieces.push(text);
      offset += text.length;
      // A heading closes all open ones of its depth or deeper.
      if (heading !== undefined) path = [...path.filter((open) => open.depth < heading.depth), heading];
    }
  }
  return { markdown: pieces.join("\n\n"), blocks, excluded };
}

function toHeading({ value, depth, pointer }: Heading): ChunkHeading {
  return { text: withoutLinkQueries(value).replaceAll(/\s+/g, " ").trim(), depth, pointer };
}

function sourcesOf(
  block: Block,
  page: Page,
  written: string,
  span: Span,
  lines: TableLines | undefined,
): Pick<LaidBlock, "sources" | "table"> {
  const shift = mapping(written, span[0]);
  if (block.type === "table" && lines !== undefined) {
    const rows = lines.rows.map(([from, to]): Span => [shift.toMarkdown(from), shift.toMarkdown(to)]);
    return { sources: tableSources(block, span), table: { node: block, header: [span[0], shift.toMarkdown(lines.headerEnd)], rows } };
  }
  const toNode = block.markdown === written ? { toNode: shift.toNode } : {};
  const whole = { pointer: block.pointer, type: block.type, span, pageNumbers: [page.number], regions: block.regions, ...toNode };
  return { sources: block.type === "list" ? [whole, ...itemSources(block, page, written, shift)] : [whole] };
}

/** The items of a list, found one after the other in its markdown; an item that is not there word for word has no source of its own. */
function itemSources(list: Block, page: Page, written: string, shift: Mapping): LaidSource[] {
  const sources: LaidSource[] = [];
  let from = 0;
  visit(list, (node) => {
    if (node === list || node.type === "listItem" || node.type === "list" || node.markdown.trim() === "") return;
    const wanted = node.markdown.trim();
    const at = written.indexOf(wanted, from);
    if (at < 0) return;
    from = at + wanted.length;
    const lead = node.markdown.indexOf(wanted);
    const span: Span = [shift.toMarkdown(at), shift.toMarkdown(from)];
    const toNode = (offset: number): number => shift.toNode(offset) - at + lead;
    sources.push({ pointer: node.pointer, type: node.type, span, pageNumbers: [page.number], regions: node.regions, toNode });
  });
  return sources;
}

function tableSources(table: Table, span: Span): LaidSource[] {
  const parts = table.parts.map((part) => ({ pointer: part.pointer, pageNumbers: [part.pageNumber], regions: part.regions }));
  return parts.map((part) => ({ ...part, type: "table", span }));
}

interface Mapping {
  /** Offset in the text as written → offset in the document's markdown. */
  readonly toMarkdown: (offset: number) => number;
  readonly toNode: (offset: number) => number;
}

/** How offsets move when the queries of links are left out and the text stands at `start`; offsets inside a query go to where it was. */
function mapping(written: string, start: number): Mapping {
  // Each cut as where it begins and ends in the text, and how much was left out up to there.
  const cuts = linkCuts(written);
  const removed: number[] = [0];
  for (const [from, to] of cuts) removed.push((removed.at(-1) as number) + to - from);
  const cutsBefore = (isBefore: (index: number) => boolean): number => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const toMarkdown = (offset: number): number => {
    const count = cutsBefore((index) => (cuts[index] as readonly [number, number])[0] < offset);
    const inside = count === 0 ? 0 : Math.max((cuts[count - 1] as readonly [number, number])[1] - offset, 0);
    return offset - (removed[count] as number) + inside + start;
  };
  const toNode = (offset: number): number => {
    const count = cutsBefore((index) => (cuts[index] as readonly [number, number])[0] - (removed[index] as number) < offset - start);
    return offset - start + (removed[count] as number);
  };
  return { toMarkdown, toNode };
}
