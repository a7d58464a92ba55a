#!/usr/bin/env node
import { exitCodes } from "./errors.ts";
import { removePending } from "./output.ts";
import { run } from "./run.ts";

for (const [signal, code] of [["SIGINT", exitCodes.interrupted] as const, ["SIGTERM", 143] as const, ["SIGHUP", 129] as const]) {
  process.once(signal, () => {
    removePending();
    process.exit(code);
  });
}
// A reader that has left, such as `head`, is no error; where there is nobody to tell, nothing is told.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") process.exitCode = exitCodes.unexpected;
});
process.stderr.on("error", () => {});

const code = await run(process.argv.slice(2));
if (code !== exitCodes.ok) process.exitCode = code;
