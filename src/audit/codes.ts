import type { WarningCode } from "../errors.ts";

/** `error`: content is lost; `warning`: something may be wrong, look at it; `info`: good to know. */
export type Severity = "error" | "warning" | "info";

export type FindingGroup = "pages" | "text" | "boxes" | "tables" | "fields" | "payload" | "file" | "files";

interface Rank {
  readonly severity: Severity;
  readonly group: FindingGroup;
}

/** What only an audit finds; a warning keeps its own code. */
export type AuditCode =
  | "batch-file-failed"
  | "batch-failed"
  | "batch-file-missing"
  | "batch-file-pending"
  | "batch-file-skipped"
  | "batch-result-unmatched"
  | "batch-unfinished"
  | "boxes-confidence-low"
  | "boxes-missing"
  | "boxes-scaled"
  | "boxes-shared"
  | "citation-page-failed"
  | "citation-page-missing"
  | "document-confidence-low"
  | "field-confidence-low"
  | "page-confidence-low"
  | "page-empty"
  | "page-failed"
  | "page-missing"
  | "pages-not-requested"
  | "quote-elsewhere"
  | "quote-missing"
  | "table-concern"
  | "text-refusal"
  | "words-missing"
  | "words-unconfirmed";

function rank(severity: Severity, group: FindingGroup): Rank {
  return { severity, group };
}

/** How grave each finding of the audit's own is, and what it means. */
export const auditCodes: Readonly<Record<AuditCode, Rank & { readonly meaning: string }>> = {
  "batch-file-failed": { ...rank("error", "files"), meaning: "a file of the batch failed or was cancelled" },
  "batch-failed": { ...rank("error", "files"), meaning: "the batch as a whole failed or was cancelled" },
  "batch-file-missing": { ...rank("warning", "files"), meaning: "the batch is done with a file, but its result is not at hand" },
  "batch-file-pending": { ...rank("warning", "files"), meaning: "the batch is not done with a file" },
  "batch-file-skipped": { ...rank("warning", "files"), meaning: "the batch skipped a file" },
  "batch-result-unmatched": { ...rank("info", "files"), meaning: "results are at hand that are of no file of the batch" },
  "batch-unfinished": { ...rank("warning", "files"), meaning: "the batch as a whole is not done" },
  "boxes-confidence-low": { ...rank("info", "boxes"), meaning: "the layout detector is unsure of boxes of the page" },
  "boxes-missing": { ...rank("warning", "boxes"), meaning: "a page has items and none of them has a box that can be used" },
  "boxes-scaled": { ...rank("warning", "boxes"), meaning: "the boxes of a page are counted in another unit than its size" },
  "boxes-shared": { ...rank("info", "boxes"), meaning: "several items of a page have one and the same box" },
  "citation-page-failed": { ...rank("warning", "fields"), meaning: "a field is cited from a page the service failed on" },
  "citation-page-missing": { ...rank("warning", "fields"), meaning: "a field is cited from a page the parse result does not have" },
  "document-confidence-low": { ...rank("warning", "pages"), meaning: "the service is unsure of the document as a whole" },
  "field-confidence-low": { ...rank("warning", "fields"), meaning: "the service is unsure of a field" },
  "page-confidence-low": { ...rank("warning", "pages"), meaning: "the service is unsure of a page" },
  "page-empty": { ...rank("info", "pages"), meaning: "a page has no content and did not fail" },
  "page-failed": { ...rank("error", "pages"), meaning: "the service failed on a page" },
  "page-missing": { ...rank("error", "pages"), meaning: "a page of the source is not in the result" },
  "pages-not-requested": { ...rank("info", "pages"), meaning: "pages are not in the result because only some were asked for" },
  "quote-elsewhere": { ...rank("warning", "fields"), meaning: "the quote of a citation stands on another page than the one cited" },
  "quote-missing": { ...rank("warning", "fields"), meaning: "the quote of a citation stands nowhere in the document" },
  "table-concern": { ...rank("info", "tables"), meaning: "the service itself doubts a table" },
  "text-refusal": { ...rank("warning", "text"), meaning: "what looks like a model's refusal stands in the place of content" },
  "words-missing": { ...rank("warning", "text"), meaning: "a page's markdown or plain text has words that its items do not have" },
  "words-unconfirmed": {
    ...rank("warning", "text"),
    meaning: "a page's items have words that neither its markdown nor its plain text has",
  },
};

