import { toOutput } from "../destination.ts";
import { UsageError } from "../errors.ts";
import { nameOf } from "../input.ts";
import { loadExtract, loadParse } from "../load.ts";
import { annotateFile, type PdfOptions, toMark } from "../pdf.ts";
import { publicWarnings, reportPdf } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { pdfLine, warningLines } from "../summary.ts";

export interface AnnotateCommandOptions extends CommonOptions, PdfOptions {
  readonly pdf: string;
  readonly extract?: string;
  readonly parse?: string;
}

/** The PDF with the citations of an extract job marked, or, without one, the items of a parse result. */
export async function annotate(options: AnnotateCommandOptions): Promise<CommandResult> {
  if (options.extract === undefined && options.parse === undefined) {
    throw new UsageError("There is nothing to mark: give an extract job with --extract, a parse result with --parse, or both");
  }
  const parsed = options.parse === undefined ? undefined : await loadParse([options.parse], options);
  const extract = options.extract === undefined ? undefined : await loadExtract(options.extract, parsed?.document, options);
  const pdf = await annotateFile(options.pdf, toMark(parsed?.document, extract), options);
  const warnings = [...(parsed?.document.warnings ?? []), ...(extract?.warnings ?? []), ...pdf.warnings];
  const report = { pdf: reportPdf(pdf), warnings: publicWarnings(warnings) };
  const lines = [pdfLine(report.pdf), ...warningLines(report.warnings)];
  return { title: `Annotated ${nameOf(options.pdf)}`, lines, report, ...toOutput(pdf.bytes, options) };
}
