import { raisedNumber } from "../../table/inline-tags.ts";
import { cellText } from "../../table/text.ts";

/** Longer paragraphs are prose, and not looked through. */
const longest = 4000;

/** What a person reads in a paragraph or heading: no emphasis, escapes or tags; footnote marks stay. Undefined for none, and for long prose. */
export function wordsOf(value: string): string | undefined {
  if (value.length > longest) return undefined;
  const words = cellText(value)
    .replace(/\$\^\{?(\d{1,3})\}?\$/g, (_, mark: string) => raisedNumber(mark))
    // CommonMark 0.31 §6.2, as far as it tells `*word*` from the mark in `2023*, 2024*`.
    .replace(/(?<![\p{L}\p{N}\\*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]*[^\s*_\\])\1(?![\p{L}\p{N}*_])/gu, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
  return words === "" ? undefined : words;
}
