import type { Region } from "../geometry/box.ts";
import { anchorCells } from "./anchors.ts";
import { isWrapper } from "./find.ts";
import { perDocument } from "./memo.ts";
import type { TextLine } from "./page-data.ts";
import { ownerOf } from "./places.ts";
import type { Cell, Row } from "./table.ts";
import type { Document, Node, Table } from "./types.ts";
import { visit } from "./visit.ts";

/** One box of a node, of a row or of a cell: what can be hit on a page. */
export interface Target {
  readonly node: Node;
  readonly region: Region;
  /** How deep the node is in the tree. */
  readonly depth: number;
  readonly row?: Row;
  readonly cell?: Cell;
}

/** The targets of a document by page number, in reading order, so that a look at one page does not cost the whole document. */
export const targetsOf: (document: Document) => ReadonlyMap<number, readonly Target[]> = perDocument((document) => {
  const targets = new Map<number, Target[]>();
  const add = (region: Region, target: Omit<Target, "region">): void => {
    const known = targets.get(region.pageNumber);
    if (known === undefined) targets.set(region.pageNumber, [{ ...target, region }]);
    else known.push({ ...target, region });
  };
  const depths = new Map<Node, number>();
  visit(document, (node, _, parent) => {
    const depth = parent === undefined ? 0 : (depths.get(parent) as number) + 1;
    depths.set(node, depth);
    // The owner of a continued table has the regions of all its parts.
    if (isWrapper(node) || (node.type === "table" && ownerOf(node, document) !== node)) return;
    for (const region of regionsOf(node)) add(region, { node, depth });
    if (node.type === "table") addParts(node, depth, add);
  });
  return targets;
});

function addParts(node: Table, depth: number, add: (region: Region, target: Omit<Target, "region">) => void): void {
  // A row without a place of its own has that of its item.
  const own = new Set([...node.regions, ...node.parts.flatMap((part) => part.regions)]);
  for (const row of node.grid.rows) for (const region of row.source.regions) if (!own.has(region)) add(region, { node, depth, row });
  for (const { cell, row } of anchorCells(node.grid)) for (const region of regionsOf(cell)) add(region, { node, depth, row, cell });
}

/** Its own; where it has none, those of its lines. */
function regionsOf({
  regions,
  lines = [],
}: {
  readonly regions: readonly Region[];
  readonly lines?: readonly TextLine[];
}): readonly Region[] {
  return regions.length > 0 ? regions : lines.map((line) => line.region);
}
