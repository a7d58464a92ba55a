import type { Region } from "../geometry/box.ts";
import type { Document } from "../tree/types.ts";
import { counted, type Finding, toFinding } from "./finding.ts";
import { ownRegions } from "./own-regions.ts";

/** What the service itself is unsure of: the document, its pages, and the boxes of a page taken together. */
export function confidenceFindings(document: Document, below: number): Finding[] {
  const findings: Finding[] = [];
  const { confidence } = document.metadata;
  if (confidence !== undefined && confidence < below) {
    findings.push(toFinding("document-confidence-low", `The service's confidence in the document is ${shown(confidence)}, below ${below}`));
  }
  for (const page of document.children) {
    const place = { pointer: page.pointer, pageNumber: page.number };
    if (page.confidence !== undefined && page.confidence < below) {
      findings.push(
        toFinding("page-confidence-low", `The service's confidence in the page is ${shown(page.confidence)}, below ${below}`, place),
      );
    }
    const unsure: Region[] = [];
    let least = 1;
    let total = 0;
    let pointer = "";
    for (const { node, region } of ownRegions(page)) {
      total++;
      if (region.confidence === undefined || !(region.confidence < below)) continue;
      if (unsure.length === 0) pointer = node.pointer;
      least = Math.min(least, region.confidence);
      unsure.push(region);
    }
    if (unsure.length === 0) continue;
    const message = `${unsure.length} of ${counted(total, "box")} ${unsure.length === 1 ? "has" : "have"} a confidence below ${below}, the least ${shown(least)}`;
    findings.push(toFinding("boxes-confidence-low", message, { ...place, pointer, regions: unsure, count: unsure.length }));
  }
  return findings;
}

/** Never rounded up to what it is below. */
export function shown(confidence: number): string {
  return String(Math.floor(confidence * 1000) / 1000);
}
