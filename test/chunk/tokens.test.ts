import fc from "fast-check";
import { expect, test } from "vitest";
import { approx, bytes } from "../../src/chunk/tokens.ts";
import { soup } from "../arbitraries.ts";

const anyText = fc.oneof(
  soup,
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

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
])("approx counts %j as %i (%s)", (text, expected) => {
  expect(approx.count(text)).toBe(expected);
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
