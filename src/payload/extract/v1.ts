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
const frameSchema = z.object({ status: text, data: container, extraction_metadata: z.object({ field_metadata: container }).nullish() });
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
const rootFields: readonly string[] = [...Object.keys(frameSchema.shape), ...Object.keys(detailSchema.shape)];
/** Nothing here reads them; the agent is the v1 word for a saved schema with its configuration. */
const kept: readonly string[] = ["extraction_agent", "extraction_agent_id", "from_ui"];
const fileSchema = z.object({ id: text, name: text });
const fileExtras: readonly string[] = [
  ...["created_at", "data_source_id", "expires_at", "external_file_id", "file_size", "file_type", "last_modified_at"],
  ...["permission_info", "project_id", "purpose", "resource_info", "updated_at"],
];
const metadataSchema = z.object({ parse_job_id: text, usage: record });
const metadataFields: readonly string[] = ["field_metadata", ...Object.keys(metadataSchema.shape)];

/** What a v1 run says, or the result of a v1 job, which has no status: with data, or without an error, it is one of success. */
export function readV1Run(input: Record<string, unknown>, log: WarningLog): SentJob {
  const frame = frameSchema.safeParse(input);
  if (!frame.success) throw invalid("extract job", toIssues(frame.error, ""));
  const { status, data, extraction_metadata } = frame.data;
  const sent = readDetails(detailSchema, input, "", log);
  const file = readDetails(fileSchema, sent?.file, "/file", log);
  const about = readDetails(metadataSchema, input.extraction_metadata, "/extraction_metadata", log);
  const { configuration, schema: inner, unread } = readConfiguration(sent?.config, undefined, "/config", log);
  const { usage, unread: unreadUsage } = readUsage(about?.usage, "/extraction_metadata/usage", log);
  const metadata = leftover(input.extraction_metadata, metadataFields, [], "/extraction_metadata", log);
  const raw = nested(leftover(input, rootFields, kept, "", log), {
    config: unread,
    extraction_metadata: nested(metadata, { usage: unreadUsage }),
    file: leftover(sent?.file, Object.keys(fileSchema.shape), fileExtras, "/file", log),
  });
  const schema = sent?.data_schema ?? inner;
  const fields = extraction_metadata?.field_metadata;
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
