import { join } from "node:path";
import { chunkDocument } from "../../chunk/chunk.ts";
import { approx } from "../../chunk/tokens.ts";
import { recordsToCsv, toCsv } from "../../csv/to-csv.ts";
import type { Warning } from "../../errors.ts";
import { fieldRecords } from "../../extract/records.ts";
import type { Highlight } from "../../highlight/highlight.ts";
import { toMarkdown } from "../../markdown/to-markdown.ts";
import { tables as tablesOf } from "../../table/tables.ts";
import { UsageError } from "../errors.ts";
import { toJsonl } from "../jsonl.ts";
import { type LoadedExtract, type LoadedParse, loadExtract, loadParse } from "../load.ts";
import { loadXlsx } from "../optional.ts";
import { type OutputFile, refuseLink } from "../output.ts";
import { annotateFile, type PdfOptions, toMark } from "../pdf.ts";
import { publicWarnings, reportChunks, reportDocument, reportFields, reportPdf } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { chunkLine, documentLines, fieldLines, pdfLine, warningLines } from "../summary.ts";
import { tableNames } from "../tables-json.ts";

export interface ConvertOptions extends CommonOptions, PdfOptions {
  readonly extract?: string;
  readonly pdf?: string;
  readonly maxTokens: number;
  readonly below: number;
}

/** What one stage adds to the outcome. */
interface Part {
  readonly files: readonly OutputFile[];
  readonly report: object;
  readonly lines: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Everything at once into a folder: markdown, chunks, tables, fields, the annotated PDF, and a report of it all. */
export async function convert(path: string, options: ConvertOptions): Promise<CommandResult> {
  const { output: folder } = options;
  if (folder === undefined || folder === "-") throw new UsageError("convert writes several files: give a folder with -o");
  await refuseLink(join(folder, "tables"));
  const parsed = await loadParse(path, options);
  const extract = options.extract === undefined ? undefined : await loadExtract(options.extract, parsed.document, options);
  const parts = [
    textPart(parsed, folder, options),
    await tablesPart(parsed, folder, options),
    ...(extract === undefined ? [] : [await fieldsPart(extract, folder, options)]),
    ...(options.pdf === undefined ? [] : [await pdfPart(options.pdf, toMark(parsed.document, extract), folder, options)]),
  ];
  const warnings = publicWarnings([...parsed.document.warnings, ...parts.flatMap((part) => part.warnings)]);
  const document = reportDocument(parsed.document);
  const report = Object.assign({ status: parsed.result.job.status }, document, ...parts.map((part) => part.report), { warnings });
  const files = [
    ...parts.flatMap((part) => part.files),
    { path: join(folder, "report.json"), data: `${JSON.stringify(report, null, 1)}\n` },
  ];
  const lines = [...documentLines(document), ...parts.flatMap((part) => part.lines), ...warningLines(warnings)];
  return { title: `Converted ${document.jobId}`, lines, report, files };
}

function textPart({ document }: LoadedParse, folder: string, { maxTokens, keepUrls = false }: ConvertOptions): Part {
  const result = chunkDocument(document, { maxTokens });
  const chunks = reportChunks(result, maxTokens, approx.id);
  const files = [
    { path: join(folder, "document.md"), data: toMarkdown(document, { keepUrls }) },
    { path: join(folder, "chunks.jsonl"), data: toJsonl(result.chunks) },
  ];
  return { files, report: { chunks }, lines: [chunkLine(chunks)], warnings: [] };
}

async function tablesPart({ document }: LoadedParse, folder: string, { keepUrls = false }: ConvertOptions): Promise<Part> {
  const found = tablesOf(document);
  const names = tableNames(found);
  const csvs = found.map((table) => toCsv(table, { keepUrls }));
  const guardedCells = csvs.flatMap((csv, index) => csv.guarded.map(({ row, column }) => ({ file: `${names[index]}.csv`, row, column })));
  const { workbookModel, writeXlsx } = await loadXlsx();
  const model = workbookModel(found, { keepUrls });
  const files = [
    ...csvs.map(({ text }, index) => ({ path: join(folder, "tables", `${names[index]}.csv`), data: text })),
    { path: join(folder, "tables.xlsx"), data: await writeXlsx(model) },
  ];
  return { files, report: { guardedCells }, lines: [], warnings: model.warnings };
}

async function fieldsPart({ fields, warnings }: LoadedExtract, folder: string, { below, keepUrls = false }: ConvertOptions): Promise<Part> {
  const { fieldsWorkbook, writeXlsx } = await loadXlsx();
  const model = fieldsWorkbook(fields, { below, keepUrls });
  const report = reportFields(fields, below);
  const files = [
    { path: join(folder, "fields.csv"), data: recordsToCsv(fieldRecords(fields, { keepUrls }), { keepUrls }).text },
    { path: join(folder, "fields.xlsx"), data: await writeXlsx(model) },
  ];
  return { files, report: { fields: report }, lines: fieldLines(report, below), warnings: [...warnings, ...model.warnings] };
}

async function pdfPart(path: string, marks: readonly Highlight[], folder: string, options: ConvertOptions): Promise<Part> {
  const annotated = await annotateFile(path, marks, options);
  const report = reportPdf(annotated);
  const files = [{ path: join(folder, "annotated.pdf"), data: annotated.bytes }];
  return { files, report: { pdf: report }, lines: [pdfLine(report)], warnings: annotated.warnings };
}
