import type { GuardedCell } from "../../csv/blocks.ts";
import { recordsToCsv } from "../../csv/to-csv.ts";
import type { Warning } from "../../errors.ts";
import type { ResolvedField } from "../../extract/citations.ts";
import { fieldRecords } from "../../extract/records.ts";
import { toOutput } from "../destination.ts";
import { loadExtract, loadParse } from "../load.ts";
import { loadXlsx } from "../optional.ts";
import { publicWarnings, reportFields } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { fieldLines, guardedLines, warningLines } from "../summary.ts";

export interface FieldsOptions extends CommonOptions {
  readonly to: "csv" | "xlsx" | "json";
  readonly below: number;
  /** The parse result the job was made from. */
  readonly parse?: string;
}

/** The fields of an extract job with value, confidence, page and quote. */
export async function fields(path: string, options: FieldsOptions): Promise<CommandResult> {
  const parsed = options.parse === undefined ? undefined : await loadParse([options.parse], options);
  const extract = await loadExtract(path, parsed?.document, options);
  const { data, warnings = [], guarded = [] } = await dataOf(extract.fields, options);
  const report = {
    jobId: extract.job.id,
    fields: reportFields(extract.fields, options.below),
    guardedCells: guarded.map(({ row, column }) => ({ row, column })),
    warnings: publicWarnings([...extract.warnings, ...(parsed?.document.warnings ?? []), ...warnings]),
  };
  const lines = [...fieldLines(report.fields, options.below), ...guardedLines(guarded), ...warningLines(report.warnings)];
  return { title: `Fields of ${extract.job.id ?? "a job without an id"}`, lines, report, ...toOutput(data, options) };
}

interface Output {
  readonly data: string | Uint8Array;
  readonly warnings?: readonly Warning[];
  readonly guarded?: readonly GuardedCell[];
}

async function dataOf(resolved: readonly ResolvedField[], { to, below, keepUrls = false }: FieldsOptions): Promise<Output> {
  switch (to) {
    case "csv": {
      const { text, guarded } = recordsToCsv(fieldRecords(resolved, { keepUrls }), { keepUrls });
      return { data: text, guarded };
    }
    case "xlsx": {
      const { fieldsWorkbook, writeXlsx } = await loadXlsx();
      const model = fieldsWorkbook(resolved, { below, keepUrls });
      return { data: await writeXlsx(model), warnings: model.warnings };
    }
    case "json": {
      const { header, rows } = fieldRecords(resolved, { keepUrls });
      const objects = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
      return { data: `${JSON.stringify(objects, null, 1)}\n` };
    }
  }
}
