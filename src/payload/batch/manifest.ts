import { JobNotCompletedError, type PayloadError, type Warning, WarningLog } from "../../errors.ts";
import type { Batch } from "../batch.ts";
import { excerpt } from "../excerpt.ts";
import type { ExtractJob } from "../extract.ts";
import type { ParseResult } from "../parse.ts";
import { present } from "../present.ts";
import { isPartial, type Outcome, outcomeOf } from "../status.ts";
import type { BatchFile } from "./file.ts";

/** What reading the payload of a job gave: a result, or the error that says why there is none. */
export type JobResult = ParseResult | ExtractJob | PayloadError;

/** A result that names its own job, or any result beside the id of its job. */
export type GivenResult = ParseResult | ExtractJob | { readonly jobId: string; readonly result: JobResult };

/** One file of a batch and what became of it. */
export interface ManifestEntry {
  /** Of the file in the payload of the batch. */
  readonly pointer: string;
  readonly fileId?: string;
  readonly name?: string;
  readonly jobId?: string;
  /** `missing`: the batch is done with the file, but its result is not at hand. */
  readonly state: BatchFile["status"] | "missing";
  /** Says why, in words. */
  readonly reason: string;
  readonly result?: ParseResult | ExtractJob;
  /** Why the payload of the job could not be read. */
  readonly error?: PayloadError;
}

/** Every file of a batch, and what is at hand for it. */
export interface BatchManifest {
  readonly batchId?: string;
  /** In upper case; absent where the payload does not say it. */
  readonly batchStatus?: string;
  /** The service's own words about the batch, without the queries of links. */
  readonly batchMessage?: string;
  /** In the order of the batch. */
  readonly entries: readonly ManifestEntry[];
  readonly counts: Readonly<Record<ManifestEntry["state"], number>>;
  /** The given results that stand in no entry, in the order in which they were given. */
  readonly unmatched: readonly GivenResult[];
  readonly warnings: readonly Warning[];
}

/**
 * Every file of the batch once, with the result of its job where that is at hand, and the reason where it is not.
 *
 * Each given result is in one entry or in `unmatched`, whatever their order: of two that are of one job the one that could be read is taken,
 * and none where both could.
 */
export function batchManifest(batch: Batch, results: readonly GivenResult[]): BatchManifest {
  const log = new WarningLog();
  const counts = { done: 0, failed: 0, skipped: 0, cancelled: 0, pending: 0, missing: 0 };
  const byJob = indexed(results);
  const owners = new Map<string, BatchFile>();
  const taken = new Set<GivenResult>();
  if (batch.files === undefined) log.add("section-missing", "The batch does not list its files: no result can be matched", "");
  const entries = (batch.files ?? []).map((file): ManifestEntry => {
    const { jobId, pointer } = file;
    const owner = jobId === undefined ? undefined : owners.get(jobId);
    if (jobId !== undefined && owner === undefined) owners.set(jobId, file);
    const candidates = jobId === undefined || owner !== undefined ? [] : (byJob.get(jobId) ?? []).filter((given) => !taken.has(given));
    const chosen = choose(candidates);
    if (chosen !== undefined) taken.add(chosen);
    const count = candidates.length;
    const job = excerpt(jobId ?? "");
    if (owner !== undefined)
      log.add("job-duplicate", `The job ${job} is that of the file at ${owner.pointer} too: its result is there`, pointer);
    if (count > 1) {
      const outcome = chosen === undefined ? "none is taken" : "the one that could be read is taken";
      log.add("job-duplicate", `${count} of the results are of the job ${job}: ${outcome}`, pointer);
    }
    const result = chosen === undefined ? undefined : resultOf(chosen);
    const told = result === undefined ? withoutResult(file, owner, count) : withResult(file, result);
    counts[told.state]++;
    const { fileId, name } = file;
    const found = result instanceof Error ? { error: result } : { result };
    return present({ pointer, fileId, name, jobId, ...told, ...found });
  });
  const unmatched = results.filter((given) => !taken.has(given));
  const facts = present({ batchId: batch.id, batchStatus: batch.status, batchMessage: batch.serviceMessage });
  return { ...facts, entries, counts, unmatched, warnings: log.list() };
}

