import { sentenceBreaks, textStart } from "./cut/breaks.ts";
import type { Piece } from "./piece.ts";
import type { Segment, Tokenizer } from "./types.ts";

/** The end of a chunk that is repeated at the start of the next one. */
export interface Overlap {
  readonly segment: Segment;
  /** With what stands between it and the new text. */
  readonly tokens: number;
}

/** The last whole sentences or lines of these pieces that count at most `limit` tokens, never of tables, code or headings; undefined when there are none. */
export function overlapOf(pieces: readonly Piece[], limit: number, { count }: Tokenizer): Overlap | undefined {
  let found: Overlap | undefined;
  let [text, start, end] = ["", 0, 0];
  for (const { block, segments } of pieces.toReversed()) {
    const source = segments.at(-1);
    const isProse = block.table === undefined && block.type !== "code" && block.heading === undefined;
    if (!isProse || source?.kind !== "source" || source.span === undefined) break;
    if (text === "") end = source.span[1];
    else if (block.start + block.text.length + block.gap.length !== start) break;
    else text = block.gap + text;
    let last = source.text.length;
    for (const from of unitStarts(source.text).reverse()) {
      text = source.text.slice(from, last) + text;
      last = from;
      const tokens = count(`${text}\n\n`);
      const own = text.slice(textStart(text));
      if (tokens > limit || count(own) > limit) return found;
      start = source.span[0] + from;
      if (own.trim() !== "") found = { segment: { kind: "overlap", text: own, span: [end - own.length, end] }, tokens };
    }
    // What stands before a synthetic marker is not what stands before the text.
    if (segments.length > 1) break;
  }
  return found;
}

/** Where sentences and lines begin. */
function unitStarts(text: string): number[] {
  const starts: number[] = [0];
  let line = 0;
  for (const part of text.split("\n")) {
    if (line > 0) starts.push(line);
    for (const end of sentenceBreaks(part).slice(0, -1)) starts.push(line + end);
    line += part.length + 1;
  }
  return starts;
}
