import type { Writable } from "../../payload/writable.ts";
import type { Block, Node } from "../../tree/types.ts";
import { visit } from "../../tree/visit.ts";

/** A node inside a block, and where it stands in the block's markdown. */
export interface FoundItem {
  readonly node: Block;
  readonly start: number;
  readonly end: number;
  /** Where `start` is in the node's own markdown; undefined when its characters do not stand there one for one. */
  readonly lead: number | undefined;
  readonly isContainer: boolean;
}

/**
 * The nodes in a list, or in an item this version cannot read, in reading order; those without any text are in `empty`.
 *
 * Each begins on a line of its own, after its marker. One that is not there word for word gets what lies between its neighbors.
 */
export function findItems(block: Block, written: string): { readonly found: readonly FoundItem[]; readonly empty: readonly Block[] } {
  const lineOf = lineFinder(written);
  const parents = new Map<Node, Node>();
  const items: Writable<FoundItem>[] = [];
  const empty: Block[] = [];
  visit(block, (node, _, parent) => {
    if (parent !== undefined) parents.set(node, parent);
    if (node === block || !isBlock(node) || isContainer(node)) return;
    const text = textOf(node);
    if (text === "") return void empty.push(node);
    const { start, end } = lineOf(text);
    const lead = end < 0 ? -1 : node.markdown.indexOf(text);
    items.push({ node, start, end, lead: lead < 0 ? undefined : lead, isContainer: false });
  });
  fillGaps(items, written);
  return { found: [...items, ...containersOf(items, block, parents)], empty };
}

interface Place {
  readonly line: number;
  readonly start: number;
}

/** Finds texts one after the other: -1 as the start where none of the lines to come begins with the text's first line, as the end where the rest differs. */
function lineFinder(written: string): (text: string) => { readonly start: number; readonly end: number } {
  const places = new Map<string, Place[]>();
  const seen = new Map<string, number>();
  let current = 0;
  let offset = 0;
  for (const [line, raw] of written.split("\n").entries()) {
    const text = raw.trimEnd();
    for (const lead of markerEnds(text)) {
      const known = places.get(text.slice(lead)) ?? [];
      known.push({ line, start: offset + lead });
      places.set(text.slice(lead), known);
    }
    offset += raw.length + 1;
  }
  return (text) => {
    const lines = text.split("\n");
    const key = (lines[0] as string).trimEnd();
    const known = places.get(key) ?? [];
    // Lines are only ever passed, so each place is looked at once.
    let index = seen.get(key) ?? 0;
    while (index < known.length && (known[index] as Place).line < current) index++;
    seen.set(key, index);
    const place = known[index];
    if (place === undefined) return { start: -1, end: -1 };
    const isWhole = written.startsWith(text, place.start);
    current = place.line + (isWhole ? lines.length : 1);
    return { start: place.start, end: isWhole ? place.start + text.length : -1 };
  };
}

/** Where a line may begin: after its white space, then after each of at most eight markers (CommonMark 0.31 §5.2) or a task's box. */
function markerEnds(line: string): number[] {
  const ends = [line.length - line.trimStart().length];
  const marker = /(?:[-+*]|\d{1,9}[.)]|\[[ xX]\])[ \t]+/y;
  for (marker.lastIndex = ends[0] as number; ends.length <= 8 && marker.test(line); ) ends.push(marker.lastIndex);
  return ends;
}

/** Gives each item without a start or an end the lines between its neighbors; the whole text where there are none. */
function fillGaps(items: { start: number; end: number }[], written: string): void {
  const textEnd = written.trimEnd().length;
  let next = textEnd;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index] as { start: number; end: number };
    if (item.end < 0) item.end = next;
    if (item.start >= 0) next = lineEndBefore(written, item.start);
  }
  let last = 0;
  for (const item of items) {
    if (item.start < 0) {
      const text = written.slice(last, item.end);
      item.start = item.end - text.trimStart().length;
      if (item.start >= item.end) [item.start, item.end] = [0, textEnd];
    } else last = item.end;
  }
}

/** Where the text of the line before this place ends; the place itself in the first line. */
function lineEndBefore(written: string, place: number): number {
  const lineFeed = written.lastIndexOf("\n", place - 1);
  return lineFeed < 0 ? place : written.slice(0, lineFeed).trimEnd().length;
}

/** The lists and the like between the block and its items, from their first item to their last. */
function containersOf(
  items: readonly { node: Block; start: number; end: number }[],
  block: Block,
  parents: ReadonlyMap<Node, Node>,
): FoundItem[] {
  const hulls = new Map<Block, { start: number; end: number }>();
  for (const { node, start, end } of items) {
    for (let parent = parents.get(node); parent !== undefined && parent !== block; parent = parents.get(parent)) {
      if (!isBlock(parent)) continue;
      const hull = hulls.get(parent);
      hulls.set(parent, { start: Math.min(hull?.start ?? start, start), end: Math.max(hull?.end ?? end, end) });
    }
  }
  return [...hulls].map(([node, { start, end }]) => ({ node, start, end, lead: undefined, isContainer: true }));
}

function isBlock(node: Node): node is Block {
  return (
    node.type !== "root" && node.type !== "page" && node.type !== "listItem" && node.type !== "pageHeader" && node.type !== "pageFooter"
  );
}

function isContainer(node: Block): boolean {
  return "children" in node && node.children.length > 0;
}

function textOf(node: Block): string {
  const own = node.markdown.trim();
  return own === "" && "value" in node ? node.value.trim() : own;
}
