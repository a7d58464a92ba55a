import { JobNotCompletedError, type WarningLog } from "../errors.ts";
import { excerpt } from "./excerpt.ts";
import { withoutLinkQueries } from "./links.ts";

const finished = new Set(["COMPLETED", "SUCCESS", "PARTIAL_SUCCESS"]);
const unfinished = new Set(["PENDING", "RUNNING", "FAILED", "CANCELLED", "THROTTLED", "ERROR", "CREATED"]);

/** Throws a JobNotCompletedError unless the job is done; a status nobody has heard of passes with a warning, any other one when `allowUnfinished` is set. */
export function assertCompleted(
  job: { readonly noun: string; readonly status: string; readonly serviceMessage: string | undefined; readonly pointer: string },
  allowUnfinished: boolean,
  log: WarningLog,
): void {
  const status = job.status.toUpperCase();
  if (finished.has(status)) return;
  const shown = excerpt(job.status);
  if (!unfinished.has(status)) {
    log.add("status-unknown", `The status of the ${job.noun} is "${shown}", which is unknown: it is read as completed`, job.pointer);
    return;
  }
  const said = job.serviceMessage === undefined ? undefined : withoutLinkQueries(job.serviceMessage);
  const message = `The ${job.noun} is ${shown}, not COMPLETED${said === undefined ? "" : `: the service says "${said.slice(0, 300).toWellFormed()}"`}`;
  if (!allowUnfinished)
    throw new JobNotCompletedError(`Cannot read the result: ${message[0]?.toLowerCase()}${message.slice(1)}`, job.pointer, shown, said);
  log.add("job-not-completed", message, job.pointer);
}
