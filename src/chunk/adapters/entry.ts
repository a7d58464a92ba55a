import { bytes } from "../tokens.ts";
import { Cleaner } from "./clean.ts";
import type { FieldValue, MetadataValue } from "./metadata.ts";
import type { Profile } from "./profile.ts";

/** A value of metadata as it is stored. */
export interface Entry {
  readonly value: MetadataValue;
  /** How many characters were replaced in it. */
  readonly sanitized: number;
  /** UTF-8 bytes of its JSON, alone and with its key, the colon and a comma; 0 where the store has no limits. */
  readonly size: number;
  readonly place: number;
}

export function isLimited({ maxBytes, maxValueBytes, maxKeys }: Profile): boolean {
  return Math.min(maxBytes, maxValueBytes, maxKeys) < Number.POSITIVE_INFINITY;
}

/** A value that fits the store as it is, but for characters. */
export function entryOf(key: string, raw: MetadataValue, profile: Profile): Entry {
  const cleaner = new Cleaner();
  return measured(key, cleaner.json(raw), cleaner.count, profile);
}

/** A value of a chunk, its list made what the store takes. */
export function fieldEntry(key: string, value: FieldValue, profile: Profile): Entry {
  if (typeof value !== "object") return entryOf(key, value, profile);
  switch (profile.arrays) {
    case "none": {
      const cleaner = new Cleaner();
      return measured(key, JSON.stringify(cleaner.json([...value])), cleaner.count, profile);
    }
    case "strings":
      return entryOf(key, value.map(String), profile);
    default:
      return entryOf(key, [...value], profile);
  }
}

function measured(key: string, value: MetadataValue, sanitized: number, profile: Profile): Entry {
  if (!isLimited(profile)) return { value, sanitized, size: 0, place: 0 };
  const size = bytes.count(JSON.stringify(value));
  return { value, sanitized, size, place: size + bytes.count(JSON.stringify(key)) + 2 };
}
