import type { Region } from "../geometry/box.ts";
import type { Document, Node, Page } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { type Folded, fold } from "./folded.ts";

/** A node with text on a page, folded for searching; its regions are those on that page. */
export interface PageText {
  readonly node: Node;
  readonly folded: Folded;
  readonly regions: readonly Region[];
}

/** The pages of a document and the texts on them, folded when first asked for. */
export interface PageTexts {
  readonly page: (pageNumber: number) => Page | undefined;
  readonly texts: (pageNumber: number) => readonly PageText[];
}

/** A table over several pages is searched as a whole on each of them, but for pages where its part has a text of its own. */
export function pageTexts(document: Document): PageTexts {
  const pages = new Map(document.children.map((page) => [page.number, page]));
  const tablesOf = new Map<number, Node[]>();
  const stubs = new Set<string>();
  visit(document, (node) => void (node.type === "table" && node.continues !== undefined && isLeafText(node) && stubs.add(node.pointer)));
  visit(document, (node) => {
    if (node.type !== "table" || node.parts.length < 2) return;
    for (const { pageNumber, pointer } of node.parts) {
      const known = tablesOf.get(pageNumber) ?? [];
      if (stubs.has(pointer)) continue;
      known.push(node);
      tablesOf.set(pageNumber, known);
    }
  });
  const folded = new Map<Node, Folded>();
  const known = new Map<number, readonly PageText[]>();
  const toText = (node: Node, pageNumber: number): PageText => {
    const text = folded.get(node) ?? fold(node.markdown);
    folded.set(node, text);
    return { node, folded: text, regions: node.regions.filter((region) => region.pageNumber === pageNumber) };
  };
  const texts = (pageNumber: number): readonly PageText[] => {
    const before = known.get(pageNumber);
    if (before !== undefined) return before;
    const page = pages.get(pageNumber);
    const nodes = new Set<Node>(tablesOf.get(pageNumber));
    if (page !== undefined) visit(page, (node) => void (isLeafText(node) && nodes.add(node)));
    const found = [...nodes].map((node) => toText(node, pageNumber));
    known.set(pageNumber, found);
    return found;
  };
  return { page: (pageNumber) => pages.get(pageNumber), texts };
}

/** Containers repeat the text of their children. */
function isLeafText(node: Node): boolean {
  if (node.markdown.trim() === "" || node.type === "page" || node.type === "listItem" || node.type === "root") return false;
  return !("children" in node) || node.children.length === 0;
}
