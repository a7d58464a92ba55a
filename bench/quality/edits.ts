import type { Manual } from "../chunk/manual.ts";
import { textPart } from "../chunk/part.ts";
import { seeded } from "../payload.ts";
import type { JudgedChunk } from "./chunkers.ts";
import { type Sample, sampleOf, withInserted } from "./samples.ts";

/** Chunks that must be embedded anew after an edit, and what stays. */
export interface Edit {
  readonly chunks: number;
  readonly texts: number;
  /** Absent where chunks have no ids. */
  readonly ids?: number;
}

const sentence = "The night shift reads the gauge twice and writes both figures into the book by the door. ";

/** Manuals with one paragraph put in at random: of one sentence, three, nine. */
export function edited(made: Manual, seed: number): Sample[] {
  const random = seeded(seed);
  return [1, 3, 9].map((count) => {
    const part = textPart([{ kind: "plain", text: sentence.repeat(count).trim() }]);
    return sampleOf(withInserted(made, Math.floor(random() * made.parts.length), part));
  });
}

/** How many of the chunks before are among those after. */
export function survivors(before: readonly JudgedChunk[], after: readonly JudgedChunk[]): Edit {
  const kept = (keyOf: (chunk: JudgedChunk) => string): number => {
    const left = new Map<string, number>();
    for (const chunk of after) left.set(keyOf(chunk), (left.get(keyOf(chunk)) ?? 0) + 1);
    return before.filter((chunk) => {
      const count = left.get(keyOf(chunk)) ?? 0;
      left.set(keyOf(chunk), count - 1);
      return count > 0;
    }).length;
  };
  const texts = kept(({ embedText }) => embedText);
  return { chunks: before.length, texts, ...(before[0]?.id === undefined ? {} : { ids: kept(({ id = "" }) => id) }) };
}
