import type { Severity } from "../audit/codes.ts";
import type { Finding } from "../audit/finding.ts";
import { counted } from "../audit/finding.ts";
import type { AuditReport } from "../audit/report.ts";
import { row, short } from "./summary.ts";

/** Columns of a line. */
const width = 100;
/** Lines of all findings together, and those kept for each severity that has some. */
const mostLines = 40;
const fewestLines = 8;
/** Findings of one code on one page, before the rest is only counted. */
const mostAlike = 3;
const longestLabel = 16;

const headings: readonly (readonly [severity: Severity, heading: string, noun: string])[] = [
  ["error", "Errors", "error"],
  ["warning", "Warnings", "warning"],
  ["info", "Notes", "note"],
];

/** What people read of an audit: one line where nothing was found, else at most some forty, the gravest first, by page. */
export function findingLines({ findings, counts }: Pick<AuditReport, "findings" | "counts">): string[] {
  if (findings.length === 0) return [row("audit", "nothing missing, doubtful or broken was found")];
  const present = headings.filter(([severity]) => counts[severity] > 0);
  const lines = [row("audit", present.map(([severity, , noun]) => counted(counts[severity], noun)).join(", "))];
  let left = mostLines - present.length;
  for (const [index, [severity, heading]] of present.entries()) {
    const found = entriesOf(findings.filter((finding) => finding.severity === severity));
    const shown = entryLines(found, left - fewestLines * (present.length - index - 1));
    left -= shown.length;
    lines.push("", `${heading} (${counts[severity]})`, ...shown);
  }
  return lines;
}

/** A line of the list: where, what, and how many findings it stands for. */
interface Entry {
  readonly label: string;
  readonly text: string;
  readonly count: number;
}

function entryLines(entries: readonly Entry[], room: number): string[] {
  const column =
    2 +
    Math.min(
      longestLabel,
      entries.reduce((most, { label }) => Math.max(most, label.length), 0),
    ) +
    2;
  const lines: string[] = [];
  let label = "";
  for (const [index, entry] of entries.entries()) {
    const wrapped = wrap(entry.text, width - column);
    if (lines.length + wrapped.length > room - (index === entries.length - 1 ? 0 : 1)) {
      const rest = entries.slice(index).reduce((sum, { count }) => sum + count, 0);
      return [...lines, `  and ${rest} more: see --json`];
    }
    const shown = entry.label === label ? "" : entry.label;
    label = entry.label;
    for (const [at, line] of wrapped.entries()) lines.push(`  ${at === 0 ? shown : ""}`.padEnd(column - 2).concat("  ", line));
  }
  return lines;
}

/** The same about several pages is one entry; of many alike on one page the first stand for the rest. */
function entriesOf(findings: readonly Finding[]): Entry[] {
  const same = new Map<string, { readonly finding: Finding; readonly pages: number[]; count: number }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.code, finding.message, finding.payload]);
    const known = same.get(key) ?? { finding, pages: [], count: 0 };
    if (finding.pageNumber !== undefined && known.pages.at(-1) !== finding.pageNumber) known.pages.push(finding.pageNumber);
    known.count++;
    same.set(key, known);
  }
  const alike = new Map<string, { first: number; count: number; entries: number }>();
  const entries: Entry[] = [];
  for (const { finding, pages, count } of same.values()) {
    const label = labelOf(finding, pages);
    const key = `${label} ${finding.code}`;
    const known = alike.get(key) ?? { first: entries.length, count: 0, entries: 0 };
    alike.set(key, known);
    known.entries++;
    if (known.entries <= mostAlike) {
      entries.push({ label, text: `${short(finding.message, 400)} [${finding.code}]`, count });
      continue;
    }
    known.count += count;
    const text = `and ${known.count} more like ${known.count === 1 ? "it" : "these"} [${finding.code}]`;
    if (known.entries === mostAlike + 1) known.first = entries.push({ label, text, count }) - 1;
    else entries[known.first] = { label, text, count: known.count };
  }
  return entries;
}

const labels: Readonly<Record<Finding["payload"], string>> = { parse: "document", extract: "fields", batch: "batch", sidecar: "sidecar" };

function labelOf({ payload }: Finding, pages: readonly number[]): string {
  if (pages.length === 0) return labels[payload];
  if (pages.length === 1) return `page ${pages[0]}`;
  const list = `pages ${pages.slice(0, 3).join(", ")}`;
  return pages.length > 3 || list.length > longestLabel ? `${pages.length} pages` : list;
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
