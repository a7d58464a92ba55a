import { WarningLog } from "../errors.ts";
import type { Document, NodeData, Page, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";
import { type PageRange, type PageSpan, pageRangeOf, parsePageRange } from "./page-range.ts";

/**
 * The document with only these pages, such as `"1-5,10"`; its nodes are shared, and it is given back as it is when all pages are selected.
 *
 * Pages it does not have are left out with one warning, as is a kept table whose rows stand with a page that was left out. A stitched table
 * is kept whole with the page it begins on, its rows on other pages too. Images of no known page stay, and so do all warnings.
 *
 * @throws {RangeError} when the selection cannot be read: expected are numbers from 1, ranges `3-7`, and open ranges `5-` and `-3`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { normalize, readParseResult, selectPages } from "postparse";
 *
 * const pages = [1, 2, 3].map((page_number) => ({ page_number, markdown: `Page ${page_number}`, success: true }));
 * const document = normalize(readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown: { pages } }));
 * assert.deepEqual(selectPages(document, "2-").children.map((page) => page.number), [2, 3]);
 * ```
 */
export function selectPages(document: Document, pages: string | readonly number[]): Document {
  const range = typeof pages === "string" ? parsePageRange(pages) : pageRangeOf(pages);
  const log = new WarningLog();
  warnOfAbsent(document, range, log);
  const children = document.children.filter((page) => range.has(page.number));
  const isWhole = children.length === document.children.length;
  if (isWhole && log.count === 0) return document;
  if (isWhole) return { ...document, warnings: [...document.warnings, ...log.list()] };
  warnOfDroppedParts(document, children, log);
  const images = document.images.filter(({ pageNumber }) => pageNumber === undefined || range.has(pageNumber));
  const data = document.data === undefined ? {} : { data: selectDecisions(document.data, children, range) };
  return { ...document, children, images, ...data, warnings: [...document.warnings, ...log.list()] };
}

/** An open range names no page in particular: it is absent only when it finds none. */
function warnOfAbsent({ children }: Document, { spans, openFrom }: PageRange, log: WarningLog): void {
  const absent = absentSpans(
    children.map((page) => page.number),
    spans,
  );
  const named = absent.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
  if (openFrom < Infinity && !children.some((page) => page.number >= openFrom)) named.push(`${openFrom}-`);
  if (named.length === 0) return;
  const shown = `${named.slice(0, 5).join(", ")}${named.length > 5 ? ", …" : ""}`;
  log.add("page-absent", `The selection names pages that the document does not have: ${shown}`, "");
}

/** What of the spans none of these numbers stands in. */
function absentSpans(numbers: readonly number[], spans: readonly PageSpan[]): PageSpan[] {
  const ascending = numbers.toSorted((one, other) => one - other);
  const absent: PageSpan[] = [];
  let next = 0;
  for (const { first, last } of spans) {
    let from = first;
    for (; next < ascending.length && (ascending[next] as number) <= last; next++) {
      const number = ascending[next] as number;
      if (number > from) absent.push({ first: from, last: number - 1 });
      from = Math.max(from, number + 1);
    }
    if (from <= last) absent.push({ first: from, last });
  }
  return absent;
}

/** A table without text whose rows stand in a table of another page, by our stitching or because the service says so, loses them with that page. */
function warnOfDroppedParts(document: Document, kept: readonly Page[], log: WarningLog): void {
  const homes = new Map<string, number>();
  for (const { table, page } of tablesOf(document.children)) homes.set(table.pointer, page.number);
  const dropped = new Set(document.children.map((page) => page.number));
  for (const page of kept) dropped.delete(page.number);
  for (const { table } of tablesOf(kept)) {
    const isBlank = table.grid.rows.every((row) => row.cells.every((cell) => cell.text === ""));
    const home = table.continues === undefined ? table.mergedIntoPage : homes.get(table.continues);
    if (!isBlank || home === undefined || !dropped.has(home)) continue;
    log.add("table-part-dropped", `The rows of the table stand in that of page ${home}, which is not selected`, table.pointer);
  }
}

function tablesOf(pages: readonly Page[]): { readonly table: Table; readonly page: Page }[] {
  const found: { table: Table; page: Page }[] = [];
  for (const page of pages) {
    visit(page, (node) => {
      if (node.type === "table") found.push({ table: node, page });
      return undefined;
    });
  }
  return found;
}

/** A decision stays with the pages it is about; an empty list says that the stage was run. */
function selectDecisions(data: NodeData, kept: readonly Page[], range: PageRange): NodeData {
  const { stitchDecisions, furnitureDecisions } = data;
  const pointers = new Set(tablesOf(kept).map(({ table }) => table.pointer));
  return {
    ...data,
    ...(stitchDecisions === undefined
      ? {}
      : { stitchDecisions: stitchDecisions.filter(({ from, to }) => pointers.has(from) || pointers.has(to)) }),
    ...(furnitureDecisions === undefined
      ? {}
      : { furnitureDecisions: furnitureDecisions.filter(({ pageNumber }) => range.has(pageNumber)) }),
  };
}
