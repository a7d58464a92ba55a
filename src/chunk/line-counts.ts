import { type LaidBlock, spacedText } from "./block.ts";
import { startsCleanly } from "./tokens.ts";
import type { Span, Tokenizer } from "./types.ts";

/** Where lines begin that counts add up at, the end of the block among them, and the tokens before each. */
interface LineCounts {
  readonly starts: readonly number[];
  readonly before: readonly number[];
}

/** Shorter blocks are hardly ever cut, so that they need no sums. */
const fewCharacters = 1024;
/** A line that may have to be cut itself is not counted whole. */
const longestLine = 8192;

/** A block is laid for one run, which has one tokenizer. */
const known = new WeakMap<LaidBlock, LineCounts>();

/**
 * Tokens of a stretch of a table, a list or a code block and what stands behind it, each line of which is counted once, however many such
 * stretches are asked for; undefined where it has to be counted by itself: in a short block or one with a very long line, and where it does not
 * begin and end where lines do.
 *
 * @param span in the block's text, without it all of the block
 */
export function countOfLines(
  block: LaidBlock,
  tokenizer: Tokenizer,
  [from, to]: Span = [0, block.text.length + block.gap.length],
): number | undefined {
  const isOfLines = block.table !== undefined || block.type === "code" || block.type === "list";
  if (!isOfLines || tokenizer.additiveAtNewline !== true || block.text.length < fewCharacters) return undefined;
  let counts = known.get(block);
  if (counts === undefined) {
    counts = lineCounts(spacedText(block), tokenizer);
    known.set(block, counts);
  }
  const { starts, before } = counts;
  const [first, last] = [indexOf(starts, from), indexOf(starts, to)];
  return first < 0 || last < 0 ? undefined : (before[last] as number) - (before[first] as number);
}

function lineCounts(text: string, { count }: Tokenizer): LineCounts {
  const starts = [0];
  const before = [0];
  for (let start = 0, at = 0; start < text.length; ) {
    const lineFeed = text.indexOf("\n", at);
    at = lineFeed < 0 ? text.length : lineFeed + 1;
    if (at < text.length && !startsCleanly(text, at)) continue;
    if (at - start > longestLine) return { starts: [], before: [] };
    before.push((before.at(-1) as number) + count(text.slice(start, at)));
    starts.push(at);
    start = at;
  }
  return { starts, before };
}

/** Where a number is among others that ascend; -1 where it is not. */
function indexOf(numbers: readonly number[], one: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < one) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === one ? low : -1;
}
