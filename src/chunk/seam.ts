import type { LaidBlock } from "./block.ts";

/** Whether the paragraph lacks an end mark, so that it may go on on the next page. */
export function mayGoOn({ type, text, pageNumber, isFurniture }: LaidBlock): boolean {
  return type === "paragraph" && pageNumber !== undefined && isFurniture !== true && /[\p{L}\p{N},‐‑–—-]$/u.test(text.slice(-2));
}

/** How a paragraph that may go on does so in the next block: only in one of the next page that begins in lower case. */
export function seamBetween(before: LaidBlock, next: LaidBlock): LaidBlock["seam"] {
  if (next.type !== "paragraph" || next.isFurniture === true || next.stretch !== before.stretch) return undefined;
  if (next.pageNumber !== (before.pageNumber ?? Number.NaN) + 1 || !/^\p{Ll}/u.test(next.text)) return undefined;
  return /\p{Ll}[-‐]$/u.test(before.text.slice(-2)) ? "hyphen" : "space";
}
