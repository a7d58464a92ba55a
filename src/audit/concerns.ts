import { lintTables } from "../table/lint.ts";
import { tables } from "../table/tables.ts";
import type { Document, Table } from "../tree/types.ts";
import { type Finding, oneLine, quote, toFinding } from "./finding.ts";
import { warningFindings } from "./warnings.ts";

/** What does not add up in the tables themselves. */
export function lintFindings(document: Document): Finding[] {
  // What the service doubts is told by `concernFindings`.
  const lints = lintTables(tables(document)).filter(({ code }) => code !== "table-service-concern");
  return warningFindings(lints, document, "parse");
}

/** What the service doubts of a table, in its words: one finding for each kind of doubt. Many are false alarms on good tables. */
export function concernFindings(document: Document): Finding[] {
  return tables(document).flatMap(concernsOf);
}

function concernsOf({ concerns, pointer, regions, parts }: Table): Finding[] {
  const byType = new Map<string, string[]>();
  for (const { type, details } of concerns) {
    const known = byType.get(type);
    if (known === undefined) byType.set(type, [details]);
    else known.push(details);
  }
  return [...byType].map(([type, [first = "", ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    const message = `The service doubts the table: ${oneLine(type, 60)}, ${quote(first, 120)}${more}`;
    return toFinding("table-concern", message, { pointer, regions, pageNumber: parts[0]?.pageNumber, count: others.length + 1 });
  });
}
