import { WarningLog } from "../errors.ts";
import type { ParseHead } from "../payload/parse/head.ts";
import type { ParsePage } from "../payload/parse/page.ts";
import type { ParseResult } from "../payload/parse.ts";
import { present } from "../payload/present.ts";
import type { Document } from "../tree/types.ts";
import { markFurniture } from "./furniture.ts";
import { placeOf, toPage } from "./page.ts";
import { toImages } from "./page-data.ts";
import { type PageGeometry, pageGeometry } from "./regions.ts";
import { type SectionTally, sectionTally } from "./sections.ts";
import { withTitles } from "./titles.ts";

export interface NormalizeOptions {
  /** `detect`: headers and footers are also told by their label, the page's own words, and their repetition; `as-sent`: only by their type. @default "detect" */
  readonly furniture?: "detect" | "as-sent";
}

/**
 * The tree of a parse result: every page, in order, with every item once; a failed page is a page with an `error`.
 *
 * A page without items is read from its markdown, else its text; `page.source` says which, and its nodes then have no regions. Running
 * headers and footers are told from the body, `data.furnitureDecisions` says why. What could not be held or trusted is in
 * `document.warnings`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalize, readParseResult } from "postparse";
 *
 * const document = normalize(
 *   readParseResult({
 *     job: { id: "pjb-1", status: "COMPLETED" },
 *     items: { pages: [{ page_number: 1, items: [{ type: "heading", level: 2, md: "## Scope", value: "Scope" }] }] },
 *   }),
 * );
 * assert.equal(document.children[0]?.children[0]?.pointer, "/items/pages/0/items/0");
 * ```
 */
export function normalize(result: ParseResult, options: NormalizeOptions = {}): Document {
  const log = new WarningLog();
  const tally = sectionTally();
  const document = toDocument(result, pagesOf(result, log), tally, log);
  const marked = withFurniture(document, options);
  tally.warn(log);
  return { ...marked, children: withTitles(marked.children).pages, warnings: [...result.warnings, ...log.list()] };
}

/** The pages as sent, in a document without warnings: these go to the log. */
export function toDocument(head: ParseHead, pages: readonly ParsePage[], tally: SectionTally, log: WarningLog): Document {
  const geometries = new Map(pages.map((page) => [page.number, pageGeometry(page, placeOf(page), log)]));
  const children = pages.map((page) => toPage(page, geometries.get(page.number) as PageGeometry, log));
  for (const [index, page] of children.entries()) tally.add(page, pages[index]?.items !== undefined);
  const { id: jobId, ...job } = head.job ?? {};
  const images = [...head.images, ...pages.flatMap((page) => page.images ?? [])];
  return present({
    type: "root",
    pointer: "",
    regions: [],
    markdown: "",
    jobId,
    metadata: { ...job, ...head.metadata },
    images: toImages(images, geometries, log),
    children,
    warnings: [],
    data: head.raw === undefined ? undefined : { raw: head.raw },
  });
}

export function withFurniture(document: Document, { furniture = "detect" }: NormalizeOptions): Document {
  return furniture === "detect" ? markFurniture(document) : document;
}

/** A result whose pages have no content may still have its whole text; it is read as page 1, which is said, for nothing tells where its pages begin. */
function pagesOf(
  { pages, markdownFull, textFull, markdownFullPointer, textFullPointer }: ParseResult,
  log: WarningLog,
): readonly ParsePage[] {
  if (markdownFull === undefined && textFull === undefined) return pages;
  log.add("section-missing", "No page of the result has content: its whole text is read as page 1; fetch it with expand=items", "");
  const first = pages.find((page) => page.number === 1) ?? { number: 1, age: "v2" as const, pointers: {} };
  const { markdown, markdownPointer, text, textPointer, ...rest } = first;
  const whole = {
    ...rest,
    ...present(
      markdownFull === undefined ? { markdown, markdownPointer } : { markdown: markdownFull, markdownPointer: markdownFullPointer },
    ),
    ...present(textFull === undefined ? { text, textPointer } : { text: textFull, textPointer: textFullPointer }),
  };
  return [whole, ...pages.filter((page) => page !== first)];
}
