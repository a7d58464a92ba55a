import { ChunkError, JobNotCompletedError, PayloadError, PdfError } from "../errors.ts";
import { withoutLinkQueries } from "../payload/links.ts";

/** What the process ends with. */
export const exitCodes = { ok: 0, unexpected: 1, usage: 2, invalidInput: 3, jobNotCompleted: 5, findings: 6, interrupted: 130 } as const;

/** The command was used in a way that cannot work; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly code: string = "usage";
}

/** What the library refuses of its options is a wrong use of the command; `say` has its words in those of the command line. */
export function orUsageError<T>(work: () => T, say: (message: string) => string): T {
  try {
    return work();
  } catch (error) {
    throw isRefusal(error) ? new UsageError(say(error.message)) : error;
  }
}

/** Whether it is the library's word for a value that does not fit; the engine's own are bugs. */
function isRefusal(error: unknown): error is RangeError {
  return error instanceof RangeError && !/call stack|Invalid \w+ length/.test(error.message);
}

/** An input cannot be read: missing, a folder, not allowed, too large. */
export class InputError extends Error {
  override readonly name: string = "InputError";
  readonly code: string = "input-unreadable";
}

/** The input was read and told about; what --fail-on names is among the findings. */
export class FindingsError extends Error {
  override readonly name: string = "FindingsError";
  readonly code: string = "findings";
}

/** What a person understands, the code a program acts on, and what the process ends with. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

/** What to say about an error; links in it lose their queries. */
export function failureOf(error: unknown): Failure {
  const failure = (code: string, message: string, exitCode: number): Failure => ({ code, message: withoutLinkQueries(message), exitCode });
  if (error instanceof JobNotCompletedError) return failure(error.code, error.message, exitCodes.jobNotCompleted);
  if (error instanceof PayloadError || error instanceof PdfError || error instanceof InputError)
    return failure(error.code, error.message, exitCodes.invalidInput);
  if (error instanceof UsageError) return failure(error.code, error.message, exitCodes.usage);
  if (error instanceof FindingsError) return failure(error.code, error.message, exitCodes.findings);
  if (error instanceof ChunkError) return failure(error.code, error.message, exitCodes.invalidInput);
  if (isRefusal(error)) return failure("out-of-range", error.message, exitCodes.invalidInput);
  const message = error instanceof Error ? error.message : String(error);
  return failure("unexpected", `Unexpected error: ${message.split("\n")[0]}`, exitCodes.unexpected);
}
