import type { ChunkSummary } from "../chunk/types.ts";
import type { Warning } from "../errors.ts";
import type { ResolvedField } from "../extract/citations.ts";
import { formatPath } from "../extract/fields.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import type { AnnotatedPdf } from "../pdf/annotate.ts";
import { lintTables } from "../table/lint.ts";
import { pageNumbersOf, tables } from "../table/tables.ts";
import type { StitchDecision, TablePart } from "../tree/table.ts";
import type { Document, Page, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";

/** What a parse result holds. */
export interface DocumentReport {
  readonly jobId?: string;
  readonly pages: { readonly count: number; readonly failed: readonly { readonly pageNumber: number; readonly error: string }[] };
  /** How many nodes of each type; a list's items count one by one. */
  readonly items: Readonly<Record<string, number>>;
  readonly tables: readonly TableReport[];
  readonly stitchDecisions: readonly StitchDecision[];
}

export interface TableReport {
  readonly pointer: string;
  readonly title?: string;
  readonly pageNumbers: readonly number[];
  readonly rows: number;
  readonly columns: number;
  readonly headerRows: number;
  readonly origin: string;
  readonly concerns: number;
}

export interface ChunkReport extends Pick<ChunkSummary, "excluded" | "gaps"> {
  readonly count: number;
  readonly tokens: number;
  readonly maxTokens: number;
  readonly tokenizer: string;
  readonly sections: number;
}

export interface FieldReport {
  readonly count: number;
  readonly citations: { readonly count: number; readonly byMethod: Readonly<Record<string, number>>; readonly unlocated: number };
  readonly lowConfidence: readonly { readonly field: string; readonly confidence: number; readonly pointer: string }[];
}

export interface PdfReport extends Pick<AnnotatedPdf, "save" | "notDrawn"> {
  readonly drawn: number;
}

/** What a document holds that comes in windows of whole pages. */
export interface DocumentTally {
  readonly add: (window: Document) => void;
  readonly report: () => DocumentReport;
}

export function documentTally(): DocumentTally {
  const items = new Map<string, number>();
  const failed: { pageNumber: number; error: string }[] = [];
  const found: TableReport[] = [];
  const decisions: StitchDecision[] = [];
  let count = 0;
  let jobId: string | undefined;
  return {
    add: (window) => {
      ({ jobId } = window);
      count += window.children.length;
      visit(window, ({ type }) => {
        if (type !== "root" && type !== "page") items.set(type, (items.get(type) ?? 0) + 1);
      });
      for (const { number, error } of window.children)
        if (error !== undefined) failed.push({ pageNumber: number, error: withoutLinkQueries(error) });
      for (const table of tables(window)) found.push(reportTable(table));
      for (const decision of window.data?.stitchDecisions ?? []) decisions.push(decision);
    },
    report: () => ({
      ...(jobId === undefined ? {} : { jobId }),
      pages: { count, failed },
      items: Object.fromEntries([...items].sort(([, one], [, other]) => other - one)),
      tables: found,
      stitchDecisions: decisions,
    }),
  };
}

/** How much of each kind a document has beside its items. */
export function countExtras({ children, images }: Document): Readonly<Record<string, number>> {
  const sum = (count: (page: Page) => number | undefined): number => children.reduce((total, page) => total + (count(page) ?? 0), 0);
  const counts = {
    revisions: sum((page) => page.revisions?.length),
    lineNumbers: sum((page) => page.lineNumbers?.length),
    forms: sum((page) => page.forms?.length),
    speakerNotes: sum((page) => (page.speakerNotes === undefined ? 0 : 1)),
    imageFiles: images.length,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

export function reportDocument(document: Document): DocumentReport {
  const tally = documentTally();
  tally.add(document);
  return tally.report();
}

function reportTable(table: Table): TableReport {
  const { grid, concerns, title, pointer } = table;
  return {
    pointer,
    ...(title === undefined ? {} : { title: withoutLinkQueries(title) }),
    pageNumbers: pageNumbersOf(table),
    rows: grid.rows.length - grid.headerRowCount,
    columns: grid.columnCount,
    headerRows: grid.headerRowCount,
    origin: originOf(table),
    concerns: concerns.length,
  };
}

/** What is said of chunks: how many there are, how many tokens they have together, and what was left out. */
export function reportChunks({ stats, sections, excluded, gaps }: ChunkSummary, maxTokens: number): ChunkReport {
  const { chunks, tokens, tokenizer } = stats;
  return { count: chunks, tokens, maxTokens, tokenizer: tokenizer.id, sections: sections.length, excluded, gaps };
}

export function reportFields(fields: readonly ResolvedField[], below: number): FieldReport {
  const byMethod = new Map<string, number>();
  const citations = fields.flatMap((field) => field.citations);
  for (const { method } of citations) byMethod.set(method, (byMethod.get(method) ?? 0) + 1);
  const lowConfidence = fields.flatMap(({ path, confidence, pointer }) =>
    confidence !== undefined && confidence < below ? [{ field: withoutLinkQueries(formatPath(path)), confidence, pointer }] : [],
  );
  const unlocated = citations.filter((citation) => citation.checked && citation.score === 0).length;
  return { count: fields.length, citations: { count: citations.length, byMethod: Object.fromEntries(byMethod), unlocated }, lowConfidence };
}

export function reportPdf({ save, drawn, notDrawn }: AnnotatedPdf): PdfReport {
  return { save, drawn: drawn.length, notDrawn };
}

/** How its parts came together; `single` for a table of one part. */
function originOf({ parts }: Table): TablePart["origin"] {
  if (parts.length < 2) return "single";
  return (["inferred", "explicit"] as const).find((origin) => parts.some((part) => part.origin === origin)) ?? "service";
}

/** What does not add up in tables, which tell together how they write numbers; what the service doubts of one is counted beside the table itself. */
export function tableWarnings(found: readonly Table[]): Warning[] {
  return lintTables(found).filter(({ code }) => code !== "table-service-concern");
}

/** The warnings about places of which nothing was said under the same code, by an earlier stage in other words. */
export function notYetSaid(said: readonly Warning[], warnings: readonly Warning[]): Warning[] {
  const keyOf = ({ code, message, pointer }: Warning): string => `${code} ${pointer === "" ? message : pointer}`;
  const keys = new Set(said.map(keyOf));
  return warnings.filter((warning) => !keys.has(keyOf(warning)));
}

/** Warnings with no link query in them. */
export function publicWarnings(warnings: readonly Warning[]): Warning[] {
  return warnings.map((warning) => ({ ...warning, message: withoutLinkQueries(warning.message) }));
}
