import { join, relative } from "node:path";
import { recordsToCsv } from "../../csv/to-csv.ts";
import type { Warning } from "../../errors.ts";
import { fieldRecords } from "../../extract/records.ts";
import type { Highlight } from "../../highlight/highlight.ts";
import { highlights } from "../../highlight/highlights.ts";
import { markdownWriter } from "../../markdown/to-markdown.ts";
import { isRecord } from "../../payload/kind.ts";
import { present } from "../../payload/present.ts";
import { tables as tablesOf } from "../../table/tables.ts";
import type { Document, Page } from "../../tree/types.ts";
import { chunkLines } from "../chunk-lines.ts";
import { settingsOf } from "../chunk-settings.ts";
import { UsageError } from "../errors.ts";
import { assertReadable, namesOf, readJson } from "../input.ts";
import { type LoadedExtract, type LoadedJob, loadJob, resolveJob } from "../load.ts";
import { loadXlsx } from "../optional.ts";
import { type OutputFile, refuseExisting, refuseLink } from "../output.ts";
import { annotateFile, type PdfOptions, toMark } from "../pdf.ts";
import { recordLines } from "../record-lines.ts";
import { documentTally, notYetSaid, publicWarnings, reportChunks, reportFields, reportPdf, tableWarnings } from "../report.ts";
import type { CommandResult, CommonOptions } from "../result.ts";
import { openParse, type ParseSource, type SourceOptions } from "../source.ts";
import { Spools } from "../spool.ts";
import { chunkLine, documentLines, fieldLines, guardedLines, pdfLine, recordRows, warningLines } from "../summary.ts";
import { type GuardedPlace, tableCsvs } from "../table-csvs.ts";
import { isTableName } from "../table-names.ts";
import type { TokenizerName } from "../tokenizer.ts";
import { workbookTables } from "../workbook-tables.ts";

