import type { WarningLog } from "../../errors.ts";
import type { Signal, StitchDecision } from "../../tree/table.ts";
import { type Chain, chainOf } from "./chain.ts";
import { isOwner, type MergeLink, mergeLinks } from "./merge-links.ts";
import { fitParts, type PartFit } from "./part-rows.ts";
import type { Candidate, PlacedTable } from "./placed-table.ts";

/** What the fields of the service join: the chain of each owner and of each part in it, and a decision for each stub. */
export interface Explicit {
  /** By its owner and each table joined to it. */
  readonly chains: Map<PlacedTable, Chain>;
  readonly decisions: readonly StitchDecision[];
  /** Stubs without an owner, and why. */
  readonly unlinked: ReadonlyMap<PlacedTable, MergeLink>;
  /** Stubs that have an owner and are not joined to it. */
  readonly refused: ReadonlySet<PlacedTable>;
}

/**
 * Joins what the service says it merged (`merged_from_pages`, `merged_into_page`).
 *
 * @param ask has the last word on each pair
 */
export function joinExplicit(
  placed: readonly PlacedTable[],
  ask: (pair: Candidate, verdict: StitchDecision) => StitchDecision,
  log: WarningLog,
): Explicit {
  const links = mergeLinks(placed, log);
  const chains = new Map(placed.filter(isOwner).map((owner) => [owner, chainOf(owner)]));
  const stubs = new Map<PlacedTable, PlacedTable[]>([...chains.keys()].map((owner) => [owner, []]));
  for (const { owner, stub } of links) if (owner !== undefined) stubs.get(owner)?.push(stub);
  const refused = new Set<PlacedTable>();
  const decisions: StitchDecision[] = [];
  for (const [owner, own] of stubs) {
    const chain = chains.get(owner) as Chain;
    const fits = fitParts(
      owner.table.grid,
      own.map(({ table }) => table.grid),
    );
    for (const [index, stub] of own.entries()) {
      const { columnMap, rows, isDoubtful } = fits[index] as PartFit;
      const decision = ask({ from: owner, to: stub }, verdictOf(owner, stub, rows.kind));
      decisions.push(decision);
      if (rows.kind === "foreign") {
        const message = "The table is said to continue another one, but holds other rows: it stays as it is";
        log.add("table-stub-not-empty", message, stub.table.pointer);
      }
      if (rows.kind !== "foreign" && decision.joined) {
        if (isDoubtful) {
          const message =
            "Rows like those of the part stand in its table several times: they are taken for the last of these, and not added";
          log.add("table-merge-ambiguous", message, stub.table.pointer);
        }
        chain.joinings.push({ part: stub, columnMap, rows, origin: rows.kind === "appendable" ? "explicit" : "service" });
        chains.set(stub, chain);
      } else {
        refused.add(stub);
        if (rows.kind !== "foreign") chain.refusedPages.push(stub.page.number);
      }
    }
  }
  const unlinked = new Map(links.flatMap((link) => (link.owner === undefined ? [[link.stub, link] as const] : [])));
  return { chains, decisions, unlinked, refused };
}

/** The decision on a stub that belongs nowhere. */
export function refusal({ stub, reason }: MergeLink): StitchDecision {
  const signals = [mergeSignal(stub), { name: "reference", value: reason, weight: 0, veto: true }];
  return { from: "", to: stub.table.pointer, rule: "explicit", joined: false, score: null, signals };
}

/** What the service says of a stub; it weighs nothing among signals that are weighed. */
export function mergeSignal({ table }: PlacedTable): Signal {
  return { name: "merged_into_page", value: table.mergedIntoPage as number, weight: 0, veto: false };
}

function verdictOf(owner: PlacedTable, stub: PlacedTable, kind: PartFit["rows"]["kind"]): StitchDecision {
  const signals = [mergeSignal(stub), { name: "rows of the stub", value: kind, weight: 0, veto: kind === "foreign" }];
  const [from, to] = [owner.table.pointer, stub.table.pointer];
  return { from, to, rule: "explicit", joined: kind !== "foreign", score: null, signals };
}
