import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { leftover, nested } from "../job-fields.ts";
import { isRecord } from "../kind.ts";
import { withoutLinkQueries } from "../links.ts";
import { invalid } from "../parse.ts";
import { present } from "../present.ts";
import { readDetails, toIssues } from "../record.ts";
import { readConfiguration } from "./configuration.ts";
import type { SentJob } from "./facts.ts";
import { readUsage } from "./usage.ts";

const text = z.string().nullish();
const record = z.custom<Record<string, unknown>>(isRecord, "expected an object").nullish();
const container = z.custom<object>((value) => typeof value === "object" && value !== null, "expected an object or an array").nullish();
const frameSchema = z.object({ status: text, data: container });
const detailSchema = z.object({
  config: record,
  created_at: text,
  data_schema: record,
  error: text,
  file: record,
  file_id: text,
  id: text,
  job_id: text,
  project_id: text,
  run_id: text,
  updated_at: text,
});
const rootFields: readonly string[] = [...Object.keys(frameSchema.shape), ...Object.keys(detailSchema.shape), "extraction_metadata"];
/** Nothing here reads them; the agent is the v1 word for a saved schema with its configuration. */
const kept: readonly string[] = ["extraction_agent", "extraction_agent_id", "from_ui"];
const fileSchema = z.object({ id: text, name: text });
const fileExtras: readonly string[] = [
  ...["created_at", "data_source_id", "expires_at", "external_file_id", "file_size", "file_type", "last_modified_at"],
  ...["permission_info", "project_id", "purpose", "resource_info", "updated_at"],
];
const metadataSchema = z.object({ field_metadata: container, parse_job_id: text, usage: record });
const metadataFields: readonly string[] = Object.keys(metadataSchema.shape);

/** What a v1 run says, or the result of a v1 job, which has no status: with data, or without an error, it is one of success. */
export function readV1Run(input: Record<string, unknown>, log: WarningLog): SentJob {
  const frame = frameSchema.safeParse(input);
  if (!frame.success) throw invalid("extract job", toIssues(frame.error, ""));
  const { status, data } = frame.data;
  const sent = readDetails(detailSchema, input, "", log);
  const file = readDetails(fileSchema, sent?.file, "/file", log);
  const about = readDetails(metadataSchema, input.extraction_metadata, "/extraction_metadata", log);
  const { configuration, schema: inner, unread } = readConfiguration(sent?.config, undefined, "/config", log);
  const { usage, unread: unreadUsage } = readUsage(about?.usage, "/extraction_metadata/usage", log);
  const metadata = leftover(input.extraction_metadata, metadataFields, [], "/extraction_metadata", log);
  const overruled = overruledFields({ root: sent, file, schema: inner }, log);
  const raw = nested(joined(leftover(input, rootFields, kept, "", log), overruled.root), {
    config: joined(unread, overruled.config),
    extraction_metadata: nested(metadata, { usage: unreadUsage }),
    file: joined(leftover(sent?.file, Object.keys(fileSchema.shape), fileExtras, "/file", log), overruled.file),
  });
  const schema = sent?.data_schema ?? inner;
  const fields = about?.field_metadata;
  const source = present({ id: sent?.file_id ?? file?.id, name: file?.name });
  const [id, jobId] = [sent?.id ?? sent?.run_id ?? sent?.job_id, sent?.job_id];
  return {
    status: status ?? (sent?.error && !data ? "FAILED" : "COMPLETED"),
    result: {
      value: data,
      pointer: "/data",
      metadata: isRecord(fields) || Array.isArray(fields) ? fields : undefined,
      metadataPointer: "/extraction_metadata/field_metadata",
      target: configuration?.target,
      schema,
    },
    facts: present({
      id,
      jobId: jobId === id ? undefined : jobId,
      projectId: sent?.project_id,
      createdAt: sent?.created_at,
      updatedAt: sent?.updated_at,
      source: Object.keys(source).length === 0 ? undefined : source,
      parseJobId: about?.parse_job_id,
      configuration,
      schema,
      usage: Object.keys(usage).length === 0 ? undefined : usage,
      serviceMessage: sent?.error == null ? undefined : withoutLinkQueries(sent.error),
      raw,
    }),
  };
}

type Fields = Record<string, unknown>;

/** What says otherwise than the field that is read instead of it, each with a warning: it is kept in the raw value. */
function overruledFields(
  { root, file, schema }: { root: z.infer<typeof detailSchema> | undefined; file: z.infer<typeof fileSchema> | undefined; schema: unknown },
  log: WarningLog,
): { readonly root?: Fields; readonly config?: Fields; readonly file?: Fields } {
  const overruled = (read: unknown, other: unknown, names: readonly [string, string]): boolean => {
    if (read == null || other == null || isSame(read, other)) return false;
    const [name, otherName] = names;
    log.add("field-conflict", `The fields ${name} and ${otherName} mean the same, but differ: ${name} is read`, `/${otherName}`);
    return true;
  };
  return {
    ...(overruled(root?.id, root?.run_id, ["id", "run_id"]) ? { root: { run_id: root?.run_id } } : {}),
    ...(overruled(root?.file_id, file?.id, ["file_id", "file/id"]) ? { file: { id: file?.id } } : {}),
    ...(overruled(root?.data_schema, schema, ["data_schema", "config/data_schema"]) ? { config: { data_schema: schema } } : {}),
  };
}

function joined(one: Fields | undefined, other: Fields | undefined): Fields | undefined {
  return one === undefined && other === undefined ? undefined : { ...one, ...other };
}

/** Whether two JSON values are equal, in whatever order their fields stand; they may be nested too deep for recursion. */
function isSame(one: unknown, other: unknown): boolean {
  const pairs: [unknown, unknown][] = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (Object.is(a, b)) continue;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false;
      pairs.push([(a as Fields)[key], (b as Fields)[key]]);
    }
  }
  return true;
}
