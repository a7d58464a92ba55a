import type { WarningLog } from "../../errors.ts";
import type { Grid, Row, TablePart } from "../../tree/table.ts";
import type { Page, Table } from "../../tree/types.ts";
import { emptyGrid, gridOf } from "../grid.ts";
import type { Chain, Joining } from "./chain.ts";
import { missingParts } from "./missing-parts.ts";
import { movedRows } from "./moved-rows.ts";
import type { PageTexts } from "./page-texts.ts";
import { withParts } from "./parts.ts";
import { joinedRow, keyColumnOf } from "./split-rows.ts";

/** What tables are put together with. */
export interface Assembly {
  readonly healSplitRows: boolean;
  /** Undefined to leave the rows that the service merged on any of their pages. */
  readonly texts: PageTexts | undefined;
  readonly pages: ReadonlyMap<number, Page>;
  readonly log: WarningLog;
}

/** The tables of a chain after joining, by what they were: the owner with all rows, each part without. Empty where nothing changes. */
export function assembled(chain: Chain, assembly: Assembly): ReadonlyMap<Table, Table> {
  const owner = chain.owner.table;
  const rows = [...owner.grid.rows];
  const keyColumn = assembly.healSplitRows ? keyColumnOf(owner.grid) : undefined;
  const parts = chain.joinings.map((joining) => addPart(rows, joining, owner.grid.columnCount, keyColumn));
  const replaced = new Map(chain.joinings.map(({ part }) => [part.table, continued(part.table, owner)]));
  const missing = missingParts(chain, assembly.pages, assembly.log);
  const [own] = owner.parts;
  if (own === undefined || parts.length + missing.length === 0) return replaced;
  const isSame = rows.length === owner.grid.rows.length && rows.every((row, index) => row === owner.grid.rows[index]);
  const grid = isSame ? owner.grid : regrown(owner.grid, rows);
  const table = withParts(owner, grid, [own, ...parts, ...missing], assembly.texts);
  const others = chain.joinings.map(({ part }) => part.table);
  replaced.set(owner, { ...table, ...saidOf(owner, others), data: { ...owner.data, unstitched: owner } });
  return replaced;
}

/** What the pages of all parts say of the table: captions of the others are among the footnotes, for they name only the part. */
function saidOf(owner: Table, others: readonly Table[]): Pick<Table, "concerns" | "footnotes"> {
  const texts = others.flatMap(({ caption, footnotes = [] }) => [...(caption === undefined ? [] : [caption]), ...footnotes]);
  const footnotes = [...(owner.footnotes ?? []), ...texts];
  const concerns = [...owner.concerns, ...others.flatMap((other) => other.concerns)];
  return { concerns, ...(footnotes.length === 0 ? {} : { footnotes }) };
}

/** Adds the rows of a part to those of its table, and gives the part. */
function addPart(
  rows: Row[],
  { part, columnMap, rows: own, origin }: Joining,
  columnCount: number,
  keyColumn: number | undefined,
): TablePart {
  const { table, page } = part;
  const { pointer, regions, grid } = table;
  const place = { pointer, pageNumber: page.number, regions, columnMap, healedRows: [], origin };
  if (own.kind === "none") return { ...place, firstRow: 0, rowCount: 0, droppedRows: grid.rows };
  if (own.kind === "owned") return { ...place, firstRow: own.firstRow, rowCount: own.rowCount, droppedRows: grid.rows };
  const { dropCount } = own;
  const move = (first: number): Row[] => movedRows(grid, { first, top: rows.length, columnMap, columnCount });
  const moved = move(dropCount);
  const [upper, lower] = [rows.at(-1), moved[0]];
  const healed =
    keyColumn === undefined || upper === undefined || lower === undefined ? undefined : joinedRow(upper, lower, rows.length - 1, keyColumn);
  if (healed !== undefined) rows[rows.length - 1] = healed;
  const healedRows = healed === undefined ? [] : [upper as Row, grid.rows[dropCount] as Row];
  const firstRow = rows.length;
  for (const row of healed === undefined ? moved : move(dropCount + 1)) rows.push(row);
  return { ...place, firstRow, rowCount: rows.length - firstRow, droppedRows: grid.rows.slice(0, dropCount), healedRows };
}

/** The grid of these rows under its header; roles and sections are told anew. */
function regrown({ headerRowCount }: Grid, rows: readonly Row[]): Grid {
  return gridOf(
    rows.map((row) => row.cells),
    rows.map((row) => row.source),
    headerRowCount,
  );
}

/** The table once its rows are in its owner: a node with its place, and no rows. */
function continued(table: Table, owner: Table): Table {
  const parts = table.parts.map((part) => ({ ...part, rowCount: 0 }));
  return { ...table, grid: emptyGrid, parts, continues: owner.pointer, data: { ...table.data, unstitched: table } };
}
