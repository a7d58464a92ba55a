import type { MetadataValue } from "./metadata.ts";

/**
 * Replaces what stores refuse, U+0000 and lone surrogates, by U+FFFD, and counts how often.
 *
 * Each is one UTF-16 unit for one, so spans stay true.
 */
export class Cleaner {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  text(value: string): string {
    const clean = cleanText(value);
    if (clean !== value) for (let index = 0; index < value.length; index++) if (clean[index] !== value[index]) this.#count++;
    return clean;
  }

  /** The value with every text in it cleaned; keys stay as they are. */
  json(value: MetadataValue): MetadataValue {
    if (typeof value === "string") return this.text(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((entry) => this.json(entry));
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.json(entry)]));
  }
}

export function cleanText(value: string): string {
  return value.isWellFormed() && !value.includes("\0") ? value : value.toWellFormed().replaceAll("\0", "\ufffd");
}
