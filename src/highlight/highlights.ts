import type { Chunk } from "../chunk/types.ts";
import { type ResolvedCitation, type ResolvedField, sizeOf } from "../extract/citations.ts";
import { formatPath } from "../extract/fields.ts";
import type { PlacedRegion, Region } from "../geometry/box.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { present } from "../payload/present.ts";
import type { Document, Node, Page } from "../tree/types.ts";
import type { Highlight } from "./highlight.ts";

/** What can be marked: the citations of a field, a node, a chunk. */
export type HighlightSource = ResolvedField | Node | Chunk;

/**
 * What to mark for these fields, nodes and chunks: one highlight a citation, a node with regions, a chunk.
 *
 * A citation without boxes names its page, which gets a note. Links in comments have no queries.
 *
 * @param document where nodes come from: their page sizes stand in it; chunks need it only for pages that were turned, fields that were resolved with it no more
 */
export function highlights(sources: readonly HighlightSource[], document?: Document): Highlight[] {
  const pages = new Map(document?.children.map((page) => [page.number, page]));
  const place = placer(pages);
  const found = sources.flatMap((source) => {
    if ("embedText" in source) return [ofChunk(source, pages)];
    if ("citations" in source) return source.citations.map((citation, ordinal) => ofCitation(source, citation, ordinal));
    return source.regions.length === 0 ? [] : [ofNode(source, place)];
  });
  return withUniqueIds(found);
}

/** Puts the size and the printed number of its page beside a region. */
function placer(pages: ReadonlyMap<number, SizedPage>): (region: Region) => PlacedRegion {
  return (region) => {
    const page = pages.get(region.pageNumber);
    return { ...region, ...present({ size: sizeOf(page), printedNumber: page?.printedNumber }) };
  };
}

type SizedPage = Pick<Page, "width" | "height" | "orientationAngle" | "printedNumber">;

/** A source given twice, or a list item, which bears the pointer of its first child, gets an ordinal. */
function withUniqueIds(found: readonly Highlight[]): Highlight[] {
  const seen = new Map<string, number>();
  return found.map((highlight) => {
    const before = seen.get(highlight.id) ?? 0;
    seen.set(highlight.id, before + 1);
    return before === 0 ? highlight : { ...highlight, id: `${highlight.id}#${before + 1}` };
  });
}

/** The nodes of a document that stand for an item with a place, in reading order: what to mark when all items are wanted. */
export function itemNodes(document: Document): Node[] {
  const found: Node[] = [];
  const stack: Node[] = [...document.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    // A list is marked item by item where its items have boxes, else as a whole; a table over several pages all at once.
    const isDivided = "children" in node && node.children.some((child) => child.regions.length > 0);
    const isPart = node.type === "listItem" || (node.type === "table" && node.continues !== undefined);
    if (node.regions.length > 0 && !isDivided && !isPart) found.push(node);
    if ("children" in node) for (const child of [...node.children].reverse()) stack.push(child);
  }
  return found;
}

function ofCitation(field: ResolvedField, citation: ResolvedCitation, ordinal: number): Highlight {
  const { pageNumber, quote, regions, method, score, checked, pointer } = citation;
  const path = withoutLinkQueries(formatPath(field.path));
  const isMissing = regions.length === 0 || (checked && score === 0);
  return {
    id: `citation:${field.pointer}:${ordinal}`,
    kind: "citation",
    regions,
    pages: regions.length === 0 && pageNumber !== undefined ? [pageNumber] : [],
    title: path,
    comment: present({
      path,
      value: withoutLinkQueries(typeof field.value === "string" ? field.value : JSON.stringify(field.value)),
      quote: quote === undefined ? undefined : withoutLinkQueries(quote),
      confidence: field.confidence,
      method,
      score,
    }),
    status: isMissing ? "unlocated" : "unchecked",
    pointer,
  };
}

function ofNode(node: Node, place: (region: Region) => PlacedRegion): Highlight {
  const value = "value" in node ? node.value : node.type === "image" ? node.alt : "";
  const scores = node.regions.flatMap((region) => region.confidence ?? []);
  const confidence = scores.length > 0 ? scores.reduce((least, score) => Math.min(least, score)) : undefined;
  return {
    id: `item:${node.pointer}`,
    kind: "item",
    regions: node.regions.map(place),
    pages: [],
    title: node.type,
    comment: present({ quote: value === "" ? undefined : withoutLinkQueries(value), confidence }),
    nodeType: node.type,
    pointer: node.pointer,
  };
}

/** A chunk knows the pages it stands on, but not how far they were turned. */
function ofChunk(chunk: Chunk, pages: ReadonlyMap<number, Page>): Highlight {
  const own = new Map(chunk.pages.map((page) => [page.number, page]));
  const place = placer(pages.size > 0 ? pages : own);
  return {
    id: `chunk:${chunk.id}`,
    kind: "chunk",
    regions: chunk.regions.map(place),
    pages: chunk.regions.length === 0 ? chunk.pages.map((page) => page.number) : [],
    title: `chunk ${chunk.index}`,
    comment: present({ quote: withoutLinkQueries(chunk.text), confidence: chunk.confidence }),
    pointer: chunk.sources[0]?.pointer ?? "",
  };
}
