import { UsageError } from "./errors.ts";
import { type OutputFile, writeFiles } from "./output.ts";
import { colored, printable, say, writeStdout } from "./terminal.ts";

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
  readonly stdout?: string | Uint8Array;
  readonly files?: readonly OutputFile[];
}

/** Writes the data, then the summary: to standard error for people; with --json as one line, on standard output where no data stands there. */
export async function finish({ title, lines, report, stdout, files = [] }: CommandResult, options: CommonOptions): Promise<void> {
  if (stdout instanceof Uint8Array && process.stdout.isTTY) throw new UsageError("The output is no text: give a file with -o");
  await writeFiles(files, options.force === true);
  if (stdout !== undefined) await writeStdout(stdout);
  if (options.keepUrls === true) say("Links are written with their queries, which may be secrets.");
  if (options.json === true) {
    const line = `${JSON.stringify({ ...report, files: files.map((file) => file.path) })}\n`;
    if (stdout === undefined) await writeStdout(line);
    else process.stderr.write(line);
    return;
  }
  if (options.quiet === true) return;
  process.stderr.write(`${colored("bold", printable(title))}\n`);
  for (const line of lines) say(line);
  if (files.length > 0) say(`  wrote     ${shownFiles(files.map((file) => file.path))}`);
}

function shownFiles(paths: readonly string[]): string {
  const shown = paths.slice(0, 20).join("\n            ");
  return paths.length > 20 ? `${shown}\n            and ${paths.length - 20} more` : shown;
}
