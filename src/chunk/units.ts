import type { LaidBlock } from "./block.ts";
import type { ChunkSettings } from "./options.ts";
import { beginsSection } from "./sections.ts";

/** Whether a chunk has to end before this block: before a section, at the end of a page, or at a page that failed or is absent. */
export function beginsUnit(
  block: LaidBlock,
  previous: LaidBlock | undefined,
  { splitAt, splitDepth, acrossGaps }: Pick<ChunkSettings, "splitAt" | "splitDepth" | "acrossGaps">,
): boolean {
  if (previous === undefined || (previous.stretch !== block.stretch && !acrossGaps)) return true;
  if (splitAt === "page") return previous.pageNumber !== block.pageNumber;
  return splitAt === "heading" && beginsSection(block, previous, splitDepth);
}

/** Whether a small section that begins with `next` may join a chunk that begins with `first`: it lies beside or below the section of that. */
export function continues(
  first: LaidBlock,
  next: LaidBlock,
  { splitAt, splitDepth, acrossGaps }: Pick<ChunkSettings, "splitAt" | "splitDepth" | "acrossGaps">,
): boolean {
  if (splitAt !== "heading" || (first.stretch !== next.stretch && !acrossGaps)) return false;
  const above = first.heading === undefined ? first.path.filter(({ depth }) => depth <= splitDepth).slice(0, -1) : first.path;
  return above.every((heading, index) => next.path[index] === heading);
}
