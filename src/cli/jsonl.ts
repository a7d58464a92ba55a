import type { Chunk } from "../chunk/types.ts";

/** One chunk a line, UTF-8 safe: lone surrogates become U+FFFD. */
export function toJsonl(chunks: readonly Chunk[]): string {
  return chunks
    .map(
      (chunk) =>
        `${JSON.stringify({ schemaVersion: 1, ...chunk }, (_, value) => (typeof value === "string" ? value.toWellFormed() : value))}\n`,
    )
    .join("");
}
