import fc from "fast-check";
import { expect, test } from "vitest";
import { sheetNames } from "../../src/xlsx/sheet-name.ts";
import { texts } from "./read-back.ts";

test("X4, W5: sheetNames() makes legal names that differ whatever the case, for any titles", () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 12 }), (wanted) => {
      const names = sheetNames(wanted);
      expect(names).toHaveLength(wanted.length);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      for (const name of names) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name).not.toMatch(/[[\]:*?/\\!']|\p{Cc}|\p{Surrogate}|[\ufffe\uffff]|^\s|\s$|^history$/iu);
      }
    }),
  );
});

test("sheetNames() keeps what it can of a title", () => {
  expect(sheetNames(["Index", "T1 Profit & loss: 2024/2023", "index", "", "History", "'quoted'", "a%20b 5%"])).toEqual([
    "Index",
    "T1 Profit & loss 2024 2023",
    "index (2)",
    "Sheet",
    "History_",
    "\u2019quoted\u2019",
    "a 20b 5%",
  ]);
});

test("sheetNames() cuts at a code point and counts inside the 31 units", () => {
  const long = `${"a".repeat(30)}\u{1f600}b`;
  expect(sheetNames([long, long.toUpperCase(), long])).toEqual(["a".repeat(30), `${"A".repeat(27)} (2)`, `${"a".repeat(27)} (3)`]);
});

test("sheetNames() takes ß and SS, σ and ς, full and half width for the same", () => {
  expect(sheetNames(["Straße", "STRASSE", "ΟΔΟΣ", "οδοσ", "Ａ", "a"])).toEqual([
    "Straße",
    "STRASSE (2)",
    "ΟΔΟΣ",
    "οδοσ (2)",
    "Ａ",
    "a (2)",
  ]);
});

test("sheetNames() takes as long for one title 20,000 times as for different ones", () => {
  expect(new Set(sheetNames(new Array(20_000).fill("same"))).size).toBe(20_000);
});
