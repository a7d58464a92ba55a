import type { BlockContent, Table as MdastTable, PhrasingContent, Root, RootContent, TableRow } from "mdast";
import { unreachable } from "../errors.ts";
import { isAnchor } from "../table/grid.ts";
import { foldedHeader } from "../table/header.ts";
import type { Grid } from "../tree/table.ts";
import type { Block, Document } from "../tree/types.ts";
import { parseMarkdown } from "./processor.ts";

/** The body of a document as mdast, for any remark plugin; furniture is left out, and each block's `data.pointer` says what it came from. */
export function toMdast(document: Document): Root {
  const children = document.children.flatMap((page) =>
    page.children.flatMap((block) => (block.type === "pageHeader" || block.type === "pageFooter" ? [] : blockToMdast(block))),
  );
  return { type: "root", children };
}

/** A block as mdast: parsed from its markdown where it has some, else built from its values. */
export function blockToMdast(block: Block): RootContent[] {
  const nodes = isWrittenAnew(block) ? build(block) : parseMarkdown(block.markdown).children;
  return nodes.map((node) => ({ ...node, data: { ...node.data, pointer: block.pointer } }));
}

/** Whether the block's own markdown no longer says what it holds: it has none, or it is a heading of another depth now, or a stitched table. */
export function isWrittenAnew(block: Block): boolean {
  if (block.markdown.trim() === "" || block.data?.depthFrom !== undefined) return true;
  return block.type === "table" && (block.continues !== undefined || block.parts.some((part) => part.origin === "explicit"));
}

/** A block's mdast made of its values alone; none for a table that another one continues. */
export function build(block: Block): RootContent[] {
  switch (block.type) {
    case "heading":
      return [{ type: "heading", depth: block.depth as 1 | 2 | 3 | 4 | 5 | 6, children: inline(block.value) }];
    case "paragraph":
      return block.value.trim() === "" ? [] : parseMarkdown(block.value).children;
    case "list":
      return [
        {
          type: "list",
          ordered: block.ordered,
          spread: false,
          children: block.children.map((item) => ({
            type: "listItem",
            spread: false,
            children: item.children.flatMap((child) => blockToMdast(child) as BlockContent[]),
          })),
        },
      ];
    case "code":
      return [{ type: "code", value: block.value, lang: block.lang ?? null }];
    case "table":
      return block.grid.rows.length === 0 ? [] : [gridToMdast(block.grid)];
    case "image":
      return [{ type: "paragraph", children: [{ type: "image", url: block.url, alt: block.alt }] }];
    case "link":
      return [{ type: "paragraph", children: [{ type: "link", url: block.url, children: [{ type: "text", value: block.value }] }] }];
    case "unknown":
      if (block.children.length > 0) return block.children.flatMap(blockToMdast);
      return block.value.trim() === "" ? [] : parseMarkdown(block.value).children;
    default:
      return unreachable(block);
  }
}

/** A pipe table has one header row and no spans: the header rows are folded into one, a spanned cell stands in its first slot. */
export function gridToMdast(grid: Grid): MdastTable {
  const header = row(foldedHeader(grid.rows.slice(0, grid.headerRowCount), grid.columnCount));
  const body = grid.rows
    .slice(grid.headerRowCount)
    .map(({ cells }, index) => row(cells.map((cell, column) => (isAnchor(cell, grid.headerRowCount + index, column) ? cell.text : ""))));
  return { type: "table", align: grid.columns.map(() => null), children: [header, ...body] };
}

function row(texts: readonly string[]): TableRow {
  return { type: "tableRow", children: texts.map((text) => ({ type: "tableCell", children: lines(text) })) };
}

function lines(text: string): PhrasingContent[] {
  if (!text.includes("\n")) return [{ type: "text", value: text }];
  return text.split("\n").flatMap((line, index): PhrasingContent[] => {
    const value: PhrasingContent = { type: "text", value: line };
    return index === 0 ? [value] : [{ type: "html", value: "<br/>" }, value];
  });
}

function inline(markdown: string): PhrasingContent[] {
  const [first, second] = parseMarkdown(markdown).children;
  return first?.type === "paragraph" && second === undefined ? first.children : [{ type: "text", value: markdown }];
}
