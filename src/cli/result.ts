import { rm } from "node:fs/promises";
import { withoutLinkQueries } from "../payload/links.ts";
import { UsageError } from "./errors.ts";
import { type OutputFile, removePending, writeFiles } from "./output.ts";
import { fileLines } from "./summary.ts";
import { colored, printableLine, say, toJsonLine, writeStdout } from "./terminal.ts";

/** Flags every command has. */
export interface CommonOptions {
  readonly output?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly keepUrls?: boolean;
  readonly allowUnfinished?: boolean;
}

/** What a command has made: data for standard output or files, and what to say about it. */
export interface CommandResult {
  readonly title: string;
  readonly lines: readonly string[];
  readonly report: object;
  readonly stdout?: OutputFile["data"];
  readonly files?: readonly OutputFile[];
  /** Files of an earlier run that are removed when the new ones are written. */
  readonly obsolete?: readonly string[];
}

/** What the payload says of itself, such as its status, may be a link like any other text. */
function withoutQueries(report: object): object {
  return JSON.parse(JSON.stringify(report, (_, value) => (typeof value === "string" ? withoutLinkQueries(value) : value)));
}

/** Writes the data, then the summary: to standard error for people; with --json as one line, on standard output where no data stands there. */
export async function finish(
  { title, lines, report, stdout, files = [], obsolete = [] }: CommandResult,
  options: CommonOptions,
): Promise<void> {
  if (stdout instanceof Uint8Array && process.stdout.isTTY) throw new UsageError("The output is no text: give a file with -o");
  try {
    await writeFiles(files, options.force === true);
    for (const path of obsolete) await rm(path, { force: true });
    if (stdout !== undefined) await writeStdout(stdout);
  } finally {
    removePending();
  }
  if (options.json === true) {
    const shown = options.keepUrls ? { ...report, keepUrls: true } : withoutQueries(report);
    const line = toJsonLine({ ...shown, files: files.map((file) => file.path) });
    if (stdout === undefined) await writeStdout(line);
    else process.stderr.write(line);
    return;
  }
  // A warning about secrets is no summary: it is said to the quiet, too.
  if (options.keepUrls === true) say("Links are written with their queries, which may be secrets.");
  if (options.quiet === true) return;
  if (title !== "") process.stderr.write(`${colored("bold", printableLine(title))}\n`);
  for (const line of [...lines, ...fileLines(files.map((file) => file.path))]) say(line);
}
