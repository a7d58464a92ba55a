import type { Severity } from "./codes.ts";
import type { Finding } from "./finding.ts";
import type { AuditedPages } from "./pages.ts";

/** What an audit found: by page, those of no page first, the gravest first on each. */
export interface AuditReport {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly pages: AuditedPages;
}

const noPages: AuditedPages = { count: 0, failed: [], empty: [], missing: [] };
const severities: readonly Severity[] = ["error", "warning", "info"];

/** The findings in the order in which a person looks at them. */
export function toReport(findings: readonly Finding[], pages: AuditedPages = noPages): AuditReport {
  const ranked = findings.map((finding) => ({ finding, page: finding.pageNumber ?? 0, rank: severities.indexOf(finding.severity) }));
  // Sorting is stable, so what is alike stays in the order it was found.
  ranked.sort((one, other) => one.page - other.page || one.rank - other.rank);
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return { findings: ranked.map(({ finding }) => finding), counts, pages };
}
