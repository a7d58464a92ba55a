import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { type AnnotateCommandOptions, annotate } from "./commands/annotate.ts";
import { type ChunkCommandOptions, chunk } from "./commands/chunk.ts";
import { type ConvertOptions, convert } from "./commands/convert.ts";
import { type FieldsOptions, fields } from "./commands/fields.ts";
import { inspect } from "./commands/inspect.ts";
import { type MarkdownCommandOptions, markdown } from "./commands/markdown.ts";
import { type TablesOptions, tables } from "./commands/tables.ts";
import { type CommonOptions, finish } from "./result.ts";

/** The command line; parsing runs the command and writes what it gives. */
export function buildProgram(): Command {
  const program = new Command("postparse")
    .description("Turns what LlamaParse and LlamaExtract return into markdown, chunks, tables, fields and highlighted PDFs.")
    .version(version())
    .showSuggestionAfterError()
    .addHelpText("after", "\nA file named - is standard input or output. Exit codes: 0 ok, 2 usage, 3 invalid input, 5 job not completed.");
  common(program.command("inspect <payload>"), "Say what a parse result or an extract job holds", false).action(
    async (path: string, options: CommonOptions) => finish(await inspect(path, options), options),
  );
  common(program.command("markdown <parse>"), "Write a parse result as markdown")
    .option("--furniture", "keep running headers and footers")
    .action(async (path: string, options: MarkdownCommandOptions) => finish(await markdown(path, options), options));
  common(program.command("tables <parse>"), "Write the tables of a parse result")
    .addOption(new Option("--to <format>", "what to write").choices(["csv", "xlsx", "json"]).default("csv"))
    .option("--table <n>", "only the table with this number, from 1", wholeNumber)
    .action(async (path: string, options: TablesOptions) => finish(await tables(path, options), options));
  common(program.command("chunk <parse>"), "Cut a parse result into chunks for retrieval")
    .option("--max-tokens <n>", "the most tokens of a chunk, headings included", wholeNumber, 512)
    .addOption(new Option("--tokenizer <name>", "what counts the tokens").choices(["approx", "bytes"]).default("approx"))
    .option("--document-id <id>", "part of every chunk id: a stable id of the source file")
    .addOption(new Option("--to <format>", "what to write").choices(["jsonl"]).default("jsonl"))
    .action(async (path: string, options: ChunkCommandOptions) => finish(await chunk(path, options), options));
  common(program.command("fields <extract>"), "Write the fields of an extract job with page, quote and confidence")
    .addOption(new Option("--to <format>", "what to write").choices(["csv", "xlsx", "json"]).default("csv"))
    .option("--parse <file>", "the parse result, to look up quotes in")
    .option("--below <confidence>", "what counts as low confidence", share, 0.7)
    .action(async (path: string, options: FieldsOptions) => finish(await fields(path, options), options));
  common(program.command("annotate"), "Mark citations, or the items of a parse result, in the source PDF")
    .requiredOption("--pdf <file>", "the PDF that was parsed")
    .option("--extract <file>", "an extract job, whose citations are marked")
    .option("--parse <file>", "the parse result; without --extract its items are marked")
    .option("--password-file <file>", "a file with the password of the PDF")
    .option("--full-save", "rewrite the PDF instead of appending to it")
    .action(async (options: AnnotateCommandOptions) => finish(await annotate(options), options));
  common(program.command("convert <parse>"), "Do it all at once, into a folder")
    .option("--extract <file>", "an extract job over the same document")
    .option("--pdf <file>", "the PDF that was parsed, to mark citations or items in")
    .option("--max-tokens <n>", "the most tokens of a chunk", wholeNumber, 512)
    .option("--below <confidence>", "what counts as low confidence", share, 0.7)
    .action(async (path: string, options: ConvertOptions) => finish(await convert(path, options), options));
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ outputError: () => {} });
  return program;
}

function common(command: Command, description: string, hasOutput: boolean = true): Command {
  command.description(description);
  if (hasOutput)
    command.option("-o, --output <path>", "a file, a folder, or - for standard output").option("--force", "replace what exists");
  return command
    .option("--json", "a summary for machines, one JSON object on a line")
    .option("-q, --quiet", "no summary")
    .option("--keep-urls", "write links with their queries, which may be secrets")
    .option("--allow-unfinished", "read what is there of a job that is not completed");
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError("Expected a whole number from 1.");
  return number;
}

function share(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !(number >= 0 && number <= 1)) throw new InvalidArgumentError("Expected a number from 0 to 1.");
  return number;
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
