import type { ListItem as MdastListItem, Table as MdastTable, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { WarningLog } from "../errors.ts";
import { WarningLog as Log } from "../errors.ts";
import { titleOf } from "../table/header.ts";
import { reconcile } from "../table/reconcile.ts";
import type { Block, ListItem, NodeBase, Table } from "../tree/types.ts";
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
 * becomes a paragraph whose markdown is the source.
 */
export function fromMarkdown(markdown: string, options: FromMarkdownOptions = {}): Block[] {
  return readMarkdown(markdown, options, new Log());
}

/** The same with warnings. */
export function readMarkdown(markdown: string, { pointer = "", pageNumber = 1 }: FromMarkdownOptions, log: WarningLog): Block[] {
  return parseMarkdown(markdown).children.map((node) => toBlock(node, { markdown, pointer, pageNumber, log }));
}

interface Source {
  readonly markdown: string;
  readonly pointer: string;
  readonly pageNumber: number;
  readonly log: WarningLog;
}

function toBlock(node: RootContent, source: Source): Block {
  const base = baseOf(node, source);
  switch (node.type) {
    case "heading":
      return { ...base, type: "heading", depth: node.depth, value: textOf(node) };
    case "code":
      return { ...base, type: "code", value: node.value, ...(node.lang ? { lang: node.lang } : {}) };
    case "list":
      return { ...base, type: "list", ordered: node.ordered === true, children: node.children.map((item) => toListItem(item, source)) };
    case "table":
      return tableOf(base, rowsOf(node), "", source);
    case "html":
      return /^<table[\s>]/i.test(node.value)
        ? tableOf(base, [], node.value, source)
        : { ...base, type: "paragraph", value: base.markdown };
    case "paragraph": {
      const [only] = node.children.length === 1 ? node.children : [];
      if (only?.type === "image") return { ...base, type: "image", url: only.url, alt: only.alt ?? "" };
      if (only?.type === "link") return { ...base, type: "link", url: only.url, value: textOf(only) };
      return { ...base, type: "paragraph", value: base.markdown };
    }
    default:
      return { ...base, type: "paragraph", value: base.markdown };
  }
}

function toListItem(item: MdastListItem, source: Source): ListItem {
  return { ...baseOf(item, source), type: "listItem", children: item.children.map((child) => toBlock(child, source)) };
}

function baseOf(node: RootContent, { markdown, pointer }: Source): NodeBase {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? markdown.length;
  return { pointer, regions: [], markdown: markdown.slice(start, end), data: { span: [start, end] } };
}

function rowsOf(table: MdastTable): string[][] {
  // A line break inside a cell can only be written as HTML, which mdast's text leaves out.
  return table.children.map((row) =>
    row.children.map((cell) => cell.children.map((child) => (child.type === "html" ? child.value : textOf(child))).join("")),
  );
}

function tableOf(base: NodeBase, rows: string[][], html: string, { pointer, pageNumber, log }: Source): Table {
  const source = { pointer, rowsPointer: () => pointer, htmlPointer: pointer, rows, html, pageNumbers: [pageNumber], regions: [] };
  const grid = reconcile(source, html === "" ? log : new Log());
  const title = titleOf(grid.rows.slice(0, grid.headerRowCount), grid.columnCount);
  const part = { pointer, pageNumber, regions: [], firstRow: 0, rowCount: grid.rows.length, droppedRows: [], origin: "single" as const };
  return { ...base, type: "table", grid, ...(title === undefined ? {} : { title }), concerns: [], parts: [part] };
}
