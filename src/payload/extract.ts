import { type Warning, WarningLog } from "../errors.ts";
import { assertDepth, assertMaxDepth, defaultMaxDepth } from "./depth.ts";
import { type ExtractEntry, type ExtractTarget, type SentResult, toEntries } from "./extract/entries.ts";
import type { ExtractFacts } from "./extract/facts.ts";
import { readV1Run } from "./extract/v1.ts";
import { readV2Job } from "./extract/v2.ts";
import { assertKind, isRecord, payloadKind } from "./kind.ts";
import { attempt, type ReadOptions, type Safe } from "./parse.ts";
import { assertCompleted, toStatus } from "./status.ts";

export type { ExtractEntry } from "./extract/entries.ts";

/** The wire shape our reader understands: an id, a status, and `extract_result`, `extract_metadata` or the source it names, by which a job is told from others. */
export interface WireExtractJob {
  readonly id: string;
  readonly status: string;
  readonly error_message?: string | null;
  readonly extract_result?: object | null;
  readonly extract_metadata?: { readonly field_metadata?: object | null; readonly parse_job_id?: string | null } | null;
  readonly configuration?: { readonly extraction_target?: string | null; readonly data_schema?: object | null } | null;
}

/** A checked extract job, the same for every age of the API: one entry for the document, or one a page or table row. */
export interface ExtractJob extends ExtractFacts {
  /** In upper case and the words of the newest API: a v1 `SUCCESS` is `COMPLETED`. */
  readonly status: string;
  /** As sent, where that differs. */
  readonly wireStatus?: string;
  readonly target: ExtractTarget;
  readonly entries: readonly ExtractEntry[];
  readonly warnings: readonly Warning[];
}

/**
 * The extract job in a payload, checked; data and metadata stand in it as sent.
 *
 * Reads jobs of every age of the v2 API, and runs and results of the legacy v1 API; pointers lead into the payload as it was sent.
 *
 * @throws {PayloadError} when the input is no extract job, when its frame is broken or its data nested too deep
 * @throws {JobNotCompletedError} when the job has not completed, unless `allowUnfinished`
 */
export function readExtractJob(input: unknown, options: ReadOptions = {}): ExtractJob {
  const { maxDepth = defaultMaxDepth, allowUnfinished = false } = options;
  assertMaxDepth(maxDepth);
  assertKind(input, "an extract job", ["extract-job", "extract-v1-run"]);
  const isV1 = payloadKind(input) === "extract-v1-run";
  const [data, metadata] = isV1 ? (["data", "extraction_metadata"] as const) : (["extract_result", "extract_metadata"] as const);
  assertDepth(input[data], maxDepth, `/${data}`);
  // Around each leaf stand the level names above it, and its entry, citations and boxes below it.
  assertDepth(input[metadata], maxDepth + 8, `/${metadata}`);
  const log = new WarningLog();
  const { status, result, facts } = isV1 ? readV1Run(input, log) : readV2Job(input, log);
  const { serviceMessage } = facts;
  assertCompleted({ noun: "extract job", status, serviceMessage, pointer: "/status" }, allowUnfinished, log);
  warnOfMissing(result, input[metadata], log);
  const named = toStatus(status);
  const { unread, ...found } = toEntries(result, log);
  const about = isRecord(facts.raw?.[metadata]) ? facts.raw[metadata] : {};
  return {
    ...facts,
    status: named,
    ...(named === status ? {} : { wireStatus: status }),
    ...(unread === undefined ? {} : { raw: { ...facts.raw, [metadata]: { ...about, field_metadata: unread } } }),
    ...found,
    warnings: log.list(),
  };
}

/** Like `readExtractJob`, but a PayloadError is returned and not thrown. */
export function safeReadExtractJob(input: unknown, options: ReadOptions = {}): Safe<ExtractJob> {
  return attempt(() => readExtractJob(input, options));
}

/** Metadata that was sent, but is none, has had its warning. */
function warnOfMissing({ value, pointer, metadata, metadataPointer }: SentResult, sent: unknown, log: WarningLog): void {
  const isSent = sent != null && !(isRecord(sent) && sent.field_metadata == null);
  if (value === undefined || value === null) {
    log.add("section-missing", `The job has no ${pointer.slice(1)}: there are no fields`, pointer);
  } else if (metadata === undefined && !isSent) {
    const remedy = pointer === "/data" ? "" : "; fetch it with expand=extract_metadata";
    log.add("section-missing", `The job has no field metadata: fields have no citations or confidence${remedy}`, metadataPointer);
  }
}
