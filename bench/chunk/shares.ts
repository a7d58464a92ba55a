import { chunkMarkdown } from "../../src/chunk/chunk-markdown.ts";
import { chunkId, hashText } from "../../src/chunk/identity.ts";
import { type Corpus, corpusText } from "./corpora.ts";
import { measureTimes } from "./measure.ts";
import { tokenizers } from "./ours.ts";

/** What `chunkMarkdown` spends its time on; shares of it, 0 to 1. */
export interface Shares {
  readonly cpu: number;
  readonly counting: number;
  readonly hashing: number;
  /** Characters that are counted for each character of the text, and calls of the counter for each chunk. */
  readonly counted: number;
  readonly calls: number;
}

/** Chunks once to see which texts are counted and hashed, then times these apart. */
export async function measureShares(corpus: Corpus, length: number, name: string, runs: number): Promise<Shares> {
  const text = corpusText(corpus, length);
  const tokenizer = tokenizers[name];
  if (tokenizer === undefined) throw new RangeError(`There is no tokenizer ${name}`);
  const counted: string[] = [];
  const recording = { ...tokenizer, count: (part: string) => tokenizer.count(counted[counted.push(part) - 1] as string) };
  const { chunks } = chunkMarkdown(text, { tokenizer: recording });
  const [cpu, counting, hashing] = (await measureTimes(
    [
      () => chunkMarkdown(text, { tokenizer }),
      () => counted.reduce((sum, part) => sum + tokenizer.count(part), 0),
      () => chunks.map(({ embedText }) => chunkId("", hashText("", embedText), 0)),
    ],
    runs,
  )) as [number, number, number];
  const characters = counted.reduce((sum, part) => sum + part.length, 0);
  return {
    ...{ cpu, counting: counting / cpu, hashing: hashing / cpu },
    ...{ counted: characters / text.length, calls: counted.length / chunks.length },
  };
}
