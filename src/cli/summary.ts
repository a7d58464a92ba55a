import { counted } from "../audit/finding.ts";
import type { Warning } from "../errors.ts";
import { cutAtCodePoint } from "../payload/excerpt.ts";
import type { RecordReport } from "./record-lines.ts";
import type { ChunkReport, DocumentReport, FieldReport, PdfReport, TableReport } from "./report.ts";

const shownEntries = 20;
const shownUnits = 120;

/** The lines a person reads about a document. */
export function documentLines(report: DocumentReport): string[] {
  const [pages = "", ...others] = documentRows(report);
  return [pages, ...listed(report.pages.failed, ({ pageNumber, error }) => `page ${pageNumber} failed: ${short(error)}`), ...others];
}

/** The same without the pages that failed. */
export function documentRows({ pages, items, tables }: DocumentReport): string[] {
  const types = Object.entries(items).map(([type, count]) => `${count} ${type}`);
  return [
    row("pages", `${pages.count - pages.failed.length} read, ${pages.failed.length} failed`),
    row("items", types.join(", ") || "none"),
    ...tableLines(tables),
  ];
}

/** The tables by the number that --table takes. */
export function tableLines(tables: readonly TableReport[]): string[] {
  const digits = String(tables.length).length;
  return [
    row("tables", tables.length === 0 ? "none" : String(tables.length)),
    ...listed(tables, (table, index) => `${String(index + 1).padStart(digits)}  ${tableLine(table)}`),
  ];
}

function tableLine({ pageNumbers, rows, columns, headerRows, origin, title, concerns }: TableReport): string {
  const [first = 0, last = first] = [pageNumbers[0], pageNumbers.at(-1)];
  const place = first === last ? `page ${first}` : `pages ${first} to ${last}`;
  const stitched = { service: "joined by the service", explicit: "joined as the service says", inferred: "joined by their looks" }[origin];
  const facts = [
    `${place}: ${counted(rows, "row")} × ${counted(columns, "column")}`,
    headerRows > 1 ? `${headerRows} header rows` : undefined,
    stitched === undefined ? undefined : `${stitched} from ${counted(pageNumbers.length, "page")}`,
    concerns > 0 ? `${counted(concerns, "concern")} of the service` : undefined,
    title === undefined ? undefined : `“${short(title, 60)}”`,
  ];
  return facts.filter((fact) => fact !== undefined).join(", ");
}

export function chunkLine({ count, tokens, maxTokens, tokenizer }: ChunkReport): string {
  const fill = count === 0 ? 0 : Math.round((100 * tokens) / count / maxTokens);
  return row("chunks", `${count} of at most ${maxTokens} tokens (${tokenizer}), ${fill} % full on average`);
}

/** What records could not hold of their chunks. */
export function recordRows({ target, shortened, dropped, sanitized }: RecordReport): string[] {
  const keys = Object.entries(dropped).map(([key, count]) => `${key} of ${count}`);
  return [
    ...(shortened === 0 ? [] : [row("shortened", `${counted(shortened, "record")}, for ${target} takes no more: ${keys.join(", ")}`)]),
    ...(sanitized === 0 ? [] : [row("replaced", `${counted(sanitized, "character")} that stores refuse, by U+FFFD`)]),
  ];
}

export function fieldLines(report: FieldReport, below: number): string[] {
  const [fields = "", ...others] = fieldRows(report, below);
  return [fields, ...listed(report.lowConfidence, ({ field, confidence }) => `${confidence.toFixed(2)}  ${short(field)}`), ...others];
}

/** The same without the fields of low confidence. */
export function fieldRows({ count, citations, lowConfidence }: FieldReport, below: number): string[] {
  const words: Record<string, string> = { "cited-box": "by box", quote: "by quote", page: "by page only", none: "not found" };
  const methods = Object.entries(citations.byMethod).map(([method, number]) => `${number} ${words[method] ?? method}`);
  const found = citations.count - (citations.byMethod.none ?? 0) - (citations.byMethod.page ?? 0);
  return [
    row("fields", `${count}, of which ${lowConfidence.length} below a confidence of ${below}`),
    row("citations", citations.count === 0 ? "none" : `${found} of ${citations.count} found: ${methods.join(", ")}`),
  ];
}

export function guardedLines(guarded: readonly object[]): string[] {
  return guarded.length === 0
    ? []
    : [row("guarded", `${guarded.length} CSV cells that a spreadsheet would take for a formula begin with '`)];
}

export function pdfLine({ save, drawn, notDrawn }: PdfReport): string {
  const saved = save === "incremental" ? "appended to the original bytes" : "rewritten";
  return row("pdf", `${drawn} marks drawn, ${notDrawn.length} not; ${saved}`);
}

export function warningLines(warnings: readonly Warning[]): string[] {
  return [
    row("warnings", warnings.length === 0 ? "none" : String(warnings.length)),
    ...listed(warnings, ({ code, message, pointer }) => `${code}  ${short(message, 300)}${pointer === "" ? "" : `  ${short(pointer)}`}`),
  ];
}

/** The files that were written. */
export function fileLines(paths: readonly string[]): string[] {
  const [first, ...others] = listed(paths, (path) => path);
  return first === undefined ? [] : [row("wrote", first.trimStart()), ...others];
}

export function row(label: string, text: string): string {
  return `  ${label.padEnd(10)}${text}`;
}

/** The first entries, a line each, and how many there are beyond. */
export function listed<T>(entries: readonly T[], line: (entry: T, index: number) => string): string[] {
  const more = entries.length - shownEntries;
  const lines = entries.slice(0, shownEntries).map(line);
  return [...lines, ...(more > 0 ? [`and ${more} more: see --json`] : [])].map((text) => row("", text));
}

/** The beginning of the text, cut at a code point. */
export function short(text: string, limit: number = shownUnits): string {
  return text.length <= limit ? text : `${cutAtCodePoint(text, limit - 1)}…`;
}
