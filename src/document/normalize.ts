import { type Warning, WarningLog } from "../errors.ts";
import { readMarkdown } from "../markdown/from-markdown.ts";
import type { ParsePage } from "../payload/page.ts";
import type { ParseResult } from "../payload/parse.ts";
import { present } from "../payload/present.ts";
import type { Document, Page, PageContent } from "../tree/types.ts";
import { toContent } from "./block.ts";
import { toForms } from "./forms.ts";
import { toImages, toLineNumbers, toRevisions } from "./page-data.ts";
import { type PageGeometry, pageGeometry } from "./regions.ts";
import { withTitles } from "./titles.ts";

/**
 * The tree of a parse result: every page, in order, with every item once; a failed page is a page with an `error`.
 *
 * A page without items is read from its markdown, else its text; `page.source` says which, and its nodes then have no regions. What could
 * not be held or trusted is in `document.warnings`.
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
export function normalize(result: ParseResult): Document {
  const log = new WarningLog();
  const pages = pagesOf(result, log);
  const geometries = new Map(pages.map((page) => [page.number, pageGeometry(page, placeOf(page), log)]));
  const children = withTitles(pages.map((page) => toPage(page, geometries.get(page.number) as PageGeometry, log)));
  warnOfSections(children, log);
  const { id: jobId, ...job } = result.job ?? {};
  const images = [...result.images, ...pages.flatMap((page) => page.images ?? [])];
  return present({
    type: "root",
    pointer: "",
    regions: [],
    markdown: "",
    jobId,
    metadata: { ...job, ...result.metadata },
    images: toImages(images, geometries, log),
    children,
    warnings: [...result.warnings, ...log.list()],
    data: result.raw === undefined ? undefined : { raw: result.raw },
  });
}

/** Where a page stands: its items, else the first section that has it. */
function placeOf({ pointers: { items, markdown, text, metadata, forms } }: ParsePage): string {
  return items ?? markdown ?? text ?? metadata ?? forms ?? "";
}

function toPage(page: ParsePage, geometry: PageGeometry, log: WarningLog): Page {
  const { markdown = "" } = page;
  const { source, children } = contentOf(page, geometry, log);
  if (page.orientationAngle !== undefined && page.orientationAngle % 360 !== 0) {
    const message = `Page ${page.number} was turned by ${page.orientationAngle} before parsing: its boxes may be turned`;
    log.add("page-orientation-angle", message, page.pointers.metadata ?? "");
  }
  return present({
    type: "page",
    pointer: placeOf(page),
    regions: [],
    markdown,
    source,
    children,
    number: page.number,
    printedNumber: page.printedNumber,
    width: page.width,
    height: page.height,
    text: page.text,
    header: page.header,
    footer: page.footer,
    confidence: page.confidence,
    orientationAngle: page.orientationAngle,
    speakerNotes: page.speakerNotes,
    slideSectionName: page.slideSectionName,
    triggeredAutoMode: page.triggeredAutoMode,
    costOptimized: page.costOptimized,
    revisions: page.revisions && toRevisions(page.revisions, markdown, geometry, log),
    lineNumbers: page.lineNumbers && toLineNumbers(page.lineNumbers, markdown, log),
    forms: page.forms && toForms(page.forms, geometry, log),
    error: page.error,
    data: page.raw === undefined ? undefined : { raw: page.raw },
  });
}

function contentOf(page: ParsePage, geometry: PageGeometry, log: WarningLog): { source: Page["source"]; children: readonly PageContent[] } {
  const { items = [], markdown = "", text = "" } = page;
  if (items.length > 0) return { source: "items", children: items.map((item) => toContent(item, geometry, log)) };
  if (markdown.trim() !== "") {
    const pointer = page.markdownPointer ?? "/markdown_full";
    return { source: "markdown", children: readMarkdown(markdown, { pointer, pageNumber: page.number }, log) };
  }
  if (text.trim() !== "") return { source: "text", children: paragraphsOf(text, page.textPointer ?? "/text_full") };
  return { source: page.items === undefined ? "none" : "items", children: [] };
}

/** A result whose pages have no content may still have its whole text; it is read as page 1, which is said, for nothing tells where its pages begin. */
function pagesOf({ pages, markdownFull, textFull }: ParseResult, log: WarningLog): readonly ParsePage[] {
  if (markdownFull === undefined && textFull === undefined) return pages;
  log.add("section-missing", "The result has no pages: its whole text is read as page 1; fetch it with expand=items", "");
  const first = pages.find((page) => page.number === 1) ?? { number: 1, age: "v2" as const, pointers: {} };
  const whole = { ...first, ...present({ markdown: markdownFull, text: textFull }) };
  return [whole, ...pages.filter((page) => page !== first)];
}

/** Says which pages had to be read from a poorer section than items. */
function warnOfSections(pages: readonly Page[], log: WarningLog): void {
  const isRead = (page: Page): boolean => page.source !== "none" || page.error !== undefined;
  if (!pages.some(isRead)) log.add("section-missing", "The result has no content: fetch it with expand=items,markdown,metadata", "");
  const poorer = pages.filter(
    (page) => (page.source === "markdown" || page.source === "text") && page.error === undefined && page.pointer !== "",
  );
  const [first] = poorer;
  if (first === undefined) return;
  const others = poorer.length > 1 ? ` and ${poorer.length - 1} more` : "";
  log.add(
    "section-missing",
    `Page ${first.number}${others} came without items: no boxes; fetch the result with expand=items`,
    first.pointer,
  );
}

/** Plain text is no markdown: paragraphs are what blank lines part, and their markdown is escaped by nobody. */
function paragraphsOf(text: string, pointer: string): PageContent[] {
  const blocks: PageContent[] = [];
  let start = 0;
  for (const piece of text.split(/(\n[ \t\r\f]*\n)/)) {
    const value = piece.trim();
    const from = start + piece.indexOf(value);
    if (value !== "")
      blocks.push({ type: "paragraph", pointer, regions: [], markdown: value, value, data: { span: [from, from + value.length] } });
    start += piece.length;
  }
  return blocks;
}
