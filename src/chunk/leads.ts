import type { Placed } from "./groups.ts";

/**
 * From which of the blocks that lead to one too large for a chunk they stand with its first part: as many as count at most `most` tokens.
 *
 * A heading of less than half the room stands with it wherever there is any room left, for no chunk is to end with it.
 */
export function leadsStart(leads: readonly Placed[], room: number, most: number): number {
  let tokens = 0;
  for (let start = leads.length; start > 0; start--) {
    const { block, piece } = leads[start - 1] as Placed;
    if (piece === undefined) return start;
    tokens += piece.tokens;
    const isSmallHeading = block.heading !== undefined && piece.endTokens() <= room / 2;
    if (tokens > most && !(isSmallHeading && tokens < room)) return start;
  }
  return 0;
}

/** From which of them on they are headings, which alone stand with what is to stay whole. */
export function headingsStart(leads: readonly Placed[]): number {
  return leads.findLastIndex(({ block, piece }) => block.heading === undefined || piece === undefined) + 1;
}
