import type { ResolvedCitation, ResolvedField } from "../extract/citations.ts";
import { formatPath } from "../extract/fields.ts";
import type { Document } from "../tree/types.ts";
import { shown } from "./confidence.ts";
import { type Finding, oneLine, quote, toFinding } from "./finding.ts";
import { quotePlaces } from "./quotes.ts";

/** Fields the service is unsure of, and citations that do not lead where they say. Without a document no page and no quote is checked. */
export function fieldFindings(fields: readonly ResolvedField[], document: Document | undefined, below: number): Finding[] {
  const findings: Finding[] = [];
  const numbers = document === undefined ? undefined : new Set(document.children.map((page) => page.number));
  const check = document === undefined ? () => undefined : citationCheck(document);
  const unpaged: ResolvedCitation[] = [];
  const unplaced: ResolvedCitation[] = [];
  let total = 0;
  for (const field of fields) {
    const name = nameOf(field);
    if (field.confidence !== undefined && field.confidence < below) {
      const cited = field.citations.find(({ pageNumber }) => pageNumber !== undefined && numbers?.has(pageNumber) !== false);
      const message = `${name} has a confidence of ${shown(field.confidence)}, below ${below}`;
      findings.push(toFinding("field-confidence-low", message, { ...placeOf(cited), payload: "extract", pointer: field.pointer }));
    }
    for (const citation of field.citations) {
      total++;
      const finding = check(citation, name);
      if (finding !== undefined) findings.push(finding);
      else if (citation.pageNumber === undefined) unpaged.push(citation);
      else if (citation.regions.length === 0) unplaced.push(citation);
    }
  }
  const tellAll = (code: "citation-page-unknown" | "citation-unlocated", found: readonly ResolvedCitation[], rest: string): void => {
    const [first] = found;
    if (first === undefined) return;
    const message = `${found.length} of ${total} citations ${found.length === 1 ? "has" : "have"} ${rest}`;
    findings.push(toFinding(code, message, { pointer: first.pointer, payload: "extract", count: found.length }));
  };
  tellAll("citation-page-unknown", unpaged, "no page: where the value stands is unknown");
  tellAll("citation-unlocated", unplaced, "a page, but no place on it");
  return findings;
}

function nameOf(field: ResolvedField): string {
  const path = formatPath(field.path);
  if (path === "") return "The result";
  return oneLine(path, 80);
}

type Details = NonNullable<Parameters<typeof toFinding>[2]>;

function placeOf(citation: ResolvedCitation | undefined): Details {
  return { pageNumber: citation?.pageNumber, regions: citation?.regions };
}

/** Says what is wrong with the page or the quote of a citation; undefined for what is right or cannot be told. */
function citationCheck(document: Document): (citation: ResolvedCitation, name: string) => Finding | undefined {
  const pages = new Map(document.children.map((page) => [page.number, page]));
  const search = quotePlaces(document);
  return (citation, name) => {
    const { pageNumber, quote: words, pointer } = citation;
    if (pageNumber === undefined) return undefined;
    const details: Details = { ...placeOf(citation), pointer, payload: "extract" };
    const page = pages.get(pageNumber);
    if (page === undefined)
      return toFinding("citation-page-missing", `${name} is cited from page ${pageNumber}, which the parse result does not have`, details);
    if (page.error !== undefined)
      return toFinding("citation-page-failed", `${name} is cited from the page, which the service failed on`, details);
    if (words === undefined || (citation.checked && citation.score === 1)) return undefined;
    const found = search(words, pageNumber);
    if (found === undefined || found.isOnPage) return undefined;
    const cited = `${name} is cited with ${quote(words)}, which is not on the page`;
    if (found.others.length === 0) return toFinding("quote-missing", found.isComplete ? `${cited}, nor on any other` : cited, details);
    const [first, ...rest] = found.others;
    const place =
      rest.length === 0 ? `page ${first}` : `pages ${found.others.slice(0, 5).join(", ")}${found.others.length > 5 ? ", …" : ""}`;
    return toFinding("quote-elsewhere", `${cited}, but on ${place}`, details);
  };
}
