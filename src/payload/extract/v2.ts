import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { agreed, leftover, nested } from "../job-fields.ts";
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
const container = z.custom<object>((value) => typeof value === "object" && value !== null, "expected an object or an array");
const frameSchema = z.object({
  id: z.string(),
  status: z.string(),
  extract_result: container.nullish(),
});
const detailSchema = z.object({
  configuration: record,
  configuration_id: text,
  created_at: text,
  document_input_value: text,
  error_message: text,
  file_input: text,
  metadata: record,
  project_id: text,
  updated_at: text,
  usage: record,
});
const rootFields: readonly string[] = [...Object.keys(frameSchema.shape), ...Object.keys(detailSchema.shape), "extract_metadata"];
const metadataSchema = z.object({ field_metadata: record, parse_job_id: text, parse_tier: text });
const metadataFields: readonly string[] = Object.keys(metadataSchema.shape);

/** What an ExtractV2Job says, in the spelling of any of its ages. */
export function readV2Job(input: Record<string, unknown>, log: WarningLog): SentJob {
  const frame = frameSchema.safeParse(input);
  if (!frame.success) throw invalid("extract job", toIssues(frame.error, ""));
  const { id, status } = frame.data;
  const sent = readDetails(detailSchema, input, "", log);
  const about = readDetails(metadataSchema, input.extract_metadata, "/extract_metadata", log);
  const { configuration, schema, unread } = readConfiguration(sent?.configuration, sent?.configuration_id, "/configuration", log);
  const billed = readUsage(sent?.usage, "/usage", log);
  const counted = readUsage(sent?.metadata?.usage, "/metadata/usage", log);
  const metadata = leftover(sent?.metadata, ["usage"], [], "/metadata", log);
  const raw = nested(leftover(input, rootFields, [], "", log), {
    configuration: unread,
    extract_metadata: leftover(input.extract_metadata, metadataFields, [], "/extract_metadata", log),
    metadata: nested(metadata, { usage: counted.unread }),
    usage: billed.unread,
  });
  const sourceId = agreed(sent, "file_input", "document_input_value", "", log);
  const usage = { ...counted.usage, ...billed.usage };
  return {
    status,
    result: {
      value: input.extract_result,
      pointer: "/extract_result",
      metadata: about?.field_metadata ?? undefined,
      metadataPointer: "/extract_metadata/field_metadata",
      target: configuration?.target,
      schema,
    },
    facts: present({
      id,
      projectId: sent?.project_id,
      createdAt: sent?.created_at,
      updatedAt: sent?.updated_at,
      source: sourceId === undefined ? undefined : { id: sourceId },
      parseJobId: about?.parse_job_id,
      parseTier: about?.parse_tier?.toLowerCase(),
      configuration,
      schema,
      usage: Object.keys(usage).length === 0 ? undefined : usage,
      serviceMessage: sent?.error_message == null ? undefined : withoutLinkQueries(sent.error_message),
      raw,
    }),
  };
}
