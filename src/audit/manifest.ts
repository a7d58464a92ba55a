import type { BatchManifest, ManifestEntry } from "../payload/batch/manifest.ts";
import type { AuditCode } from "./codes.ts";
import { type Finding, quote, toFinding } from "./finding.ts";
import { type AuditReport, toReport } from "./report.ts";
import { warningFindings } from "./warnings.ts";

const codes: Readonly<Record<Exclude<ManifestEntry["state"], "done">, AuditCode>> = {
  failed: "batch-file-failed",
  cancelled: "batch-file-failed",
  skipped: "batch-file-skipped",
  pending: "batch-file-pending",
  missing: "batch-file-missing",
};

/** Which files of a batch have no result, and why; and its warnings. */
export function auditManifest({ entries, unmatched, warnings }: BatchManifest): AuditReport {
  const findings = entries.flatMap((entry): Finding[] => {
    if (entry.state === "done") return [];
    const { state, pointer, name, fileId, reason } = entry;
    return [toFinding(codes[state], `File ${quote(name ?? fileId ?? pointer)}: ${reason}`, { pointer, payload: "batch" })];
  });
  if (unmatched.length > 0) {
    const message = `${unmatched.length} of the results at hand are of no file of the batch`;
    findings.push(toFinding("batch-result-unmatched", message, { payload: "batch", count: unmatched.length }));
  }
  return toReport([...warningFindings(warnings, undefined, "batch"), ...findings]);
}
