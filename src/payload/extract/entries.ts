import * as z from "zod";
import type { WarningLog } from "../../errors.ts";
import { leftover } from "../job-fields.ts";
import { isRecord } from "../kind.ts";
import { joinPointer } from "../pointer.ts";
import { present } from "../present.ts";
import { readDetails } from "../record.ts";
import { pageFields, pageNumberOf } from "./page.ts";

/** What was extracted, the metadata that runs parallel to it, and where both stand in the payload. */
export interface ExtractEntry {
  readonly data: unknown;
  readonly pointer: string;
  readonly metadata: unknown;
  readonly metadataPointer: string;
  /** 1-based, of a page or row whose metadata says where it stands; citations may stand elsewhere. */
  readonly pageNumber?: number;
  /** What else stands around the metadata, under its own names. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export const extractTargets = ["per_doc", "per_page", "per_table_row"] as const;
export type ExtractTarget = (typeof extractTargets)[number];

/** A result as sent, and what helps to tell its shape. */
export interface SentResult {
  readonly value: unknown;
  readonly pointer: string;
  /** By level, or the fields themselves; a list only in v1. */
  readonly metadata: Record<string, unknown> | readonly unknown[] | undefined;
  readonly metadataPointer: string;
  /** As configured. */
  readonly target: ExtractTarget | undefined;
  readonly schema: Record<string, unknown> | undefined;
}

/** One entry for the document, or one a page or table row. */
export interface Entries {
  readonly target: ExtractTarget;
  readonly entries: readonly ExtractEntry[];
  /** The metadata that is in no entry: fields beside the levels, and levels that the result does not have. */
  readonly unread?: Record<string, unknown> | readonly unknown[];
}

const levels = ["document_metadata", "page_metadata", "row_metadata"] as const;
type Level = (typeof levels)[number];

/** Objects that the vendor's own readers take off the result. */
const wrappers: ReadonlyMap<string, ExtractTarget> = new Map([
  ["document_result", "per_doc"],
  ["page_results", "per_page"],
  ["table_results", "per_table_row"],
]);

/** The entries of a result; none where there is no result. */
export function toEntries(sent: SentResult, log: WarningLog): Entries {
  const { value, ...rest } = unwrap(sent);
  if (value === undefined || value === null)
    return { target: rest.target ?? "per_doc", entries: [], ...unreadMetadata(rest, undefined, log) };
  if (!Array.isArray(value)) {
    const entry = documentEntry({ value, ...rest });
    const isWhole = entry.metadata === rest.metadata;
    return { target: "per_doc", entries: [entry], ...(isWhole ? {} : unreadMetadata(rest, "document_metadata", log)) };
  }
  const target = listTarget({ value, ...rest });
  return { target, ...listEntries(value, target, rest, log) };
}

/** What of the metadata is not that of the level which is read; what stands beside levels and is none is unknown. */
function unreadMetadata(
  { metadata, metadataPointer }: Pick<SentResult, "metadata" | "metadataPointer">,
  read: Level | undefined,
  log: WarningLog,
): Pick<Entries, "unread"> {
  if (!isRecord(metadata)) return present({ unread: metadata });
  const known: readonly string[] = levels.some((level) => Object.hasOwn(metadata, level)) ? levels : Object.keys(metadata);
  const kept = known.filter((name) => name !== read);
  return present({ unread: leftover(metadata, read === undefined ? [] : [read], kept, metadataPointer, log) });
}

/** The result without the object around it, which is one where nothing says that it is a field. */
function unwrap(sent: SentResult): SentResult {
  const { value, pointer, target } = sent;
  if (!isRecord(value)) return sent;
  const keys = Object.keys(value);
  if (keys.length > wrappers.size || !keys.every((key) => wrappers.has(key))) return sent;
  const [key, ...others] = keys.filter((name) => value[name] !== null);
  if (key === undefined || others.length > 0 || isField(key, sent)) return sent;
  const inner = value[key];
  const wrapped = wrappers.get(key) as ExtractTarget;
  const fits = wrapped === "per_doc" ? isRecord(inner) : Array.isArray(inner) && target !== "per_doc";
  return fits ? { ...sent, value: inner, pointer: joinPointer(pointer, key), target: target ?? wrapped } : sent;
}

/** Whether schema or metadata know a field of that name. */
function isField(name: string, { schema, metadata }: SentResult): boolean {
  const properties = isRecord(schema?.properties) ? schema.properties : schema;
  if (properties !== undefined && Object.hasOwn(properties, name)) return true;
  if (!isRecord(metadata)) return false;
  const level = Object.hasOwn(metadata, "document_metadata") ? metadata.document_metadata : metadata;
  return isRecord(level) && Object.hasOwn(level, name);
}

function documentEntry({ value, pointer, metadata, metadataPointer }: SentResult): ExtractEntry {
  const isLeveled = isRecord(metadata) && levels.some((level) => Object.hasOwn(metadata, level) && !Object.hasOwn(value as object, level));
  return {
    data: value,
    pointer,
    metadata: isLeveled ? metadata.document_metadata : metadata,
    metadataPointer: isLeveled ? `${metadataPointer}/document_metadata` : metadataPointer,
  };
}

/** Between pages and rows the configuration decides, else the metadata. */
function listTarget({ target, metadata }: SentResult): ExtractTarget {
  if (target === "per_page" || target === "per_table_row") return target;
  return levelList(metadata, "row_metadata").length > 0 ? "per_table_row" : "per_page";
}

function levelList(metadata: SentResult["metadata"], level: Level): readonly unknown[] {
  const list = isRecord(metadata) && Object.hasOwn(metadata, level) ? metadata[level] : undefined;
  return Array.isArray(list) ? list : [];
}

function listEntries(
  value: readonly unknown[],
  target: ExtractTarget,
  sent: Omit<SentResult, "value">,
  log: WarningLog,
): Omit<Entries, "target"> {
  const { list, level, pointer } = metadataList(target, sent);
  if (sent.metadata !== undefined && list.length !== value.length) {
    const message = `There are ${value.length} results and ${list.length} entries of ${level ?? "field_metadata"}: the rest has no metadata`;
    log.add("metadata-length-differs", message, pointer);
  }
  // Without levels nothing says that the two lists run parallel, but that they are equally long.
  const isTrusted = !Array.isArray(sent.metadata) || list.length === value.length;
  const entries = value.map((data, index) => {
    const metadata = isTrusted ? list[index] : undefined;
    return { data, pointer: joinPointer(sent.pointer, index), ...unwrapMetadata(data, metadata, joinPointer(pointer, index), log) };
  });
  const isWhole = isTrusted && list.length <= value.length;
  if (Array.isArray(sent.metadata) && isWhole) return { entries };
  return { entries, ...unreadMetadata(sent, isWhole && list.length > 0 ? level : undefined, log) };
}

const wrapperSchema = z.object(pageFields);

/** The vendor's own reader also knows entries that hold their metadata one level down, and beside it the number of their page. */
function unwrapMetadata(
  data: unknown,
  entry: unknown,
  pointer: string,
  log: WarningLog,
): Pick<ExtractEntry, "metadata" | "metadataPointer" | "pageNumber" | "raw"> {
  const isWrapped = isRecord(entry) && isRecord(entry.field_metadata) && !(isRecord(data) && Object.hasOwn(data, "field_metadata"));
  if (!isWrapped) return { metadata: entry, metadataPointer: pointer };
  const sent = readDetails(wrapperSchema, entry, pointer, log);
  return {
    metadata: entry.field_metadata,
    metadataPointer: joinPointer(pointer, "field_metadata"),
    ...present({
      pageNumber: sent === undefined ? undefined : pageNumberOf(sent),
      raw: leftover(entry, ["field_metadata", ...Object.keys(pageFields)], [], pointer, log),
    }),
  };
}

/** The metadata that runs parallel to a list of results, and the level that it is, where there are levels. */
function metadataList(
  target: ExtractTarget,
  { metadata, metadataPointer }: Omit<SentResult, "value">,
): { readonly list: readonly unknown[]; readonly level?: Level; readonly pointer: string } {
  if (Array.isArray(metadata)) return { list: metadata, pointer: metadataPointer };
  const named = target === "per_table_row" ? "row_metadata" : "page_metadata";
  const other = named === "row_metadata" ? "page_metadata" : "row_metadata";
  const level = levelList(metadata, named).length === 0 && levelList(metadata, other).length > 0 ? other : named;
  return { list: levelList(metadata, level), level, pointer: `${metadataPointer}/${level}` };
}
