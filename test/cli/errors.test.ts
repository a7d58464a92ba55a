import { expect, test } from "vitest";
import { failureOf, InputError, UsageError } from "../../src/cli/errors.ts";
import { JobNotCompletedError, PayloadError, PdfError } from "../../src/errors.ts";

const failures: [error: unknown, code: string, exitCode: number, reason: string][] = [
  [new UsageError("x"), "usage", 2, "the caller's mistake"],
  [new InputError("x"), "input-unreadable", 3, "the input's fault"],
  [new PayloadError("json-invalid", "x"), "json-invalid", 3, "the input's fault"],
  [new PdfError("pdf-damaged", "x"), "pdf-damaged", 3, "the input's fault"],
  [new RangeError("x"), "out-of-range", 3, "a page that the PDF lacks"],
  [new JobNotCompletedError("x", "/job/status", "FAILED"), "job-not-completed", 5, "worth another call later"],
  [new RangeError("Maximum call stack size exceeded"), "unexpected", 1, "the engine's own, so our bug"],
  [new RangeError("Invalid string length"), "unexpected", 1, "the engine's own, so our bug"],
  [new TypeError("x"), "unexpected", 1, "our bug"],
  ["x", "unexpected", 1, "not even an error"],
];

test.each(failures)("failureOf() of %s is %s and %i: %s", (error, code, exitCode) => {
  expect(failureOf(error)).toMatchObject({ code, exitCode });
});

test("failureOf() shows no secret of a link, and of what is unexpected the first line only", () => {
  const { message } = failureOf(new Error("at https://files.example/a?sig=CANARY failed\n    at stack"));
  expect(message).toBe("Unexpected error: at https://files.example/a failed");
});
