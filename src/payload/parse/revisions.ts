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
}

const index = z.int().nullish();
const targetShape = { target: z.string().nullish(), target_bbox: z.unknown().optional(), start_index: index, end_index: index };
const targetSchema = z.object(targetShape);
const revisionSchema = z.object({
  ...targetShape,
  type: z.string(),
  content: z.string().nullish(),
  author: z.string().nullish(),
  revision_bbox: z.unknown().optional(),
  target_spans: z.array(z.unknown()).nullish(),
});
const revisionFields = new Set(Object.keys(revisionSchema.shape));
const lineNumberSchema = z.object({ line_number: z.string(), start_index: z.int(), end_index: z.int() });

/** The revisions of a page; one that is broken costs only itself. */
export function readRevisions(values: readonly unknown[], pointer: string, log: WarningLog): ParseRevision[] {
  return values.flatMap((raw, order) => {
    const at = joinPointer(pointer, order);
    const revision = readRecord(revisionSchema, raw, at, log, "field-invalid");
    if (revision === undefined) return [];
    const hasUnread = unreadFields(raw as Record<string, unknown>, revisionFields, at, log) !== undefined;
    const parts = (revision.target_spans ?? []).flatMap((part, place) => {
      const partPointer = joinPointer(at, "target_spans", place);
      const fields = readRecord(targetSchema, part, partPointer, log, "field-invalid");
      return fields === undefined ? [] : [toTarget(fields, partPointer, log)];
    });
    const [balloon] = readBoxes(revision.revision_bbox, joinPointer(at, "revision_bbox"), log);
    return [
      present({
        pointer: at,
        type: revision.type,
        content: revision.content ?? "",
        author: revision.author,
        target: toTarget(revision, at, log),
        parts,
        balloon,
        raw: hasUnread ? raw : undefined,
      }),
    ];
  });
}

function toTarget(fields: z.infer<typeof targetSchema>, pointer: string, log: WarningLog): WireTarget {
  const [box] = readBoxes(fields.target_bbox, joinPointer(pointer, "target_bbox"), log);
  return present({ pointer, text: fields.target ?? "", box, startIndex: fields.start_index, endIndex: fields.end_index });
}

/** The printed line numbers of a page; one that is broken costs only itself. */
export function readLineNumbers(values: readonly unknown[], pointer: string, log: WarningLog): ParseLineNumber[] {
  return values.flatMap((raw, order) => {
    const at = joinPointer(pointer, order);
    const fields = readRecord(lineNumberSchema, raw, at, log, "field-invalid");
    if (fields === undefined) return [];
    return [{ pointer: at, label: fields.line_number, startIndex: fields.start_index, endIndex: fields.end_index }];
  });
}
