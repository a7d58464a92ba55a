import { audit, auditFields } from "../../audit/audit.ts";
import type { Severity } from "../../audit/codes.ts";
import { counted } from "../../audit/finding.ts";
import type { AuditReport } from "../../audit/report.ts";
import { type PayloadKind, payloadKind } from "../../payload/kind.ts";
import { withoutLinkQueries } from "../../payload/links.ts";
import { FindingsError, UsageError } from "../errors.ts";
import { findingLines } from "../findings.ts";
import { readJson } from "../input.ts";
import { type Inspection, inspectBatch, inspectSidecar } from "../inspection.ts";
import { type LoadOptions, loadExtract, loadGrounding, toExtract, toParse } from "../load.ts";
import { countExtras, reportDocument, reportFields } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { documentRows, fieldRows, row } from "../summary.ts";
import { printableLine } from "../terminal.ts";

export interface InspectOptions extends CommonOptions, LoadOptions {
  readonly extract?: string;
  readonly below: number;
  readonly failOn?: "error" | "warning";
}

/** What a payload holds, and what is missing, doubtful or broken in it. The summary is the data; quiet, there is only the exit code. */
export async function inspect(paths: readonly string[], options: InspectOptions): Promise<CommandResult & Pick<AuditReport, "counts">> {
  const { title, rows, report: found, audited } = await inspection(paths, options);
  const { counts, findings } = audited;
  const report = { ...found, counts, findings };
  if (options.json === true) return { title, lines: [], report, counts };
  const lines = [title, ...rows, ...findingLines(audited)];
  return {
    title: "",
    lines: [],
    report,
    counts,
    ...(options.quiet ? {} : { stdout: `${lines.map((line) => printableLine(withoutLinkQueries(line))).join("\n")}\n` }),
  };
}

async function inspection(paths: readonly string[], options: InspectOptions): Promise<Inspection> {
  const inputs: unknown[] = [];
  for (const path of paths) inputs.push(await readJson(path));
  const input = inputs.length === 1 ? inputs[0] : inputs;
  const [kind, ...others] = inputs.map(payloadKind);
  const isExtract = (one: PayloadKind | undefined): boolean => one?.startsWith("extract-") === true;
  if ((kind?.startsWith("parse-") && others.some(isExtract)) || (isExtract(kind) && others.some((one) => one.startsWith("parse-"))))
    throw new UsageError("There are a parse result and an extract job: give the extract job as --extract");
  switch (kind) {
    case "extract-job":
    case "extract-v1-run":
    case "extract-v1-job":
      return inspectExtract(input, paths, options);
    case "batch":
    case "batch-status":
    case "batch-item":
      return inspectBatch(inputs, paths);
    case "grounded-items":
      return inspectSidecar(input, paths);
    default:
      return inspectParse(input, paths, options);
  }
}

async function inspectParse(input: unknown, paths: readonly string[], options: InspectOptions): Promise<Inspection> {
  const { below, extract } = options;
  const { result, document } = toParse(input, paths, options, await loadGrounding(options));
  const { id, status, tier } = result.job ?? {};
  const found = extract === undefined ? undefined : await loadExtract(extract, document, options);
  const { fields: cited = [], warnings = [] } = found ?? {};
  const audited = audit(document, { fields: cited, warnings, confidenceBelow: below });
  const { pages, ...rest } = reportDocument(document);
  const fields = found === undefined ? undefined : reportFields(found.fields, below);
  const { empty, missing } = audited.pages;
  const extras = countExtras(document);
  return {
    title: `Parse result${id === undefined ? "" : ` ${id}`}`,
    rows: [
      ...(status === undefined ? [] : [row("status", tier === undefined ? status : `${status}, tier ${tier}`)]),
      ...documentRows({ pages, ...rest }),
      ...(Object.keys(extras).length === 0
        ? []
        : [
            row(
              "also",
              Object.entries(extras)
                .map(([kind, count]) => counted(count, nouns[kind] ?? kind))
                .join(", "),
            ),
          ]),
      ...(fields === undefined ? [] : fieldRows(fields, below)),
    ],
    report: {
      kind: "parse-result",
      status,
      pages: { ...pages, empty, missing },
      ...rest,
      extras,
      ...(fields === undefined ? {} : { fields }),
    },
    audited,
  };
}

const nouns: Readonly<Record<string, string>> = {
  revisions: "revision",
  lineNumbers: "line number",
  forms: "form",
  speakerNotes: "speaker note",
  imageFiles: "image file",
};

function inspectExtract(input: unknown, paths: readonly string[], { below, extract, allowUnfinished = false }: InspectOptions): Inspection {
  if (extract !== undefined)
    throw new UsageError("The input is an extract job itself: give its parse result as the input, and it as --extract");
  const [path = "-", ...others] = paths;
  if (others.length > 0) throw new UsageError("There are several extract jobs: inspect one at a time");
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
