import type { WireBox } from "../../payload/box.ts";
import type { GroundedCell } from "../../payload/grounding/item.ts";
import type { GroundedLine } from "../../payload/grounding/text.ts";
import { canonicalText } from "../../table/text.ts";
import type { Cell, Row } from "../../tree/table.ts";

/** What one header cell has of the places of the cell it was folded into. */
export interface FoldedShare {
  readonly cell: Cell;
  /** How much further on a character stands in the cell than in the folded text; undefined where the cell writes it otherwise. */
  readonly shift: number | undefined;
  readonly boxes: readonly WireBox[];
  readonly lines: readonly GroundedLine[];
}

export interface FoldedShares {
  readonly shares: readonly FoldedShare[];
  /** What cannot be told to be of one header cell. */
  readonly boxes: readonly WireBox[];
  readonly lines: readonly GroundedLine[];
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Range {
  readonly cell: Cell;
  readonly start: number;
  readonly end: number;
}

/** Whether the row's texts are its own: the payload's `rows` have them folded into one row with those of other header rows. */
export function isFolded({ cells, source }: Row): boolean {
  return source.rowIndex !== null && cells.some((cell) => cell.pointer === `${source.pointer}/html`);
}

/**
 * The places of a folded header cell, shared out among the cells of its column, top down.
 *
 * A line goes to the cell whose text it is of. A box names no text: boxes are shared out one each when there are as many as cells with text.
 */
export function foldedShares(text: string, { boxes, lines }: GroundedCell, column: readonly Cell[]): FoldedShares {
  const ranges = rangesOf(text, column);
  const isEven = boxes.length === ranges.length;
  const shared = new Map<Range, GroundedLine[]>(ranges.map((range) => [range, []]));
  const rest: GroundedLine[] = [];
  for (const line of lines) (shared.get(rangeOf(line, ranges) as Range) ?? rest).push(line);
  const shares = ranges.map((range, index): FoldedShare => {
    const { cell, start, end } = range;
    const at = String(cell.raw ?? "").indexOf(text.slice(start, end));
    const box = isEven ? boxes.slice(index, index + 1) : [];
    return { cell, shift: at < 0 ? undefined : at - start, boxes: box, lines: shared.get(range) ?? [] };
  });
  return { shares, boxes: isEven ? [] : boxes, lines: rest };
}

/** Where the text of each cell stands in the folded one, in one walk over both; a piece that is no cell's text is passed over. */
function rangesOf(text: string, column: readonly Cell[]): Range[] {
  const segments = segmentsOf(text);
  const ranges: Range[] = [];
  let from = 0;
  for (const cell of new Set(column)) {
    if (cell.text === "") continue;
    const wanted = cell.text.split("\n").map(canonicalText);
    while (from < segments.length && segments[from]?.text !== wanted[0]) from++;
    const [first, last] = [segments[from], segments[from + wanted.length - 1]];
    const isWhole = wanted.every((line, index) => segments[from + index]?.text === line);
    if (first === undefined || last === undefined || !isWhole) break;
    ranges.push({ cell, start: first.start, end: last.end });
    from += wanted.length;
  }
  return ranges;
}

function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  const add = (end: number, next: number): void => {
    segments.push({ start, end, text: canonicalText(text.slice(start, end)) });
    start = next;
  };
  for (const { 0: tag, index } of text.matchAll(/<br\s*\/?>/gi)) add(index, index + tag.length);
  add(text.length, text.length);
  return segments;
}

/** The range that holds the line, found by halving. */
function rangeOf({ span }: GroundedLine, ranges: readonly Range[]): Range | undefined {
  if (span === undefined) return undefined;
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle] as Range).end < span[1]) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.start <= span[0] ? range : undefined;
}
