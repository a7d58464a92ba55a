import * as z from "zod";
import { type Issue, PayloadError, type Warning, WarningLog } from "../errors.ts";
import { assertMaxDepth, defaultMaxDepth } from "./depth.ts";
import { type ParseItem, readItems } from "./item.ts";
import { assertKind } from "./kind.ts";
import { present } from "./present.ts";
import { readDetails, toIssues } from "./record.ts";
import { joinSections, type PageEntries, type PageFields, type SectionName } from "./sections.ts";
import { assertCompleted } from "./status.ts";

/** The wire shape our reader understands; every field beside `job` may be absent or null, and unknown fields may be added. */
export interface WireParseResult {
  readonly job: { readonly id: string; readonly status: string; readonly error_message?: string | null; readonly tier?: string | null };
  readonly items?: { readonly pages: readonly { readonly page_number: number }[] } | null;
  readonly markdown?: { readonly pages: readonly { readonly page_number: number }[] } | null;
  readonly text?: { readonly pages: readonly { readonly page_number: number; readonly text: string }[] } | null;
  readonly metadata?: { readonly pages: readonly { readonly page_number: number }[] } | null;
  readonly markdown_full?: string | null;
  readonly text_full?: string | null;
}

/** A checked parse result: its sections joined by page number, pages in ascending order. */
export interface ParseResult {
  readonly job: ParseJob;
  readonly pages: readonly ParsePage[];
  /** The whole markdown, when no page came with content. */
  readonly markdownFull?: string;
  /** The whole text, when no page came with content. */
  readonly textFull?: string;
  readonly warnings: readonly Warning[];
}

export interface ParseJob {
  readonly id: string;
  readonly status: string;
  readonly tier?: string;
}

/** One page as all sections describe it; `number` is physical and 1-based. */
export interface ParsePage {
  readonly number: number;
  /** Where each section has this page. */
  readonly pointers: { readonly [Name in SectionName]?: string };
  /** Absent when they were not fetched, or the page failed and has none. */
  readonly items?: readonly ParseItem[];
  /** Why the service failed on the page. */
  readonly error?: string;
  /** In the units of the boxes on it. */
  readonly width?: number;
  readonly height?: number;
  readonly markdown?: string;
  readonly text?: string;
  readonly header?: string;
  readonly footer?: string;
  readonly confidence?: number;
  readonly printedNumber?: string;
  /** Degrees the parser turned the page by. */
  readonly orientationAngle?: number;
  readonly speakerNotes?: string;
  readonly slideSectionName?: string;
}

export interface ReadOptions {
  /** How deep lists may be nested, and objects and arrays in extracted data. At most 256. @default 64 */
  readonly maxDepth?: number;
  /** Reads what is there of a job that is not completed, with a warning. @default false */
  readonly allowUnfinished?: boolean;
}

/** A result, or the error that says why there is none. */
export type Safe<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly error: PayloadError };

const frameSchema = z.object({ job: z.object({ id: z.string(), status: z.string() }) });
const jobSchema = z.object({ error_message: z.string().nullish(), tier: z.string().nullish() });
const wholeSchema = z.object({ markdown_full: z.string().nullish(), text_full: z.string().nullish() });

/**
 * The parse result in a payload, checked: a broken frame throws, a broken detail costs only itself and a warning.
 *
 * @throws {PayloadError} when the input is no parse result, when its frame is broken (with all issues, up to 100) or nested too deep
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
  assertKind(input, "a parse result", ["parse-result"]);
  const log = new WarningLog();
  const issues: Issue[] = [];
  const frame = frameSchema.safeParse(input);
  if (!frame.success) issues.push(...toIssues(frame.error, ""));
  const pages = joinSections(input, issues, log);
  if (!frame.success || issues.length > 0) throw invalid("parse result", issues);
  const { id, status } = frame.data.job;
  const about = readDetails(jobSchema, input.job, "/job", log);
  const whole = readDetails(wholeSchema, input, "", log);
  const noun = { noun: "parse job", status, serviceMessage: about?.error_message ?? undefined, pointer: "/job/status" };
  assertCompleted(noun, allowUnfinished, log);
  const read = [...pages].map(([number, entries]) => readPage(number, entries, maxDepth, log));
  const isPaged = read.some(({ items, markdown, text, error }) => items?.length || markdown?.trim() || text?.trim() || error !== undefined);
  return {
    job: present({ id, status, tier: about?.tier }),
    pages: read,
    ...present(isPaged ? {} : { markdownFull: whole?.markdown_full, textFull: whole?.text_full }),
    warnings: log.list(),
  };
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

function readPage(number: number, { items, markdown, text, metadata }: PageEntries, maxDepth: number, log: WarningLog): ParsePage {
  const frame = items?.fields;
  const words = markdown?.fields;
  const about = metadata?.fields;
  const failed = hasFailed(frame, frame?.items);
  const hints = present({ header: words?.header, footer: words?.footer, height: frame?.page_height });
  const sent = failed && frame?.items?.length === 0 ? undefined : frame?.items;
  const list = sent ? readItems(sent, `${items?.pointer}/items`, { log, maxDepth, page: hints }) : undefined;
  const failure = failed ? frame?.error : words?.error;
  return present({
    number,
    pointers: present({ items: items?.pointer, markdown: markdown?.pointer, text: text?.pointer, metadata: metadata?.pointer }),
    items: list,
    error: failed || hasFailed(words, words?.markdown) ? failure || "the service gives no reason" : undefined,
    width: frame?.page_width,
    height: frame?.page_height,
    markdown: words?.markdown,
    text: text?.fields.text,
    header: words?.header,
    footer: words?.footer,
    confidence: about?.confidence,
    printedNumber: about?.printed_page_number === "" ? undefined : about?.printed_page_number,
    orientationAngle: about?.original_orientation_angle,
    speakerNotes: about?.speaker_notes,
    slideSectionName: about?.slide_section_name,
  });
}

/** Whether the service failed on an entry of a page; where it does not say so, an error does, or the lack of content. */
function hasFailed(entry: PageFields | undefined, content: unknown): boolean {
  if (entry === undefined) return false;
  if (entry.error) return true;
  return entry.success === false || (typeof entry.success !== "boolean" && (content === undefined || content === null));
}
