import type { Document, DocumentMetadata, Page } from "../tree/types.ts";
import { askedPages, common, complement, own, type PageInterval } from "./asked-pages.ts";
import { counted, type Finding, quote, toFinding } from "./finding.ts";

export type { PageInterval } from "./asked-pages.ts";

/** The pages of a document as the audit counts them. */
export interface AuditedPages {
  readonly count: number;
  readonly failed: readonly number[];
  readonly empty: readonly number[];
  /** Those that are not in the result: left out between others, or after the last by what the service counts or was asked for. */
  readonly missing: readonly PageInterval[];
}

export function auditedPages(document: Document): AuditedPages {
  const numbers = (test: (page: Page) => boolean): number[] => document.children.filter(test).map((page) => page.number);
  return {
    count: document.children.length,
    failed: numbers((page) => page.error !== undefined),
    empty: numbers(isEmpty),
    missing: missingRanges(document),
  };
}

/** Pages that failed, are missing or have nothing on them. */
export function pageFindings(document: Document, { missing }: AuditedPages): Finding[] {
  const findings: Finding[] = [];
  const lastPage = lastPageOf(document);
  const asked = askedPages(document.metadata, lastPage);
  const excused = asked === undefined ? [] : common(missing, complement(asked.intervals));
  if (excused.length > 0)
    findings.push(
      toFinding("pages-not-requested", `${named(excused)} not in the result, which was asked for with ${asked?.shown}`, {
        count: sum(excused),
      }),
    );
  for (const range of asked === undefined ? missing : common(missing, asked.intervals)) {
    const counts = range[1] > lastPage ? `: the service counts ${counted(range[1], "page")}` : "";
    const reason = asked === undefined ? counts : `, though asked for with ${asked.shown}`;
    findings.push(toFinding("page-missing", `${named([range])} not in the result${reason}`, { pageNumber: range[0], count: sum([range]) }));
  }
  for (const page of document.children) {
    const place = { pointer: page.pointer, pageNumber: page.number };
    if (page.error !== undefined) {
      findings.push(toFinding("page-failed", `The service failed on the page: ${quote(page.error, 200)}; ${restOf(page)}`, place));
    } else if (isEmpty(page)) {
      findings.push(toFinding("page-empty", "The page has no content", place));
    }
  }
  return findings;
}

function isEmpty({ children, error }: Page): boolean {
  return children.length === 0 && error === undefined;
}

function restOf({ source, children }: Page): string {
  if (children.length === 0) return "nothing of it is here";
  return source === "items" ? "what items it has are kept" : `its ${source === "text" ? "plain text" : source} is read instead`;
}

function missingRanges(document: Document): PageInterval[] {
  const { children, metadata } = document;
  const missing: PageInterval[] = [];
  let next = 1;
  for (const { number } of children) {
    if (number > next) missing.push([next, number - 1]);
    next = Math.max(next, number + 1);
  }
  // A whole text without pages is read as page 1.
  const isWhole = children.some((page) => /^(?:\/\d+)?\/(?:markdown|text)_full$/.test(page.children[0]?.pointer ?? ""));
  const total = isWhole ? next - 1 : pageTotal(metadata);
  // A count that is less than a page number there is counts what was read, and not the source, which may then have more.
  const isSource = total > 0 && total >= next - 1;
  const end = isSource ? total : Math.max(total, askedPages(metadata, next - 1)?.end ?? 0);
  if (end >= next) missing.push([next, end]);
  return missing;
}

function lastPageOf({ children }: Document): number {
  return children.reduce((last, { number }) => Math.max(last, number), 0);
}

/** How many pages the service says there are; 0 when it does not. */
function pageTotal({ confidenceBreakdown, jobMetadata }: DocumentMetadata): number {
  const totals = [confidenceBreakdown?.totalPages, own(jobMetadata, "job_pages")];
  return totals.reduce((most: number, total) => (Number.isSafeInteger(total) ? Math.max(most, total as number) : most), 0);
}

/** `Page 4 is`, `Pages 4 to 6, 9, … are`. */
function named(ranges: readonly PageInterval[]): string {
  const shown = ranges.slice(0, 5).map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`));
  const list = [...shown, ...(ranges.length > 5 ? ["…"] : [])].join(", ");
  return sum(ranges) === 1 ? `Page ${list} is` : `Pages ${list} are`;
}

function sum(ranges: readonly PageInterval[]): number {
  return ranges.reduce((count, [first, last]) => count + last - first + 1, 0);
}
