import { corpusText } from "./corpora.ts";
import { ourWorks, tokenizers, type Work } from "./ours.ts";
import { countO200k, type Limit, peers } from "./peers.ts";

const tokens: Limit = { unit: "tokens", size: 512 };
const characters: Limit = { unit: "characters", size: 2000 };

const onText =
  (load: () => Promise<(text: string) => unknown>): Work =>
  async (corpus, length) => {
    const text = corpusText(corpus, length);
    const cut = await load();
    return () => cut(text);
  };

/** Which peers can count tokens, and which have a size in characters. */
const countsTokens = (name: string): boolean => /^(?:LangChain|Mastra|.* (?:RecursiveChunker|SentenceSplitter)$)/.test(name);
const countsCharacters = (name: string): boolean => !name.endsWith("SentenceSplitter");

function peerWorks(limit: Limit, has: (name: string) => boolean): Record<string, Work> {
  const chosen = Object.entries(peers).filter(([name]) => has(name));
  return Object.fromEntries(chosen.map(([name, { load }]) => [`${name}, ${limit.unit}`, onText(() => load(limit))]));
}

/** Everything the groups of the plan name. */
export const works: Readonly<Record<string, Work>> = {
  "countTokens of gpt-tokenizer": onText(async () => countO200k),
  "count of o200k, alone": onText(async () => (text) => tokenizers.o200k?.count(text)),
  "count of approx, alone": onText(async () => (text) => tokenizers.approx?.count(text)),
  ...peerWorks(tokens, countsTokens),
  ...peerWorks(characters, countsCharacters),
  ...ourWorks,
};