/** The results by each id of their jobs. */
function indexed(results: readonly GivenResult[]): ReadonlyMap<string, GivenResult[]> {
  const byJob = new Map<string, GivenResult[]>();
  for (const given of new Set(results)) {
    for (const id of jobIds(given)) {
      const same = byJob.get(id);
      if (same === undefined) byJob.set(id, [given]);
      else same.push(given);
    }
  }
  return byJob;
}

function jobIds(given: GivenResult): ReadonlySet<string> {
  const ids = "result" in given ? [given.jobId] : "pages" in given ? [given.job?.id] : [given.id, given.jobId];
  return new Set(ids.filter((id) => id !== undefined));
}

function resultOf(given: GivenResult): JobResult {
  return "result" in given ? given.result : given;
}

/** The only one, or the only one that could be read. */
function choose(candidates: readonly GivenResult[]): GivenResult | undefined {
  const read = candidates.filter((given) => !(resultOf(given) instanceof Error));
  const [first, ...others] = read.length > 0 ? read : candidates;
  return others.length === 0 ? first : undefined;
}

type Told = Pick<ManifestEntry, "state" | "reason">;

/** What the batch alone says of a file. */
function withoutResult({ status, jobId, reason }: BatchFile, owner: BatchFile | undefined, candidates: number): Told {
  const said = reason === undefined ? "" : `: ${reason}`;
  switch (status) {
    case "failed":
      return { state: status, reason: `the batch ${jobId === undefined ? "gives no job for it" : "says that it failed"}${said}` };
    case "skipped":
      return { state: status, reason: `the batch skipped it${said}` };
    case "cancelled":
      return { state: status, reason: `the batch was cancelled before it was done with it${said}` };
    case "pending":
      return { state: status, reason: `the batch is not done with it${said}` };
    case "done":
      return { state: "missing", reason: whyMissing(jobId, owner, candidates) };
  }
}

function whyMissing(jobId: string | undefined, owner: BatchFile | undefined, candidates: number): string {
  if (jobId === undefined) return "the batch is done with it, but names no job";
  const job = excerpt(jobId);
  if (owner !== undefined) return `the result of job ${job} is that of the file at ${owner.pointer}`;
  if (candidates > 1) return `${candidates} results at hand are of job ${job}: give one of them`;
  return `the result of job ${job} is not at hand`;
}

/** What the result of its job says of a file. */
function withResult(file: BatchFile, result: JobResult): Told {
  if (result instanceof JobNotCompletedError) return unfinished(result.status, result.serviceMessage);
  if (result instanceof Error) return { state: "failed", reason: `the result could not be read: ${result.message}` };
  const { status, said } =
    "pages" in result ? { status: result.job?.status, said: undefined } : { status: result.status, said: result.serviceMessage };
  if (status !== undefined && (outcomeOf(status) ?? "done") !== "done") return unfinished(status, said);
  const failed = "pages" in result ? result.pages.filter((page) => page.error !== undefined).length : 0;
  const facts = [
    "done",
    status !== undefined && isPartial(status) ? `the job is only a partial success${said === undefined ? "" : `: ${said}`}` : undefined,
    "pages" in result && failed > 0 ? `${failed} of ${result.pages.length} pages failed` : undefined,
    file.status === "done"
      ? undefined
      : `though the batch says that it is ${file.status}${file.reason === undefined ? "" : `: ${file.reason}`}`,
  ];
  return { state: "done", reason: facts.filter((fact) => fact !== undefined).join(", ") };
}

function unfinished(status: string, said: string | undefined): Told {
  const outcome: Outcome = outcomeOf(status) ?? "failed";
  return {
    state: outcome === "done" ? "failed" : outcome,
    reason: `the job is ${excerpt(status)}${said === undefined ? "" : `: ${said}`}`,
  };
}
