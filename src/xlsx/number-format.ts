import { counted } from "../audit/finding.ts";
import type { WarningLog } from "../errors.ts";
import type { TypedValue } from "../tree/table.ts";

/** What a cell has that asks for no other format. */
export const general = "General";

// "Excel specifications and limits" gives 200 to 250 number formats, depending on the language.
export const formatLimit = 200;
const lengthLimit = 255;

/** Why no spreadsheet reads this number format; nothing when it does. */
export function formatFault(format: string): string | undefined {
  if (format === "" || format.length > lengthLimit) return `has a format of ${format.length} characters, expected 1 to ${lengthLimit}`;
  if (/\p{Cc}|[\ufffe\uffff]/u.test(format) || !format.isWellFormed()) return "has a format with characters a spreadsheet cannot hold";
  const unquoted = format.replace(/\\.|"[^"]*"|_.|\*./gsu, "");
  if (/["\\_*]/.test(unquoted)) return "has a format with a quote that does not end";
  return unquoted.split(";").length > 4 ? "has a format of more than 4 sections" : undefined;
}

/** The number formats of one workbook, of which Excel takes only so many. */
export interface FormatBook {
  /** The cell's own format, its footnote mark at the end of each section, or a plain one of its kind when there is no room for another. */
  readonly formatOf: (typed: TypedValue) => string;
  /** Says how many formats found no room. */
  readonly warn: (log: WarningLog) => void;
}

export function formatBook(): FormatBook {
  const kept = new Set<string>(Object.values(plain));
  const cut = new Set<string>();
  const keep = (format: string): boolean => {
    if (kept.has(format)) return true;
    const isFit = !cut.has(format) && kept.size < formatLimit && formatFault(format) === undefined;
    (isFit ? kept : cut).add(format);
    return isFit;
  };
  return {
    formatOf: ({ kind, numberFormat = plain.number, note }) => {
      if (note !== undefined && keep(withMark(numberFormat, note))) return withMark(numberFormat, note);
      if (keep(numberFormat)) return numberFormat;
      return kind === "percent" || kind === "date" ? plain[kind] : plain.number;
    },
    warn: (log) => {
      if (cut.size === 0) return;
      const message = `Shown plainly: ${counted(cut.size, "number format")} beyond the ${formatLimit} of a workbook, or that no spreadsheet reads`;
      log.add("sheet-formats-cut", message, "");
    },
  };
}

/** A semicolon in quotes, or after a backslash, ends no section. */
function withMark(format: string, mark: string): string {
  return format.replace(/((?:\\.|"[^"]*"|[^;"\\])+)(?=;|$)/gsu, (section) => `${section}"${mark}"`);
}

const plain = { number: general, percent: "0.00%", date: "yyyy-mm-dd" } as const;
