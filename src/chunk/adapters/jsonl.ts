import { assertOptions } from "../../options.ts";
import type { Chunk } from "../types.ts";
import { type Records, recordsOf } from "./batch.ts";
import { chunkKeys } from "./chunk-keys.ts";
import { Cleaner } from "./clean.ts";
import type { MetadataValue } from "./metadata.ts";
import { checkedVector, type RecordMaker, type RecordOptions, recordRules, vectorRules, type WithVectors } from "./record.ts";
import { userMetadata } from "./user-metadata.ts";

/**
 * Chunks as lines of JSON, each whole, with its line feed: keys in one order, `schemaVersion` first.
 *
 * The line also holds the `documentId`, your `metadata` and the `embedding`, where they are given.
 *
 * @throws {RangeError} when your metadata is no JSON, two chunks have one id, or there is not one vector a chunk
 * @see https://jsonlines.org
 */
export function toJsonl(chunks: readonly Chunk[], options: RecordOptions & Partial<WithVectors> = {}): Records<string> {
  return recordsOf(chunks, jsonlMaker(options), options.vectors);
}

export function jsonlMaker(options: RecordOptions): RecordMaker<string> {
  assertOptions(options, { ...recordRules, ...vectorRules });
  const { documentId } = options;
  const user = userMetadata(options.metadata ?? {}, "any", []);
  const before: Member[] = [["schemaVersion", 1], ...(documentId === undefined ? [] : [["documentId", documentId] as const])];
  const after: Member[] = user.length === 0 ? [] : [["metadata", Object.fromEntries(user)]];
  return (chunk, vector) => {
    // A chunk is JSON: texts, numbers, booleans, lists and plain objects.
    const own = chunkKeys.map((key): Member => [key, chunk[key] as MetadataValue | undefined]);
    const embedding: Member[] = vector === undefined ? [] : [["embedding", checkedVector(vector, chunk)]];
    const cleaner = new Cleaner();
    const record = lineOf([...before, ...own, ...after, ...embedding], cleaner);
    return { record, dropped: [], sanitized: cleaner.count };
  };
}

type Member = readonly [key: string, value: MetadataValue | undefined];

function lineOf(members: readonly Member[], cleaner: Cleaner): string {
  const written: string[] = [];
  for (const [key, value] of members) {
    if (value === undefined) continue;
    const json = JSON.stringify(value);
    const isClean = !json.includes("\\u") || !mayBeUnclean.test(json);
    written.push(`"${key}":${isClean ? json : JSON.stringify(cleaner.json(value))}`);
  }
  return `{${written.join(",").replace(/[\u0085\u2028\u2029]/g, escaped)}}\n`;
}

/** U+0000 and lone surrogates, as JSON.stringify escapes them; or a backslash before such letters. */
const mayBeUnclean = /\\u(?:0000|d[89a-f])/;

/** Some readers end a line at these, too. */
function escaped(separator: string): string {
  return `\\u${separator.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
