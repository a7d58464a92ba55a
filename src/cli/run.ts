import { CommanderError } from "commander";
import { exitCodes, type Failure, failureOf } from "./errors.ts";
import { removePending } from "./output.ts";
import { buildProgram } from "./program.ts";
import { colored, say, toJsonLine } from "./terminal.ts";

/** Runs the command that the arguments name and says what went wrong in one line; the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync(args, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    // Called without a command: the help stands there already.
    if (error instanceof CommanderError && error.code === "commander.help") return exitCodes.usage;
    const failure = error instanceof CommanderError ? usage(error) : failureOf(error);
    tell(failure, args.includes("--json"));
    return failure.exitCode;
  } finally {
    removePending();
  }
}

function usage({ message }: CommanderError): Failure {
  return { code: "usage", message: message.replace(/^error: /, "").replaceAll("\n", " "), exitCode: exitCodes.usage };
}

function tell({ code, message }: Failure, json: boolean): void {
  if (json) process.stderr.write(toJsonLine({ error: { code, message } }));
  else {
    process.stderr.write(colored("red", "postparse: "));
    say(message);
  }
}
