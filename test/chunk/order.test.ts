import { afterEach, expect, test, vi } from "vitest";
import { chunkDocument } from "../../src/chunk/chunk.ts";
import { expectLaw } from "./documents.ts";
import { sourcesOf } from "./places.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("chunk O1: source starts ever further on, and the index is the position", () => {
  expectLaw(({ result: { chunks } }) => {
    const starts = chunks.flatMap((one) => sourcesOf(one).map(({ span }) => span[0]));
    expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] as number))).toBe(true);
    expect(chunks.map((one) => one.index)).toEqual([...chunks.keys()]);
  });
});

test("chunk O2: the same input and options give the same bytes, without a clock, chance or a locale", () => {
  expectLaw(({ document, options, result }) => {
    const again = inEmptyRoom(() => chunkDocument(document, options));
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
  });
});

/** Calls a function where all that tells one place or time from another throws. */
function inEmptyRoom<T>(act: () => T): T {
  const refuse = (): never => {
    throw new Error("depends on its surroundings");
  };
  for (const name of ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"] as const)
    vi.spyOn(String.prototype, name).mockImplementation(refuse);
  vi.spyOn(Number.prototype, "toLocaleString").mockImplementation(refuse);
  vi.spyOn(Math, "random").mockImplementation(refuse);
  vi.spyOn(performance, "now").mockImplementation(refuse);
  vi.spyOn(crypto, "getRandomValues").mockImplementation(refuse);
  vi.spyOn(crypto, "randomUUID").mockImplementation(refuse);
  const { DateTimeFormat, Collator, NumberFormat } = Intl;
  Object.assign(Intl, { DateTimeFormat: refuse, Collator: refuse, NumberFormat: refuse });
  vi.stubGlobal("Date", refuse);
  try {
    return act();
  } finally {
    Object.assign(Intl, { DateTimeFormat, Collator, NumberFormat });
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
}
