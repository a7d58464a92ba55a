import type { Raw } from "../tree/table.ts";

/** What a person reads in a raw cell: `<br>` as a line feed, numbers in their shortest JSON form, ends trimmed. */
export function cellText(raw: Raw): string {
  if (raw === null) return "";
  if (typeof raw === "number") return JSON.stringify(raw);
  return raw.replace(/<br ?\/?>/gi, "\n").trim();
}

/** A text as it is compared, never shown: markdown escapes undone, NFKC, white space folded. */
export function canonicalText(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .trim();
}
