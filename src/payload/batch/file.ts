import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";
import { nested } from "../job-fields.ts";
import { isRecord } from "../kind.ts";
import { withoutLinkQueries } from "../links.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readDetails, readRecord } from "../record.ts";
import { type Outcome, outcomeOf } from "../status.ts";
import { mergeTold, type Told, toJobType } from "./facts.ts";
import { unreadOf, withoutSecrets } from "./raw.ts";

/** One file of a batch and the job it was mapped to. */
export interface BatchFile {
  /** Of the first part of the payload that names it. */
  readonly pointer: string;
  readonly fileId?: string;
  readonly name?: string;
  /** What the batch says. `done` does not say that the job succeeded: a newer batch only maps files to jobs. */
  readonly status: Outcome | "skipped";
  readonly jobId?: string;
  /** `parse`, `extract` or what the service calls it. */
  readonly jobType?: string;
  /** Why it failed or was skipped, in the service's words, without the queries of links. */
  readonly reason?: string;
  /** Why it was skipped, where `reason` is an error beside that. */
  readonly skipReason?: string;
  /** Dates as sent, ISO 8601. */
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly effectiveAt?: string;
  readonly jobRecordId?: string;
  /** What no reader knows, under its own names, without secrets. */
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly outputs?: readonly BatchOutput[];
}

/** Where an older batch put what it made of a file: a location, no content. */
export interface BatchOutput {
  readonly pointer: string;
  readonly jobType?: string;
  /** Without the query of a link. */
  readonly path?: string;
  readonly resultId?: string;
  readonly parametersHash?: string;
  /** As sent, ISO 8601. */
  readonly processedAt?: string;
  /** As sent, without secrets. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Where it is not that of the file. */
  readonly itemId?: string;
  readonly raw?: Readonly<Record<string, unknown>>;
}

type FileFacts = Omit<BatchFile, "pointer" | "status" | "outputs"> & { readonly status?: BatchFile["status"] };

/** What one part says of a file. */
export interface ToldFile extends Told<FileFacts> {
  readonly outputs: readonly BatchOutput[];
}

const text = z.string().nullish();
const itemSchema = z.object({
  item_id: text,
  item_name: text,
  status: text,
  job_id: text,
  error_message: text,
  skip_reason: text,
  started_at: text,
  completed_at: text,
  effective_at: text,
  job_record_id: text,
  processing_results: z.array(z.unknown()).nullish(),
});
const itemFields = new Set(Object.keys(itemSchema.shape));
const record = z.custom<Record<string, unknown>>(isRecord, "expected an object").nullish();
const outputSchema = z.object({
  item_id: text,
  job_type: text,
  output_metadata: record,
  output_s3_path: text,
  parameters_hash: text,
  processed_at: text,
  result_id: text,
});
const outputFields = new Set(Object.keys(outputSchema.shape));
const referenceSchema = z.object({ id: text, type: text });
const referenceFields = new Set(Object.keys(referenceSchema.shape));
const resultSchema = z.object({ source_directory_file_id: text, job_reference: z.unknown().optional(), error_message: text });
const resultFields = new Set(Object.keys(resultSchema.shape));

/** An item of an older batch, or what was made of one. */
export function readItem(record: Record<string, unknown>, pointer: string, log: WarningLog): ToldFile {
  const item = readDetails(itemSchema, record, pointer, log);
  const at = joinPointer(pointer, "processing_results");
  const outputs = (item?.processing_results ?? []).flatMap((raw, index) => readOutput(raw, item?.item_id, joinPointer(at, index), log));
  const status = item?.status == null ? undefined : toFileStatus(item.status, joinPointer(pointer, "status"), log);
  const reason = item?.error_message || item?.skip_reason || undefined;
  const facts = present({
    fileId: item?.item_id,
    name: item?.item_name,
    status,
    jobId: item?.job_id,
    reason: reason === undefined ? undefined : withoutLinkQueries(reason),
    skipReason: item?.error_message && item.skip_reason ? withoutLinkQueries(item.skip_reason) : undefined,
    startedAt: item?.started_at,
    completedAt: item?.completed_at,
    effectiveAt: item?.effective_at,
    jobRecordId: item?.job_record_id,
    raw: unreadOf(record, itemFields, pointer, log),
  });
  return { facts, pointer, isFinal: status !== undefined && status !== "pending", outputs };
}

