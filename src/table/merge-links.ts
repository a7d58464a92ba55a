import type { WarningLog } from "../errors.ts";
import type { Table } from "../tree/types.ts";

/** A table of the document's body, where it stands, and its rank in reading order. */
export interface PlacedTable {
  readonly table: Table;
  readonly pageNumber: number;
  readonly rank: number;
}

/** Where a stub belongs, or why nowhere. */
export interface MergeLink {
  readonly stub: PlacedTable;
  readonly owner: PlacedTable | undefined;
  readonly reason: "linked" | "orphan" | "cycle";
}

/** Whether the service says that this table holds the rows of others. */
export function isOwner({ table }: PlacedTable): boolean {
  return table.mergedFromPages !== undefined;
}

/** Whether the service says that this table's rows stand in another one. */
export function isStub({ table }: PlacedTable): boolean {
  return table.mergedFromPages === undefined && table.mergedIntoPage !== undefined;
}

/**
 * The owner of each stub, by the page numbers the service gives: `merged_into_page` on the stub, `merged_from_pages` on the owner.
 *
 * Of several owners on that page the nearest earlier one that has no stub of this page yet is taken. A page that holds only another stub
 * is followed on; references in a circle link nothing.
 */
export function mergeLinks(placed: readonly PlacedTable[], log: WarningLog): MergeLink[] {
  const owners = byPage(placed.filter(isOwner));
  const stubs = byPage(placed.filter(isStub));
  const linked = new Set<string>();
  const listed = new Map([...owners.values()].flat().map(({ table }) => [table, new Set(table.mergedFromPages)]));
  return placed.filter(isStub).map((stub): MergeLink => {
    const home = ownerPage(stub, owners, stubs);
    if (home === "cycle") {
      log.add(
        "table-merge-cycle",
        `merged_into_page of the table on page ${stub.pageNumber} leads in a circle: it stays as it is`,
        stub.table.pointer,
      );
      return { stub, owner: undefined, reason: "cycle" };
    }
    const fitting = (owners.get(home) ?? []).filter(
      (owner) => owner.rank < stub.rank && (home === stub.pageNumber || listed.get(owner.table)?.has(stub.pageNumber)),
    );
    const free = fitting.filter((owner) => !linked.has(`${owner.table.pointer} ${stub.pageNumber}`));
    const owner = free.at(-1) ?? fitting.at(-1);
    if (owner === undefined) {
      const message = `No table on page ${home} says it was merged from page ${stub.pageNumber}: the table stays as it is`;
      log.add("table-merge-orphan", message, stub.table.pointer);
      return { stub, owner: undefined, reason: "orphan" };
    }
    if (free.length > 1)
      log.add("table-merge-ambiguous", `${free.length} tables on page ${home} may own the table: the nearest is taken`, stub.table.pointer);
    linked.add(`${owner.table.pointer} ${stub.pageNumber}`);
    return { stub, owner, reason: "linked" };
  });
}

/** The page the stub's reference ends on. */
function ownerPage(
  stub: PlacedTable,
  owners: ReadonlyMap<number, readonly PlacedTable[]>,
  stubs: ReadonlyMap<number, readonly PlacedTable[]>,
): number | "cycle" {
  let page = stub.table.mergedIntoPage as number;
  const visited = new Set<number>([stub.pageNumber]);
  while (!owners.has(page)) {
    if (visited.has(page)) return "cycle";
    visited.add(page);
    const next = stubs.get(page)?.[0]?.table.mergedIntoPage;
    if (next === undefined) return page;
    page = next;
  }
  return page;
}

function byPage(placed: readonly PlacedTable[]): ReadonlyMap<number, readonly PlacedTable[]> {
  const pages = new Map<number, PlacedTable[]>();
  for (const table of placed) {
    const list = pages.get(table.pageNumber);
    if (list === undefined) pages.set(table.pageNumber, [table]);
    else list.push(table);
  }
  return pages;
}
