import type { WarningLog } from "../../errors.ts";
import { present } from "../present.ts";
import { type PageContext, type ParsePage, readPage } from "./page.ts";
import type { Part } from "./parts.ts";
import { sameJson } from "./same-json.ts";
import { type PageFields, readEntry, type SectionName } from "./sections.ts";
import { readV1Page } from "./v1.ts";

/** What each section says of one page, as sent; a legacy v1 page has all sections in one. */
export type SentPage = { readonly [Name in SectionName | "v1"]?: SentEntry };

export interface SentEntry {
  readonly raw: unknown;
  readonly pointer: string;
  readonly part: Part;
}

/** Which of two entries about the same page, of one section, is read. */
export function chosen(earlier: SentEntry | undefined, entry: SentEntry, noun: string, log: WarningLog): SentEntry {
  if (earlier === undefined) return entry;
  if (earlier.part === entry.part) {
    log.add("page-duplicate", `${noun} stands there twice: the first one is used`, entry.pointer);
    return earlier;
  }
  if (sameJson(earlier.raw, entry.raw)) return earlier;
  const isBetter = isFailed(earlier.raw) && !isFailed(entry.raw);
  const outcome = isBetter ? "the later one is used, for the first one failed" : "the first one is used";
  log.add("part-conflict", `${noun} differs between two parts: ${outcome}`, entry.pointer);
  return isBetter ? entry : earlier;
}

function isFailed(raw: unknown): boolean {
  const { success, error } = raw as PageFields;
  return success === false || Boolean(error);
}

/** The page that its entries tell of, checked. */
export function toPage(number: number, page: SentPage, context: PageContext): ParsePage {
  if (page.v1 !== undefined) return readV1Page(number, page.v1.raw, page.v1.pointer, context);
  const entry = <Name extends SectionName>(name: Name) => {
    const sent = page[name];
    return sent === undefined ? undefined : readEntry(name, sent.raw, sent.pointer, context.log);
  };
  const entries = {
    items: entry("items"),
    markdown: entry("markdown"),
    text: entry("text"),
    metadata: entry("metadata"),
    forms: entry("forms"),
  };
  return readPage(number, present(entries), context);
}
