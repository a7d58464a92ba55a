import fc from "fast-check";
import { expect, test } from "vitest";
import { approx, bytes } from "../../src/chunk/tokens.ts";
import { soup } from "../arbitraries.ts";

const anyText = fc.oneof(
  soup,
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

/** Twentieths of a token of a run: `before` and `after` are the characters beside it. */
function costOf(run: string, before: string, after: string): number {
  const { length } = run;
  if (/^[a-z]/i.test(run)) {
    const isIrregular = /^.+[A-Z]/.test(run) || /\d/.test(before + after);
    return isIrregular ? 14 * length : 18 + 9 * Math.max(0, length - 3);
  }
  if (/^\d/.test(run)) return 22 * Math.ceil(length / 3);
  if (/^[ \t]/.test(run)) return length > 1 || /\d/.test(after) ? 30 : 0;
  if (/^[\r\n]/.test(run)) return 30;
  if (/^[!-~]/.test(run)) return 20 + 14 * (length - 1);
  if (/^[\u00c0-\u024f]/.test(run)) return 60;
  if (/^[\u0250-\u052f]/.test(run)) return 26;
  if (/^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]/.test(run)) return 32;
  if (/^[\ud800-\udfff]/.test(run)) return 30;
  return /^[\0-\u00bf\u2000-\u2bff\u3000-\u303f]/.test(run) ? 20 : 60;
}

/** The formula approx-v1 run by run, with patterns. */
function formula(text: string): number {
  const lines = text.match(/[^\r\n]*[\r\n]+|[^\r\n]+$/g) ?? [];
  const cost = (line: string): number => {
    const runs = line.matchAll(/[a-z]+|\d+|[ \t]+|[\r\n]+|[!-/:-@[-`{-~]+|[\s\S]/gi);
    return Array.from(runs, ({ 0: run, index }) => costOf(run, line.charAt(index - 1), line.charAt(index + run.length))).reduce(
      (sum, one) => sum + one,
      0,
    );
  };
  return lines.reduce((sum, line) => sum + Math.ceil(cost(line) / 20), 0);
}

// Twentieths of a token by class, rounded up for each line.
test.each([
  ["", 0, "nothing"],
  ["cat", 1, "18"],
  ["token", 2, "18 + 9·2 = 36"],
  ["the cat", 2, "18 + 0 + 18 = 36"],
  ["camelCase", 7, "9 letters with a capital inside: 14·9 = 126"],
  ["Word", 2, "a capital at the start is regular: 18 + 9 = 27"],
  ["x7", 2, "a letter beside a digit 14 + a group of digits 22 = 36"],
  ["1234567", 4, "three groups of digits: 66"],
  ["a 1", 4, "18 + 30 before a digit + 22 = 70"],
  ["a  b", 4, "18 + a run of spaces 30 + 18 = 66"],
  ["...", 3, "20 + 14·2 = 48"],
  ["a\n\n\nb", 4, "18 + one run of line breaks 30 = 48, then 18"],
  ["é", 3, "60"],
  ["ж", 2, "26"],
  ["漢", 2, "32"],
  ["한", 2, "32"],
  ["ש", 3, "another letter: 60"],
  ["😀", 3, "two surrogate units: 60"],
  ["\ud800", 2, "one surrogate unit: 30"],
  ["→", 1, "a symbol: 20"],
  ["a\tb", 2, "18 + a single tab 0 + 18 = 36"],
  ["ｦ", 2, "half-width: 32"],
])("approx counts %j as %i (%s)", (text, expected) => {
  expect(approx.count(text)).toBe(expected);
});

test("approx counts any text by its formula", () => {
  const pieces = fc.constantFrom(
    ..."aBcd09 \t\n\r.,|\u0000\u007f×éſɐжԯ԰漢ぁ한Ａﾟשไ→。\ud800",
    "ab",
    "Cd",
    "123",
    "word",
    "1a",
    "  ",
    "😀",
    "\u200b",
  );
  const texts = fc.oneof(
    fc.array(pieces).map((parts) => parts.join("")),
    anyText,
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(approx.count(text)).toBe(formula(text));
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 1000) },
  );
});

test("approx gives a whole number for any text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(Number.isInteger(approx.count(text))).toBe(true);
      expect(approx.count(text)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("approx adds up at line ends", () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom("\n", "\r\n", "\n\n"), anyText, (one, lineEnd, other) => {
      fc.pre(!/^[\r\n]/.test(other));
      expect(approx.count(one + lineEnd + other)).toBe(approx.count(one + lineEnd) + approx.count(other));
    }),
  );
});

test("bytes counts UTF-8 bytes, a lone surrogate as its replacement's three", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(bytes.count(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});
