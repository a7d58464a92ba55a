import * as z from "zod";
import type { Issue, WarningLog } from "../../errors.ts";
import { assertDepth, keptDepth } from "../depth.ts";
import { isRecord } from "../kind.ts";
import { joinPointer } from "../pointer.ts";
import { type Present, present } from "../present.ts";
import { readDetails, toIssues } from "../record.ts";
import { assertCompleted } from "../status.ts";
import { unreadFields } from "../unread.ts";
import { type ParseImage, readImages } from "./images.ts";
import { sectionNames } from "./sections.ts";

/** The job a result is of. */
export interface ParseJob {
  readonly id: string;
  /** A legacy v1 result has none. */
  readonly status?: string;
  readonly projectId?: string;
  readonly name?: string;
  readonly tier?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** Null on the wire until it was billed, and then absent here. */
  readonly credits?: number;
  /** What the service says of its failure; a job that was read may have failed in part. */
  readonly serviceMessage?: string;
  readonly userMetadata?: Readonly<Record<string, unknown>>;
}

/** What a result says of the whole document. The last three are as sent. */
export interface ParseMetadata {
  /** 0 to 1. */
  readonly confidence?: number;
  readonly confidenceBreakdown?: { readonly minPageScore?: number; readonly scoredPages?: number; readonly totalPages?: number };
  readonly jobMetadata?: Readonly<Record<string, unknown>>;
  /** The request, with its secrets. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** With presigned links. */
  readonly resultFiles?: Readonly<Record<string, unknown>>;
}

