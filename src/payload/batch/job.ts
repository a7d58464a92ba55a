import * as z from "zod";
import type { Issue, WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";
import { agreed, nested } from "../job-fields.ts";
import { isRecord } from "../kind.ts";
import { withoutLinkQueries } from "../links.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readDetails, toIssues } from "../record.ts";
import { outcomeOf, toStatus } from "../status.ts";
import { type Told, toJobType } from "./facts.ts";
import { readResult, type ToldFile } from "./file.ts";
import type { BatchPart } from "./parts.ts";
import { unreadOf } from "./raw.ts";

/** How many files a batch has, as the service counts them; `progress` in percent. */
export interface BatchCounts {
  readonly total?: number;
  readonly processed?: number;
  readonly failed?: number;
  readonly skipped?: number;
  readonly progress?: number;
}

/** What a batch says of itself beside its files. */
export interface BatchFacts {
  readonly id?: string;
  /** In upper case; absent where the payload holds nothing but items. `COMPLETED`: every file was given a job, not that each job succeeded. */
  readonly status?: string;
  /** As sent, where that differs. */
  readonly wireStatus?: string;
  /** `parse`, `extract`, `classify` or what the service calls it. */
  readonly jobType?: string;
  readonly directoryId?: string;
  readonly projectId?: string;
  readonly configurationId?: string;
  /** Dates as sent, ISO 8601. */
  readonly createdAt?: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly updatedAt?: string;
  readonly effectiveAt?: string;
  readonly jobRecordId?: string;
  readonly workflowId?: string;
  readonly organizationId?: string;
  readonly userId?: string;
  /** The service's own words, without the queries of links. */
  readonly serviceMessage?: string;
  /** What no reader knows, under its own names, without secrets. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** What one part says of the batch. */
export interface ToldBatch extends Told<BatchFacts & BatchCounts> {
  /** Absent where the part lists no files; only a newer batch lists them in itself. */
  readonly files?: readonly ToldFile[];
  readonly isNewer: boolean;
}

const text = z.string().nullish();
const record = z.custom<Record<string, unknown>>(isRecord, "expected an object").nullish();
const count = z.int().min(0).nullish();
const frameSchema = z.object({ id: z.string(), status: z.string() });
const cancelSchema = z.object({ job_id: z.string(), status: z.string() });
const schema = z.object({
  job_type: text,
  directory_id: text,
  source_directory_id: text,
  project_id: text,
  config: record,
  created_at: text,
  started_at: text,
  completed_at: text,
  updated_at: text,
  effective_at: text,
  job_record_id: text,
  workflow_id: text,
  organization_id: text,
  user_id: text,
  error_message: text,
  message: text,
  total_items: count,
  processed_items: count,
  failed_items: count,
  skipped_items: count,
  results: z.array(z.unknown()).nullish(),
});
const progressSchema = z.object({ progress_percentage: z.number().min(0).nullish() });
const configSchema = z.object({ job: record });
const configJobSchema = z.object({ type: text, configuration_id: text });
const jobFields = new Set([...Object.keys(frameSchema.shape), ...Object.keys(schema.shape)]);
const cancelFields = new Set([...Object.keys(cancelSchema.shape), ...Object.keys(schema.shape)]);
const configFields = new Set(Object.keys(configSchema.shape));
const configJobFields = new Set(Object.keys(configJobSchema.shape));
const wrapperFields = new Set(["job", "progress_percentage"]);

/** A batch as it is fetched, its status call, or the answer to cancelling it; undefined, with issues, where its frame is broken. */
export function readBatchPart({ record, pointer }: BatchPart, issues: Issue[], log: WarningLog): ToldBatch | undefined {
  const isWrapped = Object.hasOwn(record, "progress_percentage");
  const job = isWrapped ? record.job : record;
  const at = isWrapped ? joinPointer(pointer, "job") : pointer;
  const isCancel = isRecord(job) && !Object.hasOwn(job, "id") && Object.hasOwn(job, "job_id");
  const frame = (isCancel ? cancelSchema : frameSchema).safeParse(job);
  if (!frame.success) {
    for (const issue of toIssues(frame.error, at)) issues.push(issue);
    return undefined;
  }
  const sent = readDetails(schema, job, at, log);
  const place = joinPointer(at, "config");
  const config = readDetails(configSchema, sent?.config, place, log);
  const asked = readDetails(configJobSchema, config?.job, joinPointer(place, "job"), log);
  const unread = unreadOf(job as Record<string, unknown>, isCancel ? cancelFields : jobFields, at, log);
  const unreadConfig = nested(unreadOf(config ?? {}, configFields, place, log), {
    job: unreadOf(config?.job ?? {}, configJobFields, joinPointer(place, "job"), log),
  });
  const unreadWrapper = isWrapped ? unreadOf(record, wrapperFields, pointer, log) : undefined;
  const progress = isWrapped ? readDetails(progressSchema, record, pointer, log)?.progress_percentage : undefined;
  // Beside an error the message of a batch is not read.
  const message = sent?.error_message != null && sent.message != null ? { message: withoutLinkQueries(sent.message) } : undefined;
  const joined = unreadWrapper || unread || message ? { ...unreadWrapper, ...unread, ...message } : undefined;
  const { status: wireStatus } = frame.data;
  const outcome = outcomeOf(wireStatus);
  if (outcome === undefined) {
    const message = `The status of the batch is "${excerpt(wireStatus)}", which is unknown`;
    log.add("status-unknown", message, joinPointer(at, "status"));
  }
  const said = sent?.error_message ?? sent?.message;
  const facts = present({
    id: "id" in frame.data ? frame.data.id : frame.data.job_id,
    status: toStatus(wireStatus),
    wireStatus,
    jobType: toJobType(sent?.job_type ?? asked?.type),
    directoryId: agreed(sent, "source_directory_id", "directory_id", at, log),
    projectId: sent?.project_id,
    configurationId: asked?.configuration_id,
    createdAt: sent?.created_at,
    startedAt: sent?.started_at,
    completedAt: sent?.completed_at,
    updatedAt: sent?.updated_at,
    effectiveAt: sent?.effective_at,
    jobRecordId: sent?.job_record_id,
    workflowId: sent?.workflow_id,
    organizationId: sent?.organization_id,
    userId: sent?.user_id,
    serviceMessage: said == null ? undefined : withoutLinkQueries(said),
    total: sent?.total_items,
    processed: sent?.processed_items,
    failed: sent?.failed_items,
    skipped: sent?.skipped_items,
    progress,
    raw: nested(joined, { config: unreadConfig }),
  });
  const results = sent?.results ?? undefined;
  const listPlace = joinPointer(at, "results");
  const files = results?.flatMap((raw, index) => readResult(raw, joinPointer(listPlace, index), outcome, log));
  const isNewer = Object.hasOwn(job as object, "source_directory_id") || Object.hasOwn(job as object, "config");
  return {
    facts,
    pointer: at,
    isFinal: outcome !== undefined && outcome !== "pending",
    isNewer,
    ...(files === undefined ? {} : { files }),
  };
}
