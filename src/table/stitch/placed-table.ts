import type { Document, Page, Table } from "../../tree/types.ts";

/** A table of the document's body, where it stands, and its rank in reading order. */
export interface PlacedTable {
  readonly table: Table;
  readonly page: Page;
  readonly rank: number;
}

/** Two tables that may be one: the last of a page and the first of the next page that did not fail. */
export interface Candidate {
  readonly from: PlacedTable;
  readonly to: PlacedTable;
}

/** Tables in the body, in reading order; those in headers, footers, lists or unknown items are no candidates. */
export function placedTables({ children }: Document): PlacedTable[] {
  const tables = children.flatMap((page) => page.children.flatMap((block) => (block.type === "table" ? [{ table: block, page }] : [])));
  return tables.map((placed, rank) => ({ ...placed, rank }));
}

/** The pairs of tables on pages that follow each other, failed ones left out; a page without tables ends what came before. */
export function candidates({ children }: Document, placed: readonly PlacedTable[]): Candidate[] {
  const [first, last] = [new Map<Page, PlacedTable>(), new Map<Page, PlacedTable>()];
  for (const table of placed) {
    if (!first.has(table.page)) first.set(table.page, table);
    last.set(table.page, table);
  }
  const read = children.filter((page) => page.error === undefined);
  return read.slice(1).flatMap((page, index) => {
    const [from, to] = [last.get(read[index] as Page), first.get(page)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}
