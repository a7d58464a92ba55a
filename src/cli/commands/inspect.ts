import { payloadKind } from "../../payload/kind.ts";
import { readJson } from "../input.ts";
import { toExtract, toParse } from "../load.ts";
import { publicWarnings, reportDocument, reportFields } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { documentLines, fieldLines, row, warningLines } from "../summary.ts";
import { printableLine } from "../terminal.ts";

/** What a payload holds: pages, items, tables, fields, warnings. The summary is the data; quiet, there is only the exit code. */
export async function inspect(path: string, options: CommonOptions): Promise<CommandResult> {
  const input = await readJson(path);
  const { allowUnfinished = false } = options;
  if (payloadKind(input) === "extract-job") {
    const { job, fields, warnings } = toExtract(input, path, undefined, allowUnfinished);
    const report = {
      kind: "extract-job",
      jobId: job.id,
      status: job.status,
      fields: reportFields(fields, 0.7),
      warnings: publicWarnings(warnings),
    };
    const lines = [
      row("status", job.status),
      row("target", job.target),
      ...fieldLines(report.fields, 0.7),
      ...warningLines(report.warnings),
    ];
    return told(`Extract job ${job.id}`, lines, report, options);
  }
  const { result, document } = toParse(input, path, allowUnfinished);
  const { id, status, tier } = result.job;
  const report = { kind: "parse-result", status, ...reportDocument(document), warnings: publicWarnings(document.warnings) };
  const lines = [
    row("status", tier === undefined ? status : `${status}, tier ${tier}`),
    ...documentLines(report),
    ...warningLines(report.warnings),
  ];
  return told(`Parse result ${id}`, lines, report, options);
}

function told(title: string, lines: readonly string[], report: object, { json = false, quiet = false }: CommonOptions): CommandResult {
  if (json) return { title, lines, report };
  return { title: "", lines: [], report, ...(quiet ? {} : { stdout: `${[title, ...lines].map(printableLine).join("\n")}\n` }) };
}
