import { unreachable, type Warning, WarningLog } from "../errors.ts";
import type { GroundedCell } from "../payload/grounding/item.ts";
import type { GroundedItems } from "../payload/grounding.ts";
import type { Block, Document, ListItem, Page, PageContent } from "../tree/types.ts";
import { groundLines, shiftOf } from "./ground/frame.ts";
import { type GroundMatch, type GroundMatches, isItem, matchItems } from "./ground/matches.ts";
import { mapShared } from "./ground/sharing.ts";
import { groundTable } from "./ground/table.ts";

/**
 * The document with the lines and words of its nodes, and the boxes and lines of its table cells, as the `grounded_items` sidecar has them.
 *
 * An item is found by its place on the page; where its text differs, the only one with its markdown is taken, else none, with a warning. A row
 * with a cell that has a box is where its cells are, no longer where its table is. Pages without anything new are shared. Stitch before:
 * `stitchTables` gives the rows of a table that the service merged the places of its parts again.
 *
 * @param grounded of the same parse job; its warnings join those of the document, and keep their pointers into the sidecar
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { groundDocument, normalize, readGroundedItems, readParseResult } from "postparse";
 *
 * const item = { type: "text", md: "Café 42", value: "Café 42" };
 * const size = { page_number: 1, page_width: 612, page_height: 792 };
 * const job = { id: "pjb-1", status: "COMPLETED" };
 * const document = normalize(readParseResult({ job, items: { pages: [{ ...size, items: [item] }] } }));
 * const lines = [{ span: [6, 8], bbox: { x: 100, y: 72, w: 12, h: 12 } }];
 * const grounded = groundDocument(document, readGroundedItems([{ ...size, items: [{ ...item, grounding: { lines } }] }]));
 * assert.deepEqual(grounded.children[0]?.children[0]?.lines?.[0]?.region, {
 *   pageNumber: 1,
 *   box: { x: 100, y: 72, width: 12, height: 12 },
 *   span: [5, 7],
 * });
 * ```
 */
export function groundDocument(document: Document, grounded: GroundedItems): Document {
  const log = new WarningLog();
  const matches = matchItems(document, grounded, log);
  const used = new Set<GroundedCell>();
  const ground = grounder(matches.byPointer, used);
  const children = mapShared(document.children, (page): Page => withChildren(page, ground));
  warnOfLost(matches, used, log);
  const warnings = newOnes([...grounded.warnings, ...log.list()], document.warnings);
  if (children === document.children && warnings.length === 0) return document;
  return { ...document, children, warnings: [...document.warnings, ...warnings] };
}

function grounder(matches: GroundMatches["byPointer"], used: Set<GroundedCell>): (content: PageContent) => PageContent {
  const toBlock = (block: Block): Block => {
    switch (block.type) {
      case "heading":
      case "paragraph":
      case "code":
      case "image":
      case "link":
        return withLines(block, matches);
      case "list":
        return withLines(
          withChildren(block, (item: ListItem) => withChildren(item, toBlock)),
          matches,
        );
      case "unknown":
        return withLines(withChildren(block, toBlock), matches);
      case "table":
        return groundTable(withLines(block, matches), matches, used);
      default:
        return unreachable(block);
    }
  };
  return (content) => {
    if (content.type !== "pageHeader" && content.type !== "pageFooter") return toBlock(content);
    return withLines(withChildren(content, toBlock), matches);
  };
}

function withChildren<C, T extends { readonly children: readonly C[] }>(node: T, map: (child: C) => C): T {
  const children = mapShared(node.children, map);
  return children === node.children ? node : { ...node, children };
}

function withLines<T extends PageContent>(node: T, matches: ReadonlyMap<string, GroundMatch>): T {
  const match = isItem(node) ? matches.get(node.pointer) : undefined;
  if (match === undefined) return node;
  const { item, frame } = match;
  const lines = groundLines(item.lines, shiftOf(item.source, node.markdown), frame);
  // Spread with `lines` behind it, each node would get a hidden class of its own: see `toContent`.
  return lines.length === 0 ? node : Object.assign({ ...node }, { lines });
}

/** Says, page by page, how much of the sidecar stands nowhere in the document. */
function warnOfLost({ byPointer, lost }: GroundMatches, used: ReadonlySet<GroundedCell>, log: WarningLog): void {
  const cells = new Map<number, number>();
  for (const { item, frame } of byPointer.values()) {
    const number = frame.geometry.number;
    const unused = item.cells.flat().filter((cell) => cell !== undefined && !used.has(cell));
    cells.set(number, (cells.get(number) ?? 0) + unused.length);
  }
  for (const { page, items } of lost) {
    const cellCount = cells.get(page.number) ?? 0;
    if (items.length + cellCount === 0) continue;
    const message = `Page ${page.number} of the sidecar has places of ${items.length} items and ${cellCount} cells that the document does not have`;
    log.add("grounding-unmatched", `${message}: they are left out`, page.pointer);
  }
}

/** The warnings that are not there yet: a document that is grounded again says nothing twice. */
function newOnes(warnings: readonly Warning[], known: readonly Warning[]): readonly Warning[] {
  const keyOf = ({ code, message, pointer }: Warning): string => JSON.stringify([code, message, pointer]);
  const keys = new Set(known.map(keyOf));
  return warnings.filter((warning) => !keys.has(keyOf(warning)));
}
