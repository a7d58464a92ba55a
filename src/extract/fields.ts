import { type Warning, WarningLog } from "../errors.ts";
import { type Box, normalizeRotation, type PageSize } from "../geometry/box.ts";
import type { ExtractJob } from "../payload/extract.ts";
import { isRecord } from "../payload/kind.ts";
import { readLeaf, type WireCitation } from "../payload/leaf.ts";
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
  const isList = job.target !== "per_doc";
  for (const [index, { data, pointer, metadata, metadataPointer }] of job.entries.entries()) {
    const error = isRecord(metadata) && typeof metadata.error === "string" && !(isRecord(data) && Object.hasOwn(data, "error"));
    if (error)
      log.add("extract-error", `The service says: "${String(metadata.error).slice(0, 80)}"`, joinPointer(metadataPointer, "error"));
    walk({ value: data, pointer, path: isList ? [index] : [], metadata, metadataPointer }, fields, log);
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
}

/** Depth is bounded by the reader, so recursion is safe. */
function walk(place: Place, fields: Field[], log: WarningLog): void {
  const { value, metadata } = place;
  if (Array.isArray(value) && value.length > 0) {
    if (Array.isArray(metadata) && metadata.length !== value.length) {
      const message = `There are ${value.length} values and ${metadata.length} entries of metadata: the rest has none`;
      log.add("metadata-length-differs", message, place.metadataPointer);
    }
    for (const [index, child] of value.entries()) {
      // One entry for a whole array speaks for each of its elements.
      const isShared = !Array.isArray(metadata);
      walk(down(place, index, child, isShared ? metadata : metadata[index], isShared), fields, log);
    }
    return;
  }
  if (isRecord(value) && Object.keys(value).length > 0) {
    const sibling = isRecord(metadata) && typeof metadata.reasoning === "string" ? { reasoning: metadata.reasoning } : {};
    for (const [key, child] of Object.entries(value)) {
      const own = isRecord(metadata) && Object.hasOwn(metadata, key) ? metadata[key] : undefined;
      walk({ ...down(place, key, child, own, false), ...sibling }, fields, log);
    }
    return;
  }
  fields.push(leaf(place, log));
}

function down(place: Place, key: string | number, value: unknown, metadata: unknown, isShared: boolean): Place {
  const metadataPointer = isShared ? place.metadataPointer : joinPointer(place.metadataPointer, key);
  return { value, pointer: joinPointer(place.pointer, key), path: [...place.path, key], metadata, metadataPointer };
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

function toBox({ x, y, width, height, rotation = 0 }: WireCitation["boxes"][number]): Box {
  const degrees = normalizeRotation(rotation);
  return degrees === 0 ? { x, y, width, height } : { x, y, width, height, rotation: degrees };
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
