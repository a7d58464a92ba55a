import type { LaidBlock } from "../block.ts";
import { makePiece, type Piece, sourceSegment, textOf } from "../piece.ts";
import type { ChunkFlag, ChunkSplit, Segment, Span, Tokenizer } from "../types.ts";
import { cutText } from "./text.ts";
import { wholeMarks } from "./whole-marks.ts";
import type { Window } from "./window.ts";

/** How the parts of a stretch of text are shown. */
export interface PlainOptions {
  /** What is put around a part that begins, and ends, at these places of the block's text. @default nothing */
  readonly frame?: (span: Span) => { readonly before: readonly Segment[]; readonly behind: readonly Segment[] };
  /** The part with what of the block it takes along. @default nothing */
  readonly widen?: (span: Span) => Span;
  /** Tokens of what is put around a part. @default 0 */
  readonly frameTokens?: number;
  /** Stretches that are cut only where not even a character of them fits. @default none */
  readonly unparted?: readonly Span[];
  /** As of code: cut between graphemes, no white space left out. @default false */
  readonly isVerbatim?: boolean;
  readonly table?: Piece["table"];
  /** @default "cluster" where nothing breaks, else "size" */
  readonly reason?: ChunkSplit["reason"];
  readonly flags?: readonly ChunkFlag[];
}

/** A stretch of a block's text in pieces, cut between lines, sentences, words, as far as is needed; links and code spans are left whole. */
export function cutPlain(block: LaidBlock, [from, to]: Span, tokenizer: Tokenizer, window: Window, options: PlainOptions = {}): Piece[] {
  const { frame, frameTokens = 0, isVerbatim = false, flags = [], reason, table } = options;
  const text = block.text.slice(from, to);
  const around = frameTokens + tokenizer.count(block.gap);
  const inner = { ...window, limit: window.limit - frameTokens, firstLimit: window.firstLimit - frameTokens };
  const unparted = (options.unparted ?? []).map(([start, end]): Span => [start - from, end - from]);
  const whole = isVerbatim ? [] : merged([...wholeMarks(text), ...unparted]);
  const cuts = cutText(text, inner, tokenizer.count, { whole, unparted, isVerbatim });
  // Blank lines of code stand in a fence or in no chunk.
  const isShown = ({ own }: { readonly own: Span }): boolean =>
    !isVerbatim || frame !== undefined || block.text.slice(...own).trim() !== "";
  const placed = cuts.map(({ span, tokens, isCluster }) => {
    const cut: Span = [span[0] + from, span[1] + from];
    return { cut, own: options.widen?.(cut) ?? cut, tokens, isCluster };
  });
  return placed.filter(isShown).map(({ cut, own, tokens, isCluster }): Piece => {
    const frames = frame?.(own) ?? { before: [], behind: [] };
    const source = sourceSegment(block, own);
    const segments = [...frames.before, source, ...frames.behind];
    const whole = textOf(segments);
    const recut: Piece["recut"] = (limit) =>
      cutPlain(block, cut, tokenizer, { limit, firstLimit: limit, most: Math.max(window.most, limit) }, options);
    return makePiece({
      block,
      segments,
      span: source.span as Span,
      text: whole,
      tokens: tokens + around,
      endTokens: () => tokens + frameTokens,
      table,
      reason: reason ?? (isCluster ? "cluster" : "size"),
      flags,
      recut,
    });
  });
}

/** The stretches in order, overlapping ones as one. */
function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted(([one], [other]) => one - other)) {
    const last = found.at(-1);
    if (last === undefined || last[1] <= span[0]) found.push(span);
    else found[found.length - 1] = [last[0], Math.max(last[1], span[1])];
  }
  return found;
}
