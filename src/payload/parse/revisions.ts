import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { readBoxes, type WireBox } from "../box.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readRecord } from "../record.ts";
import { unreadFields } from "../unread.ts";

/** What a revision is about; indices count in the markdown of the page, the end is exclusive. */
export interface WireTarget {
  readonly pointer: string;
  readonly text: string;
  readonly box?: WireBox;
  readonly startIndex?: number;
  readonly endIndex?: number;
}

/** A tracked change or comment, as sent. */
export interface ParseRevision {
  readonly pointer: string;
  readonly type: string;
  readonly content: string;
  readonly author?: string;
  readonly target: WireTarget;
  readonly parts: readonly WireTarget[];
  readonly balloon?: WireBox;
  /** As sent, where the fields here do not hold all of it. */
  readonly raw?: unknown;
}

/** A printed line number; indices count in the markdown of the page, the end is exclusive. */
export interface ParseLineNumber {
  readonly pointer: string;
  readonly label: string;
  readonly startIndex: number;
  readonly endIndex: number;
  /** As sent, where the fields here do not hold all of it. */
  readonly raw?: unknown;
}

const index = z.int().nullish();
const targetShape = { target: z.string().nullish(), target_bbox: z.unknown().optional(), start_index: index, end_index: index };
const targetSchema = z.object(targetShape);
const revisionSchema = z.object({
  ...targetShape,
  type: z.string().nullish(),
  content: z.string().nullish(),
  author: z.string().nullish(),
  revision_bbox: z.unknown().optional(),
  target_spans: z.array(z.unknown()).nullish(),
});
const targetFields = new Set(Object.keys(targetShape));
const revisionFields = new Set(Object.keys(revisionSchema.shape));
const lineNumberSchema = z.object({ line_number: z.string(), start_index: z.int(), end_index: z.int() });

/** The revisions of a page; what is wrong with one costs only its own field, and one that is none at all is kept raw. */
export function readRevisions(values: readonly unknown[], pointer: string, log: WarningLog): ParseRevision[] {
  return values.map((raw, order) => {
    const at = joinPointer(pointer, order);
    const before = log.count;
    const revision = readRecord(revisionSchema, raw, at, log, "field-invalid");
    if (revision === undefined) return { pointer: at, type: "unknown", content: "", target: { pointer: at, text: "" }, parts: [], raw };
    unreadFields(raw as Record<string, unknown>, revisionFields, at, log);
    const parts = (revision.target_spans ?? []).flatMap((part, place) => {
      const partPointer = joinPointer(at, "target_spans", place);
      const fields = readRecord(targetSchema, part, partPointer, log, "field-invalid");
      if (fields === undefined) return [];
      unreadFields(part as Record<string, unknown>, targetFields, partPointer, log);
      return [toTarget(fields, partPointer, log)];
    });
    const [balloon] = readBoxes(revision.revision_bbox, joinPointer(at, "revision_bbox"), log);
    const { type, content, author } = revision;
    const target = toTarget(revision, at, log);
    const kept = log.count > before ? raw : undefined;
    return present({ pointer: at, type: type ?? "unknown", content: content ?? "", author, target, parts, balloon, raw: kept });
  });
}

function toTarget(fields: z.infer<typeof targetSchema>, pointer: string, log: WarningLog): WireTarget {
  const [box] = readBoxes(fields.target_bbox, joinPointer(pointer, "target_bbox"), log);
  return present({ pointer, text: fields.target ?? "", box, startIndex: fields.start_index, endIndex: fields.end_index });
}

const lineNumberFields = new Set(Object.keys(lineNumberSchema.shape));

/** The printed line numbers of a page; one that is broken costs only itself. */
export function readLineNumbers(values: readonly unknown[], pointer: string, log: WarningLog): ParseLineNumber[] {
  return values.flatMap((raw, order) => {
    const at = joinPointer(pointer, order);
    const fields = readRecord(lineNumberSchema, raw, at, log, "field-invalid");
    if (fields === undefined) return [];
    const hasUnread = unreadFields(raw as Record<string, unknown>, lineNumberFields, at, log) !== undefined;
    const { line_number: label, start_index: startIndex, end_index: endIndex } = fields;
    return [{ pointer: at, label, startIndex, endIndex, ...(hasUnread ? { raw } : {}) }];
  });
}
