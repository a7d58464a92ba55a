import type { ListItem as MdastListItem, Table as MdastTable, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { WarningLog } from "../errors.ts";
import { wholePart } from "../table/grid.ts";
import { titleOf } from "../table/header.ts";
import { readTable } from "../table/reconcile.ts";
import type { Row } from "../tree/table.ts";
import type { Block, ListItem, NodeBase, Table } from "../tree/types.ts";
import { htmlSplitter, isHtmlTable } from "./html-tables.ts";
import { parseMarkdown } from "./processor.ts";

export interface FromMarkdownOptions {
  /** Where the markdown stands in the payload; every node bears it. @default "" */
  readonly pointer?: string;
  /** The page the markdown is of; a table's rows come from it. @default 1 */
  readonly pageNumber?: number;
}

/**
 * The blocks of a markdown text as our nodes, for results that were fetched without items; none has regions.
 *
 * `data.span` says where in the text each block stands. What the tree has no node for (quotes, rules, definitions, HTML other than a table)
 * becomes a paragraph whose markdown is the source; only an empty comment, which keeps two lists apart, becomes nothing.
 */
export function fromMarkdown(markdown: string, options: FromMarkdownOptions = {}): Block[] {
  return readMarkdown(markdown, options, new WarningLog());
}

/** The same with warnings. */
export function readMarkdown(markdown: string, { pointer = "", pageNumber = 1 }: FromMarkdownOptions, log: WarningLog): Block[] {
  const blocks: Block[] = [];
  const source = { markdown, offset: 0, pointer, pageNumber, log };
  let split: ReturnType<typeof htmlSplitter> | undefined;
  let end = 0;
  for (const node of parseMarkdown(markdown).children) {
    const [start, stop] = spanOf(node, source);
    if (stop <= end || isEmptyComment(node)) continue;
    if (start >= end && !(node.type === "html" && isHtmlTable(node.value))) {
      blocks.push(toBlock(node, source));
      continue;
    }
    split ??= htmlSplitter(markdown);
    for (const part of split(Math.max(start, end), stop)) {
      end = part.end;
      const text = markdown.slice(part.start, part.end);
      const shifted = { ...source, markdown: text, offset: part.start };
      if (part.isTable) blocks.push(htmlBlock(text, nodeBase([part.start, part.end], text, source), source));
      else for (const inner of parseMarkdown(text).children) if (!isEmptyComment(inner)) blocks.push(toBlock(inner, shifted));
    }
  }
  return blocks;
}

interface Source {
  readonly markdown: string;
  /** Where the markdown begins in the text at `pointer`. */
  readonly offset: number;
  readonly pointer: string;
  readonly pageNumber: number;
  readonly log: WarningLog;
}

function toBlock(node: RootContent, source: Source): Block {
  const base = baseOf(node, source);
  switch (node.type) {
    case "heading":
      return { type: "heading", ...base, depth: node.depth, value: textOf(node) };
    case "code":
      return { type: "code", ...base, value: node.value, ...(node.lang ? { lang: node.lang } : {}) };
    case "list":
      return { type: "list", ...base, ordered: node.ordered === true, children: node.children.map((item) => toListItem(item, source)) };
    case "table":
      return tableOf(base, rowsOf(node), "", source);
    case "html":
      return isHtmlTable(node.value) ? htmlBlock(node.value, base, source) : { type: "paragraph", ...base, value: base.markdown };
    case "paragraph": {
      const [only] = node.children.length === 1 ? node.children : [];
      if (only?.type === "image") return { type: "image", ...base, url: only.url, alt: only.alt ?? "" };
      if (only?.type === "link") return { type: "link", ...base, url: only.url, value: textOf(only) };
      return { type: "paragraph", ...base, value: base.markdown };
    }
    default:
      return { type: "paragraph", ...base, value: base.markdown };
  }
}

function toListItem(item: MdastListItem, source: Source): ListItem {
  return { type: "listItem", ...baseOf(item, source), children: item.children.map((child) => toBlock(child, source)) };
}

function isEmptyComment(node: RootContent): boolean {
  return node.type === "html" && /^<!--\s*-->$/.test(node.value);
}

function spanOf(node: RootContent, { markdown, offset }: Source): readonly [start: number, end: number] {
  return [(node.position?.start.offset ?? 0) + offset, (node.position?.end.offset ?? markdown.length) + offset];
}

function baseOf(node: RootContent, source: Source): NodeBase {
  const span = spanOf(node, source);
  return nodeBase(span, source.markdown.slice(span[0] - source.offset, span[1] - source.offset), source);
}

function nodeBase(span: readonly [start: number, end: number], markdown: string, { pointer }: Source): NodeBase {
  return { pointer, regions: [], markdown, data: { span } };
}

function rowsOf(table: MdastTable): string[][] {
  // A line break inside a cell can only be written as HTML, which mdast's text leaves out.
  return table.children.map((row) =>
    row.children.map((cell) => cell.children.map((child) => (child.type === "html" ? child.value : textOf(child))).join("")),
  );
}

/** A table without a cell is no table: its text would be lost. */
function htmlBlock(html: string, base: NodeBase, source: Source): Block {
  const table = tableOf(base, [], html, source);
  return table.grid.rows.length > 0 ? table : { type: "paragraph", ...base, value: base.markdown };
}

function tableOf(base: NodeBase, rows: string[][], html: string, { pointer, pageNumber, log }: Source): Table {
  const source = { pointer, rowsPointer: () => pointer, htmlPointer: pointer, rows, html, pageNumbers: [pageNumber], regions: [] };
  const own = new WarningLog();
  const { grid: read, caption } = readTable(source, own);
  // It has no `rows` in the payload.
  const grid = { ...read, rows: read.rows.map((row): Row => ({ ...row, source: { ...row.source, rowIndex: null } })) };
  // A table written as HTML has no rows that could be missing.
  for (const { code, message } of own.list()) if (code !== "table-rows-missing") log.add(code, message, pointer);
  const title = titleOf(grid.rows.slice(0, grid.headerRowCount), grid.columnCount);
  const parts = [wholePart(grid, { pointer, pageNumber, regions: [] })];
  return {
    type: "table",
    ...base,
    grid,
    ...(title === undefined ? {} : { title }),
    ...(caption === "" ? {} : { caption: { text: caption, pointer } }),
    concerns: [],
    parts,
  };
}
