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
    const from = (lines[line] as Line).start;
    const next = starts[unit + 1];
    const end = next === undefined ? text.length : (lines[next] as Line).start;
    return [from, from + text.slice(from, end).trimEnd().length];
  });
  if (spans.length === 0) return cutPlain(block, [0, text.length], tokenizer, window);
  const units = spanUnits(block, { spans, start: 0, end: text.length }, tokenizer);
  const frames = new Map<number, Frame>();
  /** The markers of an item and of those around it, a line each. */
  const framesTo = (item: number): Frame => {
    const known = frames.get(item);
    if (known !== undefined) return known;
    let markers = "";
    for (let index = item; index >= 0; index = (items[index] as Item).parent) {
      const { marker, indent } = items[index] as Item;
      const opened = `${" ".repeat(indent)}${marker}\n${markers}`;
      if (tokenizer.count(opened) > window.limit / 4) break;
      markers = opened;
    }
    const frame: Frame = markers === "" ? noFrame : { segments: [marker(markers)], tokens: tokenizer.count(markers) };
    frames.set(item, frame);
    return frame;
  };
  const openingOf = (unit: number): Frame => {
    const line = starts[unit] as number;
    let item = (lines[line] as Line).item;
    // The items that begin on the line bring their markers along.
    while (item >= 0 && items[item]?.line === line) item = (items[item] as Item).parent;
    return unit === 0 || item < 0 ? noFrame : framesTo(item);
  };
  const cutUnit = (unit: number, inner: Window): Piece[] => {
    const span = spans[unit] as Span;
    const own = framesTo((lines[starts[unit] as number] as Line).item);
    // The marker of the item itself stands right before what goes on.
    const inside = own.segments.map(({ text: markers }): Segment => marker(`${markers.trimEnd()} `));
    const opening = openingOf(unit);
    const first = markerEnd(text, span);
    const frame = ([from]: Span): { readonly before: readonly Segment[]; readonly behind: readonly Segment[] } => ({
      before: from === span[0] ? opening.segments : inside,
      behind: [],
    });
    const frameTokens = Math.max(own.tokens, opening.tokens);
    const framed = frameTokens * 2 > inner.firstLimit ? {} : { frame, frameTokens };
    return cutPlain(block, span, tokenizer, inner, { ...framed, whole: [[span[0], first]] });
  };
  return cutLines(
    {
      ...{ block, tokenizer, ...units, opening: openingOf, closing: () => noFrame, least: 1, isParted: () => false, cutUnit },
      ...{ describe: () => ({}), isExact: true, flags: [] },
    },
    window,
  );
}

type Line = ReturnType<typeof listLines>["lines"][number];
type Item = ReturnType<typeof listLines>["items"][number];

function marker(text: string): Segment {
  return { kind: "marker", text };
}

/** Behind the first word of an item, which its markers are not parted from. */
function markerEnd(text: string, [from, to]: Span): number {
  const markers = /^\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)*\S/.exec(text.slice(from, Math.min(to, from + 1000)));
  return from + (markers?.[0].length ?? 0);
}
