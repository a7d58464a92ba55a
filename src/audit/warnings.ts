import type { Warning, WarningCode } from "../errors.ts";
import type { Region } from "../geometry/box.ts";
import type { Document } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { type Finding, toFinding } from "./finding.ts";

/** What the wire format has grown since this version: the same everywhere, so it is told once for all pages. */
const drift: ReadonlySet<WarningCode> = new Set(["field-unknown", "item-type-unknown", "status-unknown"]);

interface Place {
  readonly pageNumber: number;
  readonly regions: readonly Region[];
}

/** Every warning once, with its page; equal ones of a page, and equal ones about unknown types and fields of all pages, are one finding that counts them. */
export function warningFindings(warnings: readonly Warning[], document: Document | undefined, payload: Finding["payload"]): Finding[] {
  if (warnings.length === 0) return [];
  const placeOf = document === undefined ? () => undefined : places(document);
  const groups = new Map<string, { readonly warning: Warning; readonly place: Place | undefined; count: number; isOnePage: boolean }>();
  for (const warning of warnings) {
    const place = placeOf(warning.pointer);
    const key = JSON.stringify([warning.code, warning.message, drift.has(warning.code) ? null : (place?.pageNumber ?? null)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { warning, place, count: 1, isOnePage: true });
    else {
      group.count++;
      group.isOnePage &&= place?.pageNumber === group.place?.pageNumber;
    }
  }
  return [...groups.values()].map(({ warning: { code, message, pointer }, place, count, isOnePage }) =>
    toFinding(code, count > 1 ? `${message} (${count} times)` : message, { pointer, payload, count, ...(isOnePage ? place : {}) }),
  );
}

/** The page and the regions of the nearest node at or above a pointer. */
function places(document: Document): (pointer: string) => Place | undefined {
  const known = new Map<string, Place>();
  for (const page of document.children) {
    visit(page, (node) => {
      if (node.pointer !== "" && !known.has(node.pointer)) known.set(node.pointer, { pageNumber: page.number, regions: node.regions });
      return undefined;
    });
  }
  return (pointer) => {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const place = known.get(pointer.slice(0, end));
      if (place !== undefined) return place;
    }
    return undefined;
  };
}
