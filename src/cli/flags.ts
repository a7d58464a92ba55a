import { InvalidArgumentError, Option } from "commander";
import { chunkSettings } from "../chunk/options.ts";
import { tokenizerNames } from "./tokenizer.ts";

/** Options that several commands have, and what they take. */
export function stitch(): Option {
  const text = "which tables are joined: those the service says it merged, also those that look it, or none";
  return new Option("--stitch <mode>", text).choices(["explicit", "infer", "off"]).default("explicit");
}

export function healRows(): Option {
  return new Option("--heal-rows", "join rows that a page break has split, too");
}

export function grounding(): Option {
  return new Option("--grounding <file>", "the grounded_items sidecar of the parse result, for boxes of words and cells");
}

/** Annotations never hold the queries, so only the commands that can write them have it. */
export function keepUrls(): Option {
  return new Option("--keep-urls", "keep the queries of links, which may be secrets");
}

/** Its default, like that of the tokenizer, is the chunker's own. */
export function maxTokens(text: string): Option {
  return new Option("--max-tokens <n>", `${text} (${chunkSettings({}).maxTokens})`).argParser(wholeNumber);
}

export function tokenizer(): Option {
  return new Option("--tokenizer <name>", "what counts the tokens of chunks").choices(tokenizerNames);
}

export function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    const number = toNumber(text);
    if (!Number.isSafeInteger(number) || number < least) throw new InvalidArgumentError(`Expected a whole number from ${least}.`);
    return number;
  };
}

/** For a number whose bounds the library knows. */
export function wholeNumber(text: string): number {
  const number = toNumber(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError("Expected a whole number.");
  return number;
}

export function share(text: string): number {
  const number = toNumber(text);
  if (!(number >= 0 && number <= 1)) throw new InvalidArgumentError("Expected a number from 0 to 1.");
  return number;
}

/** An empty text is no number, as it is for JavaScript. */
function toNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
