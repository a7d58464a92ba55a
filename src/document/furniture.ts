import type { Block, Document, FurnitureDecision, Page, PageContent } from "../tree/types.ts";
import { type PageEdges, readEdges } from "./furniture/page-edge.ts";
import { type Marks, ownFurniture } from "./furniture/page-furniture.ts";
import { repeatedTexts } from "./furniture/repeated.ts";

export interface FurnitureOptions {
  /** Whether what repeats in the same place along the edges of neighboring pages counts as furniture. @default true */
  readonly repeated?: boolean;
}

/** A page and what it tells by itself; a caller that streams needs those of `furnitureWindow` pages on either side. */
interface PageSummary {
  readonly page: Page;
  readonly marks: Marks;
  readonly edges: PageEdges | undefined;
}

/**
 * The document with its running headers and footers told from the body: each such block stands in a `pageHeader` or `pageFooter`.
 *
 * The wrapper has the pointer, regions and markdown of the block, its only child. Every decision is in `data.furnitureDecisions`, with its
 * reason, also for what the service itself calls header or footer. Tables, code and lists of several items are never wrapped, nor is a text
 * that only repeats: it has to stand at the edge of at least three pages, in the same place. A document marked before is given back.
 */
export function markFurniture(document: Document, options: FurnitureOptions = {}): Document {
  const { repeated = true } = options;
  if (document.data?.furnitureDecisions !== undefined) return document;
  const summaries = document.children.map((page) => summarize(page, repeated));
  const edges = summaries.map((summary) => summary.edges);
  const decisions: FurnitureDecision[] = [];
  let isChanged = false;
  const children = summaries.map(({ page, marks }, index) => {
    const found = withRepeated(marks, edges, index);
    for (const [at, content] of page.children.entries()) {
      const mark = found.get(at);
      if (mark !== undefined) decisions.push({ pointer: content.pointer, pageNumber: page.number, ...mark });
    }
    const marked = wrapped(page, found);
    isChanged ||= marked !== page;
    return marked;
  });
  if (decisions.length === 0) return document;
  return { ...document, children: isChanged ? children : document.children, data: { ...document.data, furnitureDecisions: decisions } };
}

function summarize(page: Page, repeated: boolean): PageSummary {
  const marks = ownFurniture(page);
  return { page, marks, edges: repeated ? readEdges(page, marks) : undefined };
}

function withRepeated(marks: Marks, edges: readonly (PageEdges | undefined)[], index: number): Marks {
  const found = new Map(marks);
  for (const [at, repetition] of repeatedTexts(edges, index)) found.set(at, { reason: "repeated", ...repetition });
  return found;
}

function wrapped(page: Page, found: Marks): Page {
  const wrap = (content: PageContent, index: number): PageContent => {
    const mark = found.get(index);
    if (mark === undefined || content.type === "pageHeader" || content.type === "pageFooter") return content;
    const { pointer, regions, markdown } = content;
    const children: readonly Block[] = [content];
    return { type: mark.type, pointer, regions, markdown, children };
  };
  const children = page.children.map(wrap);
  return children.every((child, index) => child === page.children[index]) ? page : { ...page, children };
}
