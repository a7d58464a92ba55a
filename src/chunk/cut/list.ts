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
  const markersOf = markerFinder(items, tokenizer, window.limit / 4);
  /** What opens the items around one that begins on the line of a unit; its own indentation stands behind. */
  const openingOf = (unit: number): Frame => {
    if (unit === 0) return noFrame;
    const line = starts[unit] as number;
    let item = (lines[line] as Line).item;
    let indent = 0;
    // The items that begin on the line bring their markers along.
    for (; item >= 0 && items[item]?.line === line; item = (items[item] as Item).parent) indent = (items[item] as Item).indent;
    const { text: markers, tokens, indent: outer } = markersOf(item);
    const opened = markers === "" ? "" : markers + " ".repeat(Math.max(indent - outer, 0));
    return opened === "" ? noFrame : { segments: [marker(opened)], tokens: tokens + tokenizer.count(opened.slice(markers.length)) };
  };
  const cutUnit = (unit: number, inner: Window): Piece[] => {
    const span = spans[unit] as Span;
    // The marker of the item itself stands right before what goes on.
    const own = markersOf((lines[starts[unit] as number] as Line).item);
    const inside = own.text === "" ? [] : [marker(`${own.text.trimEnd()} `)];
    const opening = openingOf(unit);
    const first = markerEnd(text, span);
    const frame = ([from]: Span): { readonly before: readonly Segment[]; readonly behind: readonly Segment[] } => ({
      before: from < first ? opening.segments : inside,
      behind: [],
    });
    const frameTokens = Math.max(own.tokens, opening.tokens);
    const framed = frameTokens * 2 > inner.firstLimit ? {} : { frame, frameTokens };
    return cutPlain(block, span, tokenizer, inner, { ...framed, whole: [[span[0], first]] });
  };
  return cutLines(
    {
      ...{ block, tokenizer, ...units, opening: openingOf, closing: () => noFrame, least: 1, isParted: () => false, cutUnit },
      ...{ describe: () => ({}), isExact: spans.every(([from]) => from === 0 || text[from - 1] === "\n"), flags: [] },
    },
    window,
  );
}

type Line = ReturnType<typeof listLines>["lines"][number];
type Item = ReturnType<typeof listLines>["items"][number];

interface Markers {
  /** A line each, outermost first. */
  readonly text: string;
  readonly tokens: number;
  /** The column of the outermost, which then stands at 0. */
  readonly indent: number;
}

/** The markers of an item and of those around it, the innermost that count at most `limit` tokens. */
function markerFinder(items: readonly Item[], tokenizer: Tokenizer, limit: number): (item: number) => Markers {
  const known = new Map<number, Markers>();
  return (item) => {
    const found = known.get(item);
    if (found !== undefined) return found;
    const path: Item[] = [];
    let tokens = 0;
    for (let index = item; index >= 0; index = (items[index] as Item).parent) {
      const own = items[index] as Item;
      const inner = path[0];
      // An item's line is counted as it stands below the one around it.
      const cost = tokenizer.count(`${" ".repeat(Math.max((inner?.indent ?? own.indent) - own.indent, 0))}${own.marker}\n`);
      if (tokens + cost > limit) break;
      tokens += cost;
      path.unshift(own);
    }
    const indent = path[0]?.indent ?? 0;
    const text = path.map((own) => `${" ".repeat(Math.max(own.indent - indent, 0))}${own.marker}\n`).join("");
    const markers = { text, tokens: text === "" ? 0 : tokenizer.count(text), indent };
    known.set(item, markers);
    return markers;
  };
}

/** How many spaces and tabs stand at a place. */
function indentAt(text: string, start: number): number {
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return end - start;
}

function marker(text: string): Segment {
  return { kind: "marker", text };
}

/** Behind the first word of an item, which its markers are not parted from. */
function markerEnd(text: string, [from, to]: Span): number {
  const markers = /^\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)*\S/.exec(text.slice(from, Math.min(to, from + 1000)));
  return from + (markers?.[0].length ?? 0);
}
