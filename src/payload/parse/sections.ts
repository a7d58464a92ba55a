import * as z from "zod";
import type { Issue, WarningLog } from "../../errors.ts";
import { type RecordSchema, readRecord, toIssues } from "../record.ts";
import { unreadFields } from "../unread.ts";

type Text = string | null | undefined;
type Number = number | null | undefined;
type List = readonly unknown[] | null | undefined;

/** What every section says of a page. */
export interface PageFields {
  readonly page_number: number;
  readonly success?: boolean | null | undefined;
  readonly error?: Text;
}

/** What each section says of a page, as sent; only the page number is required. */
export interface SectionFields {
  readonly items: PageFields & {
    readonly items?: List;
    readonly page_width?: Number;
    readonly page_height?: Number;
    readonly revisions?: List;
  };
  readonly markdown: PageFields & {
    readonly markdown?: Text;
    /** As a bare section spells it. */
    readonly md?: Text;
    readonly header?: Text;
    readonly footer?: Text;
    readonly line_numbers?: List;
  };
  readonly text: PageFields & { readonly text?: Text };
  readonly metadata: PageFields & {
    readonly confidence?: Number;
    readonly original_orientation_angle?: Number;
    readonly printed_page_number?: Text;
    readonly slide_section_name?: Text;
    readonly speaker_notes?: Text;
    readonly triggered_auto_mode?: boolean | null | undefined;
    readonly cost_optimized?: boolean | null | undefined;
  };
  readonly forms: PageFields & { readonly forms?: List; readonly page_width?: Number; readonly page_height?: Number };
}

export type SectionName = keyof SectionFields;

/** What one section says of one page, checked, where it says so, and the fields nobody knows. */
export interface SectionEntry<Name extends SectionName> {
  readonly pointer: string;
  readonly fields: SectionFields[Name];
  /** The service failed on it. */
  readonly failed?: boolean;
  readonly raw?: Record<string, unknown>;
}

/** What each section says of one page. */
export type PageEntries = { readonly [Name in SectionName]?: SectionEntry<Name> };

const text = z.string().nullish();
const number = z.number().nullish();
const flag = z.boolean().nullish();
const list = z.array(z.unknown()).nullish();
const frame = z.object({ page_number: z.int().min(1) });
const page = { ...frame.shape, success: flag, error: text };
const size = { page_width: number, page_height: number };
const schemas: { readonly [Name in SectionName]: RecordSchema<SectionFields[Name]> } = {
  items: z.object({ ...page, ...size, items: list, revisions: list }),
  markdown: z.object({ ...page, markdown: text, md: text, header: text, footer: text, line_numbers: list }),
  text: z.object({ ...page, text }),
  metadata: z.object({
    ...page,
    confidence: number,
    original_orientation_angle: number,
    printed_page_number: text,
    slide_section_name: text,
    speaker_notes: text,
    triggered_auto_mode: flag,
    cost_optimized: flag,
  }),
  forms: z.object({ ...page, ...size, forms: list }),
};

export const sectionNames: readonly SectionName[] = ["items", "markdown", "text", "metadata", "forms"];
const known = Object.fromEntries(sectionNames.map((name) => [name, new Set(Object.keys(schemas[name].shape))]));

/** The number of the page that an entry of a section is about; undefined, with issues, where its frame is broken: an array index is never a page number. */
export function pageNumberOf(raw: unknown, pointer: string, issues: Issue[]): number | undefined {
  const verdict = frame.safeParse(raw);
  if (verdict.success) return verdict.data.page_number;
  for (const issue of toIssues(verdict.error, pointer)) issues.push(issue);
  return undefined;
}

/** What an entry with a good page number says, checked. */
export function readEntry<Name extends SectionName>(
  name: Name,
  raw: unknown,
  pointer: string,
  log: WarningLog,
): SectionEntry<Name> | undefined {
  const fields = readRecord(schemas[name], raw, pointer, log, "field-invalid");
  if (fields === undefined) return undefined;
  const sent = raw as Record<string, unknown>;
  const unread = unreadFields(sent, known[name] as ReadonlySet<string>, pointer, log);
  return { pointer, fields, failed: hasFailed(name, sent), ...(unread === undefined ? {} : { raw: unread }) };
}

/** Whether the service failed on an entry, as sent; where it does not say so, an error does, or, in the older API, the lack of content. */
function hasFailed(name: SectionName, { success, error, ...sent }: Record<string, unknown>): boolean {
  if (success === false || (typeof error === "string" && error !== "")) return true;
  if (typeof success === "boolean" || (name !== "items" && name !== "markdown")) return false;
  return [sent[name], name === "markdown" ? sent.md : undefined].every((content) => content === undefined || content === null);
}

/** Which section a page of a bare one is of, told by its fields; undefined when the entry failed or says nothing. */
export function sectionOf(page: Record<string, unknown>): SectionName | undefined {
  const has = (name: string): boolean => Object.hasOwn(page, name) && page[name] !== null;
  if (has("items")) return "items";
  if (has("forms")) return "forms";
  if (has("markdown") || has("md")) return "markdown";
  if (has("text")) return "text";
  return has("error") || page.success === false ? undefined : "metadata";
}
