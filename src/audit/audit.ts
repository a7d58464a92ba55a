import type { Warning } from "../errors.ts";
import type { ResolvedField } from "../extract/citations.ts";
import type { Document } from "../tree/types.ts";
import { boxFindings } from "./boxes.ts";
import { concernFindings, lintFindings } from "./concerns.ts";
import { confidenceFindings } from "./confidence.ts";
import { fieldFindings } from "./fields.ts";
import type { Finding } from "./finding.ts";
import { auditedPages, pageFindings } from "./pages.ts";
import { refusalFindings } from "./refusals.ts";
import { type AuditReport, toReport } from "./report.ts";
import { textFindings } from "./texts.ts";
import { warningFindings } from "./warnings.ts";

/** What of an audit concerns the fields of an extract job. */
export interface FieldAuditOptions {
  /** What the service gives as its confidence is told when it is below. @default 0.7 */
  readonly confidenceBelow?: number;
  /** Of the extract job: those of `readExtractJob` and `extractFields`. What is said of citations is told from the fields. @default [] */
  readonly warnings?: readonly Warning[];
}

export interface AuditOptions extends FieldAuditOptions {
  /** Fields that were extracted from the document. @default [] */
  readonly fields?: readonly ResolvedField[];
  /**
   * Words of a page that are missing from another reading of it are told when they are more than this share; a missing number always is.
   * The readings never agree to the last word: captions, formulas and marks are written in more than one way. @default 0.05
   */
  readonly missingAbove?: number;
}

/**
 * What is missing, doubtful or broken in a document, and in the fields extracted from it, as data.
 *
 * Nothing is repaired and nothing left out: every warning of the document is among the findings, once. Audit the whole document; of pages
 * selected from one the others are missing.
 *
 * @param document stitched or not
 * @throws {RangeError} when an option is no number from 0 to 1
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { audit, normalize, readParseResult } from "postparse";
 *
 * const document = normalize(
 *   readParseResult({
 *     job: { id: "pjb-1", status: "COMPLETED" },
 *     items: { pages: [{ page_number: 1, items: [{ type: "text", md: "Revenue", value: "Revenue" }] }] },
 *     markdown: { pages: [{ page_number: 1, markdown: "Revenue 1,234", success: true }] },
 *   }),
 * );
 * const [finding] = audit(document).findings.filter(({ code }) => code === "words-missing");
 * assert.match(finding?.message ?? "", /“1,234”$/);
 * ```
 */
export function audit(document: Document, options: AuditOptions = {}): AuditReport {
  const { fields = [], warnings = [], confidenceBelow = 0.7, missingAbove = 0.05 } = options;
  assertShare("confidenceBelow", confidenceBelow);
  assertShare("missingAbove", missingAbove);
  const pages = auditedPages(document);
  const findings = [
    ...warningFindings(document.warnings, document, "parse"),
    ...pageFindings(document, pages),
    ...textFindings(document, missingAbove),
    ...refusalFindings(document),
    ...confidenceFindings(document, confidenceBelow),
    ...concernFindings(document),
    ...lintFindings(document),
    ...boxFindings(document),
    ...fieldsAndWarnings(fields, document, warnings, confidenceBelow),
  ];
  return toReport(findings, pages);
}

/**
 * What is doubtful or broken in the fields of an extract job, when its parse result is not at hand.
 *
 * @throws {RangeError} when `confidenceBelow` is no number from 0 to 1
 */
export function auditFields(fields: readonly ResolvedField[], options: FieldAuditOptions = {}): AuditReport {
  const { warnings = [], confidenceBelow = 0.7 } = options;
  assertShare("confidenceBelow", confidenceBelow);
  const findings = fieldsAndWarnings(fields, undefined, warnings, confidenceBelow);
  return toReport(findings);
}

function fieldsAndWarnings(
  fields: readonly ResolvedField[],
  document: Document | undefined,
  warnings: readonly Warning[],
  below: number,
): Finding[] {
  const others = fields.length === 0 ? warnings : warnings.filter(({ code }) => !code.startsWith("citation-"));
  return [...warningFindings(others, undefined, "extract"), ...fieldFindings(fields, document, below)];
}

function assertShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} is ${value}, expected a number from 0 to 1`);
}
