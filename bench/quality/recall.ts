import { countO200k } from "../chunk/peers.ts";
import { bm25 } from "./bm25.ts";
import type { JudgedChunk } from "./chunkers.ts";
import { coverage, letterCount } from "./coverage.ts";
import type { Question, QuestionType } from "./questions.ts";
import type { Sample, Span } from "./samples.ts";

/** How well what was retrieved answers a question, each 0 to 1; recall, precision and IoU on the letters of the source. */
export interface Answer {
  readonly type: QuestionType;
  readonly recall: number;
  readonly precision: number;
  readonly iou: number;
  /** 1 if one chunk holds the whole answer and what it needs. */
  readonly readable: number;
}

/** What a reader gets: the best chunks, as they are embedded, up to so many tokens; the last one is cut there. */
export const budget = 2048;

export function answers(sample: Sample, chunks: readonly JudgedChunk[], questions: readonly Question[]): Answer[] {
  const rank = bm25(chunks.map(({ embedText }) => embedText));
  const tokens = chunks.map(({ embedText }) => countO200k(embedText));
  const { before } = coverage(sample.markdown, []);
  return questions.map(({ type, query, answer, needs }) => {
    let left = budget;
    const taken: { readonly spans: readonly Span[]; readonly embedText: string }[] = [];
    for (const index of rank(query)) {
      const { spans, embedText } = chunks[index] as JudgedChunk;
      const size = tokens[index] as number;
      taken.push(size <= left ? { spans, embedText } : cutTo(spans, embedText, left / size));
      left -= size;
      if (left <= 0) break;
    }
    const spans = taken.flatMap((one) => one.spans);
    const [found, all, whole] = [shared(spans, answer, before), lettersOf(spans, before), letterCount(before, answer)];
    const isReadable = (one: (typeof taken)[number]): boolean =>
      shared(one.spans, answer, before) === whole && needs.every((need) => one.embedText.includes(need));
    return {
      ...{ type, recall: found / whole, precision: all === 0 ? 0 : found / all, iou: found / (all + whole - found) },
      readable: taken.some(isReadable) ? 1 : 0,
    };
  });
}

/** The first part of a chunk. */
function cutTo(spans: readonly Span[], embedText: string, share: number): { spans: Span[]; embedText: string } {
  let left = share * spans.reduce((sum, [start, end]) => sum + end - start, 0);
  const kept = spans.flatMap(([start, end]): Span[] => {
    const stop = Math.min(end, start + Math.floor(left));
    left -= end - start;
    return stop > start ? [[start, stop]] : [];
  });
  return { spans: kept, embedText: embedText.slice(0, Math.floor(share * embedText.length)) };
}

function lettersOf(spans: readonly Span[], before: Uint32Array): number {
  return spans.reduce((sum, span) => sum + letterCount(before, span), 0);
}

/** Letters of the answer in the spans, each once. */
function shared(spans: readonly Span[], [start, end]: Span, before: Uint32Array): number {
  let [count, from] = [0, start];
  for (const span of spans.toSorted((one, other) => one[0] - other[0])) {
    const [low, high] = [Math.max(from, span[0]), Math.min(end, span[1])];
    if (low >= high) continue;
    count += letterCount(before, [low, high]);
    from = high;
  }
  return count;
}
