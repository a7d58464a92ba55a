import { JobNotCompletedError, type WarningLog } from "../errors.ts";
import { excerpt } from "./excerpt.ts";
import { withoutLinkQueries } from "./links.ts";

/** What a status says of a job, whatever the age of the API. */
export type Outcome = "done" | "failed" | "cancelled" | "pending";

const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ["COMPLETED", "done"],
  ["SUCCESS", "done"],
  ["PARTIAL_SUCCESS", "done"],
  ["FAILED", "failed"],
  ["ERROR", "failed"],
  ["CANCELLED", "cancelled"],
  ["CREATED", "pending"],
  ["PENDING", "pending"],
  ["THROTTLED", "pending"],
  ["DISPATCHED", "pending"],
  ["PROCESSING", "pending"],
  ["RUNNING", "pending"],
]);
/** v1 words → the newest ones. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["SUCCESS", "COMPLETED"],
  ["ERROR", "FAILED"],
  ["CREATED", "PENDING"],
]);

/** What the status means, in either case; undefined for one nobody has heard of. */
export function outcomeOf(status: string): Outcome | undefined {
  return outcomes.get(status.toUpperCase());
}

/** The status in the words of the newest API, in upper case. */
export function toStatus(status: string): string {
  const upper = status.toUpperCase();
  return renamed.get(upper) ?? upper;
}

/** Whether a job is done, but not all of it. */
export function isPartial(status: string): boolean {
  return status.toUpperCase() === "PARTIAL_SUCCESS";
}

/**
 * Throws a JobNotCompletedError unless the job is done; any other one passes with a warning when `allowUnfinished` is set.
 *
 * A job that is done in part, or has a status nobody has heard of, passes with a warning.
 */
export function assertCompleted(
  job: { readonly noun: string; readonly status: string; readonly serviceMessage: string | undefined; readonly pointer: string },
  allowUnfinished: boolean,
  log: WarningLog,
): void {
  const outcome = outcomeOf(job.status);
  if (outcome === "done" && !isPartial(job.status)) return;
  const shown = excerpt(job.status);
  if (outcome === undefined) {
    log.add("status-unknown", `The status of the ${job.noun} is "${shown}", which is unknown: it is read as completed`, job.pointer);
    return;
  }
  const said = job.serviceMessage === undefined ? undefined : withoutLinkQueries(job.serviceMessage);
  const message = `The ${job.noun} is ${shown}, not COMPLETED${said === undefined ? "" : `: the service says "${said.slice(0, 300).toWellFormed()}"`}`;
  if (outcome !== "done" && !allowUnfinished)
    throw new JobNotCompletedError(`Cannot read the result: ${message[0]?.toLowerCase()}${message.slice(1)}`, job.pointer, shown, said);
  log.add("job-not-completed", message, job.pointer);
}