/** How grave each warning is; what it means stands beside its code in the README. */
const warningRanks: Readonly<Record<WarningCode, Rank>> = {
  "box-invalid": rank("warning", "boxes"),
  "box-outside-page": rank("warning", "boxes"),
  "box-whole-page": rank("info", "boxes"),
  "boxes-fractional": rank("info", "boxes"),
  "citation-ambiguous": rank("info", "fields"),
  "citation-page-unknown": rank("warning", "fields"),
  "citation-unlocated": rank("info", "fields"),
  "comment-cut": rank("info", "file"),
  "extract-error": rank("error", "fields"),
  "field-conflict": rank("warning", "payload"),
  "field-invalid": rank("warning", "payload"),
  "field-unknown": rank("info", "payload"),
  "grounding-row-invalid": rank("warning", "payload"),
  "grounding-text-differs": rank("warning", "boxes"),
  "grounding-unit-guessed": rank("info", "boxes"),
  "grounding-unmatched": rank("warning", "boxes"),
  "item-invalid": rank("warning", "payload"),
  "item-type-guessed": rank("info", "payload"),
  "item-type-unknown": rank("warning", "payload"),
  "job-duplicate": rank("warning", "payload"),
  "job-not-completed": rank("error", "payload"),
  "metadata-length-differs": rank("warning", "fields"),
  "number-rounded": rank("warning", "fields"),
  "page-absent": rank("warning", "pages"),
  "page-duplicate": rank("warning", "pages"),
  "page-frame-uncertain": rank("warning", "file"),
  "page-gap": rank("warning", "pages"),
  "page-orientation-angle": rank("warning", "boxes"),
  "page-size-missing": rank("warning", "boxes"),
  "part-conflict": rank("warning", "payload"),
  "pdf-decrypted": rank("warning", "file"),
  "pdf-page-box": rank("info", "file"),
  "pdf-page-count": rank("warning", "file"),
  "pdf-page-shared": rank("warning", "file"),
  "pdf-repaired": rank("info", "file"),
  "pdf-rewritten": rank("info", "file"),
  "pdf-signature-broken": rank("warning", "file"),
  "pdf-signed": rank("info", "file"),
  "section-failed": rank("warning", "pages"),
  "section-missing": rank("warning", "payload"),
  "sheet-formats-cut": rank("info", "file"),
  "sheet-links-cut": rank("info", "file"),
  "sheet-split": rank("info", "file"),
  "sheet-text-cut": rank("warning", "file"),
  "span-dropped": rank("info", "boxes"),
  "status-unknown": rank("info", "payload"),
  "table-csv-md-differ": rank("info", "tables"),
  "table-duplicate-row": rank("info", "tables"),
  "table-empty-column": rank("info", "tables"),
  "table-empty-row": rank("info", "tables"),
  "table-header-doubtful": rank("info", "tables"),
  "table-header-duplicate": rank("info", "tables"),
  "table-html-unaligned": rank("info", "tables"),
  "table-merge-ambiguous": rank("warning", "tables"),
  "table-merge-cycle": rank("warning", "tables"),
  "table-merge-orphan": rank("warning", "tables"),
  "table-merge-own-page-missing": rank("info", "tables"),
  "table-merge-page-missing": rank("warning", "tables"),
  "table-merge-stub-missing": rank("info", "tables"),
  "table-nested": rank("info", "tables"),
  "table-part-dropped": rank("warning", "tables"),
  "table-percentage-sum": rank("warning", "tables"),
  "table-ragged": rank("warning", "tables"),
  "table-rows-html-differ": rank("warning", "tables"),
  "table-rows-incomplete": rank("warning", "tables"),
  "table-rows-missing": rank("info", "tables"),
  "table-scale-change": rank("warning", "tables"),
  "table-sequence-gap": rank("warning", "tables"),
  "table-service-concern": rank("info", "tables"),
  "table-span-clipped": rank("info", "tables"),
  "table-stub-not-empty": rank("warning", "tables"),
  "table-total-mismatch": rank("warning", "tables"),
  "table-type-drift": rank("info", "tables"),
  "text-ill-formed": rank("info", "file"),
  "warnings-cut": rank("warning", "payload"),
};

export function rankOf(code: AuditCode | WarningCode): Rank {
  const { severity, group } = isAuditCode(code) ? auditCodes[code] : warningRanks[code];
  return { severity, group };
}

function isAuditCode(code: AuditCode | WarningCode): code is AuditCode {
  return Object.hasOwn(auditCodes, code);
}