function toFileStatus(status: string, pointer: string, log: WarningLog): BatchFile["status"] | undefined {
  if (status.toLowerCase() === "skipped") return "skipped";
  const outcome = outcomeOf(status);
  if (outcome === undefined) log.add("status-unknown", `The status of the file is "${excerpt(status)}", which is unknown`, pointer);
  return outcome;
}

function readOutput(raw: unknown, fileId: string | null | undefined, pointer: string, log: WarningLog): BatchOutput[] {
  const output = readRecord(outputSchema, raw, pointer, log, "field-invalid");
  if (output === undefined) return [];
  const path = output.output_s3_path;
  return [
    present({
      pointer,
      jobType: toJobType(output.job_type),
      path: path == null ? undefined : withoutLinkQueries(path),
      resultId: output.result_id,
      parametersHash: output.parameters_hash,
      processedAt: output.processed_at,
      metadata: toMetadata(output.output_metadata),
      itemId: output.item_id === fileId ? undefined : output.item_id,
      raw: unreadOf(raw as Record<string, unknown>, outputFields, pointer, log),
    }),
  ];
}

function toMetadata(sent: Record<string, unknown> | null | undefined): Record<string, unknown> | undefined {
  const metadata = sent == null ? {} : (withoutSecrets(sent) as Record<string, unknown>);
  return Object.keys(metadata).length === 0 ? undefined : metadata;
}

/**
 * An entry of the results of a newer batch: where it names neither job nor error, the batch's own outcome tells what became of the file.
 *
 * A file is said to have failed only where the service gives no job for it, not where the name of the job cannot be read.
 */
export function readResult(raw: unknown, pointer: string, batch: Outcome | undefined, log: WarningLog): ToldFile[] {
  const result = readRecord(resultSchema, raw, pointer, log, "field-invalid");
  if (result === undefined) return [];
  const { source_directory_file_id: fileId, job_reference: sent, error_message: error } = result;
  const at = joinPointer(pointer, "job_reference");
  const job = readDetails(referenceSchema, sent, at, log);
  const isBroken = sent != null && (!isRecord(sent) || (sent.id != null && typeof sent.id !== "string"));
  const unmapped = batch === "done" && !isBroken ? "failed" : (batch ?? "pending");
  const unread = unreadOf(raw as Record<string, unknown>, resultFields, pointer, log);
  const reference = isRecord(sent) ? unreadOf(sent, referenceFields, at, log) : undefined;
  const status = error ? "failed" : job?.id ? "done" : unmapped;
  const reason = error ? withoutLinkQueries(error) : undefined;
  const kept = nested(unread, { job_reference: reference });
  const facts = present({ fileId, status, jobId: job?.id, jobType: toJobType(job?.type), reason, raw: kept });
  return [{ facts, pointer, isFinal: status !== "pending", outputs: [] }];
}

/** The files that the parts tell of, each once, in the order in which they are named first. */
export function toFiles(told: readonly ToldFile[], log: WarningLog): BatchFile[] {
  const groups = new Map<unknown, ToldFile[]>();
  for (const file of told) {
    // Without an id nothing says that two parts are about one file.
    const key = file.facts.fileId ?? file;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return [...groups.values()].map((group) => toFile(group, log));
}

function toFile(group: readonly ToldFile[], log: WarningLog): BatchFile {
  const [{ pointer, facts: first }] = group as readonly [ToldFile, ...ToldFile[]];
  const facts: FileFacts = mergeTold(`the file ${excerpt(first.fileId ?? "")}`, group, log);
  const outputs = distinct(group.flatMap((file) => file.outputs));
  const status = facts.status ?? (facts.jobId !== undefined || outputs.length > 0 ? "done" : "pending");
  return { pointer, ...facts, status, ...(outputs.length === 0 ? {} : { outputs }) };
}

/** Each output once, though several parts list it. */
function distinct(outputs: readonly BatchOutput[]): BatchOutput[] {
  const found = new Map<string, BatchOutput>();
  for (const output of outputs) {
    const key = JSON.stringify({ ...output, pointer: "" });
    if (!found.has(key)) found.set(key, output);
  }
  return [...found.values()];
}
