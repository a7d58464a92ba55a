import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { readBoxes, type WireBox } from "../box.ts";
import { isRecord } from "../kind.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readRecord } from "../record.ts";
import { pageFields, pageNumberOf } from "./page.ts";

/** What the service says of one extracted value. */
export interface LeafMetadata {
  readonly citations: readonly WireCitation[];
  /** As sent, 0 to 1 each; 0 is a value, absent is unknown. */
  readonly confidence?: number;
  readonly extractionConfidence?: number;
  readonly parsingConfidence?: number;
  readonly reasoning?: string;
}

/** Where the service says a value stands; the page is 1-based and may be unknown. */
export interface WireCitation {
  readonly pointer: string;
  readonly pageNumber?: number;
  /** Markdown or HTML of the parse, not the value. */
  readonly quote?: string;
  readonly boxes: readonly WireBox[];
  /** Of the page, in the units of the boxes. */
  readonly size?: { readonly width: number; readonly height: number };
}

const score = z.number().nullish();
const leafSchema = z.object({
  citation: z.unknown().optional(),
  citations: z.unknown().optional(),
  confidence: score,
  extraction_confidence: score,
  parsing_confidence: score,
  reasoning: z.string().nullish(),
});
const citationSchema = z.object({
  ...pageFields,
  matching_text: z.string().nullish(),
  bounding_boxes: z.unknown().optional(),
  page_dimensions: z.object({ width: z.number().positive(), height: z.number().positive() }).nullish(),
});

/** The metadata of a leaf; none of it is required. */
export function readLeaf(raw: unknown, pointer: string, log: WarningLog): LeafMetadata {
  if (!isRecord(raw)) return { citations: [] };
  const leaf = readRecord(leafSchema, raw, pointer, log, "field-invalid");
  if (leaf === undefined) return { citations: [] };
  const key = raw.citation === undefined || raw.citation === null ? "citations" : "citation";
  return present({
    citations: readCitations(raw[key], joinPointer(pointer, key), log),
    confidence: leaf.confidence,
    extractionConfidence: leaf.extraction_confidence,
    parsingConfidence: leaf.parsing_confidence,
    reasoning: leaf.reasoning,
  });
}

/** Citations come as a list, a single one, or as nothing but their words. */
function readCitations(value: unknown, pointer: string, log: WarningLog): WireCitation[] {
  if (value === undefined || value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((raw, index) => {
    const at = Array.isArray(value) ? joinPointer(pointer, index) : pointer;
    if (typeof raw === "string") return [{ pointer: at, quote: raw, boxes: [] }];
    const citation = readRecord(citationSchema, raw, at, log, "field-invalid");
    if (citation === undefined) return [];
    return [
      present({
        pointer: at,
        pageNumber: pageNumberOf(citation),
        quote: citation.matching_text,
        boxes: readBoxes(citation.bounding_boxes, joinPointer(at, "bounding_boxes"), log),
        size: citation.page_dimensions,
      }),
    ];
  });
}
