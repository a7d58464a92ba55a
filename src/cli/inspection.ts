import { counted } from "../audit/finding.ts";
import { auditManifest } from "../audit/manifest.ts";
import { type AuditReport, toReport } from "../audit/report.ts";
import { warningFindings } from "../audit/warnings.ts";
import { PayloadError } from "../errors.ts";
import { batchManifest, type GivenResult } from "../payload/batch/manifest.ts";
import { readBatch } from "../payload/batch.ts";
import { readExtractJob } from "../payload/extract.ts";
import type { GroundedItem } from "../payload/grounding/item.ts";
import { readGroundedItems } from "../payload/grounding.ts";
import { isRecord, type PayloadKind, payloadKind } from "../payload/kind.ts";
import { readParseResult } from "../payload/parse.ts";
import { withName } from "./load.ts";
import { row, short } from "./summary.ts";

/** What was read of a payload of some kind, as rows for people and as data, and what is wrong with it. */
export interface Inspection {
  readonly title: string;
  readonly rows: readonly string[];
  readonly report: object;
  readonly audited: Pick<AuditReport, "findings" | "counts">;
}

const batchKinds: ReadonlySet<PayloadKind> = new Set(["batch", "batch-status", "batch-item"]);

/** A batch in one file or several, and which of its files have a result among the other inputs. */
export function inspectBatch(inputs: readonly unknown[], paths: readonly string[]): Inspection {
  const isPart = (input: unknown): boolean => batchKinds.has(payloadKind(input));
  const parts = inputs.filter(isPart);
  const results = inputs.flatMap((input, index) => (isPart(input) ? [] : [readResult(input, paths[index] as string)]));
  const batch = read(paths, () => readBatch(parts.length === 1 ? parts[0] : parts));
  const manifest = batchManifest(batch, results);
  const { entries, unmatched, counts } = manifest;
  // Without any result at hand it is no news that there is none.
  const told = results.length > 0 ? entries : entries.filter(({ state }) => state !== "missing");
  const { findings, counts: severities } = auditManifest({
    ...manifest,
    entries: told,
    // That no file is listed is told by the batch itself, with what to do about it.
    warnings: batch.files === undefined ? batch.warnings : [...batch.warnings, ...manifest.warnings],
  });
  const found = Object.entries(results.length > 0 ? counts : { ...counts, "done, results not at hand": counts.missing, missing: 0 });
  const states = found.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  return {
    title: `Batch${batch.id === undefined ? "" : ` ${batch.id}`}`,
    rows: [
      ...(batch.status === undefined ? [] : [row("status", statusWords(batch.status, batch.serviceMessage))]),
      ...(batch.jobType === undefined ? [] : [row("job type", batch.jobType)]),
      row("files", batch.files === undefined ? "not listed" : `${entries.length}${states.length > 0 ? `: ${states.join(", ")}` : ""}`),
    ],
    report: {
      kind: "batch",
      batchId: batch.id,
      status: batch.status,
      serviceMessage: batch.serviceMessage,
      jobType: batch.jobType,
      serviceCounts: batch.counts,
      states: counts,
      files: entries.map(({ result: _, error: __, ...entry }) => entry),
      unmatched: unmatched.length,
    },
    audited: { findings, counts: severities },
  };
}

function statusWords(status: string, said: string | undefined): string {
  return said === undefined ? status : `${status}: “${short(said)}”`;
}

/** The result in an input; where it cannot be read, the reason beside the id that its job gives itself. */
function readResult(input: unknown, path: string): GivenResult {
  const isExtract = payloadKind(input).startsWith("extract-");
  try {
    return read([path], () => (isExtract ? readExtractJob(input) : readParseResult(input)));
  } catch (error) {
    const id = isExtract ? idOf(input) : isRecord(input) ? idOf(input.job) : undefined;
    if (error instanceof PayloadError && id !== undefined) return { jobId: id, result: error };
    throw error;
  }
}

function idOf(job: unknown): string | undefined {
  return isRecord(job) && typeof job.id === "string" ? job.id : undefined;
}

/** A sidecar by itself: how much it places. */
export function inspectSidecar(input: unknown, paths: readonly string[]): Inspection {
  const { pages, warnings } = read(paths, () => readGroundedItems(Array.isArray(input) ? input : [input]));
  const totals = { lines: 0, words: 0, cells: 0 };
  const stack: GroundedItem[] = pages.flatMap((page) => page.items);
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const cells = item.cells.flat().filter((cell) => cell !== undefined);
    totals.cells += cells.length;
    for (const line of [...item.lines, ...cells.flatMap((cell) => cell.lines)]) {
      totals.lines++;
      totals.words += line.words.length;
    }
    for (const child of item.items) stack.push(child);
  }
  const { findings, counts } = toReport(warningFindings(warnings, undefined, "sidecar"));
  const places = `${counted(totals.lines, "line")}, ${counted(totals.words, "word")}, ${counted(totals.cells, "table cell")}`;
  return {
    title: "Sidecar grounded_items: give it to chunk, convert or annotate as --grounding",
    rows: [row("pages", String(pages.length)), row("places", places)],
    report: { kind: "grounded-items", pages: pages.length, ...totals },
    audited: { findings, counts },
  };
}

function read<T>(paths: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withName(paths, error);
  }
}
