import { realTexts } from "../chunk/corpora.ts";
import { blockGap, type Manual, manual, type PlacedPart } from "../chunk/manual.ts";
import { manualPayload, type Place } from "../chunk/manual-payload.ts";
import type { Part } from "../chunk/part.ts";

/** UTF-16 offsets, half-open. */
export type Span = readonly [start: number, end: number];

/** A text to cut; a generated one is also there as a payload, with where everything is printed. */
export interface Sample {
  readonly markdown: string;
  readonly sentences: readonly Span[];
  readonly payload?: { readonly wire: unknown; readonly places: readonly Place[] };
}

/** Looked at while something is made better; the report is of the held-out ones, which nobody looks at before. */
export const seeds: Readonly<Record<"development" | "held-out", readonly number[]>> = {
  development: Array.from({ length: 8 }, (_, index) => 1000 + index),
  "held-out": Array.from({ length: 24 }, (_, index) => 90_210 + index),
};

export const sampleLength = 60_000;

export function manualOf(seed: number, length: number): Manual {
  return manual(seed, length);
}

export function sampleOf(made: Manual): Sample {
  return { markdown: made.markdown, sentences: made.parts.flatMap(sentenceSpans), payload: manualPayload(made) };
}

export function realSamples(): Sample[] {
  return realTexts().map((markdown) => ({ markdown, sentences: [] }));
}

/** Where the sentences of a paragraph stand in the manual. */
export function sentenceSpans({ part, start }: PlacedPart): Span[] {
  if (part.type !== "text") return [];
  let offset = start;
  return part.sentences.map(({ text }): Span => {
    const from = offset;
    offset += text.length + 1;
    return [from, from + text.length];
  });
}

/** The manual with one more block before the one at `index`. */
export function withInserted({ parts }: Manual, index: number, part: Part): Manual {
  const { start, path } = parts[index] as PlacedPart;
  const shift = part.markdown.length + blockGap.length;
  const moved = parts.slice(index).map((later) => ({ ...later, start: later.start + shift }));
  const all = [...parts.slice(0, index), { part, start, path }, ...moved];
  return { markdown: all.map((one) => one.part.markdown).join(blockGap), parts: all };
}
