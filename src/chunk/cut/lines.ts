import { type LaidBlock, spacedText } from "../block.ts";
import { countOfLines } from "../line-counts.ts";
import { counted, hullOf, isNear, makePiece, type Piece, sourceSegment, textOf } from "../piece.ts";
import { startsCleanly } from "../tokens.ts";
import type { ChunkFlag, Segment, Span, Tokenizer } from "../types.ts";
import { isSurelyLarge } from "./text.ts";
import type { Window } from "./window.ts";

/** What is put before or behind a piece, and its tokens. */
export interface Frame {
  readonly segments: readonly Segment[];
  readonly tokens: number;
}

export const noFrame: Frame = { segments: [], tokens: 0 };

/** A block as units that are cut between, such as rows or lines of code, and what is repeated around a piece of them. */
export interface Lines {
  readonly block: LaidBlock;
  readonly tokenizer: Tokenizer;
  readonly unitCount: number;
  /** Tokens of a unit with what stands behind it. */
  readonly cost: (unit: number) => number;
  /** Tokens of a unit without what stands behind it. */
  readonly endCost: (unit: number) => number;
  /** The same of what stands for a unit where the piece is embedded, when that is another text: without opening and closing. */
  readonly embed?: Pick<Lines, "cost" | "endCost"> | undefined;
  /** Tokens of what stands before the first unit and is cut off with it. */
  readonly leadCost: number;
  /** The source of the units from `first` to before `last`; of the first unit with what stands before it, of the last with what stands behind. */
  readonly body: (first: number, last: number) => readonly Segment[];
  /** A unit's own text, without what stands behind it. */
  readonly textOf: (unit: number) => string;
  readonly opening: (first: number) => Frame;
  readonly closing: (last: number) => Frame;
  /** The fewest units of a piece. */
  readonly least: number;
  /** Whether no piece may hold both this unit and the one before it. */
  readonly isParted: (unit: number) => boolean;
  /** A unit that is too large for a piece. */
  readonly cutUnit: (unit: number, window: Window) => readonly Piece[];
  /** What stands before the first unit by itself, and the units without it: where they do not fit below the headings of the chunk together. */
  readonly lead?: () => { readonly piece: Piece; readonly rest: Lines };
  readonly describe: (first: number, last: number) => Partial<Pick<Piece, "table" | "embed" | "reach">>;
  /** Whether counts of units add up. */
  readonly isExact: boolean;
  readonly flags: readonly ChunkFlag[];
}

/** The units from `first` to before `last` in pieces that each fit, none of them with fewer than the fewest where that can be helped. */
export function cutLines(lines: Lines, window: Window, [from, to]: Span = [0, lines.unitCount]): Piece[] {
  const pieces: Piece[] = [];
  /** The stretches of units since the last unit that was cut. */
  let ranges: Span[] = [];
  let room = window.firstLimit;
  let first = from;
  let tokens = 0;
  let embedded = 0;
  const flush = (): void => {
    for (const range of balanced(lines, ranges, window.limit)) pieces.push(linesPiece(lines, range, window.most));
    ranges = [];
  };
  const close = (last: number): void => {
    if (last > first) {
      ranges.push([first, last]);
      room = window.limit;
    }
    first = last;
    tokens = 0;
    embedded = 0;
  };
  const fits = (unit: number): boolean => {
    const whole = tokens + lines.cost(unit) + lines.closing(unit + 1).tokens;
    if (whole > room && !(isNear(whole, room) && tokens + closedCost(lines, unit) <= room)) return false;
    if (lines.embed === undefined) return true;
    const all = embedded + lines.embed.cost(unit);
    return all <= room || (isNear(all, room) && embedded + lines.embed.endCost(unit) <= room);
  };
  for (let unit = from; unit < to; unit++) {
    if (unit > first && (lines.isParted(unit) || !fits(unit))) close(unit);
    if (unit === first) tokens = lines.opening(unit).tokens + (unit === 0 ? lines.leadCost : 0);
    if (unit === 0 && !fits(unit) && room < window.limit && lines.lead !== undefined) {
      const { piece, rest } = lines.lead();
      const inner = { ...window, firstLimit: window.limit };
      return piece.tokens <= room ? [piece, ...cutLines(rest, inner, [from, to])] : cutLines(lines, inner, [from, to]);
    }
    if (unit > first || fits(unit)) {
      tokens += lines.cost(unit);
      if (lines.embed !== undefined) embedded += lines.embed.cost(unit);
      continue;
    }
    flush();
    for (const piece of lines.cutUnit(unit, { ...window, firstLimit: room })) pieces.push(piece);
    [first, tokens, embedded, room] = [unit + 1, 0, 0, window.limit];
  }
  close(to);
  flush();
  return pieces;
}

