import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { agreed, leftover } from "../job-fields.ts";
import { isRecord } from "../kind.ts";
import { present } from "../present.ts";
import { readDetails } from "../record.ts";
import { type ExtractTarget, extractTargets } from "./entries.ts";

/** What a job was asked to do, whatever the age of the API that says so. */
export interface ExtractConfiguration {
  /** Of the saved configuration it was made from. */
  readonly id?: string;
  readonly version?: string;
  /** In lower case, such as `agentic`. */
  readonly tier?: string;
  /** Of the v1 API, in lower case: `fast`, `balanced`, `premium` or `multimodal`. */
  readonly mode?: string;
  readonly parseTier?: string;
  readonly parseConfigurationId?: string;
  /** As configured; the job's own `target` is what the result has. */
  readonly target?: ExtractTarget;
  /** Numbers and ranges, 1-based, such as `1,3,5-7`. */
  readonly targetPages?: string;
  readonly maxPages?: number;
  readonly citeSources?: boolean;
  readonly confidenceScores?: boolean;
  readonly systemPrompt?: string;
  readonly language?: string;
  readonly disableCache?: boolean;
  readonly spreadsheetMode?: boolean;
  readonly sheetNames?: readonly string[];
}

/** A configuration, the schema in it, and what of it is only kept. */
export interface SentConfiguration {
  readonly configuration?: ExtractConfiguration;
  readonly schema?: Record<string, unknown>;
  readonly unread?: Record<string, unknown>;
}

const text = z.string().nullish();
const flag = z.boolean().nullish();
const target = z
  .string()
  .refine((value) => toTarget(value) !== undefined, `expected ${extractTargets.join(", ")}`)
  .nullish();
const schema = z.object({
  cite_sources: flag,
  confidence_scores: flag,
  data_schema: z.custom<Record<string, unknown>>(isRecord, "expected an object").nullish(),
  disable_cache: flag,
  extract_version: text,
  extraction_mode: text,
  extraction_target: target,
  lang: text,
  max_pages: z.int().min(1).nullish(),
  page_range: text,
  parse_config_id: text,
  parse_tier: text,
  sheet_names: z.array(z.string()).nullish(),
  spreadsheet_mode: flag,
  system_prompt: text,
  target_pages: text,
  tier: text,
  version: text,
});
/** Settings of v1 without a counterpart: kept as sent. */
const settings: readonly string[] = [
  ...["chunk_mode", "citation_bbox", "extract_model", "high_resolution_mode", "invalidate_cache", "multimodal_fast_mode"],
  ...["num_pages_context", "parse_model", "priority", "use_reasoning"],
];

/** The configuration that v2 has in `configuration` and v1 in `config`; their fields differ, so both are read the same. */
export function readConfiguration(raw: unknown, id: string | null | undefined, pointer: string, log: WarningLog): SentConfiguration {
  const sent = readDetails(schema, raw, pointer, log);
  const configuration: ExtractConfiguration = present({
    id,
    version: agreed(sent, "version", "extract_version", pointer, log),
    tier: sent?.tier?.toLowerCase(),
    mode: sent?.extraction_mode?.toLowerCase(),
    parseTier: sent?.parse_tier?.toLowerCase(),
    parseConfigurationId: sent?.parse_config_id,
    target: toTarget(sent?.extraction_target ?? ""),
    targetPages: agreed(sent, "target_pages", "page_range", pointer, log),
    maxPages: sent?.max_pages,
    citeSources: sent?.cite_sources,
    confidenceScores: sent?.confidence_scores,
    systemPrompt: sent?.system_prompt,
    language: sent?.lang,
    disableCache: sent?.disable_cache,
    spreadsheetMode: sent?.spreadsheet_mode,
    sheetNames: sent?.sheet_names,
  });
  return present({
    configuration: Object.keys(configuration).length === 0 ? undefined : configuration,
    schema: sent?.data_schema,
    unread: leftover(raw, Object.keys(schema.shape), settings, pointer, log),
  });
}

function toTarget(value: string): ExtractTarget | undefined {
  const name = value.toLowerCase();
  return extractTargets.find((one) => one === name);
}
