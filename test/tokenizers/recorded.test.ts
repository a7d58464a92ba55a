import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { recorded } from "./recorded.ts";
import { vocabularies } from "./vocabularies.ts";

test("gpt-tokenizer 4 is installed: version 2 counts another number of tokens", () => {
  const { version } = JSON.parse(readFileSync("node_modules/gpt-tokenizer/package.json", "utf8"));
  expect(version).toMatch(/^4\./);
});

test.each(vocabularies)("%s counts as it did when the counts were recorded, and so does gpt-tokenizer", (id, { tokenizer, count }) => {
  for (const [text, o200k, cl100k] of recorded) {
    const expected = id === "o200k_base" ? o200k : cl100k;
    expect([text, tokenizer.count(text), count(text)]).toEqual([text, expected, expected]);
  }
});