/** The stretches with the last two evened out, where the last is less than half of the one before it. */
function balanced(lines: Lines, ranges: readonly Span[], limit: number): readonly Span[] {
  const [before, last] = ranges.slice(-2);
  if (before === undefined || last === undefined || lines.isParted(last[0])) return ranges;
  const sums = [0];
  for (let unit = before[0]; unit < last[1]; unit++)
    sums.push((sums.at(-1) as number) + Math.max(lines.cost(unit), lines.embed?.cost(unit) ?? 0));
  const total = sums.at(-1) as number;
  const upTo = (unit: number): number => sums[unit - before[0]] as number;
  const isShort = last[1] - last[0] < lines.least;
  if (!isShort && total - upTo(last[0]) >= upTo(last[0]) / 2) return ranges;
  let middle = last[0];
  while (middle - before[0] > lines.least && (upTo(middle) > total - upTo(middle) || last[1] - middle < lines.least)) {
    const next = middle - 1;
    const size = lines.opening(next).tokens + total - upTo(next);
    if (lines.isParted(middle) || size > limit || (upTo(next) < total / 3 && last[1] - middle >= lines.least)) break;
    middle = next;
  }
  return [...ranges.slice(0, -2), [before[0], middle], [middle, last[1]]];
}

function linesPiece(lines: Lines, [first, last]: Span, most: number): Piece {
  const { block, tokenizer } = lines;
  const [opening, closing] = [lines.opening(first), lines.closing(last)];
  const body = lines.body(first, last);
  const segments = [...opening.segments, ...body, ...closing.segments];
  let tokens = opening.tokens + closing.tokens + (first === 0 ? lines.leadCost : 0);
  let embedded = 0;
  for (let unit = first; unit < last; unit++) {
    tokens += lines.cost(unit);
    embedded += lines.embed?.cost(unit) ?? 0;
  }
  const text = textOf(segments);
  const described = lines.describe(first, last);
  const untilLast = tokens - closing.tokens - lines.cost(last - 1);
  const endTokens = counted(() => {
    const shown = untilLast + closedCost(lines, last - 1);
    return lines.embed === undefined ? shown : Math.max(shown, embedded - lines.embed.cost(last - 1) + lines.embed.endCost(last - 1));
  });
  const isExact =
    lines.isExact &&
    tokenizer.additiveAtNewline === true &&
    startsCleanly(text) &&
    areClean(lines, [first, last]) &&
    (opening.segments.at(-1)?.text.endsWith("\n") ?? true) &&
    (closing === noFrame || last < lines.unitCount);
  const recut: Piece["recut"] = (limit) => {
    const smaller = { limit, firstLimit: limit, most: Math.max(most, limit) };
    if (last - first === 1) return lines.cutUnit(first, smaller);
    return cutLines(lines, smaller, [first, last]);
  };
  const { flags } = lines;
  const span = hullOf(segments);
  return makePiece({ block, segments, span, text, tokens: Math.max(tokens, embedded), endTokens, isExact, flags, recut, ...described });
}

/** Tokens of a unit as the last one of a chunk, with what closes it. */
function closedCost(lines: Lines, unit: number): number {
  const [mark] = lines.closing(unit + 1).segments;
  return mark === undefined ? lines.endCost(unit) : lines.tokenizer.count(lines.textOf(unit) + mark.text);
}

function areClean(lines: Lines, [first, last]: Span): boolean {
  for (let unit = first; unit < last; unit++) {
    if (!startsCleanly(lines.textOf(unit))) return false;
  }
  return true;
}

/** Units that are stretches of the block's text. */
export interface UnitSpans {
  readonly spans: readonly Span[];
  /** Where the source of the first and the last piece begins and ends. */
  readonly start: number;
  readonly end: number;
}

/** The costs and the source of such units; each is counted once, but for those that are surely too large. */
export function spanUnits(
  block: LaidBlock,
  { spans, start, end }: UnitSpans,
  tokenizer: Tokenizer,
  limit: number,
): Pick<Lines, "unitCount" | "cost" | "endCost" | "leadCost" | "textOf" | "body"> {
  const startOf = (unit: number): number => (spans[unit] as Span)[0];
  const costs = spans.map(([from, to], unit) => {
    const next = unit === spans.length - 1 ? block.text.length + block.gap.length : startOf(unit + 1);
    const ofLines = countOfLines(block, tokenizer, [from, next]);
    if (ofLines !== undefined) return ofLines;
    if (isSurelyLarge(block.text.slice(from, to), limit, tokenizer.count)) return Infinity;
    return tokenizer.count(spacedText(block).slice(from, next));
  });
  const textOfUnit = (unit: number): string => block.text.slice(startOf(unit), unit === spans.length - 1 ? end : (spans[unit] as Span)[1]);
  return {
    unitCount: spans.length,
    cost: (unit) => costs[unit] as number,
    endCost: (unit) => tokenizer.count(textOfUnit(unit)),
    textOf: textOfUnit,
    leadCost: startOf(0) > start ? tokenizer.count(block.text.slice(start, startOf(0))) : 0,
    body: spanBody(block, { spans, start, end }),
  };
}

/** The source of such units, the first with what stands from `start` on, the last with what stands up to `end`. */
export function spanBody(block: LaidBlock, { spans, start, end }: UnitSpans): Lines["body"] {
  return (first, last) => {
    const from = first === 0 ? start : (spans[first] as Span)[0];
    const to = last === spans.length ? end : (spans[last - 1] as Span)[1];
    return [sourceSegment(block, [from, to])];
  };
}
