import fc from "fast-check";
import { expect, test } from "vitest";
import { guardText, isDangerous } from "../../src/csv/guard.ts";

test.each([
  ["=1+1", "a formula"],
  [" =1", "after a space"],
  ["\u00a0=1", "after a no-break space"],
  ["\u200b=1", "after a mark that shows nothing"],
  ["\ufeff=1", "after a byte order mark"],
  ["\u0000=1", "after a control"],
  ["\u00ad\u2060=1", "after more marks that show nothing"],
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
  ["-5-", "no number"],
  ["-.", "no digit"],
  ["-1 23", "no group of three"],
  ["-1 2345", "no group of three"],
  ["-5\n=1", "a number before a formula"],
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
  ["-.05", "a number without its zero", false],
  ["-1 234,50", "an amount", false],
  ["-1\u202f234\u00a0567 €", "an amount", false],
  ["- 5", "an amount", false],
  ["-₹ 5", "an amount", false],
  ["  -5  ", "a number between spaces", false],
  ["1E5", "a number", false],
  ["a=b", "a text", false],
  ["'=1", "a text, already guarded", false],
  ["", "nothing", false],
  [" ", "nothing", false],
] as [string, string, boolean?][])("isDangerous(%j): %s", (text, _, expected = true) => {
  expect(isDangerous(text)).toBe(expected);
});

test.each([
  ["-5", "'-5"],
  ["+1.5%", "'+1.5%"],
  ["5", "5"],
  ["- -", "- -"],
  ["-,=1", "'-,'=1"],
  ["a;=1", "a;'=1"],
  ["a,=1|@x\t+2", "a,'=1|'@x\t'+2"],
  ["=1;=2", "'=1;'=2"],
  ["a, -1", "a, -1"],
  ["1,-,-", "1,-,-"],
  ["1;'=2", "1;'=2"],
  ["a=b", "a=b"],
])("guardText() writes %j, strictly, as %j", (text, guarded) => {
  expect(guardText(text, "strict")).toBe(guarded);
  expect(guardText(text, "none")).toBe(text);
});

test("guardText() is done once: what it wrote it leaves, in either form", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."=+-@;,|\t\n a1'＝\u200b") }),
      fc.constantFrom("apostrophe", "strict"),
      (text, guard) => {
        const guarded = guardText(text, guard);
        expect(guardText(guarded, guard)).toBe(guarded);
      },
    ),
  );
});

test("C4: the JSON form of a number is never dangerous", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(isDangerous(JSON.stringify(number))).toBe(false);
    }),
  );
});

test("isDangerous() reads 300,000 blanks before and behind a number", () => {
  const blanks = " ".repeat(300_000);
  expect(isDangerous(`${blanks}-5${blanks}`)).toBe(false);
  expect(isDangerous(`${blanks}-5${blanks}x`)).toBe(true);
  expect(isDangerous(`-${"1,".repeat(300_000)}`)).toBe(true);
  expect(isDangerous(`-1${" 234".repeat(300_000)}x`)).toBe(true);
  expect(guardText("-\t,".repeat(300_000), "strict")).toHaveLength(900_001);
});
