import { type Issue, PayloadError, type Warning, WarningLog } from "../errors.ts";
import { mergeTold } from "./batch/facts.ts";
import { type BatchFile, readItem, type ToldFile, toFiles } from "./batch/file.ts";
import { type BatchCounts, type BatchFacts, readBatchPart, type ToldBatch } from "./batch/job.ts";
import { type BatchParts, batchParts } from "./batch/parts.ts";
import { excerpt } from "./excerpt.ts";
import { attempt, invalid, type Safe } from "./parse.ts";
import { present } from "./present.ts";
import { outcomeOf } from "./status.ts";

/** A batch of any age: an index of jobs, never their results. */
export interface Batch extends BatchFacts {
  readonly counts: BatchCounts;
  /** Each once, as listed; absent where the payload does not list them, and a warning says how to get them. */
  readonly files?: readonly BatchFile[];
  readonly warnings: readonly Warning[];
}

/**
 * The batch in a payload, checked: a batch, its status, the answer to cancelling it, its items, or what was made of them.
 *
 * A list is read as parts of one batch: files are joined by their id, and pointers begin with the index of the part. Of parts that differ
 * the one with a final status is read; what they contradict each other in is a warning. A batch that failed or still runs is no error.
 * Unknown fields are kept raw, each with a warning. Settings are left out, for they hold secrets: `job_config`, webhooks, and at any depth
 * what is named like them, like headers, passwords or tokens; texts lose the queries of their links.
 *
 * @throws {PayloadError} when the input, or a part of it, is no part of a batch, when parts are of different batches, or when a frame is broken
 */
export function readBatch(input: unknown): Batch {
  const log = new WarningLog();
  const issues: Issue[] = [];
  const parts = batchParts(input);
  const batches: ToldBatch[] = [];
  const files: ToldFile[] = [];
  let isListed = parts.isPaged;
  for (const part of parts.parts) {
    const batch = part.kind === "batch-item" ? undefined : readBatchPart(part, issues, log);
    const told = part.kind === "batch-item" ? [readItem(part.record, part.pointer, log)] : batch?.files;
    if (batch !== undefined) batches.push(batch);
    if (told !== undefined) isListed = true;
    for (const file of told ?? []) files.push(file);
  }
  if (issues.length > 0) throw invalid("batch", issues);
  assertOne(batches);
  const { total, processed, failed, skipped, progress, wireStatus, ...facts } = mergeTold<BatchFacts & BatchCounts>(
    "the batch",
    batches,
    log,
  );
  const batch = present({
    ...facts,
    wireStatus: wireStatus === facts.status ? undefined : wireStatus,
    counts: present({ total, processed, failed, skipped, progress }),
    files: isListed ? toFiles(files, log) : undefined,
  });
  warnOfFiles(batch, batches, parts, log);
  return { ...batch, warnings: log.list() };
}

/** Like `readBatch`, but a PayloadError is returned and not thrown. */
export function safeReadBatch(input: unknown): Safe<Batch> {
  return attempt(() => readBatch(input));
}

function assertOne(batches: readonly ToldBatch[]): void {
  const [first] = batches;
  const other = batches.find(({ facts }) => facts.id !== first?.facts.id);
  if (first === undefined || other === undefined) return;
  const ids = [first, other].map(({ facts, pointer }) => `${excerpt(facts.id ?? "")} at ${pointer}`);
  const message = `Cannot read this as a batch. It holds parts of several batches, such as ${ids.join(" and ")}: read them one by one`;
  throw new PayloadError("payload-wrong-kind", message, [{ pointer: other.pointer, message: "is of another batch than the first part" }]);
}

/** Says which files the payload does not list, and how far the list can be trusted. */
function warnOfFiles(batch: Omit<Batch, "warnings">, batches: readonly ToldBatch[], { isCut }: BatchParts, log: WarningLog): void {
  const { files, status, counts } = batch;
  const newer = batches.find(({ isNewer }) => isNewer);
  const pointer = newer?.pointer ?? batches[0]?.pointer ?? "";
  if (files === undefined) {
    const remedy = newer ? howToList(status) : "fetch GET /api/v1/beta/batch-processing/{job_id}/items";
    log.add("section-missing", `The payload does not list the files of the batch: ${remedy}`, newer ? `${pointer}/results` : pointer);
  } else if (isCut || (counts.total ?? 0) > files.length) {
    const total = counts.total === undefined ? "" : ` of ${counts.total}`;
    const message = `The payload lists ${files.length}${total} files of the batch: fetch the other pages of its items`;
    log.add("section-missing", message, pointer);
  }
  if (newer !== undefined && files !== undefined && status === "FAILED")
    log.add("job-not-completed", "The batch is FAILED: its list of files may not be reliable", `${pointer}/status`);
}

/** How to get the files of a newer batch, which lists them only once it is completed. */
function howToList(status: string | undefined): string {
  const outcome = outcomeOf(status ?? "");
  if (outcome === "failed" || outcome === "cancelled") return `it is ${status}, so there may be no list of them`;
  return `fetch it with expand=results${outcome === "done" ? "" : " once it is COMPLETED"}`;
}
