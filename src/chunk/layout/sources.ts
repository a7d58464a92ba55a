import type { Block, Table } from "../../tree/types.ts";
import type { LaidSource } from "../block.ts";
import type { Span } from "../types.ts";
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
  pageNumbers: readonly number[],
  written: Written,
): { readonly sources: readonly LaidSource[]; readonly empty: readonly string[] } {
  const { text, nodeStart, offsets, start } = written;
  const end = offsets.toLeft(text.trimEnd().length) + start;
  const { pointer, type, regions, lines } = block;
  const isContainer = "children" in block && block.children.length > 0;
  const whole: LaidSource = { pointer, type, span: [start, end], pageNumbers, regions, lines, isContainer, toNode: nodeStart };
  if (!isContainer) return { sources: [whole], empty: none };
  const { found, empty } = findItems(block, text);
  const items = found.map(({ node, start: from, end: to, lead, isContainer }): LaidSource => {
    const span = [offsets.toLeft(from) + start, Math.min(offsets.toLeft(to) + start, end)] as const;
    const { pointer, type, regions, lines } = node;
    return { pointer, type, span, pageNumbers, regions, lines, isContainer, toNode: lead === undefined ? undefined : lead - from };
  });
  return { sources: [whole, ...items], empty: empty.map((node) => node.pointer) };
}

const none: readonly never[] = [];

/** The parts of a table by the items they are: each with the stretch of lines that is its own, one that has none with the whole. */
export function tableSources(table: Table, parts: readonly PartText[], { text, offsets, start }: Omit<Written, "nodeStart">): LaidSource[] {
  const whole = [start, offsets.toLeft(text.trimEnd().length) + start] as const;
  const sources: LaidSource[] = [];
  const { type } = table;
  const byPointer = new Map<string, { pageNumbers: number[]; regions: LaidSource["regions"] }>();
  for (const { pointer, pageNumber, regions } of table.parts) {
    const known = byPointer.get(pointer) ?? { pageNumbers: [], regions: [] };
    byPointer.set(pointer, { pageNumbers: [...new Set([...known.pageNumbers, pageNumber])], regions: [...known.regions, ...regions] });
  }
  for (const [pointer, { pageNumbers, regions }] of byPointer) {
    const add = (span: Span, toNode: number | undefined): void => {
      sources.push({ pointer, type, span, pageNumbers, regions, lines: undefined, isContainer: false, toNode });
    };
    const own = parts.filter((part) => part.pointer === pointer);
    if (own.length === 0) add(whole, undefined);
    for (const part of own) {
      add([offsets.toLeft(part.start) + start, offsets.toLeft(part.end) + start], part.nodeStart - part.start);
    }
  }
  return sources;
}
