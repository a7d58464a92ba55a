import type { LaidBlock } from "./block.ts";
import type { Finished } from "./finish.ts";
import type { Chunk } from "./types.ts";

/** Of each chunk, which part of the first block that it does not hold all of; the chunks hold all parts of their blocks. */
export function splitOf(chunks: readonly Finished[]): readonly (Chunk["split"] | undefined)[] {
  const parts = new Map<LaidBlock, number>();
  for (const { pieces } of chunks) for (const { block } of pieces) parts.set(block, (parts.get(block) ?? 0) + 1);
  const seen = new Map<LaidBlock, number>();
  return chunks.map(({ pieces }) => {
    let split: Chunk["split"];
    for (const { block, reason } of pieces) {
      const part = seen.get(block) ?? 0;
      seen.set(block, part + 1);
      const all = parts.get(block) ?? 1;
      if (all > 1) split ??= { pointer: block.pointer, part, parts: all, reason };
    }
    return split;
  });
}
