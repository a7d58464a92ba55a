import type { Document, Table } from "../tree/types.ts";
import { visit } from "../tree/visit.ts";

/** The tables of a document in reading order, each once: those that another one continues are left out, for it has their rows. */
export function tables(document: Document): Table[] {
  return allTables(document).filter((table) => table.continues === undefined);
}

/** The pages the table stands on, ascending. */
export function pageNumbersOf(table: Table): number[] {
  return [...new Set(table.parts.map((part) => part.pageNumber))].sort((one, other) => one - other);
}

/** Every table node, continued ones included. */
export function allTables(document: Document): Table[] {
  const found: Table[] = [];
  visit(document, (node) => {
    if (node.type === "table") found.push(node);
  });
  return found;
}
