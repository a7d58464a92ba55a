import { toMarkdown } from "../../markdown/to-markdown.ts";
import { toOutput } from "../destination.ts";
import { loadParse } from "../load.ts";
import { publicWarnings, reportDocument } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { warningLines } from "../summary.ts";

export interface MarkdownCommandOptions extends CommonOptions {
  readonly furniture?: boolean;
}

/** A parse result as markdown. */
export async function markdown(path: string, options: MarkdownCommandOptions): Promise<CommandResult> {
  const { document } = await loadParse(path, options);
  const text = toMarkdown(document, { furniture: options.furniture ? "keep" : "drop", keepUrls: options.keepUrls ?? false });
  const report = { ...reportDocument(document), warnings: publicWarnings(document.warnings) };
  return { title: `Markdown of ${document.jobId}`, lines: warningLines(report.warnings), report, ...toOutput(text, options) };
}
