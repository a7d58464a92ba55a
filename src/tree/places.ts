import { anchorCells } from "./anchors.ts";
import { isWrapper } from "./find.ts";
import { perDocument } from "./memo.ts";
import type { Cell, Grid, Row } from "./table.ts";
import type { Document, Node, Table } from "./types.ts";
import { visit } from "./visit.ts";

/** Where the nodes of a document are. */
export interface Places {
  /** All nodes but the root. */
  readonly parents: ReadonlyMap<Node, Node>;
  /** The first payload item at each pointer. */
  readonly items: ReadonlyMap<string, Node>;
}

export const placesOf: (document: Document) => Places = perDocument((document) => {
  const parents = new Map<Node, Node>();
  const items = new Map<string, Node>();
  visit(document, (node, _, parent) => {
    if (parent !== undefined && !parents.has(node)) parents.set(node, parent);
    if (!items.has(node.pointer) && !isWrapper(node)) items.set(node.pointer, node);
    return undefined;
  });
  return { parents, items };
});

/** The table that has the rows: the one this one continues, else itself. */
export function ownerOf(table: Table, document: Document): Table {
  const owner = table.continues === undefined ? undefined : placesOf(document).items.get(table.continues);
  return owner?.type === "table" ? owner : table;
}

interface PlacedCell {
  readonly cell: Cell;
  readonly row: Row;
}

const cellsByGrid = new WeakMap<Grid, ReadonlyMap<string, PlacedCell>>();

/** The first cell of the table at a pointer, and the row it begins in; the first call walks the table once. */
export function cellAt({ grid }: Table, pointer: string): PlacedCell | undefined {
  const known = cellsByGrid.get(grid);
  if (known !== undefined) return known.get(pointer);
  const cells = new Map<string, PlacedCell>();
  for (const found of anchorCells(grid)) if (!cells.has(found.cell.pointer)) cells.set(found.cell.pointer, found);
  cellsByGrid.set(grid, cells);
  return cells.get(pointer);
}
