import { JobNotCompletedError, PayloadError, PdfError } from "../errors.ts";

/** What the process ends with. */
export const exitCodes = { ok: 0, unexpected: 1, usage: 2, invalidInput: 3, jobNotCompleted: 5, interrupted: 130 } as const;

/** The command was used in a way that cannot work; the message says what to do instead. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly code: string = "usage";
}

/** An input cannot be read: missing, a folder, not allowed, too large. */
export class InputError extends Error {
  override readonly name: string = "InputError";
  readonly code: string = "input-unreadable";
}

/** One line that a person understands, the code a program acts on, and what the process ends with. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exitCode: number;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof JobNotCompletedError) return { code: error.code, message: error.message, exitCode: exitCodes.jobNotCompleted };
  if (error instanceof PayloadError || error instanceof PdfError || error instanceof InputError) {
    return { code: error.code, message: error.message, exitCode: exitCodes.invalidInput };
  }
  if (error instanceof UsageError) return { code: error.code, message: error.message, exitCode: exitCodes.usage };
  // The library's word for an option or a page number that does not fit.
  if (error instanceof RangeError && !error.message.includes("call stack")) {
    return { code: "out-of-range", message: error.message, exitCode: exitCodes.invalidInput };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: "unexpected", message: `Unexpected error: ${message.split("\n")[0]}`, exitCode: exitCodes.unexpected };
}
