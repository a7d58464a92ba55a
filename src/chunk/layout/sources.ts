import type { Block, Page, Table } from "../../tree/types.ts";
import type { LaidSource } from "../block.ts";
import { findItems } from "./items.ts";
import type { Offsets } from "./offsets.ts";
import type { PartText } from "./own-text.ts";

/** A block's text as it was written, and where it goes. */
export interface Written {
  readonly text: string;
  /** Where that begins in the node's own markdown; undefined when it was written anew. */
  readonly nodeStart: number | undefined;
  readonly offsets: Offsets;
  /** Where the block begins in the document's markdown. */
  readonly start: number;
}

/** What a block, and the nodes in it, stand for in the document's markdown; pointers of the nodes in it that say nothing. */
export function sourcesOf(
  block: Block,
  page: Page,
  written: Written,
): { readonly sources: readonly LaidSource[]; readonly empty: readonly string[] } {
  const { text, nodeStart, offsets, start } = written;
  const end = offsets.toLeft(text.trimEnd().length) + start;
  const toWritten = (offset: number): number => offsets.toWritten(offset - start);
  const toNode = nodeStart === undefined ? undefined : (offset: number): number => toWritten(offset) + nodeStart;
  const pageNumbers = [page.number];
  const { pointer, type, regions, lines } = block;
  const isContainer = "children" in block && block.children.length > 0;
  const whole: LaidSource = { pointer, type, span: [start, end], pageNumbers, regions, lines, isContainer, toNode };
  if (!isContainer) return { sources: [whole], empty: none };
  const { found, empty } = findItems(block, text);
  const items = found.map(({ node, start: from, end: to, lead, isContainer }): LaidSource => {
    const toItem = lead === undefined ? undefined : (offset: number): number => toWritten(offset) - from + lead;
    const span = [offsets.toLeft(from) + start, Math.min(offsets.toLeft(to) + start, end)] as const;
    const { pointer, type, regions, lines } = node;
    return { pointer, type, span, pageNumbers, regions, lines, isContainer, toNode: toItem };
  });
  return { sources: [whole, ...items], empty: empty.map((node) => node.pointer) };
}

const none: readonly never[] = [];

/** The parts of a table by the items they are: each with the stretch of lines that is its own, one that has none with the whole. */
export function tableSources(table: Table, parts: readonly PartText[], { text, offsets, start }: Omit<Written, "nodeStart">): LaidSource[] {
  const whole = [start, offsets.toLeft(text.trimEnd().length) + start] as const;
  const sources: LaidSource[] = [];
  const base = { type: "table", lines: undefined, isContainer: false } as const;
  const byPointer = new Map<string, { pageNumbers: number[]; regions: LaidSource["regions"] }>();
  for (const { pointer, pageNumber, regions } of table.parts) {
    const known = byPointer.get(pointer) ?? { pageNumbers: [], regions: [] };
    byPointer.set(pointer, { pageNumbers: [...new Set([...known.pageNumbers, pageNumber])], regions: [...known.regions, ...regions] });
  }
  for (const [pointer, place] of byPointer) {
    const own = parts.filter((part) => part.pointer === pointer);
    if (own.length === 0) sources.push({ ...base, pointer, span: whole, ...place, toNode: undefined });
    for (const part of own) {
      const toNode = (offset: number): number => offsets.toWritten(offset - start) - part.start + part.nodeStart;
      const span = [offsets.toLeft(part.start) + start, offsets.toLeft(part.end) + start] as const;
      sources.push({ ...base, pointer, span, ...place, toNode });
    }
  }
  return sources;
}
