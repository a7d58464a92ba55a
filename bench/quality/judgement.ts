import { countO200k } from "../chunk/peers.ts";
import type { Chunker, JudgedChunk } from "./chunkers.ts";
import { type Context, context, sumOfContexts } from "./context.ts";
import { type Edit, edited, survivors } from "./edits.ts";
import { factsOf } from "./judge.ts";
import { type Question, questionsOf } from "./questions.ts";
import { type Answer, answers } from "./recall.ts";
import { manualOf, type Sample, sampleOf } from "./samples.ts";
import { sumOf, type Violations, violations } from "./violations.ts";

/** All that is found of a chunker on some texts. */
export interface Judgement {
  readonly violations: Violations;
  readonly context: Context;
  /** Tokens of each chunk as it is embedded, and of all texts. */
  readonly tokens: readonly number[];
  readonly sourceTokens: number;
}

export interface Case {
  readonly sample: Sample;
  readonly facts: ReturnType<typeof factsOf>;
}

export function caseOf(sample: Sample): Case {
  return { sample, facts: factsOf(sample.markdown) };
}

/** Nothing where the chunker cannot read one of the texts. */
export async function judge(chunker: Chunker, cases: readonly Case[], maxTokens: number): Promise<Judgement | undefined> {
  const cut = await chunker(maxTokens);
  const found: { violations: Violations; context: Context }[] = [];
  const tokens: number[] = [];
  for (const { sample, facts } of cases) {
    const chunks = await cut(sample);
    if (chunks === undefined) return undefined;
    found.push({ violations: violations(sample, facts, chunks, maxTokens), context: context(sample, facts, chunks) });
    for (const { embedText } of chunks) tokens.push(countO200k(embedText));
  }
  const sourceTokens = cases.reduce((sum, { sample }) => sum + countO200k(sample.markdown), 0);
  return {
    ...{ violations: sumOf(found.map((one) => one.violations)), context: sumOfContexts(found.map((one) => one.context)) },
    ...{ tokens, sourceTokens },
  };
}

/** Of manuals made with these seeds: the answers to the questions, a list for each manual. */
export async function judgeAnswers(chunker: Chunker, seeds: readonly number[], length: number, maxTokens: number): Promise<Answer[][]> {
  const cut = await chunker(maxTokens);
  const found: Answer[][] = [];
  for (const seed of seeds) {
    const made = manualOf(seed, length);
    const sample = sampleOf(made);
    const questions: readonly Question[] = questionsOf(made, seed);
    found.push(answers(sample, await chunksOf(cut, sample), questions));
  }
  return found;
}

export async function judgeEdits(chunker: Chunker, seeds: readonly number[], length: number, maxTokens: number): Promise<Edit[]> {
  const cut = await chunker(maxTokens);
  const found: Edit[] = [];
  for (const seed of seeds) {
    const made = manualOf(seed, length);
    const before = await chunksOf(cut, sampleOf(made));
    for (const sample of edited(made, seed)) found.push(survivors(before, await chunksOf(cut, sample)));
  }
  return found;
}

async function chunksOf(cut: Awaited<ReturnType<Chunker>>, sample: Sample): Promise<readonly JudgedChunk[]> {
  return (await cut(sample)) ?? [];
}
