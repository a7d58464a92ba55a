import { PayloadError, type WarningLog } from "../../errors.ts";
import { present } from "../present.ts";
import type { ParseHead } from "./head.ts";
import type { Part } from "./parts.ts";

/**
 * One head of several parts: what a part lacks comes from the next one; where two differ in a text or a status, the first one wins with a warning.
 *
 * @throws {PayloadError} when they name different jobs
 */
export function mergeHeads(heads: readonly ParseHead[], parts: readonly Part[], log: WarningLog): ParseHead {
  return heads.reduce((merged, head, index) => merge(merged, head, parts[index]?.pointer ?? "", log));
}

function merge(merged: ParseHead, head: ParseHead, pointer: string, log: WarningLog): ParseHead {
  if (merged.job !== undefined && head.job !== undefined) {
    if (merged.job.id !== head.job.id) throw otherJob(pointer);
    if (merged.job.status !== head.job.status) warn("job/status", pointer, log);
  }
  for (const [name, field] of [
    ["markdownFull", "markdown_full"],
    ["textFull", "text_full"],
  ] as const) {
    if (merged[name] !== undefined && head[name] !== undefined && merged[name] !== head[name]) warn(field, pointer, log);
  }
  const known = new Set(merged.images.map((image) => image.filename));
  return present({
    ...head,
    ...merged,
    job: merged.job === undefined ? head.job : { ...head.job, ...merged.job },
    metadata: { ...head.metadata, ...merged.metadata },
    images: [...merged.images, ...head.images.filter((image) => !known.has(image.filename))],
    raw: merged.raw === undefined ? head.raw : { ...head.raw, ...merged.raw },
  });
}

function warn(field: string, pointer: string, log: WarningLog): void {
  log.add("part-conflict", `The ${field} differs between two parts: the first one is used`, `${pointer}/${field}`);
}

function otherJob(pointer: string): PayloadError {
  const message = "is of another job than the first part";
  const advice = "read each job by itself, and join the documents with concatDocuments";
  return new PayloadError("payload-invalid", `Cannot read the parts of a parse result: ${pointer} ${message}: ${advice}`, [
    { pointer, message },
  ]);
}
