import { readFile } from "node:fs/promises";
import type { Highlight } from "../../highlight/highlight.ts";
import { highlights, itemNodes } from "../../highlight/highlights.ts";
import type { Document } from "../../tree/types.ts";
import { toOutput } from "../destination.ts";
import { InputError, UsageError } from "../errors.ts";
import { readBytes } from "../input.ts";
import { type LoadedExtract, loadExtract, loadParse } from "../load.ts";
import { loadPdf } from "../optional.ts";
import { publicWarnings, reportPdf } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { pdfLine, warningLines } from "../summary.ts";

export interface AnnotateCommandOptions extends CommonOptions {
  readonly pdf: string;
  readonly extract?: string;
  readonly parse?: string;
  readonly passwordFile?: string;
  readonly fullSave?: boolean;
}

/** The PDF with the citations of an extract job marked, or, without one, the items of a parse result. */
export async function annotate(options: AnnotateCommandOptions): Promise<CommandResult> {
  if (options.extract === undefined && options.parse === undefined) {
    throw new UsageError("There is nothing to mark: give an extract job with --extract, a parse result with --parse, or both");
  }
  const parsed = options.parse === undefined ? undefined : await loadParse(options.parse, options);
  const extract = options.extract === undefined ? undefined : await loadExtract(options.extract, parsed?.document, options);
  const { annotate: annotatePdf } = await loadPdf();
  const pdf = await annotatePdf(await readBytes(options.pdf), toMark(parsed?.document, extract), {
    password: await passwordOf(options.passwordFile),
    save: options.fullSave ? "rewrite" : "auto",
  });
  const warnings = [...(parsed?.document.warnings ?? []), ...(extract?.warnings ?? []), ...pdf.warnings];
  const report = { pdf: reportPdf(pdf), warnings: publicWarnings(warnings) };
  const lines = [pdfLine(report.pdf), ...warningLines(report.warnings)];
  return { title: `Annotated ${options.pdf}`, lines, report, ...toOutput(pdf.bytes, options) };
}

/** The citations where there are fields, else every item with a place. */
export function toMark(document: Document | undefined, extract: LoadedExtract | undefined): Highlight[] {
  if (extract !== undefined) return highlights(extract.fields, document);
  return document === undefined ? [] : highlights(itemNodes(document), document);
}

/** A password on the command line would stand in the list of processes. */
async function passwordOf(path: string | undefined): Promise<string> {
  if (path === undefined) return "";
  try {
    return (await readFile(path, "utf8")).replace(/\r?\n$/, "");
  } catch {
    throw new InputError(`Cannot read the password in ${path}`);
  }
}