/** All of a result but its pages. */
export interface ParseHead {
  readonly job?: ParseJob;
  readonly metadata: ParseMetadata;
  readonly images: readonly ParseImage[];
  readonly markdownFull?: string;
  readonly textFull?: string;
  /** Where the whole markdown and text stand. */
  readonly markdownFullPointer?: string;
  readonly textFullPointer?: string;
  /** Fields that nothing here reads, as sent. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export interface HeadContext {
  readonly log: WarningLog;
  readonly issues: Issue[];
  readonly allowUnfinished: boolean;
}

const text = z.string().nullish();
const number = z.number().nullish();
const record = z.custom<Record<string, unknown>>(isRecord, "expected an object").nullish();
const frameSchema = z.object({ id: z.string(), status: z.string() });
const jobSchema = z.object({
  project_id: text,
  error_message: text,
  name: text,
  tier: text,
  created_at: text,
  updated_at: text,
  usage: z.object({ credits: number }).nullish(),
  user_metadata: record,
});
const jobFields = new Set(["id", "status", ...Object.keys(jobSchema.shape)]);
const rootSchema = z.object({
  markdown_full: text,
  text_full: text,
  job_metadata: record,
  raw_parameters: record,
  result_content_metadata: record,
});
// A bare section is nothing but its `pages`.
const rootFields = new Set(["job", "pages", "images_content_metadata", ...sectionNames, ...Object.keys(rootSchema.shape)]);
const documentSchema = z.object({
  confidence: number,
  confidence_breakdown: z.object({ min_page_score: number, scored_pages: number, total_pages: number }).nullish(),
});
const documentFields = new Set(Object.keys(documentSchema.shape));
const breakdownFields = new Set(["min_page_score", "scored_pages", "total_pages"]);
const usageFields = new Set(["credits"]);
const imageListFields = new Set(["images", "total_count"]);
const v1Schema = z.object({ job_metadata: record, job_id: text });
const v1Fields = new Set(["pages", "file_path", ...Object.keys(v1Schema.shape)]);

/** What a v2 response says beside its pages; a broken job adds to the issues. Throws a JobNotCompletedError as its reader does. */
export function readHead(root: Record<string, unknown>, pointer: string, context: HeadContext): ParseHead {
  const { log } = context;
  const whole = readDetails(rootSchema, root, pointer, log);
  const about = isRecord(root.metadata) ? root.metadata : undefined;
  const place = joinPointer(pointer, "metadata", "document");
  const document = readDetails(documentSchema, about?.document, place, log);
  const breakdown = document?.confidence_breakdown;
  for (const name of ["job_metadata", "raw_parameters", "result_content_metadata"])
    assertDepth(root[name], keptDepth, joinPointer(pointer, name));
  const job = readJob(root.job, joinPointer(pointer, "job"), context);
  const sections = sectionNames.flatMap((name) => {
    const known = new Set(name === "metadata" ? ["pages", "document"] : ["pages"]);
    const unread = isRecord(root[name]) ? unreadFields(root[name], known, joinPointer(pointer, name), log) : undefined;
    return unread === undefined ? [] : [[name, unread] as const];
  });
  const described = isRecord(about?.document) ? about.document : {};
  const unreadDocument = {
    ...unreadFields(described, documentFields, place, log),
    ...unreadIn(described, "confidence_breakdown", breakdownFields, place, log),
  };
  const raw = {
    ...unreadFields(root, rootFields, pointer, log),
    ...job?.raw,
    ...Object.fromEntries(sections),
    ...unreadIn(root, "images_content_metadata", imageListFields, pointer, log),
    ...(Object.keys(unreadDocument).length === 0 ? {} : { document: unreadDocument }),
  };
  return present({
    job: job?.job,
    metadata: present({
      confidence: document?.confidence,
      confidenceBreakdown: breakdown
        ? present({ minPageScore: breakdown.min_page_score, scoredPages: breakdown.scored_pages, totalPages: breakdown.total_pages })
        : undefined,
      jobMetadata: whole?.job_metadata,
      parameters: whole?.raw_parameters,
      resultFiles: whole?.result_content_metadata,
    }),
    images: readImages(root.images_content_metadata, joinPointer(pointer, "images_content_metadata"), log),
    markdownFull: whole?.markdown_full,
    textFull: whole?.text_full,
    markdownFullPointer: typeof whole?.markdown_full === "string" ? joinPointer(pointer, "markdown_full") : undefined,
    textFullPointer: typeof whole?.text_full === "string" ? joinPointer(pointer, "text_full") : undefined,
    raw: Object.keys(raw).length === 0 ? undefined : raw,
  });
}

function readJob(
  raw: unknown,
  pointer: string,
  { log, issues, allowUnfinished }: HeadContext,
): Present<{ job: ParseJob; raw: Record<string, unknown> | undefined }> | undefined {
  if (raw === undefined || raw === null) return undefined;
  const frame = frameSchema.safeParse(raw);
  if (!frame.success) {
    for (const issue of toIssues(frame.error, pointer)) issues.push(issue);
    return undefined;
  }
  const { id, status } = frame.data;
  assertDepth(raw, keptDepth, pointer);
  const about = readDetails(jobSchema, raw, pointer, log);
  const serviceMessage = about?.error_message ?? undefined;
  assertCompleted({ noun: "parse job", status, serviceMessage, pointer: `${pointer}/status` }, allowUnfinished, log);
  const sent = raw as Record<string, unknown>;
  const unread = { ...unreadFields(sent, jobFields, pointer, log), ...unreadIn(sent, "usage", usageFields, pointer, log) };
  const job = present({
    id,
    status,
    projectId: about?.project_id,
    name: about?.name,
    tier: about?.tier,
    createdAt: about?.created_at,
    updatedAt: about?.updated_at,
    credits: about?.usage?.credits,
    serviceMessage: about?.error_message,
    userMetadata: about?.user_metadata,
  });
  return present({ job, raw: Object.keys(unread).length === 0 ? undefined : { job: unread } });
}

/** The fields nobody knows of an object in a field, under its name. */
function unreadIn(
  record: Record<string, unknown>,
  field: string,
  known: ReadonlySet<string>,
  pointer: string,
  log: WarningLog,
): Record<string, unknown> | undefined {
  const value = record[field];
  const unread = isRecord(value) ? unreadFields(value, known, joinPointer(pointer, field), log) : undefined;
  return unread === undefined ? undefined : { [field]: unread };
}

/** What a legacy v1 result says beside its pages. */
export function readV1Head(root: Record<string, unknown>, pointer: string, { log }: HeadContext): ParseHead {
  const about = readDetails(v1Schema, root, pointer, log);
  const unread = unreadFields(root, v1Fields, pointer, log);
  const raw = { ...(typeof root.file_path === "string" ? { file_path: root.file_path } : {}), ...unread };
  return present({
    job: about?.job_id ? { id: about.job_id } : undefined,
    metadata: present({ jobMetadata: about?.job_metadata }),
    images: [],
    raw: Object.keys(raw).length === 0 ? undefined : raw,
  });
}
