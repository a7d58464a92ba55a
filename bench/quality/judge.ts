import type { Code, Nodes, Root, Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import type { Span } from "./samples.ts";

/** What remark-gfm, which none of the chunkers is made by, finds in a text. */
export interface Facts {
  readonly headings: readonly { readonly span: Span; readonly depth: number; readonly text: string }[];
  readonly tables: readonly TableFacts[];
  /** Of each code block in a fence the lines that are not blank. */
  readonly codes: readonly (readonly { readonly span: Span; readonly text: string }[])[];
  /** Links, images and code in running text. */
  readonly inlines: readonly Span[];
}

export interface TableFacts {
  readonly header: readonly string[];
  readonly headerSpan: Span;
  /** Of the body. */
  readonly rows: readonly { readonly span: Span; readonly cells: readonly Span[] }[];
}

const processor = unified().use(remarkParse).use(remarkGfm);

export function parsed(markdown: string): Root {
  return processor.parse(markdown);
}

export function factsOf(markdown: string): Facts {
  const headings: { span: Span; depth: number; text: string }[] = [];
  const tables: TableFacts[] = [];
  const codes: { span: Span; text: string }[][] = [];
  const inlines: Span[] = [];
  visit(parsed(markdown), (node) => {
    if (node.type === "heading") headings.push({ span: spanOf(node), depth: node.depth, text: textOf(node) });
    else if (node.type === "table") tables.push(tableFacts(node));
    else if (node.type === "code" && isFenced(node, markdown)) codes.push(codeLines(node, markdown));
    else if (node.type === "link" || node.type === "image" || node.type === "inlineCode") inlines.push(spanOf(node));
  });
  return { headings, tables, codes, inlines };
}

function tableFacts(table: Table): TableFacts {
  const [header, ...body] = table.children;
  const rows = body.map((row) => ({ span: spanOf(row), cells: row.children.map(spanOf) }));
  return { header: headerOf(table), headerSpan: header === undefined ? [0, 0] : spanOf(header), rows };
}

export function spanOf({ position }: Nodes): Span {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}

export function headerOf(table: Table): string[] {
  return (table.children[0]?.children ?? []).map((cell) => textOf(cell));
}

function isFenced(node: Code, markdown: string): boolean {
  return /^[`~]/.test(markdown.slice(...spanOf(node)));
}

/** Whether its fence is also closed. */
export function isClosed(node: Code, markdown: string): boolean {
  const lines = markdown.slice(...spanOf(node)).split("\n");
  const [opening = ""] = /^(`{3,}|~{3,})/.exec(lines[0] ?? "") ?? [];
  const closing = (lines.at(-1) ?? "").replace(/^[\s>]+/, "").trimEnd();
  return opening !== "" && lines.length > 1 && closing.length >= opening.length && closing === opening.charAt(0).repeat(closing.length);
}

function codeLines(node: Code, markdown: string): { span: Span; text: string }[] {
  const [start, end] = spanOf(node);
  let cursor = markdown.indexOf("\n", start) + 1;
  return node.value.split("\n").flatMap((line) => {
    const text = line.trim();
    const found = text === "" ? -1 : markdown.indexOf(text, cursor);
    if (found < 0 || found >= end) return [];
    cursor = found + text.length;
    return [{ span: [found, cursor] as const, text }];
  });
}
