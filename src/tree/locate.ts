import type { Region } from "../geometry/box.ts";
import { present } from "../payload/present.ts";
import { type OpenHeading, outlined } from "./outline.ts";
import { cellAt, ownerOf, placesOf } from "./places.ts";
import type { Cell, Row } from "./table.ts";
import type { Document, Node, Page } from "./types.ts";
import { visit } from "./visit.ts";

/** Where a node is in its document. */
export interface Located {
  readonly node: Node;
  /** The page it is a child of: for a stitched table the first one it stands on. */
  readonly page: Page;
  /** From the page down to its parent; empty for a page. */
  readonly parents: readonly Node[];
  readonly headingPath: readonly OpenHeading[];
  /** Of the cell, when there is one, else of the node. */
  readonly regions: readonly Region[];
  /** What the pointer leads to, when that is a cell of the table `node`, and the row it begins in. */
  readonly cell?: Cell;
  readonly row?: Row;
}

/**
 * Where a node of the document is, or the payload item or table cell at a JSON Pointer; undefined for the root, and for what is not in it.
 *
 * Nodes read from the markdown of a page all bear its pointer, which leads to the first of them. A node is found by identity: for one of an
 * earlier stage, give its pointer. The first call walks the document once,
 * and the first for a cell its table.
 */
export function locate(document: Document, target: Node | string): Located | undefined {
  const { parents } = placesOf(document);
  const { node, cell, row } = resolve(document, target) ?? {};
  if (node === undefined || node === document) return undefined;
  const line: Node[] = [];
  for (let parent = parents.get(node); parent !== undefined && parent !== document; parent = parents.get(parent)) line.push(parent);
  line.reverse();
  const [page = node, content = node] = line;
  if (page.type !== "page") return undefined;
  const headingPath = outlined(document).paths.get(content) ?? [];
  const regions = (cell?.regions.length ? cell : (row?.source ?? node)).regions;
  return present({ node, page, parents: line, headingPath, regions, cell, row });
}

/**
 * The headings open over a node, or over the payload item or cell at a pointer, outermost first; undefined for what `locate` does not find.
 *
 * A heading is not in its own path. Over furniture no heading is open; over a page those are that were open where it begins.
 */
export function headingPath(document: Document, target: Node | string): readonly OpenHeading[] | undefined {
  return locate(document, target)?.headingPath;
}

/** The nodes of a page in reading order, parents before children; a table continued there stands for its part. Empty for a page there is not. */
export function nodesOn(document: Document, pageNumber: number): Node[] {
  const page = document.children.find((one) => one.number === pageNumber);
  const found = new Set<Node>();
  if (page === undefined) return [];
  visit(page, (node) => void (node !== page && found.add(node.type === "table" ? ownerOf(node, document) : node)));
  return [...found];
}

function resolve(document: Document, target: Node | string): { node: Node; cell?: Cell; row?: Row } | undefined {
  const { parents, items } = placesOf(document);
  if (typeof target !== "string") return parents.has(target) ? { node: target } : undefined;
  const item = items.get(target);
  if (item !== undefined) return { node: item };
  const table = items.get(target.replace(/\/rows\/\d+\/\d+$/, ""));
  if (table?.type !== "table") return undefined;
  const node = ownerOf(table, document);
  const found = cellAt(node, target);
  return found && { node, ...found };
}
