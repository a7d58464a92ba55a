import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyRuns } from "../../src/table/stitch/body-runs.ts";

const keys = (maxLength: number): fc.Arbitrary<string[]> => fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength });

test("take() gives the last run of free rows that is the part's, as looking at each place does", () => {
  fc.assert(
    fc.property(keys(14), fc.integer({ min: 0, max: 2 }), fc.array(keys(4), { maxLength: 5 }), (rows, bodyStart, parts) => {
      const runs = bodyRuns(rows, bodyStart);
      const free: (string | undefined)[] = rows.map((key, row) => (row < bodyStart ? undefined : key));
      for (const part of parts) {
        const start = free.findLastIndex((_, row) => part.every((key, index) => free[row + index] === key));
        expect(runs.take(part)).toBe(start);
        if (start >= 0) free.fill(undefined, start, start + part.length);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("S11: a part is looked for among tens of thousands of like rows, and thousands of parts are", () => {
  const many = (count: number, key: string): string[] => new Array<string>(count).fill(key);
  const runs = bodyRuns([...many(80_000, "x"), ...many(80_000, "y")], 0);
  expect(runs.take([...many(40_000, "y"), ...many(40_000, "x")])).toBe(-1);
  expect(runs.take([...many(40_000, "x"), ...many(40_000, "y")])).toBe(40_000);
  const found = Array.from({ length: 40_000 }, () => runs.take(["y", "x"]));
  expect(new Set(found)).toEqual(new Set([-1]));
});
