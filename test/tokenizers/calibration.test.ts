import { expect, test } from "vitest";
import { approx } from "../../src/chunk/tokens.ts";
import { cl100k } from "../../src/tokenizers/cl100k.ts";
import { o200k } from "../../src/tokenizers/o200k.ts";
import { material } from "./material.ts";

const windowLength = 1500;

/** Of each window: approx over the larger of the exact counts. */
const ratios = Object.entries(material).map(([kind, text]): [kind: string, ratios: readonly number[]] => {
  const starts = Array.from({ length: Math.floor(text.length / windowLength) }, (_, index) => index * windowLength);
  const windows = starts.map((start) => text.slice(start, start + windowLength));
  return [kind, windows.map((window) => approx.count(window) / Math.max(o200k.count(window), cl100k.count(window)))];
});

test("approx counts less than the truth in at most one window of 1 500 characters in a hundred", () => {
  const all = ratios.flatMap(([, values]) => values);
  const under = ratios.flatMap(([kind, values]) => values.filter((ratio) => ratio < 1).map((ratio) => ({ kind, ratio })));
  expect(all.length).toBeGreaterThan(500);
  expect(under.length / all.length, JSON.stringify(under)).toBeLessThanOrEqual(0.01);
});
