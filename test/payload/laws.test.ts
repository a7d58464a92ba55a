import fc from "fast-check";
import { expect, test } from "vitest";
import { readExtractJob, safeReadExtractJob } from "../../src/payload/extract.ts";
import { type ParseResult, readParseResult, safeReadParseResult } from "../../src/payload/parse.ts";
import { parseResults } from "../arbitraries.ts";
import { deepFreeze, extractJob, type Wire } from "../build.ts";

type Json = Wire | unknown[];
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Every object and array in a payload. */
function containers(root: unknown): Json[] {
  const found: Json[] = [];
  const stack = [root];
  for (let top = stack.pop(); stack.length > 0 || top !== undefined; top = stack.pop()) {
    if (!isJson(top)) continue;
    found.push(top);
    for (const value of Object.values(top)) stack.push(value);
  }
  return found;
}

/** The result without what tells how it was sent: pointers, warnings and raw items. */
function essence(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (["pointer", "pointers", "warnings", "raw"].includes(key) ? undefined : inner)));
}

test("payload: reading never changes the input", () => {
  fc.assert(
    fc.property(parseResults, (input) => {
      const before = JSON.stringify(input);
      readParseResult(deepFreeze(input));
      expect(JSON.stringify(input)).toBe(before);
    }),
  );
});

test("payload: no order of pages and sections changes the result", () => {
  const shuffled = parseResults.chain((input) => {
    const { pages } = (input as { items: { pages: Wire[] } }).items;
    return fc
      .shuffledSubarray(pages, { minLength: pages.length })
      .map((other) => [
        input,
        Object.fromEntries([["items", { pages: other }], ...Object.entries(input).filter(([key]) => key !== "items")]),
      ]);
  });
  fc.assert(
    fc.property(shuffled, ([input, other]) => {
      expect(essence(readParseResult(other))).toEqual(essence(readParseResult(input)));
    }),
  );
});

test("payload: fields nobody knows change nothing but warnings and what is kept raw", () => {
  fc.assert(
    fc.property(
      parseResults,
      fc.dictionary(
        fc.string().map((key) => `noise-${key}`),
        fc.jsonValue(),
        { minKeys: 1 },
      ),
      (input, noise) => {
        const noisy = copy(input);
        for (const object of containers(noisy)) if (!Array.isArray(object)) Object.assign(object, noise);
        expect(essence(readParseResult(noisy))).toEqual(essence(readParseResult(input)));
      },
    ),
  );
});

const optional: readonly string[] = [
  ...["type", "bbox", "r", "confidence", "label", "start_index", "end_index", "language", "html", "csv", "merged_from_pages"],
  ...["merged_into_page", "parse_concerns", "success", "error", "page_width", "page_height", "tier", "error_message", "noise"],
];

test("payload: null equals absent", () => {
  fc.assert(
    fc.property(parseResults, fc.subarray([...optional], { minLength: 1 }), (input, names) => {
      const [absent, nulls] = [copy(input), copy(input)];
      for (const object of containers(absent)) for (const name of names) if (!Array.isArray(object)) delete object[name];
      for (const object of containers(nulls)) for (const name of names) if (!Array.isArray(object)) object[name] = null;
      expect(readParseResult(nulls)).toEqual(readParseResult(absent));
    }),
  );
});

test("payload: without any type, each item is read the same where its fields decide", () => {
  fc.assert(
    fc.property(parseResults, (input) => {
      const untyped = copy(input);
      for (const object of containers(untyped)) if (!Array.isArray(object)) delete object.type;
      const [read, wanted] = [readParseResult(untyped), readParseResult(input)];
      for (const [index, { items = [] }] of wanted.pages.entries()) {
        for (const [place, item] of items.entries()) {
          // Header and footer have the same fields; where neither label nor place tells them, that is said.
          const found = read.pages[index]?.items?.[place];
          if (item.type !== "header" && item.type !== "footer") expect(found).toEqual(item);
          else if (found?.type !== item.type)
            expect(read.warnings).toContainEqual(expect.objectContaining({ code: "item-type-guessed", pointer: item.pointer }));
        }
      }
    }),
  );
});

const wrong = fc.constantFrom<unknown>(5, -1, "words", true, null, [], {}, [null], [[]], { x: 1 }, JSON.parse("1e999"));

test("payload: break one value of an item, and everything beside that item stays as it was, never in silence", () => {
  const broken = parseResults
    .filter((input) => readParseResult(input).pages.some((page) => page.items?.length))
    .chain((input) => {
      const { pages } = readParseResult(input);
      const places = pages.flatMap((page, index) => (page.items ?? []).map((_, place) => [index, place] as const));
      return fc.tuple(fc.constant(input), fc.constantFrom(...places), fc.nat(), fc.nat(), wrong);
    });
  fc.assert(
    fc.property(broken, ([input, [index, place], which, field, value]) => {
      const other = copy(input);
      const item = (other as { items: { pages: { items: Json[] }[] } }).items.pages[index]?.items[place];
      const target = containers(item)[which % containers(item).length] as Json;
      const names = Object.keys(target);
      if (names.length === 0) return;
      Object.assign(target, { [names[field % names.length] as string]: value });
      const [before, after] = [readParseResult(input), readParseResult(other)];
      const without = ({ pages }: ParseResult): unknown =>
        pages.map((page, at) => (at === index ? { ...page, items: page.items?.toSpliced(place, 1) } : page));
      expect(without(after)).toEqual(without(before));
      const [was, is] = [before.pages[index]?.items?.[place], after.pages[index]?.items?.[place]];
      if (was?.type !== is?.type && is?.type === "unknown") expect(after.warnings.length).toBeGreaterThan(0);
    }),
  );
});

const junk = fc.oneof(
  fc.jsonValue(),
  fc.anything(),
  fc.record(
    { job: fc.constant({ id: "1", status: "COMPLETED" }), items: fc.record({ pages: fc.jsonValue() }), text: fc.jsonValue() },
    { requiredKeys: ["job"] },
  ),
  fc.jsonValue().map((result) => extractJob(result, result)),
  fc.array(fc.jsonValue()).map((items) => ({ job: { id: "1", status: "COMPLETED" }, items: { pages: [{ page_number: 1, items }] } })),
);

test("payload: whatever comes in, the safe twins give a result or a PayloadError, the same one their twins throw", () => {
  fc.assert(
    fc.property(junk, (input) => {
      for (const [read, safe] of [
        [readParseResult, safeReadParseResult],
        [readExtractJob, safeReadExtractJob],
      ] as const) {
        const result = safe(input);
        if (result.success) expect(read(input)).toEqual(result.data);
        else expect(() => read(input)).toThrow(result.error);
      }
    }),
  );
});
