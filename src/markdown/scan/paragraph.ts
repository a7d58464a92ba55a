import { codeAt, exclamationMark, leftBracket, lessThan, nextLineStart, skipBlanks, trimmedEnd } from "./characters.ts";
import { definitionEnd } from "./definition.ts";
import { readLoneLink } from "./lone-link.ts";
import type { ScannedBlock } from "./scanned-block.ts";

/** The blocks of the paragraph [start, end): definitions at its beginning, and the image, link or text that is left, each with its own lines. */
export function paragraphBlocks(text: string, start: number, end: number): ScannedBlock[] {
  const blocks: ScannedBlock[] = [];
  const rest = readDefinitions(text, start, end, blocks);
  if (rest < end) blocks.push(textBlock(text, rest, end));
  return blocks;
}

/** The heading that the underline above `end` makes of the lines [start, textEnd), and the definitions before it. */
export function underlinedBlocks(text: string, start: number, textEnd: number, end: number, depth: number): ScannedBlock[] {
  const blocks: ScannedBlock[] = [];
  const rest = readDefinitions(text, start, textEnd, blocks);
  const valueStart = skipBlanks(text, rest, textEnd);
  blocks.push({ type: "heading", start: rest, end, depth, valueStart, valueEnd: trimmedEnd(text, valueStart, textEnd) });
  return blocks;
}

/** Adds the definitions; returns where the line after them begins. */
function readDefinitions(text: string, start: number, end: number, blocks: ScannedBlock[]): number {
  for (let from = start; from < end; ) {
    const first = skipBlanks(text, from, end);
    const stop = codeAt(text, first) === leftBracket ? definitionEnd(text, first, end) : -1;
    if (stop < 0) return from;
    blocks.push({ type: "paragraph", start: from, end: stop });
    from = nextLineStart(text, stop);
  }
  return end;
}

function textBlock(text: string, start: number, end: number): ScannedBlock {
  const first = skipBlanks(text, start, end);
  const code = codeAt(text, first);
  const mayBeLink = code === leftBracket || code === exclamationMark || code === lessThan;
  const link = mayBeLink ? readLoneLink(text, first, trimmedEnd(text, first, end)) : undefined;
  if (link === undefined) return { type: "paragraph", start, end };
  const { isImage, ...rest } = link;
  return { type: isImage ? "image" : "link", start, end, ...rest };
}
