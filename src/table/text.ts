import type { Raw } from "../tree/table.ts";

/** What a person reads in a raw cell: `<br>` as a line feed, numbers in their shortest JSON form, ends trimmed. */
export function cellText(raw: Raw): string {
  if (raw === null) return "";
  if (typeof raw === "number") return JSON.stringify(raw);
  return raw.replace(/<br\s*\/?>/gi, "\n").trim();
}

/** Whether the text prints this number: `00123`, `1.0` and `12%` say more than 123, 1 and 0.12 do. */
export function printsNumber(text: string, number: number): boolean {
  const digits = text
    .replace(/[\s,]/g, "")
    .replace(/^\((.*)\)$/, "-$1")
    .replace(/^\u2212/, "-");
  const core = digits.endsWith("%") ? digits.slice(0, -1) : digits;
  if (!/^[-+]?\d*\.?\d+$/.test(core)) return false;
  return Number(core) === number || (core !== digits && Number(`${core}e-2`) === number);
}

/** A text as it is compared, never shown: markdown escapes undone, NFKC, white space folded. */
export function canonicalText(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .trim();
}
