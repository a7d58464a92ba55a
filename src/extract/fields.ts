import { type Warning, WarningLog } from "../errors.ts";
import type { Box, PageSize } from "../geometry/box.ts";
import { toBox } from "../payload/box.ts";
import { readLeaf, type WireCitation } from "../payload/extract/leaf.ts";
import type { ExtractJob } from "../payload/extract.ts";
import { isRecord } from "../payload/kind.ts";
import { withoutLinkQueries } from "../payload/links.ts";
import { joinPointer } from "../payload/pointer.ts";
import { present } from "../payload/present.ts";

/** A scalar, or an empty container, so that nothing of the data is lost. */
export type FieldValue = string | number | boolean | null | readonly never[] | Readonly<Record<string, never>>;

/** One leaf of the extracted data, and what the service says of it. */
export interface Field {
  /** Keys and indices from the root of the data; the first one is the index of the page or row when there are several. */
  readonly path: readonly (string | number)[];
  /** Of the value in the payload. */
  readonly pointer: string;
  readonly value: FieldValue;
  readonly citations: readonly Citation[];
  /** 0 to 1; 0 is a value, absent is unknown. Not calibrated by the service. */
  readonly confidence?: number;
  readonly extractionConfidence?: number;
  readonly parsingConfidence?: number;
  readonly reasoning?: string;
}

/** Where the service says the value stands: page (1-based), the words there, boxes in the units of `size`. */
export interface Citation {
  readonly pointer: string;
  readonly pageNumber?: number;
  readonly quote?: string;
  readonly boxes: readonly Box[];
  readonly size?: PageSize;
}

/** Every leaf of an extract job once, in the order of the data. */
export function readFields(job: ExtractJob): Field[] {
  return extractFields(job).fields;
}

/**
 * The fields and what was doubtful about their metadata.
 *
 * Data and metadata are walked side by side and the data decides what is a leaf, so a schema may name its fields `citation`, `confidence`
 * or `__proto__`.
 */
export function extractFields(job: ExtractJob): { readonly fields: Field[]; readonly warnings: readonly Warning[] } {
  const log = new WarningLog();
  const fields: Field[] = [];
  for (const [index, { data, pointer, metadata, metadataPointer }] of job.entries.entries()) {
    if (isRecord(metadata) && typeof metadata.error === "string" && !(isRecord(data) && Object.hasOwn(data, "error"))) {
      const message = withoutLinkQueries(metadata.error).slice(0, 80);
      log.add("extract-error", `The service says: "${message}"`, joinPointer(metadataPointer, "error"));
    }
    walk({ value: data, pointer, path: job.target === "per_doc" ? [] : [index], metadata, metadataPointer }, fields, log);
  }
  return { fields, warnings: log.list() };
}

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly path: readonly (string | number)[];
  readonly metadata: unknown;
  readonly metadataPointer: string;
  /** Stands beside the leaf in the metadata and speaks for it. */
  readonly reasoning?: string;
  /** The metadata is one entry for a whole array: what of an element has none of its own is spoken for by it. */
  readonly isShared?: boolean;
}

/** Depth is bounded by the reader, so recursion is safe. */
function walk(place: Place, fields: Field[], log: WarningLog): void {
  const { value, metadata, metadataPointer } = place;
  if (Array.isArray(value) && Array.isArray(metadata) && metadata.length !== value.length) {
    const message = `There are ${value.length} values and ${metadata.length} entries of metadata: what has no counterpart is left out`;
    log.add("metadata-length-differs", message, metadataPointer);
  }
  if (Array.isArray(value) && value.length > 0) {
    const isShared = !Array.isArray(metadata);
    for (const [index, child] of value.entries()) {
      const own = isShared ? { metadata, metadataPointer } : below(metadata[index], metadataPointer, index);
      walk({ ...down(place, index, child), ...own, ...present({ reasoning: place.reasoning }), isShared }, fields, log);
    }
    return;
  }
  if (isRecord(value) && Object.keys(value).length > 0) {
    const sibling = isRecord(metadata) && typeof metadata.reasoning === "string" ? { reasoning: metadata.reasoning } : {};
    const isLeaf = place.isShared === true && isRecord(metadata) && isLeafShaped(metadata, value);
    for (const [key, child] of Object.entries(value)) {
      const isOwn = isRecord(metadata) && Object.hasOwn(metadata, key) && !isLeaf;
      const own = isLeaf ? { metadata, metadataPointer, isShared: true } : below(isOwn ? metadata[key] : undefined, metadataPointer, key);
      walk({ ...down(place, key, child), ...own, ...sibling }, fields, log);
    }
    return;
  }
  fields.push(leaf(place, log));
}

function down({ pointer, path }: Place, key: string | number, value: unknown): Pick<Place, "value" | "pointer" | "path"> {
  return { value, pointer: joinPointer(pointer, key), path: [...path, key] };
}

function below(metadata: unknown, pointer: string, key: string | number): Pick<Place, "metadata" | "metadataPointer"> {
  return { metadata, metadataPointer: joinPointer(pointer, key) };
}

/** Whether metadata speaks of one value, and not of the fields of this one. */
function isLeafShaped(metadata: Readonly<Record<string, unknown>>, value: Readonly<Record<string, unknown>>): boolean {
  const has = (key: string, is: (found: unknown) => boolean): boolean => !Object.hasOwn(value, key) && is(metadata[key]);
  return has("citation", Array.isArray) || has("citations", Array.isArray) || has("confidence", (found) => typeof found === "number");
}

function leaf({ value, pointer, path, metadata, metadataPointer, reasoning }: Place, log: WarningLog): Field {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    log.add("number-rounded", `The number ${value} is too large for JSON.parse to keep each digit`, pointer);
  }
  const { citations, ...rest } = readLeaf(metadata, metadataPointer, log);
  return { path, pointer, value: toValue(value), citations: citations.map(toCitation), ...present({ reasoning }), ...rest };
}

function toValue(value: unknown): FieldValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? [] : isRecord(value) ? {} : null;
}

function toCitation({ boxes, ...citation }: WireCitation): Citation {
  return { ...citation, boxes: boxes.map(toBox) };
}

/** The path as people write it, such as `sites[0].name`; a key that is no plain word stands in brackets and quotes. */
export function formatPath(path: readonly (string | number)[]): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) text += `[${JSON.stringify(key)}]`;
    else text += text === "" ? key : `.${key}`;
  }
  return text;
}
