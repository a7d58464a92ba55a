import type { WarningLog } from "../../errors.ts";
import type { GroundedItem } from "../../payload/grounding/item.ts";
import type { GroundedItems, GroundedPage } from "../../payload/grounding.ts";
import { isAnchor } from "../../table/grid.ts";
import type { Cell } from "../../tree/table.ts";
import type { Document, ListItem, Node, Page, Table } from "../../tree/types.ts";
import { visit } from "../../tree/visit.ts";
import { isFolded } from "./folded-cells.ts";
import { type GroundFrame, groundFrame } from "./frame.ts";

/** An item of the sidecar, and where its boxes lie. */
export interface GroundMatch {
  readonly item: GroundedItem;
  readonly frame: GroundFrame;
}

/** The items of the sidecar by the pointer of their node, and those that stand nowhere, page by page. */
export interface GroundMatches {
  readonly byPointer: ReadonlyMap<string, GroundMatch>;
  readonly lost: readonly { readonly page: GroundedPage; readonly items: readonly GroundedItem[] }[];
}

/** An item of the document, and the item of the sidecar in its place. */
interface Pair {
  readonly node: ItemNode;
  readonly item: GroundedItem | undefined;
}

type ItemNode = Exclude<Node, Document | Page | ListItem>;

/** Finds each item's node: the one in its place, if their texts agree, else the only one on the page that has its markdown. */
export function matchItems(document: Document, grounded: GroundedItems, log: WarningLog): GroundMatches {
  const pages = new Map(document.children.map((page) => [page.number, page]));
  const byPointer = new Map<string, GroundMatch>();
  const lost = grounded.pages.map((groundedPage) => {
    const page = pages.get(groundedPage.number);
    const places = itemPlaces(groundedPage.items);
    const spare = new Set([...places.values()].filter(isGrounded));
    if (page === undefined) return { page: groundedPage, items: [...spare] };
    const frame = groundFrame(page, groundedPage, log);
    if (frame === undefined) return { page: groundedPage, items: [] };
    for (const [node, item] of matchPage(page, places, spare, log)) byPointer.set(node.pointer, { item, frame });
    return { page: groundedPage, items: [...spare] };
  });
  return { byPointer, lost };
}

/** Takes out of `spare` what is matched, or is said to differ. */
function matchPage(
  page: Page,
  places: ReadonlyMap<string, GroundedItem>,
  spare: Set<GroundedItem>,
  log: WarningLog,
): ReadonlyMap<ItemNode, GroundedItem> {
  const found = new Map<ItemNode, GroundedItem>();
  const open: Pair[] = [];
  const match = (node: ItemNode, item: GroundedItem): void => {
    found.set(node, item);
    spare.delete(item);
  };
  for (const { node, path } of itemNodes(page)) {
    const item = places.get(path);
    if (item !== undefined && agrees(item, node)) match(node, item);
    else open.push({ node, item });
  }
  const nodes = uniqueBy(
    open.filter(({ node }) => isLeaf(node)),
    ({ node }) => node.markdown,
  );
  for (const [markdown, item] of uniqueBy([...spare], (one) => one.markdown)) {
    const pair = nodes.get(markdown);
    if (pair !== undefined) match(pair.node, item);
  }
  for (const { node, item } of open) {
    if (item === undefined || found.has(node) || !spare.delete(item)) continue;
    log.add("grounding-text-differs", `The sidecar has another text for the item at ${item.pointer}: the item has no lines`, node.pointer);
  }
  return found;
}

/** The items of a page of the sidecar by their path, such as `/items/2/items/0`. */
function itemPlaces(items: readonly GroundedItem[]): Map<string, GroundedItem> {
  const places = new Map<string, GroundedItem>();
  const add = (list: readonly GroundedItem[], parent: string): void => {
    for (const [index, item] of list.entries()) {
      const path = `${parent}/items/${index}`;
      places.set(path, item);
      add(item.items, path);
    }
  };
  add(items, "");
  return places;
}

/** The nodes of a page that are items of it, by their path; a list item and a wrapper of furniture only borrow the pointer of their first child. */
function itemNodes(page: Page): { readonly node: ItemNode; readonly path: string }[] {
  const nodes: { node: ItemNode; path: string }[] = [];
  visit(page, (node) => {
    const path = /(?:\/items\/\d+)+$/.exec(node.pointer)?.[0];
    if (path !== undefined && isItem(node)) nodes.push({ node, path });
    return undefined;
  });
  return nodes;
}

/** Whether the node is an item of the payload, and does not only bear the pointer of one. */
export function isItem(node: Node): node is ItemNode {
  if (node.type === "root" || node.type === "page" || node.type === "listItem") return false;
  return !("children" in node) || node.children[0]?.pointer !== node.pointer;
}

function isLeaf(node: ItemNode): boolean {
  return !("children" in node) || node.children.length === 0;
}

function isGrounded({ lines, cells }: GroundedItem): boolean {
  return lines.length > 0 || cells.some((row) => row.some((cell) => cell !== undefined));
}

/** Whether a text of theirs is the same; two without a text in common agree by their place. */
function agrees(item: GroundedItem, node: ItemNode): boolean {
  const texts = [
    [item.markdown, node.markdown],
    [item.value, textOf(node)],
  ].filter(([one, other]) => one !== "" && other !== "");
  if (texts.some(([one, other]) => one === other)) return true;
  const rows = node.type === "table" && item.rows.length > 0 ? rowsAgree(item.rows, node) : undefined;
  return rows ?? texts.length === 0;
}

function textOf(node: ItemNode): string {
  return node.type === "image" ? node.alt : "value" in node ? node.value : "";
}

/** Whether the table has these texts in the rows that it took over as they are; undefined when it has no such row. */
function rowsAgree(rows: GroundedItem["rows"], { pointer, grid }: Table): boolean | undefined {
  let isTold = false;
  for (const [index, row] of grid.rows.entries()) {
    const { cells, source } = row;
    if (source.pointer !== pointer || source.rowIndex === null || isFolded(row)) continue;
    isTold = true;
    const texts = rows[source.rowIndex] ?? [];
    const differs = (cell: Cell, column: number): boolean =>
      isAnchor(cell, index, column) && String(cell.raw ?? "") !== (texts[column] ?? "");
    if (cells.some(differs)) return false;
  }
  return isTold || undefined;
}

/** What there is only one of. */
function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T> {
  const groups = new Map<string, T | undefined>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, groups.has(key) ? undefined : value);
  }
  groups.delete("");
  const unique = new Map<string, T>();
  for (const [key, value] of groups) if (value !== undefined) unique.set(key, value);
  return unique;
}
