import { type AuditReport, audit, auditFields } from "../../audit/audit.ts";
import type { Severity } from "../../audit/codes.ts";
import { payloadKind } from "../../payload/kind.ts";
import { FindingsError, UsageError } from "../errors.ts";
import { findingLines } from "../findings.ts";
import { readJson } from "../input.ts";
import { loadExtract, loadGrounding, toExtract, toParse } from "../load.ts";
import { reportDocument, reportFields } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { counted, documentRows, fieldRows, row } from "../summary.ts";
import { printableLine } from "../terminal.ts";

export interface InspectOptions extends CommonOptions {
  readonly extract?: string;
  readonly below: number;
  readonly failOn?: "error" | "warning";
}

/** What was read of a payload of some kind, as rows for people and as data, and what is wrong with it. */
interface Inspection {
  readonly title: string;
  readonly rows: readonly string[];
  readonly report: object;
  readonly audited: AuditReport;
}

/** What a payload holds, and what is missing, doubtful or broken in it. The summary is the data; quiet, there is only the exit code. */
export async function inspect(path: string, options: InspectOptions): Promise<CommandResult & Pick<AuditReport, "counts">> {
  const { title, rows, report: found, audited } = await inspection(await readJson(path), path, options);
  const { counts, findings } = audited;
  const report = { ...found, counts, findings };
  if (options.json === true) return { title, lines: [], report, counts };
  const lines = [title, ...rows, ...findingLines(audited)];
  return { title: "", lines: [], report, counts, ...(options.quiet ? {} : { stdout: `${lines.map(printableLine).join("\n")}\n` }) };
}

async function inspection(input: unknown, path: string, options: InspectOptions): Promise<Inspection> {
  switch (payloadKind(input)) {
    case "extract-job":
    case "extract-v1-run":
      return inspectExtract(input, path, options);
    default:
      return inspectParse(input, path, options);
  }
}

async function inspectParse(input: unknown, path: string, options: InspectOptions): Promise<Inspection> {
  const { below, extract } = options;
  const { result, document } = toParse(input, [path], options, await loadGrounding(options));
  const { id, status, tier } = result.job ?? {};
  const found = extract === undefined ? undefined : await loadExtract(extract, document, options);
  const { fields: cited = [], warnings = [] } = found ?? {};
  const audited = audit(document, { fields: cited, warnings, confidenceBelow: below });
  const { pages, ...rest } = reportDocument(document);
  const fields = found === undefined ? undefined : reportFields(found.fields, below);
  const { empty, missing } = audited.pages;
  return {
    title: `Parse result${id === undefined ? "" : ` ${id}`}`,
    rows: [
      ...(status === undefined ? [] : [row("status", tier === undefined ? status : `${status}, tier ${tier}`)]),
      ...documentRows({ pages, ...rest }),
      ...(fields === undefined ? [] : fieldRows(fields, below)),
    ],
    report: { kind: "parse-result", status, pages: { ...pages, empty, missing }, ...rest, ...(fields === undefined ? {} : { fields }) },
    audited,
  };
}

function inspectExtract(input: unknown, path: string, { below, extract, allowUnfinished = false }: InspectOptions): Inspection {
  if (extract !== undefined)
    throw new UsageError("The input is an extract job itself: give its parse result as the input, and it as --extract");
  const { job, fields: found, warnings } = toExtract(input, path, undefined, allowUnfinished);
  const fields = reportFields(found, below);
  return {
    title: `Extract job ${job.id ?? "without an id"}`,
    rows: [row("status", job.status), row("target", job.target), ...fieldRows(fields, below)],
    report: { kind: "extract-job", jobId: job.id, status: job.status, fields },
    audited: auditFields(found, { warnings, confidenceBelow: below }),
  };
}

/** Throws a FindingsError when there is a finding as grave as asked, or graver. */
export function failOn({ error, warning }: Readonly<Record<Severity, number>>, severity: InspectOptions["failOn"]): void {
  const found = [
    ...(error > 0 ? [counted(error, "error")] : []),
    ...(severity === "warning" && warning > 0 ? [counted(warning, "warning")] : []),
  ];
  if (severity !== undefined && found.length > 0) throw new FindingsError(`The audit found ${found.join(" and ")} (--fail-on ${severity})`);
}
