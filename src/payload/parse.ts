import { type Issue, PayloadError, type Warning, WarningLog } from "../errors.ts";
import { assertMaxDepth, defaultMaxDepth } from "./depth.ts";
import { type ParseHead, readHead, readV1Head } from "./parse/head.ts";
import { mergeHeads } from "./parse/merge-heads.ts";
import type { ParsePage } from "./parse/page.ts";
import { joinPages, partsOf } from "./parse/parts.ts";
import { toPage } from "./parse/sent-page.ts";

/** The wire shape our reader understands; every field beside `job` may be absent or null, and unknown fields may be added. */
export interface WireParseResult {
  readonly job: { readonly id: string; readonly status: string; readonly error_message?: string | null; readonly tier?: string | null };
  readonly items?: WireSection | null;
  readonly markdown?: WireSection | null;
  readonly text?: WireSection | null;
  readonly metadata?: WireSection | null;
  readonly forms?: WireSection | null;
  readonly markdown_full?: string | null;
  readonly text_full?: string | null;
  readonly images_content_metadata?: { readonly images: readonly { readonly filename: string }[] } | null;
  readonly result_content_metadata?: Readonly<Record<string, unknown>> | null;
  readonly job_metadata?: Readonly<Record<string, unknown>> | null;
  readonly raw_parameters?: Readonly<Record<string, unknown>> | null;
}

interface WireSection {
  readonly pages: readonly { readonly page_number: number }[];
}

/** A checked parse result: its sections joined by page number, pages in ascending order. */
export interface ParseResult extends Omit<ParseHead, "raw"> {
  readonly pages: readonly ParsePage[];
  /** The whole markdown, when no page came with content. */
  readonly markdownFull?: string;
  /** The whole text, when no page came with content. */
  readonly textFull?: string;
  /** Fields of the response that nothing here reads, as sent. */
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly warnings: readonly Warning[];
}

export interface ReadOptions {
  /** How deep lists may be nested, and objects and arrays in extracted data. At most 256. @default 64 */
  readonly maxDepth?: number;
  /** Reads what is there of a job that is not completed, with a warning. @default false */
  readonly allowUnfinished?: boolean;
}

/** A result, or the error that says why there is none. */
export type Safe<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly error: PayloadError };

/**
 * The parse result in a payload, checked: a broken frame throws, a broken detail costs only itself and a warning.
 *
 * Reads responses of every age of the v2 API, whole or with some sections only, bare sections, and results of the legacy v1 API. A list is
 * read as the parts of one result, such as one `expand` value or one range of pages each; pointers then begin with the index of the part.
 *
 * @throws {PayloadError} when the input is no parse result, when its frame is broken (with all issues, up to 100) or nested too deep, or
 *   when its parts are of different jobs
 * @throws {JobNotCompletedError} when the job has not completed, unless `allowUnfinished`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { readParseResult } from "postparse";
 *
 * const { pages } = readParseResult({
 *   job: { id: "pjb-1", status: "COMPLETED" },
 *   markdown: { pages: [{ page_number: 2, markdown: "# Two", success: true }] },
 * });
 * assert.equal(pages[0]?.number, 2);
 * ```
 */
export function readParseResult(input: unknown, options: ReadOptions = {}): ParseResult {
  const { maxDepth = defaultMaxDepth, allowUnfinished = false } = options;
  assertMaxDepth(maxDepth);
  const log = new WarningLog();
  const issues: Issue[] = [];
  const parts = partsOf(input, issues);
  const sent = joinPages(parts, issues, log);
  const context = { log, issues, allowUnfinished };
  const heads = parts.map(({ age, root, pointer }) =>
    age === "v1" ? readV1Head(root, pointer, context) : readHead(root, pointer, context),
  );
  if (issues.length > 0) throw invalid("parse result", issues);
  const head = mergeHeads(heads, parts, log);
  const pages = [...sent].map(([number, page]) => toPage(number, page, { log, maxDepth }));
  return { ...withoutWhole(head, pages.some(hasContent)), pages, warnings: log.list() };
}

/** Whether a page says anything: the whole markdown or text is of use only when none does. */
export function hasContent({ items, markdown, text }: ParsePage): boolean {
  return Boolean(items?.length || markdown?.trim() || text?.trim());
}

/** The head as a result has it: the whole text is kept only where no page has content. */
export function withoutWhole(head: ParseHead, isPaged: boolean): ParseHead {
  if (!isPaged) return head;
  const { markdownFull: _, textFull: __, markdownFullPointer: ___, textFullPointer: ____, ...rest } = head;
  return rest;
}

/** Like `readParseResult`, but a PayloadError is returned and not thrown. */
export function safeReadParseResult(input: unknown, options: ReadOptions = {}): Safe<ParseResult> {
  return attempt(() => readParseResult(input, options));
}

/** Turns a thrown PayloadError into a value; anything else is thrown on. */
export function attempt<T>(read: () => T): Safe<T> {
  try {
    return { success: true, data: read() };
  } catch (error) {
    if (error instanceof PayloadError) return { success: false, error };
    throw error;
  }
}

/** The error for a payload whose frame is broken, with up to 100 issues. */
export function invalid(noun: string, issues: readonly Issue[]): PayloadError {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const message = `Cannot read the ${noun}: ${first?.pointer} ${first?.message}${more}`;
  return new PayloadError("payload-invalid", message, issues.slice(0, 100));
}
