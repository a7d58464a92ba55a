import type { WarningLog } from "../../errors.ts";
import type { TablePart } from "../../tree/table.ts";
import type { Page } from "../../tree/types.ts";
import type { Chain } from "./chain.ts";

/** At most so many are named in a message. */
const mostNamed = 5;

/** A part without a place for each page that the owner lists and that has no stub; a listed page that does not exist or failed only warns. */
export function missingParts({ owner, joinings, refusedPages }: Chain, pages: ReadonlyMap<number, Page>, log: WarningLog): TablePart[] {
  const { table, page } = owner;
  if (table.mergedFromPages === undefined) return [];
  const found = new Set([page.number, ...refusedPages]);
  for (const { part, origin } of joinings) if (origin !== "inferred") found.add(part.page.number);
  const listed = new Set<number>();
  const absent = new Set<number>();
  for (const number of table.mergedFromPages) {
    if (pages.has(number)) listed.add(number);
    else if (absent.size <= mostNamed) absent.add(number);
  }
  if (!listed.has(page.number)) {
    const message = `merged_from_pages leaves out the table's own page ${page.number}: it is added`;
    log.add("table-merge-own-page-missing", message, table.pointer);
  }
  const missing: TablePart[] = [];
  for (const pageNumber of [...listed].sort((one, other) => one - other)) {
    if (found.has(pageNumber)) continue;
    if (pages.get(pageNumber)?.error !== undefined) {
      log.add("table-merge-page-missing", `merged_from_pages names page ${pageNumber}, which failed`, table.pointer);
      continue;
    }
    const message = `merged_from_pages names page ${pageNumber}, which has no part of the table: it has no place there`;
    log.add("table-merge-stub-missing", message, table.pointer);
    const nothing = { regions: [], firstRow: 0, rowCount: 0, columnMap: [], droppedRows: [], healedRows: [] };
    missing.push({ pointer: table.pointer, pageNumber, ...nothing, origin: "service" });
  }
  if (absent.size > 0) {
    const shown = [...absent].slice(0, mostNamed).join(", ");
    const message = `merged_from_pages names pages that do not exist: ${shown}${absent.size > mostNamed ? ", …" : ""}`;
    log.add("table-merge-page-missing", message, table.pointer);
  }
  return missing;
}
