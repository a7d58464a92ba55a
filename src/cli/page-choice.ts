import { type PageRange, parsePageRange } from "../document/page-range.ts";
import { selectPages } from "../document/select.ts";
import type { Warning } from "../errors.ts";
import type { Document, Page } from "../tree/types.ts";
import { orUsageError } from "./errors.ts";

/** What --pages means. */
export function readPages(text: string): PageRange {
  return orUsageError(
    () => parsePageRange(text),
    (message) => `Cannot read --pages: ${message}`,
  );
}

/** Takes the pages that --pages names out of a document that comes in windows, as `selectPages` takes them out of the whole. */
export interface PageChoice {
  readonly range: PageRange;
  readonly select: (window: Document) => Document;
  readonly report: () => { readonly chosen: number; readonly count: number; readonly warnings: readonly Warning[] };
}

export function pageChoice(text: string): PageChoice {
  const range = readPages(text);
  const seen: Page[] = [];
  const dropped: Warning[] = [];
  let chosen = 0;
  return {
    range,
    select: (window) => {
      const numbers = window.children.map((page) => page.number);
      for (const number of numbers) seen.push(bare(number));
      const own = numbers.filter((number) => range.has(number));
      chosen += own.length;
      const selected = selectPages(window, own);
      for (const warning of selected.warnings.slice(window.warnings.length)) dropped.push(warning);
      return selected;
    },
    // Only now it is known which pages the document does not have.
    report: () => ({ chosen, count: seen.length, warnings: [...selectPages(documentOf(seen), text).warnings, ...dropped] }),
  };
}

function bare(number: number): Page {
  return { type: "page", number, source: "none", pointer: "", markdown: "", regions: [], children: [] };
}

function documentOf(children: readonly Page[]): Document {
  return { type: "root", children, metadata: {}, images: [], warnings: [], pointer: "", markdown: "", regions: [] };
}
