import type { Element, Nodes as HastNodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import type { Nodes, Root, Table } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm);

/** Markdown as an outside reader sees it. */
export function parsed(markdown: string): Root {
  return parser.parse(markdown);
}

/** What of a tree a test holds for, in reading order. */
export function nodesOf(root: Nodes, holds: (node: Nodes) => boolean): Nodes[] {
  const found: Nodes[] = [];
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (holds(node)) found.push(node);
    if ("children" in node) stack.push(...node.children.toReversed());
  }
  return found;
}

/** A table as its texts, header rows first. */
export interface ReadTable {
  readonly align: Table["align"];
  readonly header: readonly string[][];
  readonly body: readonly string[][];
}

/** The one table that a text is, as remark-gfm or an HTML parser reads it, its first rows being header rows; undefined when the text is anything else or more. */
export function onlyTable(text: string, headerRowCount: number = 1): ReadTable | undefined {
  if (/^\s*<table/i.test(text)) return onlyHtmlTable(text, headerRowCount);
  const { children } = parsed(text);
  const [table] = children;
  if (table?.type !== "table" || children.length !== 1) return undefined;
  const rows = table.children.map((row) => row.children.map((cell) => textOf(cell, text)));
  return { align: table.align, header: rows.slice(0, headerRowCount), body: rows.slice(headerRowCount) };
}

function textOf(node: Nodes, source: string): string {
  return source
    .slice(node.position?.start.offset, node.position?.end.offset)
    .replaceAll(/^\||\|$/g, "")
    .trim();
}

function onlyHtmlTable(text: string, headerRowCount: number): ReadTable | undefined {
  const root = fromHtml(text, { fragment: true });
  const elements = root.children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  const [table] = elements;
  if (elements.length !== 1 || table?.type !== "element" || table.tagName !== "table") return undefined;
  const rows = named(table, "tr").map((row) => row.children.filter((cell) => cell.type === "element"));
  const texts = rows.map((row) => row.map(words));
  return { align: null, header: texts.slice(0, headerRowCount), body: texts.slice(headerRowCount) };
}

function named(node: Element, name: string): Element[] {
  const inside = node.children.flatMap((child) => (child.type === "element" ? named(child, name) : []));
  return node.tagName === name ? [node] : inside;
}

function words(node: HastNodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(words).join("") : "";
}
