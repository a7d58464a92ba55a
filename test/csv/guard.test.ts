import fc from "fast-check";
import { expect, test } from "vitest";
import { isDangerous } from "../../src/csv/guard.ts";

test.each([
  ["=1+1", "a formula"],
  [" =1", "after a space"],
  ["\u00a0=1", "after a no-break space"],
  ["\u200b=1", "after a mark that shows nothing"],
  ["\ufeff=1", "after a byte order mark"],
  ["-1+1", "a sum that begins with a sign"],
  ["-2+3+cmd|x", "a call"],
  ["-@x", "a function of old spreadsheets"],
  ["@SUM(1)", "another"],
  ["+44 20", "a telephone number"],
  ["＝1", "full width"],
  ["＋1+1", "full width"],
  ["＠x", "full width"],
  ["\tx", "a tab may part cells"],
  ["\rx", "a line end may part rows"],
  ["\nx", "a line end may part rows"],
  ["-5,,1", "no number"],
  ["--5", "no number, and not only dashes"],
  ["-", "dashes", false],
  ["- -", "dashes", false],
  ["---", "dashes", false],
  ["—", "an em dash", false],
  ["−5", "a real minus sign", false],
  ["-5", "a number", false],
  ["+1", "a number", false],
  ["-5.2%", "a percentage", false],
  ["-5.2 %", "a percentage", false],
  ["-$1,234.50", "an amount", false],
  ["-1.234,56", "an amount", false],
  ["-1.234,56 €", "an amount", false],
  ["-1'234.5", "an amount", false],
  ["-1e+21", "a number as JSON writes it", false],
  ["1E5", "a number", false],
  ["a=b", "a text", false],
  ["'=1", "a text, already guarded", false],
  ["", "nothing", false],
  [" ", "nothing", false],
] as [string, string, boolean?][])("isDangerous(%j): %s", (text, _, expected = true) => {
  expect(isDangerous(text)).toBe(expected);
});

test("C4: the JSON form of a number is never dangerous", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(isDangerous(JSON.stringify(number))).toBe(false);
    }),
  );
});

test("isDangerous() reads a million blanks before and behind a number", () => {
  const blanks = " ".repeat(1_000_000);
  expect(isDangerous(`${blanks}-5${blanks}`)).toBe(false);
  expect(isDangerous(`${blanks}-5${blanks}x`)).toBe(true);
  expect(isDangerous(`-${"1,".repeat(500_000)}`)).toBe(true);
});
