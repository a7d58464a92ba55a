import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { leftover } from "../job-fields.ts";
import { present } from "../present.ts";
import { readDetails } from "../record.ts";
import type { ExtractUsage } from "./facts.ts";

const number = z.number().nullish();
const schema = z.object({
  credits: number,
  extract_credits: number,
  parse_credits: number,
  num_pages_billed: number,
  num_pages_extracted: number,
  num_document_tokens: number,
  num_output_tokens: number,
});

/** Usage in the spelling of any age, and the fields of it that nobody knows. */
export function readUsage(
  raw: unknown,
  pointer: string,
  log: WarningLog,
): { readonly usage: ExtractUsage; readonly unread: Record<string, unknown> | undefined } {
  const sent = readDetails(schema, raw, pointer, log);
  const usage = present({
    credits: sent?.credits,
    extractCredits: sent?.extract_credits,
    parseCredits: sent?.parse_credits,
    pagesBilled: sent?.num_pages_billed,
    pagesExtracted: sent?.num_pages_extracted,
    documentTokens: sent?.num_document_tokens,
    outputTokens: sent?.num_output_tokens,
  });
  return { usage, unread: leftover(raw, Object.keys(schema.shape), [], pointer, log) };
}
