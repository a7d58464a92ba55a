import { cutAtCodePoint } from "../payload/excerpt.ts";
import { cleanText } from "./guard.ts";

/** UTF-16 units. */
export const nameLimit = 31;

/** Names a spreadsheet accepts, one for one wanted; one that is taken, whatever the case, gets ` (2)`. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return wanted.map((want) => {
    const base = legalName(want);
    let count = counts.get(foldName(base)) ?? 1;
    let name = withCount(base, count);
    while (taken.has(foldName(name))) name = withCount(base, ++count);
    counts.set(foldName(base), count);
    taken.add(foldName(name));
    return name;
  });
}

/** What two names of one workbook may not share. */
export function foldName(name: string): string {
  return name.toLowerCase().normalize("NFKC").toUpperCase().toLowerCase();
}

/** Whether a spreadsheet accepts it as the name of its only sheet. */
export function isLegalName(name: string): boolean {
  return legalName(name) === name;
}

function legalName(want: string): string {
  const plain = cleanText(want)
    .normalize("NFC")
    // "!" and "'" would break links and print titles, whose names exceljs does not quote; "_x0041_" would be read as "A", "%20" in a link as " ".
    .replace(/[[\]:*?/\\!]|\p{Cc}|_(?=x[\dA-Fa-f]{4}_)|%(?=[\dA-Fa-f]{2})/gu, " ")
    .replaceAll("'", "\u2019")
    .replace(/\s+/g, " ")
    .trim();
  const name = cutAtCodePoint(plain, nameLimit).trim() || "Sheet";
  // Excel keeps this name for its change history.
  return name.toLowerCase() === "history" ? `${name}_` : name;
}

function withCount(base: string, count: number): string {
  if (count === 1) return base;
  const suffix = ` (${count})`;
  return `${cutAtCodePoint(base, nameLimit - suffix.length).trimEnd()}${suffix}`;
}
