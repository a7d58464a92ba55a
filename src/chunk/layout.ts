import type { Region } from "../geometry/box.ts";
import { type TableLines, tableLines } from "../markdown/table-lines.ts";
import { blockMarkdown } from "../markdown/to-markdown.ts";
import { linkCuts, withoutLinkQueries } from "../payload/links.ts";
import { present } from "../payload/present.ts";
import type { Block, Heading, NodeType, Page, Table } from "../tree/types.ts";
import { findItems } from "./items.ts";
import type { ChunkHeading, Excluded, Span } from "./types.ts";

/** A node, or a part of one, and where it stands in the document's markdown. */
export interface LaidSource {
  readonly pointer: string;
  readonly type: NodeType;
  readonly span: Span;
  readonly pageNumbers: readonly number[];
  readonly regions: readonly Region[];
  /** Its regions say less than those of the nodes in it. */
  readonly isContainer?: boolean;
  /** Maps an offset in the document's markdown to the node's own; undefined when the node's text was written anew. */
  readonly toNode?: (offset: number) => number;
}

/** A top-level block in the document's markdown. `path` is the headings open over it; a heading's own is not among them, nor those it closes. */
export interface LaidBlock {
  readonly block: Block;
  readonly page: Page;
  readonly span: Span;
  /** Its markdown, the queries of links left out. */
  readonly text: string;
  readonly path: readonly ChunkHeading[];
  /** What it is as a heading, when it is one. */
  readonly heading?: ChunkHeading;
  /** Blocks of one stretch have no failed page between them. */
  readonly stretch: number;
  readonly sources: readonly LaidSource[];
  /** Spans of the lines of a table that has any. */
  readonly table?: { readonly node: Table; readonly header: Span; readonly rows: readonly Span[] };
}

/** The characters of a block that stand at these places of the document's markdown. */
export function textAt({ text, span: [from] }: LaidBlock, [start, end]: Span): string {
  return text.slice(start - from, end - from);
}

/** Lays pages out one after the other as one markdown text: their blocks in reading order, parted by a blank line, links without their queries. */
export interface Layouter {
  /** The blocks of the next page, and what is left out of it. */
  readonly add: (page: Page) => { readonly blocks: readonly LaidBlock[]; readonly excluded: readonly Excluded[] };
}

export function layouter(): Layouter {
  let offset = 0;
  let path: readonly ChunkHeading[] = [];
  let stretch = 0;
  let hasFailed = false;
  const add: Layouter["add"] = (page) => {
    const blocks: LaidBlock[] = [];
    const excluded: Excluded[] = [];
    if (page.error !== undefined || hasFailed) stretch++;
    hasFailed = page.error !== undefined;
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
      if (offset > 0) offset += blockGap.length;
      const span: Span = [offset, offset + text.length];
      const heading = content.type === "heading" ? toHeading(content) : undefined;
      // A heading closes all open ones of its depth or deeper.
      if (heading !== undefined) path = path.filter((open) => open.depth < heading.depth);
      const { table, sources, empty } = sourcesOf(content, page, written, span, lines);
      for (const pointer of empty) excluded.push({ pointer, reason: "empty" });
      blocks.push({ block: content, page, span, text, path, stretch, sources, ...present({ heading, table }) });
      offset += text.length;
      if (heading !== undefined) path = [...path, heading];
    }
    return { blocks, excluded };
  };
  return { add };
}

/** What stands between two blocks. */
export const blockGap = "\n\n";

function toHeading({ value, depth, pointer }: Heading): ChunkHeading {
  return { text: withoutLinkQueries(value).replaceAll(/\s+/g, " ").trim(), depth, pointer };
}

interface Sources extends Pick<LaidBlock, "sources" | "table"> {
  /** Pointers of the nodes in the block that say nothing. */
  readonly empty: readonly string[];
}

function sourcesOf(block: Block, page: Page, written: string, span: Span, lines: TableLines | undefined): Sources {
  const shift = mapping(written, span[0]);
  // A pipe table's text leaves out what white space ends its markdown.
  const isOwn = block.markdown === written || (lines !== undefined && block.markdown.trimEnd() === written);
  const toNode = isOwn ? { toNode: shift.toNode } : {};
  if (block.type === "table" && lines !== undefined) {
    const rows = lines.rows.map(([from, to]): Span => [shift.toMarkdown(from), shift.toMarkdown(to)]);
    const table = { node: block, header: [span[0], shift.toMarkdown(lines.headerEnd)] as const, rows };
    return { sources: tableSources(block, span, toNode), table, empty: [] };
  }
  const whole: LaidSource = {
    pointer: block.pointer,
    type: block.type,
    span,
    pageNumbers: [page.number],
    regions: block.regions,
    ...toNode,
  };
  if (!("children" in block) || block.children.length === 0) return { sources: [whole], empty: [] };
  const { found, empty } = findItems(block, written);
  const items = found.map(({ node, start, end, lead, isContainer }): LaidSource => {
    const toItem = lead === undefined ? {} : { toNode: (offset: number): number => shift.toNode(offset) - start + lead };
    const itemSpan: Span = [shift.toMarkdown(start), shift.toMarkdown(end)];
    return {
      pointer: node.pointer,
      type: node.type,
      span: itemSpan,
      pageNumbers: [page.number],
      regions: node.regions,
      isContainer,
      ...toItem,
    };
  });
  return { sources: [{ ...whole, isContainer: true }, ...items], empty: empty.map((node) => node.pointer) };
}

/** The parts of a table by the items they are; the first one's markdown is the table's. */
function tableSources(table: Table, span: Span, toNode: Pick<LaidSource, "toNode">): LaidSource[] {
  const sources = new Map<string, LaidSource>();
  for (const { pointer, pageNumber, regions } of table.parts) {
    const known = sources.get(pointer) ?? { pointer, type: "table", span, pageNumbers: [], regions: [] };
    const own = pointer === table.pointer ? toNode : {};
    sources.set(pointer, { ...known, pageNumbers: [...known.pageNumbers, pageNumber], regions: [...known.regions, ...regions], ...own });
  }
  return [...sources.values()];
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
