import { join, relative } from "node:path";
import { chunkDocument } from "../../chunk/chunk.ts";
import { approx } from "../../chunk/tokens.ts";
import { recordsToCsv } from "../../csv/to-csv.ts";
import type { Warning } from "../../errors.ts";
import { fieldRecords } from "../../extract/records.ts";
import type { Highlight } from "../../highlight/highlight.ts";
import { toMarkdown } from "../../markdown/to-markdown.ts";
import { isRecord } from "../../payload/kind.ts";
import { tables as tablesOf } from "../../table/tables.ts";
import { UsageError } from "../errors.ts";
import { readJson } from "../input.ts";
import { toJsonl } from "../jsonl.ts";
import { type LoadedExtract, type LoadedParse, loadExtract, loadParse } from "../load.ts";
import { loadXlsx } from "../optional.ts";
import { type OutputFile, refuseLink } from "../output.ts";
import { annotateFile, type PdfOptions, toMark } from "../pdf.ts";
import { publicWarnings, reportChunks, reportDocument, reportFields, reportPdf } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { chunkLine, documentLines, fieldLines, guardedLines, pdfLine, warningLines } from "../summary.ts";
import { type GuardedPlace, tableCsvs } from "../table-csvs.ts";

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
  readonly guardedCells?: readonly GuardedPlace[];
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
  const guardedCells = parts.flatMap((part) => part.guardedCells ?? []);
  const made = parts.flatMap((part) => part.files);
  const names = [...made.map((file) => relative(folder, file.path)), reportName];
  const status = { status: parsed.result.job?.status };
  const report = Object.assign(status, document, ...parts.map((part) => part.report), { guardedCells, warnings });
  const files = [...made, { path: join(folder, reportName), data: `${JSON.stringify({ ...report, files: names }, null, 1)}\n` }];
  const lines = [
    ...documentLines(document),
    ...parts.flatMap((part) => part.lines),
    ...guardedLines(guardedCells),
    ...warningLines(warnings),
  ];
  const obsolete = options.force ? await earlierFiles(join(folder, reportName), names) : [];
  return { title: `Converted ${document.jobId}`, lines, report, files, obsolete: obsolete.map((name) => join(folder, name)) };
}

const reportName = "report.json";

/** What the report of an earlier run lists and this run does not write: left beside the new files, it would pass for theirs. */
async function earlierFiles(path: string, names: readonly string[]): Promise<string[]> {
  const earlier: unknown = await readJson(path).catch(() => undefined);
  const files: unknown = isRecord(earlier) ? earlier.files : undefined;
  // Only names that a run gives: what a report says is no reason to remove anything else.
  const isOurs = (name: unknown): name is string =>
    typeof name === "string" && /^(?:tables\/table-p\d+-\d+\.csv|[a-z]+\.[a-z]+)$/.test(name);
  return Array.isArray(files) ? files.filter(isOurs).filter((name) => !names.includes(name)) : [];
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
  const { csvs, guardedCells } = tableCsvs(found, keepUrls);
  const { workbookModel, writeXlsx } = await loadXlsx();
  const model = workbookModel(found, { keepUrls });
  const files = [
    ...csvs.map(({ name, text }) => ({ path: join(folder, "tables", name), data: text })),
    { path: join(folder, "tables.xlsx"), data: await writeXlsx(model) },
  ];
  return { files, report: {}, lines: [], warnings: model.warnings, guardedCells };
}

async function fieldsPart({ fields, warnings }: LoadedExtract, folder: string, { below, keepUrls = false }: ConvertOptions): Promise<Part> {
  const { fieldsWorkbook, writeXlsx } = await loadXlsx();
  const model = fieldsWorkbook(fields, { below, keepUrls });
  const report = reportFields(fields, below);
  const { text, guarded } = recordsToCsv(fieldRecords(fields, { keepUrls }), { keepUrls });
  const guardedCells = guarded.map(({ row, column }) => ({ file: "fields.csv", row, column }));
  const files = [
    { path: join(folder, "fields.csv"), data: text },
    { path: join(folder, "fields.xlsx"), data: await writeXlsx(model) },
  ];
  return { files, report: { fields: report }, lines: fieldLines(report, below), warnings: [...warnings, ...model.warnings], guardedCells };
}

async function pdfPart(path: string, marks: readonly Highlight[], folder: string, options: ConvertOptions): Promise<Part> {
  const annotated = await annotateFile(path, marks, options);
  const report = reportPdf(annotated);
  const files = [{ path: join(folder, "annotated.pdf"), data: annotated.bytes }];
  return { files, report: { pdf: report }, lines: [pdfLine(report)], warnings: annotated.warnings };
}
