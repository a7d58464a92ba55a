import type { LaidBlock, NewBlock } from "./block.ts";

/** How a paragraph goes on in the next block, on the next page: only where the first lacks an end mark and the next begins in lower case. */
export function seamBetween(before: NewBlock, next: NewBlock): LaidBlock["seam"] {
  if (before.type !== "paragraph" || next.type !== "paragraph" || before.pageNumber === undefined) return undefined;
  if (next.pageNumber !== before.pageNumber + 1 || next.stretch !== before.stretch) return undefined;
  const end = before.text.slice(-2);
  if (!/^\p{Ll}/u.test(next.text) || !/[\p{L}\p{N},‐‑–—-]$/u.test(end)) return undefined;
  return /\p{Ll}[-‐]$/u.test(end) ? "hyphen" : "space";
}
