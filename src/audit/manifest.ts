import type { BatchManifest, ManifestEntry } from "../payload/batch/manifest.ts";
import { outcomeOf } from "../payload/status.ts";
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

/** Whether the batch failed or still runs, which of its files have no result, and why; and its warnings. */
export function auditManifest(manifest: BatchManifest): AuditReport {
  const { entries, unmatched, warnings } = manifest;
  const files = entries.flatMap((entry): Finding[] => {
    if (entry.state === "done") return [];
    const { state, pointer, name, fileId, reason } = entry;
    return [toFinding(codes[state], `File ${quote(name ?? fileId ?? pointer)}: ${reason}`, { pointer, payload: "batch" })];
  });
  if (unmatched.length > 0) {
    const message = `${unmatched.length} of the results at hand are of no file of the batch`;
    files.push(toFinding("batch-result-unmatched", message, { payload: "batch", count: unmatched.length }));
  }
  return toReport([...warningFindings(warnings, undefined, "batch"), ...batchFindings(manifest), ...files]);
}

function batchFindings({ batchStatus, batchMessage }: BatchManifest): Finding[] {
  const outcome = batchStatus === undefined ? undefined : outcomeOf(batchStatus);
  if (batchStatus === undefined || outcome === undefined || outcome === "done") return [];
  const said = batchMessage === undefined ? "" : `: the service says ${quote(batchMessage, 300)}`;
  const code = outcome === "pending" ? "batch-unfinished" : "batch-failed";
  return [toFinding(code, `The batch is ${batchStatus}, not COMPLETED${said}`, { payload: "batch" })];
}
