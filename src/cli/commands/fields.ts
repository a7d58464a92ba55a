import { recordsToCsv } from "../../csv/to-csv.ts";
import type { ResolvedField } from "../../extract/citations.ts";
import { fieldRecords } from "../../extract/records.ts";
import { toOutput } from "../destination.ts";
import { loadExtract, loadParse } from "../load.ts";
import { loadXlsx } from "../optional.ts";
import { publicWarnings, reportFields } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { fieldLines, warningLines } from "../summary.ts";

export interface FieldsOptions extends CommonOptions {
  readonly to: "csv" | "xlsx" | "json";
  readonly below: number;
  /** The parse result the job was made from. */
  readonly parse?: string;
}

/** The fields of an extract job with value, confidence, page and quote. */
export async function fields(path: string, options: FieldsOptions): Promise<CommandResult> {
  const parsed = options.parse === undefined ? undefined : await loadParse(options.parse, options);
  const extract = await loadExtract(path, parsed?.document, options);
  const report = {
    jobId: extract.job.id,
    fields: reportFields(extract.fields, options.below),
    warnings: publicWarnings([...extract.warnings, ...(parsed?.document.warnings ?? [])]),
  };
  const lines = [...fieldLines(report.fields, options.below), ...warningLines(report.warnings)];
  return { title: `Fields of ${extract.job.id}`, lines, report, ...toOutput(await dataOf(extract.fields, options), options) };
}

async function dataOf(resolved: readonly ResolvedField[], { to, below, keepUrls = false }: FieldsOptions): Promise<string | Uint8Array> {
  switch (to) {
    case "csv":
      return recordsToCsv(fieldRecords(resolved, { keepUrls }), { keepUrls }).text;
    case "xlsx":
      return (await loadXlsx()).fieldsToXlsx(resolved, { below, keepUrls });
    case "json": {
      const { header, rows } = fieldRecords(resolved, { keepUrls });
      const objects = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
      return `${JSON.stringify(objects, null, 1)}\n`;
    }
  }
}
