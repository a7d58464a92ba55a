import fc from "fast-check";
import { expect, test } from "vitest";
import { approx, bytes } from "../../src/chunk/tokens.ts";
import { hostileTexts, vocabularies } from "./vocabularies.ts";

const tokenizers = [approx, bytes, ...vocabularies.map(([, { tokenizer }]) => tokenizer)];

/** Beginnings that tempt a vocabulary to reach over a line break. */
const beginnings = fc.constantFrom(
  "",
  " ",
  "  ",
  "\t",
  "\u00a0",
  "\u2028",
  "\u0301",
  "'s",
  ".",
  "|",
  "-",
  "*/",
  "}",
  "1",
  " 1",
  "漢",
  "   x",
  "\ufeff",
);
const lineEnds = fc.constantFrom("\n", "\r\n", "\n\n", " \n", "\t\n", ";\n", "}\n", "*/\n", "漢\n", "\u3000\n", "'\n", "1\n");

test.each(tokenizers.map((tokenizer) => [tokenizer.id, tokenizer] as const))("%s adds up at a line end", (_, { count }) => {
  fc.assert(
    fc.property(hostileTexts, lineEnds, beginnings, hostileTexts, (before, lineEnd, beginning, after) => {
      const [one, other] = [before + lineEnd, beginning + after];
      fc.pre(!/^(?:\s*[\r\n]|\/)/.test(other));
      expect(count(one + other)).toBe(count(one) + count(other));
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 2000) },
  );
});

test("o200k reaches over a line break to a slash, so a text that begins with one is outside the rule", () => {
  const [[, { tokenizer }]] = vocabularies as [(typeof vocabularies)[0]];
  expect(tokenizer.count(".\n//")).toBe(1);
  expect(tokenizer.count(".\n") + tokenizer.count("//")).toBe(2);
});

// At the end of a text cl100k takes line breaks and the blanks behind them for one word; no token is in both.
test("no token of cl100k has blanks behind its last line break", () => {
  const [, [, { tokens }]] = vocabularies as [unknown, (typeof vocabularies)[0]];
  expect(tokens.filter((token) => typeof token === "string" && /[\r\n][^\S\r\n]+$/.test(token))).toEqual([]);
});
