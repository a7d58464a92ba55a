import type { WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";
import { type ParseItem, readItems } from "../item.ts";
import { present } from "../present.ts";
import { type ParseForm, readForms } from "./forms.ts";
import type { ParseImage } from "./images.ts";
import { type ParseLineNumber, type ParseRevision, readLineNumbers, readRevisions } from "./revisions.ts";
import { type PageEntries, type SectionName, sectionNames } from "./sections.ts";

/** One page as all sections describe it; `number` is physical and 1-based. */
export interface ParsePage {
  readonly number: number;
  /** The API it came from; in v1 the indices of boxes always count in the markdown. */
  readonly age: "v1" | "v2";
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
  /** Where the markdown stands. */
  readonly markdownPointer?: string;
  readonly text?: string;
  readonly textPointer?: string;
  readonly header?: string;
  readonly footer?: string;
  readonly confidence?: number;
  readonly printedNumber?: string;
  /** Degrees the parser turned the page by. */
  readonly orientationAngle?: number;
  readonly speakerNotes?: string;
  readonly slideSectionName?: string;
  readonly triggeredAutoMode?: boolean;
  readonly costOptimized?: boolean;
  readonly revisions?: readonly ParseRevision[];
  readonly lineNumbers?: readonly ParseLineNumber[];
  readonly forms?: readonly ParseForm[];
  /** Of a legacy v1 page, which has its own. */
  readonly images?: readonly ParseImage[];
  /** Fields that nothing here reads, as sent, by section; of a legacy v1 page by name. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export interface PageContext {
  readonly log: WarningLog;
  readonly maxDepth: number;
}

/** A page, joined from what each section says of it. */
export function readPage(number: number, entries: PageEntries, context: PageContext, age: ParsePage["age"] = "v2"): ParsePage {
  const { items, markdown, text, metadata, forms } = entries;
  const { log } = context;
  const frame = items?.fields;
  const words = markdown?.fields;
  const about = metadata?.fields;
  const spelling = words?.markdown === undefined || words.markdown === null ? "md" : "markdown";
  const written = words?.[spelling];
  // The empty string is how v1 says that there is none.
  const [header, footer] = [words?.header || undefined, words?.footer || undefined];
  const hints = present({ header, footer, height: frame?.page_height });
  if (typeof words?.markdown === "string" && typeof words.md === "string" && words.md !== words.markdown)
    log.add("field-conflict", "The fields markdown and md of the page differ: markdown is read", `${markdown?.pointer}/md`);
  const sent = items?.failed && frame?.items?.length === 0 ? undefined : frame?.items;
  return present({
    number,
    age,
    pointers: Object.fromEntries(sectionNames.flatMap((name) => (entries[name] === undefined ? [] : [[name, entries[name].pointer]]))),
    items: sent ? readItems(sent, `${items?.pointer}/items`, { ...context, age, page: hints }) : undefined,
    error: errorOf(entries, log),
    width: frame?.page_width ?? forms?.fields.page_width,
    height: frame?.page_height ?? forms?.fields.page_height,
    markdown: written,
    markdownPointer: written === undefined || written === null ? undefined : `${markdown?.pointer}/${spelling}`,
    text: text?.fields.text,
    textPointer: text?.fields.text === undefined || text.fields.text === null ? undefined : `${text.pointer}/text`,
    header,
    footer,
    confidence: about?.confidence,
    printedNumber: about?.printed_page_number === "" ? undefined : about?.printed_page_number,
    orientationAngle: about?.original_orientation_angle,
    speakerNotes: about?.speaker_notes,
    slideSectionName: about?.slide_section_name,
    triggeredAutoMode: about?.triggered_auto_mode,
    costOptimized: about?.cost_optimized,
    revisions: frame?.revisions ? readRevisions(frame.revisions, `${items?.pointer}/revisions`, log) : undefined,
    lineNumbers: words?.line_numbers ? readLineNumbers(words.line_numbers, `${markdown?.pointer}/line_numbers`, log) : undefined,
    forms: forms?.fields.forms ? readForms(forms.fields.forms, `${forms.pointer}/forms`, context) : undefined,
    raw: unreadOf(entries),
  });
}

const noReason = "the service gives no reason";

/**
 * Why the service failed on the page: it did so on its items or markdown, or on all that there is of it.
 *
 * What it failed on beside good content, such as the forms of a page, is only a warning.
 */
function errorOf(entries: PageEntries, log: WarningLog): string | undefined {
  const failed = sectionNames.filter((name) => entries[name]?.failed);
  const { items, markdown, text, forms } = entries;
  const contents = [items?.fields.items, markdown?.fields.markdown ?? markdown?.fields.md, text?.fields.text, forms?.fields.forms];
  const isLost = items?.failed || markdown?.failed || !contents.some((content) => content !== undefined && content !== null);
  const reasons = new Set(failed.flatMap((name) => entries[name]?.fields.error || []));
  if (failed.length > 0 && isLost) return [...reasons].join("; ") || noReason;
  for (const name of failed) {
    const fields = entries[name]?.fields;
    const message = `The service failed on the ${name} of page ${fields?.page_number}: ${excerpt(fields?.error || noReason)}`;
    log.add("section-failed", message, entries[name]?.pointer ?? "");
  }
  return undefined;
}

function unreadOf(entries: PageEntries): Record<string, unknown> | undefined {
  const unread = sectionNames.flatMap((name) => (entries[name]?.raw === undefined ? [] : [[name, entries[name].raw] as const]));
  return unread.length === 0 ? undefined : Object.fromEntries(unread);
}
