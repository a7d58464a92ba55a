import type { Document, PageContent } from "../tree/types.ts";
import { type Alignable, align } from "./diff/alignment.ts";
import { type Aspect, contentKey, contentText, contentWords, differences } from "./diff/content.ts";
import { type Edit, wordEdits } from "./diff/edits.ts";
import { type TableChange, tableChange } from "./diff/table-change.ts";

export interface DiffOptions {
  /** Whether headers and footers are compared like blocks of the body. @default "ignore" */
  readonly furniture?: "ignore" | "compare";
}

/** What became of the blocks of a document; each of either side is in one of the lists at most, and else among the unchanged. */
export interface DocumentDiff {
  /** In reading order. */
  readonly added: readonly PlacedBlock[];
  readonly removed: readonly PlacedBlock[];
  /** In the same place and like each other, or the one block of a type that took the place of another; in the order they had. */
  readonly changed: readonly Change[];
  /** Equal, but in another order than before; pages inserted or left out move nothing. */
  readonly moved: readonly Move[];
  readonly unchangedCount: number;
  readonly pages: PageDiff;
  /** Every list is empty, and the same pages failed. */
  readonly isEqual: boolean;
}

/** Page numbers, ascending: those that failed on each side, and those that only one side has. */
export interface PageDiff {
  readonly failedBefore: readonly number[];
  readonly failedAfter: readonly number[];
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

/** A block and where it stands; the pointer leads into the payload of its own side. */
export interface PlacedBlock {
  readonly node: PageContent;
  readonly pageNumber: number;
  readonly pointer: string;
}

export interface Move {
  readonly before: PlacedBlock;
  readonly after: PlacedBlock;
}

export interface Change {
  readonly before: PlacedBlock;
  readonly after: PlacedBlock;
  /** Never empty. */
  readonly what: readonly Aspect[];
  /** 0 to 1: the share of words in common, whatever their order and case. */
  readonly similarity: number;
  /** Word by word, when the text changed, but for two tables; past 200 words that differ, what lies between is replaced whole. */
  readonly edits?: readonly Edit[];
  /** When both are tables. */
  readonly table?: TableChange;
}

/**
 * What changed from one parse of a document to another: blocks of the body by what a person reads in them.
 *
 * Pointers, boxes, confidences, emphasis and code marks, escapes, entities, white space and the queries of links do not count, but that of a
 * link itself. Blocks are matched where they stand between equal ones, when half of their words are the same or one of a type stands alone in
 * the place of another, as a few short ones may; one that moved and changed is removed and added. Turned around, added is removed and before
 * is after.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { diffDocuments, normalize, readParseResult } from "postparse";
 *
 * const parse = (markdown: string) =>
 *   normalize(readParseResult({ job: { id: "pjb-1", status: "COMPLETED" }, markdown: { pages: [{ page_number: 1, markdown }] } }));
 * const { changed } = diffDocuments(parse("# Terms\n\nDue in 30 days."), parse("# Terms\n\nDue in 60 days."));
 * assert.deepEqual(changed[0]?.edits, [
 *   { kind: "equal", text: "Due in " },
 *   { kind: "delete", text: "30" },
 *   { kind: "insert", text: "60" },
 *   { kind: "equal", text: " days." },
 * ]);
 * ```
 */
export function diffDocuments(before: Document, after: Document, options: DiffOptions = {}): DocumentDiff {
  const { furniture = "ignore" } = options;
  if (furniture !== "ignore" && furniture !== "compare") {
    throw new RangeError(`furniture is "${String(furniture)}", expected "ignore" or "compare"`);
  }
  const [left, right] = [blocksOf(before, furniture), blocksOf(after, furniture)];
  const pairs = align(left.map(toEntry), right.map(toEntry));
  const placed = (blocks: readonly PlacedBlock[], index: number): PlacedBlock => blocks[index] as PlacedBlock;
  const added = pairs.added.map((index) => placed(right, index));
  const removed = pairs.removed.map((index) => placed(left, index));
  const moved = pairs.moved.map((pair): Move => ({ before: placed(left, pair.left), after: placed(right, pair.right) }));
  const changed = pairs.changed.map((pair) => toChange(placed(left, pair.left), placed(right, pair.right), pair.similarity));
  const pages = diffPages(before, after);
  const isSameFailures = pages.failedBefore.join() === pages.failedAfter.join();
  const differing = added.length + removed.length + moved.length + changed.length + pages.added.length + pages.removed.length;
  return { added, removed, changed, moved, unchangedCount: pairs.unchanged.length, pages, isEqual: differing === 0 && isSameFailures };
}

function blocksOf(document: Document, furniture: "ignore" | "compare"): PlacedBlock[] {
  return document.children.flatMap((page) =>
    page.children
      .filter((node) => furniture === "compare" || (node.type !== "pageHeader" && node.type !== "pageFooter"))
      .map((node) => ({ node, pageNumber: page.number, pointer: node.pointer })),
  );
}

function toEntry({ node }: PlacedBlock): Alignable {
  return { type: node.type, key: contentKey(node), words: () => contentWords(node) };
}

function toChange(before: PlacedBlock, after: PlacedBlock, similarity: number): Change {
  const [one, other] = [before.node, after.node];
  const what = differences(one, other);
  const change = { before, after, what, similarity };
  if (one.type === "table" && other.type === "table") return { ...change, table: tableChange(one.grid, other.grid) };
  if (!what.includes("text")) return change;
  const separator = one.type === other.type ? "\n" : " ";
  return { ...change, edits: wordEdits(contentText(one, separator), contentText(other, separator)) };
}

function diffPages(before: Document, after: Document): PageDiff {
  const numbers = ({ children }: Document): Set<number> => new Set(children.map((page) => page.number));
  const failed = ({ children }: Document): number[] => children.filter((page) => page.error !== undefined).map((page) => page.number);
  const [left, right] = [numbers(before), numbers(after)];
  return {
    failedBefore: failed(before),
    failedAfter: failed(after),
    added: [...right].filter((number) => !left.has(number)),
    removed: [...left].filter((number) => !right.has(number)),
  };
}
