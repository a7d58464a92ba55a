import * as z from "zod";
import { type Warning, WarningLog } from "../errors.ts";
import { assertDepth, assertMaxDepth, defaultMaxDepth } from "./depth.ts";
import { assertKind, isRecord } from "./kind.ts";
import { attempt, invalid, type ReadOptions, type Safe } from "./parse.ts";
import { joinPointer } from "./pointer.ts";
import { present } from "./present.ts";
import { readDetails, toIssues } from "./record.ts";
import { assertCompleted } from "./status.ts";

/** The wire shape our reader understands: an id, a status, and `extract_result`, `extract_metadata` or the source it names, by which a job is told from others. */
export interface WireExtractJob {
  readonly id: string;
  readonly status: string;
  readonly error_message?: string | null;
  readonly extract_result?: object | null;
  readonly extract_metadata?: { readonly field_metadata?: object | null; readonly parse_job_id?: string | null } | null;
  readonly configuration?: { readonly extraction_target?: string | null; readonly data_schema?: object | null } | null;
}

/** A checked extract job: one entry for the document, or one a page or table row. */
export interface ExtractJob {
  readonly id: string;
  readonly status: string;
  readonly parseJobId?: string;
  readonly target: "per_doc" | "per_page" | "per_table_row";
  readonly entries: readonly ExtractEntry[];
  /** The JSON Schema of the data, when the payload has its configuration. */
  readonly schema?: Record<string, unknown>;
  readonly warnings: readonly Warning[];
}

/** What was extracted, the metadata that runs parallel to it, and where both stand in the payload. */
export interface ExtractEntry {
  readonly data: unknown;
  readonly pointer: string;
  readonly metadata: unknown;
  readonly metadataPointer: string;
}

const record = z.custom<Record<string, unknown>>(isRecord, "expected an object");
const container = z.custom<object>((value) => typeof value === "object" && value !== null, "expected an object or an array");
const frameSchema = z.object({
  id: z.string(),
  status: z.string(),
  extract_result: container.nullish(),
  extract_metadata: z.object({ field_metadata: record.nullish() }).nullish(),
});
const detailSchema = z.object({ error_message: z.string().nullish(), configuration: record.nullish() });
const metadataSchema = z.object({ parse_job_id: z.string().nullish() });
const targets = ["per_doc", "per_page", "per_table_row"] as const;
const targetSchema = z.enum(targets, `expected ${targets.join(", ")}`);
const configurationSchema = z.object({ extraction_target: targetSchema.nullish(), data_schema: record.nullish() });
const levels = ["document_metadata", "page_metadata", "row_metadata"] as const;
const metadataRoot = "/extract_metadata/field_metadata";

/**
 * The extract job in a payload, checked; data and metadata stand in it as sent.
 *
 * @throws {PayloadError} when the input is no extract job, when its frame is broken or its data nested too deep
 * @throws {JobNotCompletedError} when the job has not completed, unless `allowUnfinished`
 */
export function readExtractJob(input: unknown, options: ReadOptions = {}): ExtractJob {
  const { maxDepth = defaultMaxDepth, allowUnfinished = false } = options;
  assertMaxDepth(maxDepth);
  assertKind(input, "an extract job", ["extract-job"]);
  assertDepth(input.extract_result, maxDepth, "/extract_result");
  // Around each leaf stand the level names above it, and its entry, citations and boxes below it.
  assertDepth(input.extract_metadata, maxDepth + 8, "/extract_metadata");
  const frame = frameSchema.safeParse(input);
  if (!frame.success) throw invalid("extract job", toIssues(frame.error, ""));
  const log = new WarningLog();
  const { id, status, extract_result: result, extract_metadata } = frame.data;
  const details = readDetails(detailSchema, input, "", log);
  const configuration = readDetails(configurationSchema, details?.configuration, "/configuration", log);
  const about = readDetails(metadataSchema, input.extract_metadata, "/extract_metadata", log);
  const serviceMessage = details?.error_message ?? undefined;
  assertCompleted({ noun: "extract job", status, serviceMessage, pointer: "/status" }, allowUnfinished, log);
  if (result === undefined || result === null)
    log.add("section-missing", "The job has no extract_result: there are no fields", "/extract_result");
  else if (!extract_metadata?.field_metadata) {
    const message = "The job has no field metadata: fields have no citations or confidence; fetch it with expand=extract_metadata";
    log.add("section-missing", message, metadataRoot);
  }
  const metadata = extract_metadata?.field_metadata ?? undefined;
  const target = targetOf(configuration?.extraction_target ?? undefined, result, metadata);
  return present({
    id,
    status,
    parseJobId: about?.parse_job_id,
    target,
    entries: entriesOf(result, target, metadata, log),
    schema: configuration?.data_schema,
    warnings: log.list(),
  });
}

/** Like `readExtractJob`, but a PayloadError is returned and not thrown. */
export function safeReadExtractJob(input: unknown, options: ReadOptions = {}): Safe<ExtractJob> {
  return attempt(() => readExtractJob(input, options));
}

type Target = ExtractJob["target"];

/** The shape of the result decides between one entry and many; between pages and rows the configuration does, else the metadata. */
function targetOf(sent: Target | undefined, result: unknown, metadata: Record<string, unknown> | undefined): Target {
  if (result === undefined || result === null) return sent ?? "per_doc";
  if (!Array.isArray(result)) return "per_doc";
  if (sent === "per_page" || sent === "per_table_row") return sent;
  return listOf(metadata, "row_metadata").length > 0 ? "per_table_row" : "per_page";
}

function listOf(metadata: Record<string, unknown> | undefined, level: (typeof levels)[number]): readonly unknown[] {
  const list = metadata !== undefined && Object.hasOwn(metadata, level) ? metadata[level] : undefined;
  return Array.isArray(list) ? list : [];
}

function entriesOf(result: unknown, target: Target, metadata: Record<string, unknown> | undefined, log: WarningLog): ExtractEntry[] {
  if (result === undefined || result === null) return [];
  if (!Array.isArray(result)) {
    const isFlat = !levels.some((level) => metadata !== undefined && Object.hasOwn(metadata, level) && !Object.hasOwn(result, level));
    const found = isFlat ? metadata : metadata?.document_metadata;
    return [
      {
        data: result,
        pointer: "/extract_result",
        metadata: found,
        metadataPointer: isFlat ? metadataRoot : `${metadataRoot}/document_metadata`,
      },
    ];
  }
  const named = target === "per_table_row" ? "row_metadata" : "page_metadata";
  const other = named === "row_metadata" ? "page_metadata" : "row_metadata";
  const level = listOf(metadata, named).length === 0 && listOf(metadata, other).length > 0 ? other : named;
  const list = listOf(metadata, level);
  if (metadata !== undefined && list.length !== result.length) {
    const message = `There are ${result.length} results and ${list.length} entries of ${level}: the rest has no metadata`;
    log.add("metadata-length-differs", message, `${metadataRoot}/${level}`);
  }
  return result.map((data, index) => {
    const entry = list[index];
    const metadataPointer = joinPointer(metadataRoot, level, index);
    // The vendor's own reader also knows entries that hold their metadata one level down.
    const isWrapped = isRecord(entry) && isRecord(entry.field_metadata) && !(isRecord(data) && Object.hasOwn(data, "field_metadata"));
    return {
      data,
      pointer: joinPointer("/extract_result", index),
      metadata: isWrapped ? entry.field_metadata : entry,
      metadataPointer: isWrapped ? joinPointer(metadataPointer, "field_metadata") : metadataPointer,
    };
  });
}
