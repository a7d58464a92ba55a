import type { WarningLog } from "../errors.ts";
import { cutAtCodePoint } from "../payload/excerpt.ts";
import type { CellModel, StyleName } from "./model.ts";

// "Excel specifications and limits": characters and line feeds of a cell.
export const textLimit = 32_767;
export const lineFeedLimit = 253;

/** Text that a spreadsheet can hold: lone surrogates become U+FFFD, U+FFFE and U+FFFF go, every line break is a line feed. */
export function cleanText(text: string): string {
  if (!/[\r\ud800-\udfff\ufffe\uffff]/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, "")
    .replace(/\r\n?/g, "\n");
}

/** The text with `_xHHHH_` for every control character that XML or exceljs would not take, and for the underscore of whatever reads like such an escape. */
export function escapeText(text: string): string {
  // exceljs leaves out U+007F too, which XML allows like U+0080 to U+009F.
  if (!/_x|[^\P{Cc}\t\n\x80-\x9f]/u.test(text)) return text;
  // ECMA-376 part 1, 22.9.2.19 (ST_Xstring). An escaped control begins with "_", so it closes an "_x0041" before it.
  return text
    .replace(/_(?=x[\dA-Fa-f]{4}(?:_|[^\P{Cc}\t\n\x80-\x9f]))/gu, "_x005F_")
    .replace(/[^\P{Cc}\t\n\x80-\x9f]/gu, (control) => `_x${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

/** The text, or as much of it as a cell holds with `…` at its end. */
export function fitText(text: string): string {
  if (text.length <= lineFeedLimit) return text;
  const lines = lineFeedAfter(text, lineFeedLimit);
  const kept = lines === -1 ? text : text.slice(0, lines);
  if (lines === -1 && text.length <= textLimit) return text;
  return `${cutAtCodePoint(kept, textLimit - 1)}…`;
}

/** Whether a number cell shows it as it is: finite, and no integer longer than the 15 digits a spreadsheet keeps. */
export function isCellNumber(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number(value.toPrecision(15)) === value);
}

/** A text cell with `text` cleaned and fitted; a cut is logged with `pointer`. */
export function textCell(text: string, style: StyleName, pointer: string, log: WarningLog): CellModel {
  const clean = cleanText(text);
  if (clean === "") return { type: "empty", style };
  const fitted = fitText(clean);
  if (fitted !== clean) {
    const found = clean.length > textLimit ? `${clean.length} characters` : `more than ${lineFeedLimit} line feeds`;
    log.add(
      "sheet-text-cut",
      `Text of ${found} is cut to the ${textLimit} characters and ${lineFeedLimit} line feeds a cell holds`,
      pointer,
    );
  }
  return { type: "text", text: fitted, style };
}

function lineFeedAfter(text: string, count: number): number {
  let index = text.indexOf("\n");
  for (let seen = 0; index !== -1 && seen < count; seen++) index = text.indexOf("\n", index + 1);
  return index;
}