export interface ConvertOptions extends CommonOptions, PdfOptions, SourceOptions {
  readonly extract?: string;
  readonly pdf?: string;
  /** Of chunks, as is the tokenizer. */
  readonly maxTokens?: number;
  readonly tokenizer?: TokenizerName;
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
export async function convert(paths: readonly string[], options: ConvertOptions): Promise<CommandResult> {
  const { output: folder } = options;
  if (folder === undefined || folder === "-") throw new UsageError("convert writes several files: give a folder with -o");
  await refuseLink(join(folder, "tables"));
  const names = [
    "document.md",
    "chunks.jsonl",
    "tables.xlsx",
    reportName,
    ...(options.extract === undefined ? [] : ["fields.csv", "fields.xlsx"]),
  ];
  await refuseExisting(
    names.map((name) => join(folder, name)),
    options.force === true,
  );
  if (options.pdf !== undefined) await assertReadable(options.pdf);
  const source = await openParse(paths, options);
  const job = options.extract === undefined ? undefined : await loadJob(options.extract, options);
  const content = await contentPart(source, job, folder, options);
  const extract = job && resolveJob(job, content.cited);
  const marks = extract === undefined ? content.marks : highlights(extract.fields, content.cited);
  const parts = [
    content,
    ...(extract === undefined ? [] : [await fieldsPart(extract, folder, options)]),
    ...(options.pdf === undefined ? [] : [await pdfPart(options.pdf, marks, folder, options)]),
  ];
  const warnings = publicWarnings([...source.warnings().list(), ...parts.flatMap((part) => part.warnings)]);
  const guardedCells = parts.flatMap((part) => part.guardedCells ?? []);
  const made = parts.flatMap((part) => part.files);
  const written = [...made.map((file) => relative(folder, file.path)), reportName];
  const status = { status: source.head.job?.status };
  const report = Object.assign(status, ...parts.map((part) => part.report), { guardedCells, warnings });
  const files = [...made, { path: join(folder, reportName), data: `${JSON.stringify({ ...report, files: written }, null, 1)}\n` }];
  const lines = [...parts.flatMap((part) => part.lines), ...guardedLines(guardedCells), ...warningLines(warnings)];
  const obsolete = options.force ? await earlierFiles(join(folder, reportName), written) : [];
  const title = `Converted ${source.head.job?.id ?? namesOf(paths)}`;
  return { title, lines, report, files, obsolete: obsolete.map((name) => join(folder, name)) };
}

const reportName = "report.json";
const annotatedName = "annotated.pdf";

/** What the report of an earlier run lists and this run does not write: left beside the new files, it would pass for theirs. */
async function earlierFiles(path: string, names: readonly string[]): Promise<string[]> {
  const earlier: unknown = await readJson(path).catch(() => undefined);
  const files: unknown = isRecord(earlier) ? earlier.files : undefined;
  // Only names that a run gives: what a report says is no reason to remove anything else.
  const isOurs = (name: unknown): name is string =>
    typeof name === "string" && (/^[a-z]+\.[a-z]+$/.test(name) || (name.startsWith("tables/") && isTableName(name.slice(7))));
  return Array.isArray(files) ? files.filter(isOurs).filter((name) => !names.includes(name)) : [];
}

/** What the document itself gives, and what the later stages need of it. */
interface ContentPart extends Part {
  readonly marks: readonly Highlight[];
  /** The document; of a large one only the pages that the fields cite. */
  readonly cited: Document | undefined;
}

/** Reads the document once, window by window, and writes its markdown, chunks and tables along the way. */
async function contentPart(source: ParseSource, job: LoadedJob | undefined, folder: string, options: ConvertOptions): Promise<ContentPart> {
  const { maxTokens, tokenizer, keepUrls = false } = options;
  const settings = await settingsOf(present({ maxTokens, tokenizer, keepUrls }));
  const spools = new Spools();
  const tally = documentTally();
  const markdown = spools.open(join(folder, "document.md"));
  const write = markdownWriter({ keepUrls });
  const jsonl = spools.open(join(folder, "chunks.jsonl"));
  const records = recordLines({});
  const chunks = chunkLines(settings, records, jsonl);
  const csvs = tableCsvs(join(folder, "tables"), spools, { keepUrls });
  const workbook = workbookTables(source.isStreamed);
  const lints: Warning[] = [];
  const citedNumbers = new Set(job?.fields.flatMap((field) => field.citations.map((citation) => citation.pageNumber)));
  const marks: Highlight[] = [];
  const pages: Page[] = [];
  let cited: Document | undefined;
  let isEmpty = true;
  for await (const window of source.windows()) {
    tally.add(window);
    const text = write(window);
    isEmpty &&= text === "";
    await markdown.write(text);
    await chunks.add(window);
    for (const table of tablesOf(window)) {
      await csvs.add(table);
      workbook.add(table);
      for (const lint of tableWarnings([table])) lints.push(lint);
    }
    if (options.pdf !== undefined && job === undefined) for (const mark of toMark(window, undefined)) marks.push(mark);
    if (job === undefined) continue;
    for (const page of window.children) if (!source.isStreamed || isCited(page, citedNumbers)) pages.push(page);
    cited = { ...window, children: pages };
  }
  if (!isEmpty) await markdown.write("\n");
  const chunked = await chunks.end();
  const report = { ...tally.report(), chunks: reportChunks(chunked, settings.maxTokens), records: records.report() };
  const { jobId, stitchDecisions: decisions } = report;
  const sourceUrl = options.pdf === undefined ? {} : { sourceUrl: annotatedName };
  const ofDocument = source.warnings().list();
  const about = { jobId, warnings: [...ofDocument, ...lints], decisions };
  const made = await workbook.end(join(folder, "tables.xlsx"), about, { keepUrls, below: options.below, ...sourceUrl });
  const files = [
    { path: join(folder, "document.md"), data: await markdown.end() },
    { path: join(folder, "chunks.jsonl"), data: await jsonl.end() },
    ...csvs.files,
    ...made.files,
  ];
  const lines = [...documentLines(report), chunkLine(report.chunks), ...recordRows(report.records), ...made.lines];
  // Which pages failed is said of the document.
  const ofChunks = notYetSaid(ofDocument, chunked.warnings).filter(({ code }) => code !== "page-gap");
  const warnings = [...ofChunks, ...lints, ...made.warnings];
  return { files, report, lines, warnings, guardedCells: csvs.guardedCells, marks, cited };
}

/** Whether a page is cited, or holds the rows of a table that goes on to a cited page. */
function isCited(page: Page, numbers: ReadonlySet<number | undefined>): boolean {
  if (numbers.has(page.number)) return true;
  return page.children.some((child) => child.type === "table" && child.parts.some((part) => numbers.has(part.pageNumber)));
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
  const files = [{ path: join(folder, annotatedName), data: annotated.bytes }];
  return { files, report: { pdf: report }, lines: [pdfLine(report)], warnings: annotated.warnings };
}
