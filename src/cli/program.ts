import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { withChunkFlags } from "./chunk-flags.ts";
import type { AnnotateCommandOptions } from "./commands/annotate.ts";
import type { ChunkCommandOptions } from "./commands/chunk.ts";
import type { ConvertOptions } from "./commands/convert.ts";
import type { FieldsOptions } from "./commands/fields.ts";
import type { InspectOptions } from "./commands/inspect.ts";
import type { MarkdownCommandOptions } from "./commands/markdown.ts";
import type { TablesOptions } from "./commands/tables.ts";
import { UsageError } from "./errors.ts";
import { grounding, healRows, keepUrls, maxTokens, share, stitch, tokenizer, wholeNumberFrom } from "./flags.ts";
import { finish } from "./result.ts";

const fileOutput = "the file to write; without it, or for -, standard output";

/** The command line; parsing runs the command and writes what it gives. A command is loaded when it is called: help and typing errors are told at once. */
export function buildProgram(): Command {
  const program = new Command("postparse")
    .description("Turns what LlamaParse and LlamaExtract return into markdown, chunks, tables, fields and highlighted PDFs.")
    .version(version())
    .showSuggestionAfterError()
    .hook("preAction", (_, command) => refuseTwoInputs(command))
    .addHelpText("after", "\nA file named - is standard input or output.\nSeveral <parse> files are the parts of one result.")
    .addHelpText(
      "after",
      "Exit codes: 0 ok, 1 unexpected, 2 usage, 3 invalid input, 5 job not completed,\n6 inspect found what --fail-on names.",
    );
  program
    .command("inspect <payload...>")
    .description("Say what a payload holds, and what is missing or doubtful in it")
    .option("--extract <file>", "an extract job over the parse result, to look up its quotes")
    .option("--below <confidence>", "what counts as low confidence", share, 0.7)
    .addOption(new Option("--fail-on <severity>", "exit with 6 on such a finding or a graver one").choices(["error", "warning"]))
    .addOption(grounding())
    .action(async (paths: readonly string[], options: InspectOptions) => {
      const { failOn, inspect } = await import("./commands/inspect.ts");
      const result = await inspect(paths, options);
      await finish(result, options);
      failOn(result.counts, options.failOn);
    });
  withOutput(program.command("markdown <parse...>"), "file", fileOutput)
    .description("Write a parse result as markdown")
    .option("--furniture", "keep running headers and footers")
    .addOption(keepUrls())
    .action(async (paths: readonly string[], options: MarkdownCommandOptions) =>
      finish(await (await import("./commands/markdown.ts")).markdown(paths, options), options),
    );
  withOutput(
    program.command("tables <parse...>"),
    "path",
    "the file to write, whose ending tells the format, or the folder for CSV; - is standard output",
  )
    .description("Write the tables of a parse result")
    .addOption(
      new Option("--to <format>", "what to write; without it the ending of -o tells, else it is csv").choices([
        "csv",
        "xlsx",
        "json",
        "html",
        "md",
      ]),
    )
    .addOption(stitch())
    .addOption(healRows())
    .option("--explain", "say which tables were joined or kept apart, and why")
    .option("--table <n>", "only this table; the summary lists their numbers", wholeNumberFrom(1))
    .option("--pages <range>", "only tables that stand on these pages, such as 1-5,10")
    .addOption(new Option("--values <kind>", "texts, or numbers and dates; a workbook is typed").choices(["raw", "typed"]))
    .addOption(new Option("--decimal <mark>", "the decimal mark of all numbers, where the tables do not prove it").choices([".", ","]))
    .addOption(new Option("--date-order <order>", "how dates such as 01/05/2024 are meant").choices(["dmy", "mdy"]))
    .addOption(new Option("--preset <name>", "the kind of CSV").choices(["rfc4180", "excel", "excel-eu", "tsv", "unix"]))
    .option("--provenance", "page and pointer of each row, in CSV and HTML")
    .option("--csvw", "a metadata file beside each CSV (W3C CSVW)")
    .option("--source-url <url>", "where the source PDF is, for links to its pages in a workbook")
    .addOption(keepUrls())
    .action(async (paths: readonly string[], options: TablesOptions) =>
      finish(await (await import("./commands/tables.ts")).tables(paths, options), options),
    );
  withChunkFlags(program.command("chunk <parse...>"))
    .description("Cut a parse result into chunks for retrieval")
    .action(async (paths: readonly string[], options: ChunkCommandOptions) =>
      finish(await (await import("./commands/chunk.ts")).chunk(paths, options), options),
    );
  withOutput(program.command("fields <extract>"), "file", fileOutput)
    .description("Write the fields of an extract job with page, quote and confidence")
    .addOption(new Option("--to <format>", "what to write").choices(["csv", "xlsx", "json"]).default("csv"))
    .option("--parse <file>", "the parse result, to look up quotes in")
    .option("--below <confidence>", "what counts as low confidence", share, 0.7)
    .addOption(keepUrls())
    .action(async (path: string, options: FieldsOptions) =>
      finish(await (await import("./commands/fields.ts")).fields(path, options), options),
    );
  withOutput(program.command("annotate"), "file", fileOutput)
    .description("Mark citations, or the items of a parse result, in the source PDF")
    .requiredOption("--pdf <file>", "the PDF that was parsed")
    .option("--extract <file>", "an extract job, whose citations are marked")
    .option("--parse <file>", "the parse result; without --extract its items are marked")
    .addOption(grounding())
    .option("--password-file <file>", "a file with the password of the PDF")
    .option("--full-save", "rewrite the PDF instead of appending to it")
    .action(async (options: AnnotateCommandOptions) => finish(await (await import("./commands/annotate.ts")).annotate(options), options));
  withOutput(program.command("convert <parse...>"), "folder", "the folder to write to, required")
    .description("Do it all at once, into a folder")
    .option("--extract <file>", "an extract job over the same document")
    .option("--pdf <file>", "the PDF that was parsed, to mark citations or items in")
    .addOption(grounding())
    .option("--password-file <file>", "a file with the password of the PDF")
    .addOption(maxTokens("the most tokens of a chunk"))
    .addOption(tokenizer())
    .option("--below <confidence>", "what counts as low confidence", share, 0.7)
    .addOption(stitch())
    .addOption(healRows())
    .addOption(keepUrls())
    .action(async (paths: readonly string[], options: ConvertOptions) =>
      finish(await (await import("./commands/convert.ts")).convert(paths, options), options),
    );
  for (const command of program.commands) {
    command
      .option("--json", "a summary for machines, one JSON object on a line")
      .option("-q, --quiet", "no summary")
      .option("--allow-unfinished", "read what is there of a job that is not completed");
  }
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ outputError: () => {} });
  return program;
}

function withOutput(command: Command, placeholder: string, description: string): Command {
  return command.option(`-o, --output <${placeholder}>`, description).option("--force", "replace what exists");
}

function refuseTwoInputs(command: Command): void {
  const { extract, parse, pdf, passwordFile, grounding } = command.opts<Record<string, string | undefined>>();
  if ([...command.args, extract, parse, pdf, passwordFile, grounding].filter((path) => path === "-").length > 1)
    throw new UsageError("Standard input can be read only once: give a file for all inputs but one");
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
