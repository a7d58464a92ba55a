import type { WarningLog } from "../errors.ts";
import { readMarkdown } from "../markdown/from-markdown.ts";
import type { ParsePage } from "../payload/parse/page.ts";
import { present } from "../payload/present.ts";
import type { Page, PageContent } from "../tree/types.ts";
import { toContent } from "./block.ts";
import { toForms } from "./forms.ts";
import { toLineNumbers, toRevisions } from "./page-data.ts";
import type { PageGeometry } from "./regions.ts";

/** Where a page stands: its items, else the first section that has it. */
export function placeOf({ pointers: { items, markdown, text, metadata, forms } }: ParsePage): string {
  return items ?? markdown ?? text ?? metadata ?? forms ?? "";
}

/** The node of a page, its items in the order sent; without any it is read from its markdown, else its text. */
export function toPage(page: ParsePage, geometry: PageGeometry, log: WarningLog): Page {
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
    const pointer = page.markdownPointer ?? "";
    return { source: "markdown", children: readMarkdown(markdown, { pointer, pageNumber: page.number }, log) };
  }
  if (text.trim() !== "") return { source: "text", children: paragraphsOf(text, page.textPointer ?? "") };
  return { source: page.items === undefined ? "none" : "items", children: [] };
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
