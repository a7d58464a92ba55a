import { shownOption } from "../../options.ts";
import { bytes } from "../tokens.ts";
import { cleanText } from "./clean.ts";
import type { MetadataValue } from "./metadata.ts";
import { type Profile, profiles, type StoreName } from "./profile.ts";

/** Deeper metadata, or metadata that holds itself, would end in a full stack. */
const maxDepth = 64;

/**
 * The user's own metadata as it may stand in every record of the store; undefined values are not given.
 *
 * @param taken keys that stand beside it in a record
 * @throws {RangeError} at the first key or value that does not fit, with its key
 */
export function userMetadata(metadata: object, store: StoreName, taken: readonly string[]): [key: string, value: MetadataValue][] {
  const profile = profiles[store];
  const reserved = new Set([...taken, ...profile.reserved]);
  return Object.entries(metadata).flatMap(([key, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (reserved.has(key))
      throw new RangeError(`metadata has the key ${shownOption(key)}, which is taken in records for ${store}: rename it`);
    const trouble = keyTrouble(key, profile) ?? valueTrouble(value, profile, 0);
    if (trouble !== undefined) throw new RangeError(`metadata cannot go to ${store}: ${shownOption(key)} ${trouble}`);
    const size = bytes.count(JSON.stringify(value));
    if (size <= profile.maxValueBytes) return [[key, value as MetadataValue]];
    throw new RangeError(
      `metadata cannot go to ${store}: ${shownOption(key)} takes ${size} bytes, expected at most ${profile.maxValueBytes}`,
    );
  });
}

function keyTrouble(key: string, { keys, maxKeyBytes }: Profile): string | undefined {
  // Clients that copy records key by key would set the prototype.
  if (key === "__proto__") return "is no key that clients keep";
  if (key !== cleanText(key)) return "is a key with U+0000 or a lone surrogate";
  if (!keys.test(key)) return `is no key it takes, expected ${keys}`;
  return bytes.count(key) > maxKeyBytes ? `is a key of more than ${maxKeyBytes} bytes` : undefined;
}

function valueTrouble(value: unknown, profile: Profile, depth: number): string | undefined {
  if (value === null) return profile.nulls ? undefined : "is null, expected a value";
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `is ${value}, expected a finite number`;
  if (typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value !== "object") return `is of type ${typeof value}, expected JSON`;
  if (depth === maxDepth) return `is more than ${maxDepth} levels deep`;
  if (Array.isArray(value)) return arrayTrouble(value, profile, depth);
  if (!isPlain(value)) return "is an object with a class of its own, expected JSON";
  if (!profile.nested) return "is an object, expected a text, a number or a boolean";
  for (const [key, entry] of Object.entries(value)) {
    const trouble = keyTrouble(key, profile) ?? valueTrouble(entry, profile, depth + 1);
    if (trouble !== undefined) return trouble.startsWith("holds ") ? trouble : `holds ${shownOption(key)}, which ${trouble}`;
  }
  return undefined;
}

function arrayTrouble(values: readonly unknown[], profile: Profile, depth: number): string | undefined {
  if (profile.arrays === "none") return "is an array, expected a text, a number or a boolean";
  if (profile.arrays === "any") {
    for (const value of values) {
      const trouble = valueTrouble(value, profile, depth + 1);
      if (trouble !== undefined) return trouble;
    }
    return undefined;
  }
  const [type, ...others] = new Set(values.map((value) => typeof value));
  const allowed = profile.arrays === "strings" ? ["string"] : ["string", "number", "boolean"];
  if (type === undefined) return profile.arrays === "strings" ? undefined : "is an empty array, expected at least one value";
  if (others.length > 0 || !allowed.includes(type))
    return `is an array of other values than it takes, expected one of ${allowed.join(", ")}`;
  return values.every((value) => typeof value !== "number" || Number.isFinite(value)) ? undefined : "holds a number that is not finite";
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
