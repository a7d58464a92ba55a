import { type Warning, WarningLog } from "../errors.ts";
import type { PageSize, PlacedRegion, Region } from "../geometry/box.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { present } from "../payload/present.ts";
import type { Document, Page } from "../tree/types.ts";
import { type Citation, type Field, formatPath } from "./fields.ts";
import { fold } from "./folded.ts";
import { type PageText, type PageTexts, pageTexts } from "./page-texts.ts";

/**
 * How the place of a citation was found, best first: by the boxes it brings, by its quote in the document, by its page alone, not at all.
 */
export type ResolveMethod = "cited-box" | "quote" | "page" | "none";

/** A citation and its place; no region was made up: each is, or comes from, a box of the payload. */
export interface ResolvedCitation extends Citation {
  readonly method: ResolveMethod;
  readonly regions: readonly PlacedRegion[];
  /** 0 to 1: how much of the quote is known to stand on its page; 1 for a box nobody could check. */
  readonly score: number;
  /** Whether the quote was looked for on its page. */
  readonly checked: boolean;
}

export interface ResolvedField extends Field {
  readonly citations: readonly ResolvedCitation[];
}

/**
 * The fields with a place for each citation, found by the first means that holds.
 *
 * Without a document only boxes that bring their own page size have a place, and no quote is checked.
 */
export function resolveCitations(fields: readonly Field[], document?: Document): ResolvedField[] {
  return resolveFields(fields, document).fields;
}

/** The resolved fields, and a warning for each citation that has no place or whose quote is not on its page. */
export function resolveFields(
  fields: readonly Field[],
  document?: Document,
): { readonly fields: ResolvedField[]; readonly warnings: readonly Warning[] } {
  const log = new WarningLog();
  const texts = document === undefined ? undefined : pageTexts(document);
  const resolved = fields.map((field) => ({
    ...field,
    citations: field.citations.map((citation) => resolve(citation, withoutLinkQueries(formatPath(field.path)), texts, log)),
  }));
  return { fields: resolved, warnings: log.list() };
}

function resolve(citation: Citation, path: string, texts: PageTexts | undefined, log: WarningLog): ResolvedCitation {
  const { pageNumber, quote, pointer } = citation;
  if (pageNumber === undefined) {
    log.add("citation-page-unknown", `${path}: the citation has no page`, pointer);
    return { ...citation, method: "none", regions: [], score: 0, checked: false };
  }
  const page = texts?.page(pageNumber);
  const found = quote === undefined || texts === undefined ? undefined : findQuote(quote, pageNumber, texts);
  const checked = found !== undefined;
  if (found?.hits === 0) log.add("citation-unlocated", `${path}: the quote is not on page ${pageNumber}`, pointer);
  const cited = citedRegions(citation, page);
  if (cited.length > 0) return { ...citation, method: "cited-box", regions: cited, score: checked && found.hits === 0 ? 0 : 1, checked };
  if (found !== undefined && found.hits > 1) {
    log.add("citation-ambiguous", `${path}: ${found.hits} places on page ${pageNumber} fit, the page is marked`, pointer);
  }
  if (found?.hits === 1 && found.regions.length > 0) {
    return { ...citation, method: "quote", regions: found.regions.map((region) => placed(region, sizeOf(page), page)), score: 1, checked };
  }
  const reason = texts === undefined || found?.hits === 0 ? undefined : reasonOf(pageNumber, page, found?.hits);
  if (reason !== undefined) log.add("citation-unlocated", `${path}: ${reason}`, pointer);
  return { ...citation, method: "page", regions: [], score: 0, checked };
}

/** Why a citation has no more than its page; undefined when that was said already. */
function reasonOf(pageNumber: number, page: Page | undefined, hits: number | undefined): string | undefined {
  if (page === undefined) return `the document has no page ${pageNumber}`;
  if (hits === undefined) return "the citation has no usable box, and no quote that can be looked up";
  return hits === 1 ? `the quote stands on page ${pageNumber}, but there without a box` : undefined;
}

/** The citation's own boxes on its own page size, else the document's; a box that covers the whole page says nothing. */
function citedRegions({ boxes, pageNumber, size }: Citation, page: Page | undefined): PlacedRegion[] {
  const own = size ?? sizeOf(page);
  if (pageNumber === undefined || own === undefined) return [];
  const useful = boxes.filter((box) => !(box.width >= 0.95 * own.width && box.height >= 0.95 * own.height));
  return useful.map((box) => placed({ pageNumber, box }, present({ ...own, orientationAngle: page?.orientationAngle }), page));
}

function placed(region: Region, size: PageSize | undefined, page: Page | undefined): PlacedRegion {
  return { ...region, ...present({ size, printedNumber: page?.printedNumber }) };
}

/** The size of a page as its boxes count it; undefined when the payload gives none. */
export function sizeOf(page: Pick<Page, "width" | "height" | "orientationAngle"> | undefined): PageSize | undefined {
  if (page?.width === undefined || page.height === undefined || page.width <= 0 || page.height <= 0) return undefined;
  return present({ width: page.width, height: page.height, orientationAngle: page.orientationAngle });
}

/** Fewer folded characters than this are found anywhere. */
const shortestQuote = 3;

/** How often the quote stands on the page, and the regions of the one place; undefined when the page has no text to look in. */
function findQuote(
  quote: string,
  pageNumber: number,
  texts: PageTexts,
): { readonly hits: number; readonly regions: readonly Region[] } | undefined {
  const candidates = texts.texts(pageNumber);
  const found = findFolded(fold(quote).text, candidates);
  // The parse may hold a list's entries without their markers.
  const bare = quote.replace(/^\s*(?:[-+]|\d{1,9}[.)])[ \t]+/, "");
  return found?.hits === 0 && bare !== quote ? (findFolded(fold(bare).text, candidates) ?? found) : found;
}

function findFolded(
  wanted: string,
  candidates: readonly PageText[],
): { readonly hits: number; readonly regions: readonly Region[] } | undefined {
  if (wanted.length < shortestQuote || candidates.length === 0) return undefined;
  let hits = 0;
  let regions: readonly Region[] = [];
  for (const { folded, regions: all } of candidates) {
    for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + wanted.length)) {
      hits++;
      const start = folded.origins[at] as number;
      const end = (folded.origins[at + wanted.length - 1] as number) + 1;
      const met = all.filter(({ span }) => span !== undefined && span[0] < end && start < span[1]);
      regions = met.length > 0 ? met : all;
    }
  }
  return { hits, regions };
}
