import type { Raw } from "../../tree/table.ts";
import { readHtmlRows } from "../html-rows.ts";
import { canonicalText, cellText, literalText } from "../text.ts";
import { printsNumber } from "./number-print.ts";

/**
 * The text of a raw cell that another source shows like this; undefined when the two differ.
 *
 * It is the one shown where the raw cell is a number that it prints, or where it tells what is markup in the raw text and what is not.
 */
export function agreedText(raw: Raw, shown: string): string | undefined {
  const own = cellText(raw);
  if (own === shown) return own;
  if (typeof raw === "number") return printsNumber(shown, raw) ? shown : undefined;
  if (raw !== null && /[<&]/.test(raw) && (literalText(raw) === shown || htmlText(raw) === shown)) return shown;
  return canonicalText(own) === canonicalText(shown) ? own : undefined;
}

function htmlText(raw: string): string | undefined {
  return readHtmlRows(`<td>${raw}`).rows[0]?.cells[0]?.text;
}
