import type { WarningLog } from "../../errors.ts";
import type { PlacedTable } from "./placed-table.ts";

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
  const candidates = ownersByPages(placed.filter(isOwner), stubs);
  const known = new Map<number, number | "cycle">();
  return placed.filter(isStub).map((stub): MergeLink => {
    const home = ownerPage(stub, owners, stubs, known);
    if (home === "cycle") {
      log.add(
        "table-merge-cycle",
        `merged_into_page of the table on page ${stub.page.number} leads in a circle: it stays as it is`,
        stub.table.pointer,
      );
      return { stub, owner: undefined, reason: "cycle" };
    }
    const among = candidates.get(`${home} ${stub.page.number}`);
    const freeCount = among === undefined ? 0 : admit(among, stub.rank);
    const owner = among?.free.pop() ?? among?.nearest;
    if (owner === undefined) {
      const message = `No table on page ${home} says it was merged from page ${stub.page.number}: the table stays as it is`;
      log.add("table-merge-orphan", message, stub.table.pointer);
      return { stub, owner: undefined, reason: "orphan" };
    }
    if (freeCount > 1)
      log.add("table-merge-ambiguous", `${freeCount} tables on page ${home} may own the table: the nearest is taken`, stub.table.pointer);
    return { stub, owner, reason: "linked" };
  });
}

/** The owners on one page that may have stubs on another: those before the stub at hand, without a stub there yet, are `free`. */
interface Candidates {
  readonly waiting: PlacedTable[];
  readonly free: PlacedTable[];
  nearest: PlacedTable | undefined;
}

/** Keyed by the page of the owner and the page of the stub; an owner may list far more pages than there are, so only those with stubs count. */
function ownersByPages(owners: readonly PlacedTable[], stubs: ReadonlyMap<number, unknown>): ReadonlyMap<string, Candidates> {
  const candidates = new Map<string, Candidates>();
  const add = (owner: PlacedTable, page: number): void => {
    if (!stubs.has(page)) return;
    const key = `${owner.page.number} ${page}`;
    const among = candidates.get(key);
    if (among === undefined) candidates.set(key, { waiting: [owner], free: [], nearest: undefined });
    else if (among.waiting.at(-1) !== owner) among.waiting.push(owner);
  };
  for (const owner of owners.toReversed()) {
    add(owner, owner.page.number);
    for (const page of owner.table.mergedFromPages ?? []) add(owner, page);
  }
  return candidates;
}

/** Frees the owners before this rank, and says how many are free. Stubs come in order, so each owner is looked at once. */
function admit(among: Candidates, rank: number): number {
  for (let next = among.waiting.at(-1); next !== undefined && next.rank < rank; next = among.waiting.at(-1)) {
    among.waiting.pop();
    among.free.push(next);
    among.nearest = next;
  }
  return among.free.length;
}

/** The page the stub's reference ends on; `known` has the ends of pages followed before. */
function ownerPage(
  stub: PlacedTable,
  owners: ReadonlyMap<number, readonly PlacedTable[]>,
  stubs: ReadonlyMap<number, readonly PlacedTable[]>,
  known: Map<number, number | "cycle">,
): number | "cycle" {
  let page = stub.table.mergedIntoPage as number;
  const visited = new Set<number>();
  let end: number | "cycle" | undefined;
  while (end === undefined) {
    const next = owners.has(page) ? undefined : stubs.get(page)?.[0]?.table.mergedIntoPage;
    end = known.get(page) ?? (next === undefined ? page : visited.has(page) ? "cycle" : undefined);
    visited.add(page);
    page = next ?? page;
  }
  for (const passed of visited) known.set(passed, end);
  return end;
}

function byPage(placed: readonly PlacedTable[]): ReadonlyMap<number, readonly PlacedTable[]> {
  const pages = new Map<number, PlacedTable[]>();
  for (const table of placed) {
    const list = pages.get(table.page.number);
    if (list === undefined) pages.set(table.page.number, [table]);
    else list.push(table);
  }
  return pages;
}
