import * as z from "zod";
import type { Issue, WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";
import { present } from "../present.ts";
import { readRecord, toIssues } from "../record.ts";
import { unreadFields } from "../unread.ts";
import { readV1Images } from "./images.ts";
import { type PageContext, type ParsePage, readPage } from "./page.ts";

const text = z.string().nullish();
const number = z.number().nullish();
const flag = z.boolean().nullish();
const list = z.array(z.unknown()).nullish();
const frame = z.object({ page: z.int().min(1) });
const schema = z.object({
  ...frame.shape,
  width: number,
  height: number,
  md: text,
  text,
  items: list,
  images: list,
  status: text,
  pageHeaderMarkdown: text,
  pageFooterMarkdown: text,
  printedPageNumber: text,
  originalOrientationAngle: number,
  confidence: number,
  slideSpeakerNotes: text,
  slideSectionName: text,
  triggeredAutoMode: flag,
  costOptimized: flag,
});

/** Known, and kept raw: boxes of the layout are shares of the page, those of texts in images are pixels. */
const extras = [
  "charts",
  "tables",
  "links",
  "layout",
  "parsingMode",
  "structuredData",
  "noStructuredContent",
  "noTextContent",
  "isAudioTranscript",
  "durationInSeconds",
] as const;
const read = new Set<string>([...Object.keys(schema.shape), ...extras]);

/** The number of a page of a legacy v1 result; undefined, with issues, where its frame is broken. */
export function v1PageNumber(raw: unknown, pointer: string, issues: Issue[]): number | undefined {
  const verdict = frame.safeParse(raw);
  if (verdict.success) return verdict.data.page;
  for (const issue of toIssues(verdict.error, pointer)) issues.push(issue);
  return undefined;
}

/**
 * A page of a legacy v1 result, as the newer API would tell it; pointers lead into the payload as it was sent.
 *
 * It has all sections in one object, in camel case, and no `success`: a status other than `OK` is its error.
 */
export function readV1Page(number: number, raw: unknown, pointer: string, context: PageContext): ParsePage {
  const { log } = context;
  const page: z.infer<typeof schema> = readRecord(schema, raw, pointer, log, "field-invalid") ?? { page: number };
  const entry = { page_number: number, success: true };
  const error = errorOf(page.status, pointer, log);
  const joined = readPage(
    number,
    {
      items: { pointer, fields: { ...entry, items: page.items, page_width: page.width, page_height: page.height } },
      markdown: { pointer, fields: { ...entry, md: page.md, header: page.pageHeaderMarkdown, footer: page.pageFooterMarkdown } },
      text: { pointer, fields: { page_number: number, text: page.text } },
      metadata: {
        pointer,
        fields: {
          page_number: number,
          confidence: page.confidence,
          original_orientation_angle: page.originalOrientationAngle,
          printed_page_number: page.printedPageNumber,
          slide_section_name: page.slideSectionName,
          speaker_notes: page.slideSpeakerNotes,
          triggered_auto_mode: page.triggeredAutoMode,
          cost_optimized: page.costOptimized,
        },
      },
    },
    context,
    "v1",
  );
  const images = page.images ? readV1Images(page.images, number, `${pointer}/images`, log) : undefined;
  return present({ ...joined, error, images, raw: rawOf(raw as Record<string, unknown>, pointer, log) });
}

function errorOf(status: string | null | undefined, pointer: string, log: WarningLog): string | undefined {
  if (!status || status.toUpperCase() === "OK") return undefined;
  if (/^(?:ERROR|FAILED)/i.test(status)) return `The status of the page is ${excerpt(status)}`;
  log.add("status-unknown", `The status of the page is "${excerpt(status)}", which is unknown: it is read as OK`, `${pointer}/status`);
  return undefined;
}

function rawOf(raw: Record<string, unknown>, pointer: string, log: WarningLog): Record<string, unknown> | undefined {
  const kept = extras.flatMap((name) => (isEmpty(raw[name]) ? [] : [[name, raw[name]] as const]));
  const unread = unreadFields(raw, read, pointer, log);
  return kept.length === 0 && unread === undefined ? undefined : { ...Object.fromEntries(kept), ...unread };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
