import * as z from "zod";
import type { Issue, WarningLog } from "../errors.ts";
import { isRecord } from "./kind.ts";
import { joinPointer } from "./pointer.ts";
import { type RecordSchema, readRecord, toIssues } from "./record.ts";

type Text = string | null | undefined;
type Number = number | null | undefined;

/** What every section says of a page. */
export interface PageFields {
  readonly page_number: number;
  readonly success?: boolean | null | undefined;
  readonly error?: Text;
}

/** What each section says of a page, as sent; only the page number is required. */
export interface SectionFields {
  readonly items: PageFields & {
    readonly items?: readonly unknown[] | null | undefined;
    readonly page_width?: Number;
    readonly page_height?: Number;
  };
  readonly markdown: PageFields & { readonly markdown?: Text; readonly header?: Text; readonly footer?: Text };
  readonly text: PageFields & { readonly text?: Text };
  readonly metadata: PageFields & {
    readonly confidence?: Number;
    readonly original_orientation_angle?: Number;
    readonly printed_page_number?: Text;
    readonly slide_section_name?: Text;
    readonly speaker_notes?: Text;
  };
}

export type SectionName = keyof SectionFields;

/** What each section says of one page, checked, and where it says so. */
export type PageEntries = { [Name in SectionName]?: { readonly pointer: string; readonly fields: SectionFields[Name] } };

const text = z.string().nullish();
const number = z.number().nullish();
const frame = z.object({ page_number: z.int().min(1) });
const page = { ...frame.shape, success: z.boolean().nullish(), error: text };
const schemas: { readonly [Name in SectionName]: RecordSchema<SectionFields[Name]> } = {
  items: z.object({ ...page, items: z.array(z.unknown()).nullish(), page_width: number, page_height: number }),
  markdown: z.object({ ...page, markdown: text, header: text, footer: text }),
  text: z.object({ ...page, text }),
  metadata: z.object({
    ...page,
    confidence: number,
    original_orientation_angle: number,
    printed_page_number: text,
    slide_section_name: text,
    speaker_notes: text,
  }),
};

/**
 * The pages of all sections, joined by page number, in ascending order.
 *
 * An array index is never a page number. A page that a section gives twice is taken once, the first time, with a warning; an entry whose
 * frame is broken adds to `issues`.
 */
export function joinSections(input: Record<string, unknown>, issues: Issue[], log: WarningLog): ReadonlyMap<number, PageEntries> {
  const pages = new Map<number, PageEntries>();
  for (const name of Object.keys(schemas) as SectionName[]) {
    const section = input[name];
    if (section === undefined || section === null) continue;
    if (!isRecord(section) || !Array.isArray(section.pages)) {
      const pointer = isRecord(section) ? `/${name}/pages` : `/${name}`;
      issues.push({ pointer, message: "expected an object with an array `pages`" });
      continue;
    }
    for (const [index, raw] of section.pages.entries()) addPage(pages, name, raw, joinPointer("", name, "pages", index), issues, log);
  }
  return new Map([...pages].sort(([one], [other]) => one - other));
}

function addPage<Name extends SectionName>(
  pages: Map<number, PageEntries>,
  name: Name,
  raw: unknown,
  pointer: string,
  issues: Issue[],
  log: WarningLog,
): void {
  const verdict = frame.safeParse(raw);
  if (!verdict.success) {
    issues.push(...toIssues(verdict.error, pointer));
    return;
  }
  const pageNumber = verdict.data.page_number;
  const entries = pages.get(pageNumber) ?? {};
  if (entries[name] !== undefined) {
    log.add("page-duplicate", `Page ${pageNumber} stands twice in ${name}: the first one is used`, pointer);
    return;
  }
  const fields = readRecord(schemas[name], raw, pointer, log, "field-invalid");
  pages.set(pageNumber, fields === undefined ? entries : { ...entries, [name]: { pointer, fields } });
}
