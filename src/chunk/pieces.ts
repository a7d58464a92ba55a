import { type Draft, frameOf, joined, source, splitFrame } from "./frame.ts";
import { type LaidBlock, textAt } from "./layout.ts";
import { splitText, type Window } from "./split.ts";
import type { Span, Tokenizer } from "./types.ts";

/** A block, or a part of one that is too large: what a chunk is made of. */
export interface Piece extends Draft {
  readonly block: LaidBlock;
  readonly text: string;
  /** Tokens with the blank line after it. */
  readonly tokens: number;
}

/** The block as one piece. */
export function wholePiece(block: LaidBlock, tokenizer: Tokenizer): Piece {
  const rows = block.table === undefined ? {} : { table: { rows: [0, block.table.rows.length] as const, header: "source" as const } };
  return finish(block, [{ segments: [source(block, block.span)], span: block.span, ...rows }], tokenizer)[0] as Piece;
}

/** A piece cut up once more, for tokenizers under which even a piece that was made to fit does not. */
export function cutPiece({ block, span }: Piece, limit: number, tokenizer: Tokenizer): Piece[] {
  const window = { limit, firstLimit: limit, most: limit };
  const isWhole = span[0] === block.span[0] && span[1] === block.span[1];
  return isWhole ? splitBlock(block, window, tokenizer) : finish(block, textDrafts(block, span, window, tokenizer), tokenizer);
}

/** The block as pieces that each fit: a table between rows under its header, code between lines inside its fence, anything else as text. */
export function splitBlock(block: LaidBlock, window: Window, tokenizer: Tokenizer): Piece[] {
  const frame = frameOf(block);
  const drafts = frame === undefined ? undefined : splitFrame(frame, block, window, tokenizer);
  return finish(block, drafts ?? textDrafts(block, block.span, window, tokenizer), tokenizer);
}

/** The stretch of a block as text; of a table, each piece knows the rows it has something of. */
function textDrafts(block: LaidBlock, span: Span, window: Window, tokenizer: Tokenizer): Draft[] {
  const { table } = block;
  const spans = splitText(textAt(block, span), span[0], window, tokenizer.count);
  let first = 0;
  return spans.map((span): Draft => {
    const draft = { segments: [source(block, span)], span };
    if (table === undefined) return draft;
    const { rows } = table;
    while (first < rows.length && (rows[first] as Span)[1] <= span[0]) first++;
    let last = first;
    while (last < rows.length && (rows[last] as Span)[0] < span[1]) last++;
    return { ...draft, table: { rows: [first, last], header: "none" } };
  });
}

function finish(block: LaidBlock, drafts: readonly Draft[], tokenizer: Tokenizer): Piece[] {
  return drafts.map((draft) => {
    const text = joined(draft.segments);
    return { ...draft, block, text, tokens: tokenizer.count(`${text}\n\n`) };
  });
}
