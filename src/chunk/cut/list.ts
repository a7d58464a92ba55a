import { listLines } from "../../markdown/list-lines.ts";
import type { LaidBlock } from "../block.ts";
import type { Piece } from "../piece.ts";
import type { Segment, Span, Tokenizer } from "../types.ts";
import { cutLines, type Frame, noFrame, spanUnits } from "./lines.ts";
import { cutPlain } from "./plain.ts";
import type { Window } from "./window.ts";

/**
 * A list in pieces between its items, nested ones too; an item too large is cut as text.
 *
 * A piece that begins inside an item opens the markers of the items around it again, so that it is the same list for markdown: the innermost
 * ones, as many as fit in a quarter of the window.
 */
export function cutList(block: LaidBlock, tokenizer: Tokenizer, window: Window): Piece[] {
  const { text } = block;
  const { lines, items } = listLines(text);
  const starts = lines.flatMap(({ beginsItem }, line) => (beginsItem || line === 0 ? [line] : []));
  const spans = starts.map((line, unit): Span => {
    // Indentation stands before what begins a piece: with the markers that open it, or not at all.
    const from = (lines[line] as Line).start + (unit === 0 ? 0 : indentAt(text, (lines[line] as Line).start));
    const next = starts[unit + 1];
    const end = next === undefined ? text.length : (lines[next] as Line).start;
    return [from, from + text.slice(from, end).trimEnd().length];
  });
  if (spans.length === 0) return cutPlain(block, [0, text.length], tokenizer, window);
  const units = spanUnits(block, { spans, start: 0, end: text.length }, tokenizer, window.limit);
  const openers = markerFinder(items, tokenizer, window.limit / 4);
  /** What opens the items around those that begin on the line of a unit, which bring their markers along. */
  const openingOf = (unit: number): Frame => {
    if (unit === 0) return noFrame;
    const line = starts[unit] as number;
    let item = (lines[line] as Line).item;
    let first: Item | undefined;
    for (; item >= 0 && items[item]?.line === line; item = (items[item] as Item).parent) first = items[item];
    return openers(item, first);
  };
  const cutUnit = (unit: number, inner: Window): Piece[] => {
    const span = spans[unit] as Span;
    const own = openers((lines[starts[unit] as number] as Line).item, undefined);
    const opening = openingOf(unit);
    const first = markerEnd(text, span);
    const frame = ([from]: Span): { readonly before: readonly Segment[]; readonly behind: readonly Segment[] } => ({
      before: from < first ? opening.segments : own.segments,
      behind: [],
    });
    const frameTokens = Math.max(own.tokens, opening.tokens);
    const framed = frameTokens * 2 > inner.firstLimit ? {} : { frame, frameTokens };
    return cutPlain(block, span, tokenizer, inner, { ...framed, unparted: [[span[0], first]] });
  };
  return cutLines(
    {
      block,
      tokenizer,
      ...units,
      opening: openingOf,
      closing: () => noFrame,
      least: 1,
      isParted: () => false,
      cutUnit,
      describe: () => ({}),
      isExact: spans.every(([from]) => from === 0 || text[from - 1] === "\n"),
      flags: [],
    },
    window,
  );
}

type Line = ReturnType<typeof listLines>["lines"][number];
type Item = ReturnType<typeof listLines>["items"][number];

/** Opens an item and those around it, the innermost that count at most `limit` tokens, before `next` that begins in it, or before its own text. */
function markerFinder(items: readonly Item[], tokenizer: Tokenizer, limit: number): (item: number, next: Item | undefined) => Frame {
  const known = new Map<string, Frame>();
  const costs: number[] = [];
  const costOf = (index: number): number => {
    costs[index] ??= tokenizer.count(markersOf([items[index] as Item], undefined));
    return costs[index];
  };
  const frameOf = (path: readonly Item[], next: Item | undefined): Frame => {
    if (path.length === 0) return noFrame;
    const text = markersOf(path, next);
    return { segments: [{ kind: "marker", text }], tokens: tokenizer.count(text) };
  };
  return (item, next) => {
    const key = `${item} ${next?.indent}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const path: Item[] = [];
    const around = (index: number): number => items[index]?.parent ?? -1;
    // About as many as fit, told by what each costs alone; then fewer or more, counted together.
    let index = item;
    for (let sum = 0; index >= 0 && sum + costOf(index) <= limit; index = around(index)) {
      path.push(items[index] as Item);
      sum += costOf(index);
    }
    let opening = frameOf(path, next);
    const isTooMuch = opening.tokens > limit;
    while (opening.tokens > limit) {
      path.pop();
      opening = frameOf(path, next);
    }
    for (; index >= 0 && !isTooMuch; index = around(index)) {
      path.push(items[index] as Item);
      const larger = frameOf(path, next);
      if (larger.tokens > limit) break;
      opening = larger;
    }
    known.set(key, opening);
    return opening;
  };
}

/**
 * Markers, given innermost first, in the columns of their source less those before the outermost; each behind the one around it where the content
 * of that begins.
 */
function markersOf(path: readonly Item[], next: Item | undefined): string {
  const before = (path.at(-1) as Item).indent;
  let text = "";
  for (let level = path.length - 1; level >= 0; level--) {
    const { marker, indent, contentIndent } = path[level] as Item;
    const inner = path[level - 1] ?? next;
    const spaces = contentIndent - indent - marker.length;
    const isBeside = spaces > 0 && spaces <= 4 && (inner === undefined || inner.indent === contentIndent);
    text += marker + (isBeside ? " ".repeat(spaces) : inner === undefined ? " " : `\n${" ".repeat(Math.max(inner.indent - before, 0))}`);
  }
  return text;
}

/** How many spaces and tabs stand at a place. */
function indentAt(text: string, start: number): number {
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return end - start;
}

/** Behind the first word of an item, which its markers are not parted from. */
function markerEnd(text: string, [from, to]: Span): number {
  const markers = /^\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)*\S/.exec(text.slice(from, Math.min(to, from + 1000)));
  return from + (markers?.[0].length ?? 0);
}
