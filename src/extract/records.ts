import { withoutLinkQueries } from "../payload/links.ts";
import type { ResolvedField } from "./citations.ts";
import { formatPath } from "./fields.ts";

export type RecordValue = string | number | boolean | null;

/** Rows under a header, as a spreadsheet takes them. */
export interface Records {
  readonly header: readonly string[];
  readonly rows: readonly (readonly RecordValue[])[];
}

const header = [
  "field",
  "value",
  "confidence",
  "extraction_confidence",
  "parsing_confidence",
  "page_number",
  "matching_text",
  "x",
  "y",
  "width",
  "height",
  "method",
  "citations",
  "pointer",
] as const;

/** One row a field, with its first citation and how many it has; links without their queries unless `keepUrls`. */
export function fieldRecords(fields: readonly ResolvedField[], options: { readonly keepUrls?: boolean } = {}): Records {
  const { keepUrls = false } = options;
  const clean = (text: string): string => (keepUrls ? text : withoutLinkQueries(text));
  const rows = fields.map((field): RecordValue[] => {
    const [citation] = field.citations;
    const box = citation?.regions[0]?.box;
    return [
      clean(formatPath(field.path)),
      toRecordValue(field.value, clean),
      field.confidence ?? null,
      field.extractionConfidence ?? null,
      field.parsingConfidence ?? null,
      citation?.pageNumber ?? null,
      citation?.quote === undefined ? null : clean(citation.quote),
      box?.x ?? null,
      box?.y ?? null,
      box?.width ?? null,
      box?.height ?? null,
      citation?.method ?? null,
      field.citations.length,
      field.pointer,
    ];
  });
  return { header, rows };
}

function toRecordValue(value: ResolvedField["value"], clean: (text: string) => string): RecordValue {
  if (typeof value === "string") return clean(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
