import { markdownWriter } from "../../markdown/to-markdown.ts";
import { toOutput } from "../destination.ts";
import { namesOf } from "../input.ts";
import { refuseExisting } from "../output.ts";
import { documentTally, publicWarnings } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { openParse, type SourceOptions } from "../source.ts";
import { Spools } from "../spool.ts";
import { warningLines } from "../summary.ts";

export interface MarkdownCommandOptions extends CommonOptions, SourceOptions {
  readonly furniture?: boolean;
}

/** A parse result as markdown. */
export async function markdown(paths: readonly string[], options: MarkdownCommandOptions): Promise<CommandResult> {
  await refuseExisting([options.output], options.force === true);
  const source = await openParse(paths, options);
  const tally = documentTally();
  const write = markdownWriter({ furniture: options.furniture ? "keep" : "drop", keepUrls: options.keepUrls ?? false });
  const spool = new Spools().open(options.output);
  let isEmpty = true;
  for await (const window of source.windows()) {
    const text = write(window);
    isEmpty &&= text === "";
    await spool.write(text);
    tally.add(window);
  }
  if (!isEmpty) await spool.write("\n");
  const document = tally.report();
  const report = { ...document, warnings: publicWarnings(source.warnings().list()) };
  return {
    title: `Markdown of ${document.jobId ?? namesOf(paths)}`,
    lines: warningLines(report.warnings),
    report,
    ...toOutput(await spool.end(), options),
  };
}
