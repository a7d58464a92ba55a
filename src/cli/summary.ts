import type { Warning } from "../errors.ts";
import type { ChunkReport, DocumentReport, FieldReport, PdfReport, TableReport } from "./report.ts";

const shownWarnings = 10;

/** The lines a person reads about a document. */
export function documentLines({ pages, items, tables }: DocumentReport): string[] {
  const failures = pages.failed.map(({ pageNumber, error }) => `            page ${pageNumber} failed: ${error}`);
  const types = Object.entries(items).map(([type, count]) => `${count} ${type}`);
  return [
    row("pages", `${pages.count - pages.failed.length} read, ${pages.failed.length} failed`),
    ...failures,
    row("items", types.join(", ") || "none"),
    row("tables", tables.length === 0 ? "none" : String(tables.length)),
    ...tables.map(tableLine),
  ];
}

function tableLine({ pageNumbers, rows, columns, headerRows, origin, title, concerns }: TableReport): string {
  const [first = 0, last = first] = [pageNumbers[0], pageNumbers.at(-1)];
  const place = first === last ? `page ${first}` : `pages ${first} to ${last}`;
  const stitched = { service: "merged by the service", explicit: "joined as the service says" }[origin];
  const facts = [
    `${place}: ${rows} rows × ${columns} columns`,
    headerRows > 1 ? `${headerRows} header rows` : undefined,
    stitched === undefined ? undefined : `${stitched} from ${pageNumbers.length} ${pageNumbers.length === 1 ? "page" : "pages"}`,
    concerns > 0 ? `${concerns} ${concerns === 1 ? "concern" : "concerns"} of the service` : undefined,
    title === undefined ? undefined : `“${title.slice(0, 60)}”`,
  ];
  return `            ${facts.filter((fact) => fact !== undefined).join(", ")}`;
}

export function chunkLine({ count, tokens, maxTokens, tokenizer }: ChunkReport): string {
  const fill = count === 0 ? 0 : Math.round((100 * tokens) / count / maxTokens);
  return row("chunks", `${count} of at most ${maxTokens} tokens (${tokenizer}), ${fill} % full on average`);
}

export function fieldLines({ count, citations, lowConfidence }: FieldReport, below: number): string[] {
  const words: Record<string, string> = { "cited-box": "by box", quote: "by quote", page: "by page only", none: "not found" };
  const methods = Object.entries(citations.byMethod).map(([method, number]) => `${number} ${words[method] ?? method}`);
  const found = citations.count - (citations.byMethod.none ?? 0) - (citations.byMethod.page ?? 0);
  return [
    row("fields", `${count}, of which ${lowConfidence.length} below a confidence of ${below}`),
    ...lowConfidence.map(({ field, confidence }) => `            ${confidence.toFixed(2)}  ${field}`),
    row("citations", `${found} of ${citations.count} found${methods.length > 0 ? `: ${methods.join(", ")}` : ""}`),
  ];
}

export function pdfLine({ save, drawn, notDrawn }: PdfReport): string {
  const saved = save === "incremental" ? "appended to the original bytes" : "rewritten";
  return row("pdf", `${drawn} marks drawn, ${notDrawn.length} not; ${saved}`);
}

/** The first warnings, and how many there are of each code when there are more. */
export function warningLines(warnings: readonly Warning[]): string[] {
  if (warnings.length === 0) return [row("warnings", "none")];
  const lines = warnings
    .slice(0, shownWarnings)
    .map(({ code, message, pointer }) => `            ${code}  ${message}${pointer === "" ? "" : `  ${pointer.slice(0, 120)}`}`);
  const more = warnings.length - shownWarnings;
  return [row("warnings", String(warnings.length)), ...lines, ...(more > 0 ? [`            and ${more} more: see --json`] : [])];
}

export function row(label: string, text: string): string {
  return `  ${label.padEnd(10)}${text}`;
}
