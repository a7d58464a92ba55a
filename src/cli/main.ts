#!/usr/bin/env node
import { CommanderError } from "commander";
import { exitCodes, failureOf } from "./errors.ts";
import { removePending } from "./output.ts";
import { buildProgram } from "./program.ts";
import { colored, say } from "./terminal.ts";

process.once("SIGINT", () => {
  removePending();
  process.exit(exitCodes.interrupted);
});
// A reader that has left, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await buildProgram().parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}

/** Says what went wrong in one line, and gives the exit code. */
function fail(error: unknown): number {
  const isUsage = error instanceof CommanderError;
  if (isUsage && error.exitCode === 0) return exitCodes.ok;
  const { code, message, exitCode } = isUsage
    ? { code: "usage", message: error.message.replace(/^error: /, "").replaceAll("\n", " "), exitCode: exitCodes.usage }
    : failureOf(error);
  if (process.argv.includes("--json")) process.stderr.write(`${JSON.stringify({ error: { code, message } })}\n`);
  else {
    process.stderr.write(colored("red", "postparse: "));
    say(message);
  }
  return exitCode;
}
