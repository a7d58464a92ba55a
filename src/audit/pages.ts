import { isRecord } from "../payload/kind.ts";
import type { Document, DocumentMetadata, Page } from "../tree/types.ts";
import { counted, type Finding, quote, toFinding } from "./finding.ts";

/** Page numbers from the first to the last. */
export type PageInterval = readonly [first: number, last: number];

/** The pages of a document as the audit counts them. */
export interface AuditedPages {
  readonly count: number;
  readonly failed: readonly number[];
  readonly empty: readonly number[];
  /** Those that are not in the result: left out between others, or after the last by what the service counts. */
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
  const asked = askedPages(document.metadata);
  if (missing.length > 0 && asked !== undefined) {
    findings.push(
      toFinding("pages-not-requested", `${named(missing)} not in the result, which was asked for with ${asked}`, { count: sum(missing) }),
    );
  }
  for (const range of asked === undefined ? missing : []) {
    const reason = range[1] > (document.children.at(-1)?.number ?? 0) ? `: the service counts ${counted(range[1], "page")}` : "";
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

function missingRanges({ children, metadata }: Document): PageInterval[] {
  const missing: PageInterval[] = [];
  let next = 1;
  for (const { number } of children) {
    if (number > next) missing.push([next, number - 1]);
    next = Math.max(next, number + 1);
  }
  // A whole text without pages is read as page 1.
  const isWhole = children.some((page) => /^(?:\/\d+)?\/(?:markdown|text)_full$/.test(page.children[0]?.pointer ?? ""));
  const total = isWhole ? 0 : pageTotal(metadata);
  if (total >= next) missing.push([next, total]);
  return missing;
}

/** How many pages the service says there are; 0 when it does not. */
function pageTotal({ confidenceBreakdown, jobMetadata }: DocumentMetadata): number {
  const totals = [confidenceBreakdown?.totalPages, own(jobMetadata, "job_pages")];
  return totals.reduce((most: number, total) => (Number.isSafeInteger(total) ? Math.max(most, total as number) : most), 0);
}

/** What the job was limited to, in its own words; undefined when it was to read all pages. */
function askedPages({ parameters }: DocumentMetadata): string | undefined {
  for (const options of [parameters, own(parameters, "page_ranges")]) {
    const target = own(options, "target_pages");
    if (typeof target === "string" && target.trim() !== "") return `target_pages ${quote(target, 40)}`;
    if (Array.isArray(target) && target.length > 0) return `${counted(target.length, "page")} in target_pages`;
    const most = own(options, "max_pages");
    if (typeof most === "number" && most > 0) return `max_pages ${most}`;
  }
  return undefined;
}

function own(options: unknown, key: string): unknown {
  return isRecord(options) && Object.hasOwn(options, key) ? options[key] : undefined;
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
