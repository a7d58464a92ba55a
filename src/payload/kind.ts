import { PayloadError } from "../errors.ts";
import { excerpt } from "./excerpt.ts";

/** What a payload is; no payload carries a format version, so it is told by its fields. */
export type PayloadKind =
  | "parse-result"
  | "parse-job"
  | "parse-v1"
  | "parse-section"
  | "extract-job"
  | "extract-v1-job"
  | "extract-v1-run"
  | "field-metadata"
  | "batch"
  | "batch-status"
  | "batch-item"
  | "grounded-items"
  | "raw-words"
  | "list"
  | "unknown";

/** A sentence about each kind: what it is, and what to do with it. */
const advice: Record<PayloadKind, string> = {
  "parse-result": "It is a parse result: read it with readParseResult",
  "parse-job": "It is a parse job without content: fetch it again with expand=items,markdown,metadata",
  "parse-v1": "It is a result of the legacy v1 parse API: read it with readParseResult",
  "parse-section": "It is one bare section of a parse result: read it with readParseResult",
  "extract-job": "It is an extract job: read it with readExtractJob",
  "extract-v1-job": "It is a v1 extract job, which holds no data: fetch GET /api/v1/extraction/jobs/{job_id}/result, or the run of the job",
  "extract-v1-run": "It is a v1 extract run or result: read it with readExtractJob",
  "field-metadata": "It is field metadata without values: read the whole extract job",
  batch: "It is a batch, which holds job ids but no results: read it with readBatch",
  "batch-status": "It is the status of a batch, which holds no results: read it with readBatch",
  "batch-item": "It is an item of a batch, which holds no results: read it with readBatch",
  "grounded-items":
    "It is a grounded_items sidecar: read it with readGroundedItems, the parse result it belongs to with readParseResult, and join them with groundDocument",
  "raw-words": "It is a raw_words sidecar, which nothing here reads: read the parse result it belongs to",
  list: "It is a list of jobs: read them one by one",
  unknown: "It is no payload of LlamaParse or LlamaExtract",
};

/** What the payload is, told by its top level; the first sign that fits decides. */
export function payloadKind(input: unknown): PayloadKind {
  if (Array.isArray(input)) return listKind(input[0]);
  if (!isRecord(input)) return "unknown";
  const has = (...names: string[]): boolean => names.every((name) => Object.hasOwn(input, name));
  if (has("job", "progress_percentage") || has("job_id", "processed_items")) return "batch-status";
  if (isRecord(input.job)) return "parse-result";
  if (Array.isArray(input.pages)) {
    const first = input.pages.find(isRecord);
    if (first !== undefined && Object.hasOwn(first, "page_number")) return "parse-section";
    if ((first !== undefined && Object.hasOwn(first, "page")) || has("job_metadata")) return "parse-v1";
    if (input.pages.length === 0) return "parse-section";
  }
  // A response without its job still has its sections.
  if (["items", "markdown", "text", "metadata"].some((name) => hasPages(input[name]))) return "parse-result";
  if (has("extract_result") || has("extract_metadata") || has("file_input") || has("document_input_value")) return "extract-job";
  if (has("data", "extraction_metadata") || has("data", "run_id") || has("extraction_agent_id")) return "extract-v1-run";
  if (has("extraction_agent")) return "extract-v1-job";
  if (has("field_metadata")) return "field-metadata";
  if (has("source_directory_id") || has("job_type", "total_items")) return "batch";
  if (has("item_id")) return "batch-item";
  if (has("page_number", "items")) return "grounded-items";
  if (isListPage(input)) return isBatchItem(input.items[0]) ? "batch-item" : "list";
  if (has("id", "status")) {
    if (String(input.id).startsWith("ext-")) return "extract-job";
    if (has("project_id") || String(input.id).startsWith("pjb-")) return "parse-job";
  }
  return "unknown";
}

const listed: ReadonlySet<PayloadKind> = new Set(["parse-result", "parse-v1", "parse-section", "batch", "batch-status", "batch-item"]);

/** A list may be the parts of one parse result or of one batch, the pages of a result, or a list of extract jobs. */
function listKind(first: unknown): PayloadKind {
  if (!isRecord(first)) return "unknown";
  if (Object.hasOwn(first, "page_number") && typeof first.x === "number" && typeof first.y === "number") return "raw-words";
  if (Object.hasOwn(first, "page_number")) return isGrounded(first) ? "grounded-items" : "parse-section";
  if (Object.hasOwn(first, "page") && ["md", "text", "items"].some((name) => Object.hasOwn(first, name))) return "parse-v1";
  const kind = payloadKind(first);
  if (kind === "extract-job" || kind === "extract-v1-run" || kind === "extract-v1-job") return "list";
  return listed.has(kind) ? kind : "unknown";
}

function hasPages(section: unknown): boolean {
  return isRecord(section) && Array.isArray(section.pages);
}

function isBatchItem(value: unknown): boolean {
  return isRecord(value) && Object.hasOwn(value, "item_id");
}

/** A page of a list of jobs or items, of any age. */
export function isListPage(input: unknown): input is { readonly items: readonly unknown[] } & Record<string, unknown> {
  if (!isRecord(input) || !Array.isArray(input.items) || Object.hasOwn(input, "page_number")) return false;
  if (Object.hasOwn(input, "next_page_token") || Object.hasOwn(input, "total_size")) return true;
  // An invoice has items and a total, too.
  const [first] = input.items;
  return Object.hasOwn(input, "total") && isRecord(first) && (Object.hasOwn(first, "item_id") || Object.hasOwn(first, "status"));
}

/** A row of the sidecar has items as a section has; what tells it is their grounding. */
function isGrounded({ items }: Record<string, unknown>): boolean {
  return Array.isArray(items) && items.some((item) => isRecord(item) && Object.hasOwn(item, "grounding"));
}

/** Throws a PayloadError, unless the payload is of an accepted kind, that says what it is instead and what reads it. */
export function assertKind(input: unknown, noun: string, accepted: readonly PayloadKind[]): asserts input is Record<string, unknown> {
  const kind = payloadKind(input);
  if (accepted.includes(kind)) return;
  const first = kind === "list" ? firstEntry(input) : undefined;
  const more = kind === "unknown" ? `: ${outline(input)}` : first === undefined ? "" : `, beginning with ${first}`;
  const issue = { pointer: first ?? "", message: `expected ${noun}` };
  throw new PayloadError("payload-wrong-kind", `Cannot read this as ${noun}. ${advice[kind]}${more}`, [issue]);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where the first entry of a list stands. */
function firstEntry(list: unknown): string | undefined {
  if (Array.isArray(list)) return "/0";
  return isListPage(list) && list.items.length > 0 ? "/items/0" : undefined;
}

/** Its type and first field names, never its values. */
function outline(input: unknown): string {
  if (input === null) return "it is null";
  if (Array.isArray(input)) return input.length === 0 ? "it is an empty list" : `it is a list of ${input.length}`;
  if (typeof input !== "object") return `it is a ${typeof input}`;
  const names = Object.keys(input).slice(0, 3).join(", ");
  return names === "" ? "it is an empty object" : `its fields begin ${excerpt(names)}`;
}
