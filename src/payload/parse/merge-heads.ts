import { PayloadError, type WarningLog } from "../../errors.ts";
import { excerpt } from "../excerpt.ts";
import { isRecord } from "../kind.ts";
import { present } from "../present.ts";
import type { ParseHead, ParseJob } from "./head.ts";
import type { ParseImage } from "./images.ts";
import type { Part } from "./parts.ts";
import { sameJson } from "./same-json.ts";

/**
 * One head of several parts: what a part lacks comes from the next one; where two differ, the first one wins with a warning.
 *
 * @throws {PayloadError} when they name different jobs or files
 */
export function mergeHeads(heads: readonly ParseHead[], parts: readonly Part[], log: WarningLog): ParseHead {
  const [first] = heads;
  if (first === undefined || heads.length === 1) return first ?? { metadata: {}, images: [] };
  const job: Fields = {};
  const metadata: Fields = {};
  const whole: Fields = {};
  const raw: Fields = {};
  const copies = new WeakSet<object>();
  const images: ParseImage[] = [];
  const named = new Map<string, ParseImage>();
  for (const [index, head] of heads.entries()) {
    const pointer = parts[index]?.pointer ?? "";
    if (isOther(job.id, head.job?.id) || isOther(raw.file_path, head.raw?.file_path)) throw otherJob(pointer);
    const warn = (field: string): void =>
      log.add("part-conflict", `The ${field} differs between two parts: the first one is used`, pointer);
    addFields(job, head.job, copies, warn);
    addFields(metadata, head.metadata, copies, warn);
    const { markdownFull, textFull, markdownFullPointer, textFullPointer } = head;
    if (whole.markdownFull === undefined) Object.assign(whole, present({ markdownFull, markdownFullPointer }));
    else addFields(whole, present({ markdownFull }), copies, warn);
    if (whole.textFull === undefined) Object.assign(whole, present({ textFull, textFullPointer }));
    else addFields(whole, present({ textFull }), copies, warn);
    addFields(raw, head.raw, copies, warn);
    const isNew = ({ filename }: ParseImage): boolean => filename === "" || !named.has(filename);
    for (const image of head.images.filter((one) => !isNew(one))) {
      if (!sameJson(withoutLink(named.get(image.filename)?.raw), withoutLink(image.raw))) warn(`image ${excerpt(image.filename)}`);
    }
    // Images of one part may have one name; only those of an earlier part are the same again.
    for (const image of head.images.filter(isNew)) {
      images.push(image);
      named.set(image.filename, image);
    }
  }
  return {
    ...(Object.keys(job).length === 0 ? {} : { job: job as object as ParseJob }),
    metadata,
    images,
    ...whole,
    ...(Object.keys(raw).length === 0 ? {} : { raw }),
  };
}

type Fields = Record<string, unknown>;

/** Fields that change from one response to the next of the same job. */
const passing: ReadonlySet<string> = new Set(["updatedAt", "credits", "presigned_url"]);

/** Adds what is new; objects are merged field by field. */
function addFields(merged: Fields, added: object | undefined, copies: WeakSet<object>, warn: (field: string) => void): void {
  for (const [field, value] of Object.entries(added ?? {})) {
    const known = Object.hasOwn(merged, field) ? merged[field] : undefined;
    if (known === undefined) define(merged, field, value);
    else if (isRecord(known) && isRecord(value)) {
      // What was sent is never changed: a level that something is added to is a copy, made once.
      const own = copies.has(known) ? known : { ...known };
      copies.add(own);
      addFields(own, value, copies, (inner) => warn(`${excerpt(field)}.${inner}`));
      define(merged, field, own);
    } else if (!passing.has(field) && !sameJson(known, value)) warn(excerpt(field));
  }
}

/** A field may be called `__proto__`. */
function define(record: Fields, field: string, value: unknown): void {
  Object.defineProperty(record, field, { value, enumerable: true, configurable: true, writable: true });
}

function isOther(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** A presigned link is another one in every response. */
function withoutLink(image: unknown): unknown {
  if (!isRecord(image)) return image;
  const { presigned_url: _, ...rest } = image;
  return rest;
}

function otherJob(pointer: string): PayloadError {
  const message = "is of another job or file than the first part";
  const advice = "read each job by itself, and join the documents with concatDocuments";
  return new PayloadError("payload-invalid", `Cannot read the parts of a parse result: ${pointer} ${message}: ${advice}`, [
    { pointer, message },
  ]);
}
