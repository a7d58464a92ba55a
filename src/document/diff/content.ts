import { unreachable } from "../../errors.ts";
import { withoutLinkQueries } from "../../payload/links.ts";
import { isAnchor } from "../../table/grid.ts";
import { readInline } from "../../tree/reading.ts";
import type { Grid } from "../../tree/table.ts";
import type { ListItem, PageContent } from "../../tree/types.ts";
import { wordsOf } from "./words.ts";

/** What two blocks can differ in. `structure` is how the parts of a list, or of what holds blocks, are nested and what they are. */
export type Aspect = "type" | "text" | "depth" | "structure" | "language" | "url" | "cells" | "header";

type Aspects = { readonly [Name in Aspect]?: unknown };

/** Blocks with one key say the same, wherever they stand: their pointers, boxes, confidences and own markdown are not looked at. */
export function contentKey(block: PageContent): string {
  return JSON.stringify([block.type, aspectsOf(block)]);
}

/** What the blocks differ in, and nothing when their keys are equal. */
export function differences(before: PageContent, after: PageContent): Aspect[] {
  if (before.type !== after.type) return contentText(before, " ") === contentText(after, " ") ? ["type"] : ["type", "text"];
  const [one, other] = [aspectsOf(before), aspectsOf(after)];
  return (Object.keys({ ...one, ...other }) as Aspect[]).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

/** What a person reads of the block, its lines parted as said. */
export function contentText(block: PageContent, separator: "\n" | " "): string {
  return textsOf(block).join(separator);
}

/** The words a block is known by: those of its text, and where it leads. */
export function contentWords(block: PageContent): string[] {
  const words = textsOf(block).flatMap(wordsOf);
  return "url" in block ? [...words, withoutLinkQueries(block.url)] : words;
}

/**
 * As it is compared: without marks of emphasis and code, escapes and entities undone, white space folded, NFC, links without their queries, for
 * a signed one differs at every download.
 */
export function plainText(markdown: string): string {
  const { text } = readInline(withoutLinkQueries(markdown));
  // Links that an escape or an entity kept from being seen have their queries cut now.
  return withoutLinkQueries(text).normalize("NFC").replace(/\s+/g, " ").trim();
}

/** The texts of the slots; a cell that spans several stands in its first. */
export function plainCells(grid: Grid): string[][] {
  return grid.rows.map((row, index) => row.cells.map((cell, column) => (isAnchor(cell, index, column) ? plainText(cell.text) : "")));
}

function aspectsOf(block: PageContent): Aspects {
  switch (block.type) {
    case "heading":
      return { text: textsOf(block), depth: block.depth };
    case "paragraph":
      return { text: textsOf(block) };
    case "code":
      return { text: textsOf(block), language: block.lang ?? "" };
    case "table":
      return { cells: plainCells(block.grid), header: block.grid.headerRowCount };
    case "image":
      return { text: textsOf(block), url: withoutLinkQueries(block.url) };
    case "link":
      return { text: textsOf(block), url: block.url };
    case "list":
    case "unknown":
    case "pageHeader":
    case "pageFooter":
      return { text: textsOf(block), structure: structureOf(block) };
    default:
      return unreachable(block);
  }
}

/** Everything but the texts, those of the parts included. */
function structureOf(node: PageContent | ListItem): unknown[] {
  switch (node.type) {
    case "heading":
      return [node.type, node.depth];
    case "paragraph":
      return [node.type];
    case "code":
      return [node.type, node.lang ?? ""];
    case "table":
      return [node.type, node.grid.rows.length, node.grid.columnCount, node.grid.headerRowCount];
    case "image":
      return [node.type, withoutLinkQueries(node.url)];
    case "link":
      return [node.type, node.url];
    case "list":
      return [node.type, node.ordered, node.children.map(structureOf)];
    case "listItem":
    case "unknown":
    case "pageHeader":
    case "pageFooter":
      return [node.type, node.children.map(structureOf)];
    default:
      return unreachable(node);
  }
}

function textsOf(node: PageContent | ListItem): string[] {
  switch (node.type) {
    case "heading":
    case "paragraph":
    case "link":
      return [plainText(node.value)];
    case "code":
      return [codeText(node.value)];
    case "image":
      return [plainText(node.alt)];
    case "table":
      return plainCells(node.grid).flat();
    case "unknown":
      return [plainText(node.value), ...node.children.flatMap(textsOf)];
    case "list":
    case "listItem":
    case "pageHeader":
    case "pageFooter":
      return node.children.flatMap(textsOf);
    default:
      return unreachable(node);
  }
}

/** White space at the front of a line is read in code. */
function codeText(value: string): string {
  const lines = withoutLinkQueries(value)
    .normalize("NFC")
    .split(/\r\n?|\n/);
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+/, "")
    .trimEnd();
}
