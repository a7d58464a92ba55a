import type { Raw } from "../tree/table.ts";
import { withoutInlineTags } from "./inline-tags.ts";

/**
 * What a person reads in a raw cell: `<br>` is a line feed, inline tags leave their text, runs of spaces are one, ends are trimmed.
 *
 * The service writes `rows` as plain text with `<br/>` in it: a `<` or a tag without its partner stays, entities stay as they are, for they
 * have been decoded once, and so do line feeds and no-break spaces. Numbers are in their shortest JSON form.
 */
export function cellText(raw: Raw): string {
  if (typeof raw === "string" && !raw.includes("<")) return spaced(raw);
  return literalText(typeof raw === "string" ? withoutInlineTags(raw) : raw);
}

/** The same, with all tags but `<br>` taken for text. */
export function literalText(raw: Raw): string {
  if (raw === null) return "";
  if (typeof raw === "number") return JSON.stringify(raw);
  return spaced(raw.replace(/<br\s{0,9}\/?>/gi, "\n"));
}

/** A plain text with its runs of spaces and tabs as one space; lines and ends are trimmed, no-break spaces within stay. */
function spaced(text: string): string {
  if (!/[\t\n\v\f\r]| {2}|^\s|\s$/.test(text)) return text;
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t\v\f]+/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

/** A text as it is compared, never shown: markdown escapes undone, NFKC, white space folded. */
export function canonicalText(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .trim();
}
