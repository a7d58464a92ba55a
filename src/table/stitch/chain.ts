import type { Grid, Row, TablePart } from "../../tree/table.ts";
import { addedStats, type ColumnStats, columnStats, statsOf } from "./column-stats.ts";
import type { PlacedTable } from "./placed-table.ts";
import { type RowNumbers, rowNumbers } from "./row-numbers.ts";

/** What the rows of a part are to its table: none, a run of rows that the table already has, or rows to append, without the first `dropCount`. */
export type PartRows =
  | { readonly kind: "none" }
  | { readonly kind: "owned"; readonly firstRow: number; readonly rowCount: number; readonly dropCount: number }
  | { readonly kind: "appendable"; readonly dropCount: number };

/** A table that is part of another one. */
export interface Joining {
  readonly part: PlacedTable;
  readonly columnMap: readonly (number | null)[];
  readonly rows: PartRows;
  readonly origin: Exclude<TablePart["origin"], "single">;
}

/** A table and all that is joined to it so far. */
export interface Chain {
  readonly owner: PlacedTable;
  readonly joinings: Joining[];
  /** Pages of parts that the service names and the caller refused. */
  readonly refusedPages: number[];
  facts: ChainFacts | undefined;
}

/** What the next part is compared with: all rows so far. `joined` is how many joinings they are of. */
export interface ChainFacts {
  readonly joined: number;
  readonly stats: readonly ColumnStats[];
  readonly numbers: RowNumbers | undefined;
  readonly lastRow: Row | undefined;
}

export function chainOf(owner: PlacedTable): Chain {
  return { owner, joinings: [], refusedPages: [], facts: undefined };
}

/** The last table of the chain: parts are joined in reading order. */
export function tailOf({ owner, joinings }: Chain): PlacedTable {
  return joinings.at(-1)?.part ?? owner;
}

/** The facts of all rows so far; each part is looked at once. */
export function factsOf(chain: Chain): ChainFacts {
  const { grid } = chain.owner.table;
  let facts = chain.facts ?? { joined: 0, ...partFacts(grid, grid.headerRowCount) };
  for (const { part, columnMap, rows } of chain.joinings.slice(facts.joined)) {
    const joined = facts.joined + 1;
    facts =
      rows.kind === "appendable"
        ? { joined, ...extended(facts, partFacts(part.table.grid, rows.dropCount), columnMap) }
        : { ...facts, joined };
  }
  chain.facts = facts;
  return facts;
}

/** The facts of a table's rows from this one on. */
export function partFacts(grid: Grid, from: number): Omit<ChainFacts, "joined"> {
  const rows = grid.rows.slice(from);
  const isBody = from === grid.headerRowCount;
  const stats = isBody
    ? columnStats(grid)
    : statsOf(
        rows.filter((row) => row.role !== "section"),
        grid.columnCount,
      );
  return { stats, numbers: rowNumbers(rows, from), lastRow: rows.at(-1) };
}

function extended(facts: ChainFacts, part: Omit<ChainFacts, "joined">, columnMap: readonly (number | null)[]): Omit<ChainFacts, "joined"> {
  const { first } = facts.numbers ?? part.numbers ?? { first: 0 };
  const numbers = part.numbers === undefined ? undefined : { first, last: part.numbers.last };
  return { stats: addedStats(facts.stats, part.stats, columnMap), numbers, lastRow: part.lastRow ?? facts.lastRow };
}
