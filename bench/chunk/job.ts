import { clearMergeCache } from "gpt-tokenizer/encoding/o200k_base";
import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import type { Corpus } from "./corpora.ts";
import { hostile } from "./hostile.ts";
import { measureSpeed, measureTimes, type Speed } from "./measure.ts";
import { tokenizers } from "./ours.ts";
import { countO200k } from "./peers.ts";
import { measureShares, type Shares } from "./shares.ts";
import { works } from "./works.ts";

/** What one process measures. */
export type Job =
  | {
      readonly type: "speed";
      readonly work: string;
      readonly reference: string;
      readonly corpus: Corpus;
      readonly length: number;
      readonly runs: number;
    }
  | { readonly type: "growth"; readonly work: string; readonly text: string; readonly scale: number; readonly runs: number }
  | { readonly type: "shares"; readonly tokenizer: string; readonly corpus: Corpus; readonly length: number; readonly runs: number };

export async function runJob(job: Job): Promise<Speed | Shares | number[]> {
  switch (job.type) {
    case "speed": {
      const small = await prepared(job.work, { ...job, length: 2000 });
      const reference = await prepared(job.reference, job);
      return measureSpeed(small, () => prepared(job.work, job), reference, job.runs);
    }
    case "growth": {
      const growing = hostile[job.text];
      if (growing === undefined) throw new RangeError(`There is no text ${job.text}`);
      const texts = [100, 10, 2, 1].map((part) => growing.make(Math.ceil(growing.size / job.scale / part)));
      const cut = cutter(job.work);
      return measureTimes(
        texts.map((text) => () => cut(text)),
        job.runs,
      );
    }
    case "shares":
      return measureShares(job.corpus, job.length, job.tokenizer, job.runs);
  }
}

async function prepared(name: string, { corpus, length }: { readonly corpus: Corpus; readonly length: number }): Promise<() => unknown> {
  const work = works[name];
  if (work === undefined) throw new RangeError(`There is no work ${name}`);
  return work(corpus, length);
}

function cutter(name: string): (text: string) => unknown {
  const tokenizer = tokenizers[name.replace("chunkMarkdown, ", "")];
  if (tokenizer === undefined) {
    return (text) => {
      // It keeps what it counted, be it 1 MB.
      clearMergeCache();
      return countO200k(text);
    };
  }
  return (text) => chunkMarkdown(text, { tokenizer });
}
